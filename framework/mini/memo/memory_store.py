"""A store in the memory of this process."""

from __future__ import annotations

import heapq
import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from threading import RLock

from mini.memo.store import CLEARED, EVICTED, EXPIRED, LATE, Bounds, Leaf, Meta, Record, Store


class Shelf:
    """The leaves of one function, and their size.

    A use only stamps its leaf. The heap holds stamps of earlier uses, which are never too late:
    so the first of them that is still right belongs to the least recently used leaf.
    """

    __slots__ = ("_heap", "leaves", "size")

    def __init__(self) -> None:
        self.leaves: dict[bytes, Leaf] = {}
        self.size = 0
        self._heap: list[tuple[int, bytes]] = []

    def add(self, leaf: Leaf) -> None:
        """Put a leaf on the shelf."""
        self.leaves[leaf.meta.id] = leaf
        self.size += leaf.meta.size
        if len(self._heap) > 2 * len(self.leaves) + 64:
            self._heap = [(each.used, id) for id, each in self.leaves.items()]
            heapq.heapify(self._heap)
        heapq.heappush(self._heap, (leaf.used, leaf.meta.id))

    def remove(self, leaf: Leaf) -> None:
        """Take a leaf from the shelf."""
        del self.leaves[leaf.meta.id]
        self.size -= leaf.meta.size

    def least_used(self) -> bytes:
        """Return the id of the leaf whose last use is the longest ago."""
        while True:
            used, id = self._heap[0]
            leaf = self.leaves.get(id)
            if leaf is None:
                heapq.heappop(self._heap)
            elif leaf.used == used:
                return id
            else:
                heapq.heapreplace(self._heap, (leaf.used, id))

    def exceeds(self, bounds: Bounds) -> bool:
        """Say whether there is too much on the shelf."""
        entries, size = bounds.max_entries, bounds.max_size
        return (entries is not None and len(self.leaves) > entries) or (
            size is not None and self.size > size
        )


class MemoryStore(Store):
    """Keeps leaves and records as they are.

    `budget` is the number of bytes that all leaves may hold together; None: no bound. `clock`
    returns seconds since 1970.
    """

    def __init__(
        self, budget: int | None = None, *, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__()
        self.budget = budget
        self.clock = clock
        # Reentrant: the garbage collector may run a finaliser of the app that comes back here.
        self._lock = RLock()
        self._all = Shelf()
        self._shelves: dict[str, Shelf] = {}
        self._ids: defaultdict[bytes, set[bytes]] = defaultdict(set)
        self._expiries: list[tuple[float, bytes]] = []
        self._records: dict[bytes, tuple[str, Record]] = {}
        self._versions = itertools.count(1)
        self._uses = itertools.count(1)
        self._cleared = 0
        self._generations: defaultdict[str, int] = defaultdict(int)
        self._leases: dict[bytes, float] = {}

    def record(self, key: bytes) -> Record | None:
        """Return the record itself."""
        found = self._records.get(key)
        return None if found is None else found[1]

    def put_record(self, function: str, key: bytes, record: Record | None, if_version: int) -> bool:
        """Compare the versions and replace the record, in one step."""
        with self._lock:
            found = self._records.get(key)
            if (0 if found is None else found[1].version) != if_version:
                return False
            if record is None:
                self._records.pop(key, None)
            else:
                record.version = next(self._versions)
                self._records[key] = (function, record)
        return True

    def leaf(self, id: bytes) -> Leaf | None:
        """Return the leaf itself."""
        leaf = self._all.leaves.get(id)
        if leaf is None:
            return None
        expires = leaf.meta.expires
        if expires is not None and expires <= self.clock():
            self._remove([leaf], EXPIRED)
            return None
        # Without the lock: a stamp that is lost to another thread's was as good.
        leaf.used = next(self._uses)
        return leaf

    def put(self, leaf: Leaf, bounds: Bounds, generation: int | None = None) -> None:
        """Keep the leaf itself."""
        with self._lock:
            stale = generation not in (None, self.generation(leaf.meta.function))
            replaced = None if stale else self._take(leaf.meta.id)
            evicted = [] if stale else self._keep(leaf, bounds)
        del replaced
        self._tell([leaf] if stale else evicted, LATE if stale else EVICTED)

    def delete(self, id: bytes, reason: str) -> None:
        """Remove a leaf, if it is there."""
        leaf = self._all.leaves.get(id)
        if leaf is not None:
            self._remove([leaf], reason)

    def clear(self, function: str | None = None, key: bytes | None = None) -> None:
        """Remove the leaves and records in question."""
        with self._lock:
            if function is None:
                self._cleared += 1
            else:
                self._generations[function] += 1
            keys = list(self._records) if key is None else [key]
            records = [
                self._records.pop(each)
                for each in keys
                if each in self._records and function in (None, self._records[each][0])
            ]
            cleared = self._listed(function) if key is None else self._under(key)
        del records
        self._remove(cleared, CLEARED)

    def generation(self, function: str) -> int:
        """Count the clears."""
        return self._cleared + self._generations.get(function, 0)

    def lease(self, key: bytes, seconds: float) -> bool:
        """Take a lease among the threads of this process."""
        now = self.clock()
        with self._lock:
            if self._leases.get(key, now) > now:
                return False
            self._leases[key] = now + seconds
        return True

    def release(self, key: bytes) -> None:
        """Give a lease back."""
        with self._lock:
            self._leases.pop(key, None)

    def metas(self, function: str | None = None) -> list[Meta]:
        """List the leaves, least recently used first."""
        with self._lock:
            leaves = self._listed(function)
        return [leaf.meta for leaf in sorted(leaves, key=lambda leaf: leaf.used)]

    def sweep(self, now: float) -> None:
        """Remove what has expired, at a cost that does not grow with what has not."""
        expired = []
        with self._lock:
            while self._expiries and self._expiries[0][0] <= now:
                expires, id = heapq.heappop(self._expiries)
                leaf = self._all.leaves.get(id)
                if leaf is not None and leaf.meta.expires == expires:
                    expired.append(leaf)
            self._leases = {key: until for key, until in self._leases.items() if until > now}
        self._remove(expired, EXPIRED)

    def _listed(self, function: str | None) -> list[Leaf]:
        shelf = self._all if function is None else self._shelves.get(function)
        return [] if shelf is None else list(shelf.leaves.values())

    def _under(self, key: bytes) -> list[Leaf]:
        return [self._all.leaves[id] for id in self._ids.get(key, ())]

    def _remove(self, leaves: Iterable[Leaf], reason: str) -> None:
        """Take away these leaves, unless they have been replaced in the meantime."""
        with self._lock:
            taken = [
                self._take(leaf.meta.id)
                for leaf in leaves
                if self._all.leaves.get(leaf.meta.id) is leaf
            ]
        self._tell([leaf for leaf in taken if leaf is not None], reason)

    def _keep(self, leaf: Leaf, bounds: Bounds) -> list[Leaf]:
        meta = leaf.meta
        shelf = self._shelves.setdefault(meta.function, Shelf())
        leaf.used = next(self._uses)
        self._all.add(leaf)
        shelf.add(leaf)
        self._ids[meta.key].add(meta.id)
        if meta.expires is not None:
            heapq.heappush(self._expiries, (meta.expires, meta.id))
        return self._overflow(leaf, shelf, bounds)

    def _overflow(self, newest: Leaf, shelf: Shelf, bounds: Bounds) -> list[Leaf]:
        """Take away what is too much; first of all the newest, if it can never fit."""
        sizes = [size for size in (bounds.max_size, self.budget) if size is not None]
        evicted: list[Leaf | None] = []
        if sizes and newest.meta.size > min(sizes):
            evicted.append(self._take(newest.meta.id))
        while shelf.leaves and shelf.exceeds(bounds):
            evicted.append(self._take(shelf.least_used()))
        budget = Bounds(max_size=self.budget)
        while self._all.leaves and self._all.exceeds(budget):
            evicted.append(self._take(self._all.least_used()))
        return [leaf for leaf in evicted if leaf is not None]

    def _take(self, id: bytes) -> Leaf | None:
        """Take a leaf out of all indexes; its destructor runs where the caller lets it go."""
        leaf = self._all.leaves.get(id)
        if leaf is None:
            return None
        meta = leaf.meta
        shelf = self._shelves[meta.function]
        self._all.remove(leaf)
        shelf.remove(leaf)
        if not shelf.leaves:
            del self._shelves[meta.function]
        ids = self._ids[meta.key]
        ids.discard(id)
        if not ids:
            del self._ids[meta.key]
        return leaf

    def _tell(self, leaves: list[Leaf], reason: str) -> None:
        for leaf in leaves:
            self.on_removed(leaf.meta, reason)
