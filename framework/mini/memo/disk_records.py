"""The tree records of a store on disk, one sealed file each."""

from __future__ import annotations

import os
import time
from pathlib import Path

import msgspec

from mini.memo.disk_faults import Faults
from mini.memo.disk_files import Damaged, read, read_about, write
from mini.memo.disk_folder import Folder, State, remove, state
from mini.memo.store import Record


class About(msgspec.Struct, frozen=True, array_like=True):
    """What a record's file says of it."""

    function: str
    key: bytes
    version: int


class DiskRecords:
    """Records in a folder; what has been read stays in memory until its file is another."""

    def __init__(self, folder: Folder, key: bytes, faults: Faults) -> None:
        self._folder = folder
        self._key = key
        self._faults = faults
        self._prefix = f"{folder.records}{os.sep}"
        self._known: dict[bytes, tuple[State, Record]] = {}

    def get(self, key: bytes) -> Record | None:
        """Return a record, read again if another process has replaced it."""
        now = state(self._prefix + key.hex())
        if now is None:
            self._known.pop(key, None)
            return None
        known = self._known.get(key)
        if known is not None and known[0] == now:
            return known[1]
        with self._faults.forgiven("read a record"):
            record = self._read(self._path(key))
            self._known[key] = now, record
            return record
        return None

    def put(self, function: str, key: bytes, record: Record | None, if_version: int) -> bool:
        """Compare the versions and replace the file, while no other process can."""
        path = self._path(key)
        encoded = None if record is None else record.encoded()
        with self._faults.forgiven("write a record"), self._folder.locked():
            before = self.get(key)
            if (0 if before is None else before.version) != if_version:
                return False
            if record is None or encoded is None:
                remove(path)
                return True
            # Never the version of an earlier record, though that one may be gone.
            version = max(if_version + 1, time.time_ns())
            about = msgspec.msgpack.encode(About(function, key, version))
            write(path, self._key, about, [encoded])
            record.version = version
            now = state(str(path))
            if now is not None:
                self._known[key] = now, record
        return True

    def clear(self, function: str | None, key: bytes | None) -> None:
        """Remove the records in question."""
        if key is not None:
            remove(self._path(key))
            return
        with self._faults.forgiven("clear its records"):
            for path in self._folder.records.iterdir():
                if function is None or self._function_of(path) in (None, function):
                    remove(path)

    def _path(self, key: bytes) -> Path:
        return self._folder.records / key.hex()

    def _read(self, path: Path) -> Record:
        try:
            content, (encoded,) = read(path, self._key)
            about = msgspec.msgpack.decode(content, type=About)
        except (Damaged, ValueError, msgspec.MsgspecError) as error:
            remove(path)
            raise Damaged from error
        return Record(lambda: encoded, version=about.version)

    def _function_of(self, path: Path) -> str | None:
        try:
            return msgspec.msgpack.decode(read_about(path, self._key), type=About).function
        except (Damaged, msgspec.MsgspecError, OSError):
            return None
