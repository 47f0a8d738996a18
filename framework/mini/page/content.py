"""The bytes of an upload: on disk until somebody reads them, then shared by all who do."""

from __future__ import annotations

import os
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final
from weakref import WeakValueDictionary, finalize

RECENT_BYTES: Final = 256 * 1024 * 1024
"""Of what was read last, so much is kept for the next run; more only while it is in use."""

SMALL: Final = 256 * 1024
"""Up to here, what is deleted while someone holds it stays in memory, else in an open file."""


class Data:
    """Bytes that were read. A plain `bytes` cannot be referred to weakly."""

    __slots__ = ("__weakref__", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data


class _Read:
    """What was read, by digest: weakly all of it, and strongly what was read last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._all: WeakValueDictionary[bytes, Data] = WeakValueDictionary()
        self._recent: OrderedDict[bytes, Data] = OrderedDict()
        self._size = 0

    def find(self, digest: bytes) -> Data | None:
        return self._all.get(digest)

    def keep(self, digest: bytes, data: Data) -> None:
        with self._lock:
            self._all[digest] = data
            if digest not in self._recent:
                self._size += len(data.data)
            self._recent[digest] = data
            while self._size > RECENT_BYTES:
                _, oldest = self._recent.popitem(last=False)
                self._size -= len(oldest.data)

    def leave(self, digest: bytes) -> None:
        with self._lock:
            data = self._recent.pop(digest, None)
            if data is not None:
                self._size -= len(data.data)


READ: Final = _Read()


class Content:
    """What one file holds. Its place on disk is made by the server, and named by no one else."""

    __slots__ = ("__weakref__", "_lock", "_open", "_path", "_small", "digest", "size")

    def __init__(self, path: Path, size: int, digest: bytes) -> None:
        self.size = size
        self.digest = digest
        """Of all its bytes, made while they arrived."""
        self._path = path
        self._open: int | None = None
        self._small: bytes | None = None
        self._lock = Lock()

    def read(self) -> Data:
        """Give the bytes; raises `OSError` where the disk does not give them."""
        with self._lock:
            found = READ.find(self.digest)
            if found is None:
                found = Data(self._bytes())
                if self._open is None and self._small is None:
                    READ.keep(self.digest, found)
            return found

    def leave(self) -> None:
        """Delete the file. Who holds this content still can read it: the bytes stay until then."""
        # Without the lock, which a thread may hold that reads: this is called by the event loop.
        READ.leave(self.digest)
        if self._small is not None or self._open is not None or self._keeps():
            with suppress(OSError):
                self._path.unlink()

    def _keeps(self) -> bool:
        """Keep what can be read without the file; where nothing can, the file has to stay."""
        try:
            if self.size <= SMALL:
                self._small = self._path.read_bytes()
            else:
                self._open = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
                finalize(self, os.close, self._open)
        except OSError:
            return False
        return True

    def _bytes(self) -> bytes:
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            if self._small is not None:
                return self._small
            if self._open is None:
                raise
        with os.fdopen(os.dup(self._open), "rb") as file:
            file.seek(0)
            return file.read()
