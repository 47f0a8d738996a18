"""A store in a folder, which outlives the process and is shared by several.

    folder/leaves/<id>      one sealed file a leaf; its time of change is its last use
    folder/records/<key>    one sealed file a tree record
    folder/leases/<key>     its time of change is when the lease ends
    folder/generations      how often all, or one function, was cleared
    folder/lock             held, for moments, by who changes a record, a lease or the generations

What has been read stays in memory. Another process's `clear` is seen by the `generations` file,
of which each look-up asks whether it has changed. No fault of a file is an error: it is a miss.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec

from mini.memo.disk_faults import Faults
from mini.memo.disk_files import Damaged, read, read_about, write
from mini.memo.disk_folder import Folder, State, remove, state
from mini.memo.disk_records import DiskRecords
from mini.memo.memory_store import MemoryStore
from mini.memo.store import CLEARED, EVICTED, EXPIRED, Bounds, Leaf, Meta, Record, Store
from mini.memo.values import freeze

IN_MEMORY: Final = 512 * 2**20
"""Bytes of what has been read that stay in memory."""
TOUCH: Final = 60.0
"""Seconds between two notes on disk that a leaf is in use."""
_NOTHING: Final = freeze(None)


class DiskStore(Store):
    """Keeps leaves and records in `folder`, sealed with a `key` of 32 bytes.

    `budget` bounds the bytes of all leaves on disk, `in_memory` those that this process keeps of
    them to answer at once. `clock` returns seconds since 1970.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes,
        budget: int | None = None,
        *,
        in_memory: int | None = IN_MEMORY,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self.clock = clock
        self.budget = budget
        self._key = key
        self._folder = Folder(folder)
        self._loaded = MemoryStore(in_memory, clock=clock)
        # The leaves on disk without their values: this one counts, evicts and expires.
        self._index = MemoryStore(budget, clock=clock)
        self._index.on_removed = self._removed
        self._faults = Faults()
        self._records = DiskRecords(self._folder, key, self._faults)
        self._touched: dict[bytes, float] = {}
        self._listed: State | None = None
        self._clears = 0
        self._leaves = str(self._folder.leaves)
        with self._faults.forgiven("make its folder"):
            self._folder.make()
        self._seen = self._folder.changed()
        self._generations = self._folder.generations()

    def record(self, key: bytes) -> Record | None:
        """Return the record of this key, as the last process wrote it."""
        self._notice_clears()
        return self._records.get(key)

    def put_record(self, function: str, key: bytes, record: Record | None, if_version: int) -> bool:
        """Compare the versions and replace the file, while no other process can."""
        return self._records.put(function, key, record, if_version)

    def leaf(self, id: bytes) -> Leaf | None:
        """Return a leaf from memory, or read it."""
        self._notice_clears()
        self._index.leaf(id)
        leaf = self._loaded.leaf(id) or self._load(id)
        if leaf is not None:
            self._touch(id)
        return leaf

    def put(self, leaf: Leaf, bounds: Bounds, generation: int | None = None) -> None:
        """Write a leaf, and keep it in memory too."""
        meta = leaf.meta
        limits = [size for size in (bounds.max_size, self.budget) if size is not None]
        if meta.size > min(limits, default=meta.size) or not self._written(leaf):
            self._removed(meta, EVICTED)
        elif generation not in (None, self.generation(meta.function)):
            self._removed(meta, CLEARED)
        else:
            self._refresh()
            self._loaded.put(leaf, Bounds())
            self._index.put(_listed(meta), bounds)

    def delete(self, id: bytes, reason: str) -> None:
        """Remove a leaf, if it is there."""
        self._refresh()
        self._index.delete(id, reason)

    def clear(self, function: str | None = None, key: bytes | None = None) -> None:
        """Remove the files in question, for all processes."""
        self._notice_clears()
        with self._faults.forgiven("note that it was cleared"), self._folder.locked():
            counts = self._folder.generations()
            counts[function or ""] = counts.get(function or "", 0) + 1
            self._generations = counts
            self._folder.write_generations(counts)
            self._seen = self._folder.changed()
        self._clears += 1
        self._refresh()
        self._records.clear(function, key)
        self._loaded.clear(function, key)
        self._index.clear(function, key)

    def generation(self, function: str) -> int:
        """Count the clears, of all processes."""
        self._notice_clears()
        return self._generations.get("", 0) + self._generations.get(function, 0)

    def lease(self, key: bytes, seconds: float) -> bool:
        """Take a lease among all processes; without a folder everybody gets it."""
        path = self._folder.leases / key.hex()
        now = self.clock()
        with self._faults.forgiven("take a lease"), self._folder.locked():
            with suppress(FileNotFoundError):
                if path.stat().st_mtime > now:
                    return False
            path.touch(0o600)
            os.utime(path, (now, now + seconds))
        return True

    def release(self, key: bytes) -> None:
        """Give a lease back."""
        remove(self._folder.leases / key.hex())

    def metas(self, function: str | None = None) -> list[Meta]:
        """List the leaves on disk, least recently used first."""
        self._notice_clears()
        self._refresh()
        return self._index.metas(function)

    def sweep(self, now: float) -> None:
        """Remove what has expired, and what killed processes left behind."""
        self._refresh()
        self._index.sweep(now)
        self._loaded.sweep(now)
        with self._faults.forgiven("tidy its folder"):
            self._folder.tidy(now)

    def _written(self, leaf: Leaf) -> bool:
        path = self._folder.leaves / leaf.meta.id.hex()
        about = msgspec.msgpack.encode(leaf.meta)
        with self._faults.forgiven("write a value"), self._changing_leaves() as missing:
            if missing:
                self._folder.make()
            write(path, self._key, about, [leaf.value, leaf.log()])
            self._touched[leaf.meta.id] = self.clock()
            return True
        return False

    def _load(self, id: bytes) -> Leaf | None:
        path = self._folder.leaves / id.hex()
        if not path.exists():
            self._index.delete(id, EVICTED)
            return None
        # One counter for all functions: whose leaf it is, only the file can say.
        cleared = self._clears
        with self._faults.forgiven("read a value"):
            meta, leaf = self._read_leaf(path, id)
            if meta.expires is not None and meta.expires <= self.clock():
                self._removed(meta, EXPIRED)
                return None
            self._loaded.put(leaf, Bounds())
            self._index.put(_listed(meta), Bounds())
            if cleared != self._clears:
                self._removed(meta, CLEARED)
            return leaf
        return None

    def _read_leaf(self, path: Path, id: bytes) -> tuple[Meta, Leaf]:
        try:
            about, (value, shown) = read(path, self._key)
            meta = msgspec.msgpack.decode(about, type=Meta)
        except (Damaged, ValueError, msgspec.MsgspecError) as error:
            remove(path)
            self._index.delete(id, EVICTED)
            raise Damaged from error
        return meta, Leaf(meta, value, lambda: shown)

    def _touch(self, id: bytes) -> None:
        now = self.clock()
        if now - self._touched.get(id, 0.0) > TOUCH:
            self._touched[id] = now
            with suppress(OSError):
                os.utime(self._folder.leaves / id.hex(), (now, now))

    def _removed(self, meta: Meta, reason: str) -> None:
        self._loaded.delete(meta.id, reason)
        self._touched.pop(meta.id, None)
        with self._changing_leaves():
            remove(self._folder.leaves / meta.id.hex())
        self.on_removed(meta, reason)

    @contextmanager
    def _changing_leaves(self) -> Iterator[bool]:
        """Keep a change of our own from looking like one of others; True if there is no folder."""
        before = state(self._leaves)
        current = before == self._listed
        yield before is None
        if current:
            self._listed = state(self._leaves)

    def _notice_clears(self) -> None:
        """Forget what another process has cleared."""
        now = self._folder.changed()
        if now == self._seen:
            return
        before, self._generations = self._generations, self._folder.generations()
        self._seen = now
        self._clears += 1
        for function in before.keys() | self._generations.keys():
            if self._generations.get(function) != before.get(function):
                self._loaded.clear(function or None)
        self._listed = None
        self._refresh(CLEARED)

    def _refresh(self, reason: str = EVICTED) -> None:
        """Bring the index up to date with the folder, if other processes have changed that."""
        now = state(self._leaves)
        if now == self._listed:
            return
        with self._faults.forgiven("list its folder"):
            # In this order: what is indexed now has its file already.
            known = {meta.id.hex() for meta in self._index.metas()}
            found = {path.name: path for path in self._folder.leaves.iterdir()}
            first, self._listed = self._listed is None, now
            for name in known - found.keys():
                self._index.delete(bytes.fromhex(name), reason)
            self._list(path for name, path in found.items() if name not in known)
            # What was used before all was listed is still what was used last.
            for id in sorted(self._touched, key=self._touched.__getitem__) if first else ():
                self._index.leaf(id)
        self._index.sweep(self.clock())

    def _list(self, paths: Iterable[Path]) -> None:
        metas = []
        for path in paths:
            if path.suffix == ".tmp":
                continue
            with suppress(OSError):
                used = path.stat().st_mtime
                try:
                    meta = msgspec.msgpack.decode(read_about(path, self._key), type=Meta)
                except (Damaged, msgspec.MsgspecError):
                    remove(path)
                else:
                    metas.append((used, meta))
        for _, meta in sorted(metas, key=lambda each: each[0]):
            self._index.put(_listed(meta), Bounds())


def _listed(meta: Meta) -> Leaf:
    return Leaf(meta, _NOTHING, lambda: _NOTHING)
