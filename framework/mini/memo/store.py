"""What a store is: leaves under their ids, one tree record per argument key, and leases.

A store knows bytes, bounds and time. It never calls what others gave it (a callback, a destructor,
a pickle) while it holds a lock.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final

import msgspec

from mini.memo.values import Frozen

EXPIRED: Final = "expired"
EVICTED: Final = "evicted"
CLEARED: Final = "cleared"
LATE: Final = "late"
"""Cleared before it was stored: nobody has it but who computed it."""


class Meta(msgspec.Struct, frozen=True, gc=False):
    """What is known of a leaf without its value."""

    id: bytes
    """16 bytes."""
    key: bytes
    """The argument key whose tree the leaf belongs to."""
    function: str
    created: float
    """Seconds since 1970."""
    expires: float | None
    cost: float
    """Seconds that it took to compute."""
    size: int
    """Bytes that count against the bounds."""


class Leaf:
    """One stored result: its value, and the log of what its run showed.

    `live` holds what this process has decoded of it; it is never written anywhere. `used` is the
    store's: it is larger for what was used later.
    """

    __slots__ = ("__weakref__", "live", "log", "meta", "used", "value")

    def __init__(
        self, meta: Meta, value: Frozen, log: Callable[[], Frozen], live: Any = None
    ) -> None:
        self.meta = meta
        self.value = value
        self.log = log
        self.live = live
        self.used = 0


class Record:
    """The decision tree of one argument key, decoded in `live` or made from `encoded()`.

    `version` is given by the store when it takes the record; 0 stands for no record.
    """

    __slots__ = ("encoded", "live", "version")

    def __init__(self, encoded: Callable[[], Frozen], live: Any = None, version: int = 0) -> None:
        self.encoded = encoded
        self.live = live
        self.version = version


class Bounds(msgspec.Struct, frozen=True, gc=False):
    """How much one function may keep; None: as much as the store allows."""

    max_entries: int | None = None
    max_size: int | None = None


def nobody(meta: Meta, reason: str) -> None:
    """Hear of a removed leaf, and do nothing."""


class Store(ABC):
    """Where results are kept. Safe to use from any thread.

    `on_removed(meta, reason)` is told of each leaf that the store removed, with the reason
    `EXPIRED`, `EVICTED`, `CLEARED`, or what `delete` was given.
    """

    def __init__(self) -> None:
        self.on_removed: Callable[[Meta, str], None] = nobody

    @abstractmethod
    def record(self, key: bytes) -> Record | None:
        """Return the tree record of an argument key."""

    @abstractmethod
    def put_record(self, function: str, key: bytes, record: Record | None, if_version: int) -> bool:
        """Replace a record if it still has this version (0: if there is none); None deletes it.

        The store sets the new record's `version`; no two records of a key ever have the same.
        """

    @abstractmethod
    def leaf(self, id: bytes) -> Leaf | None:
        """Return a leaf, which counts as a use of it; None if it is gone or has expired."""

    @abstractmethod
    def put(self, leaf: Leaf, bounds: Bounds, generation: int | None = None) -> None:
        """Keep a leaf, then evict the least recently used ones until all bounds hold.

        With a `generation`, only if nobody has cleared the function since that was its.
        """

    @abstractmethod
    def delete(self, id: bytes, reason: str) -> None:
        """Remove a leaf, if it is there."""

    @abstractmethod
    def clear(self, function: str | None = None, key: bytes | None = None) -> None:
        """Remove everything, what belongs to one function, or what belongs to one key of it."""

    @abstractmethod
    def generation(self, function: str) -> int:
        """Return a number that every `clear` which concerns the function makes larger."""

    @abstractmethod
    def lease(self, key: bytes, seconds: float) -> bool:
        """Take a lease that ends by itself; False while somebody else holds it."""

    @abstractmethod
    def release(self, key: bytes) -> None:
        """Give a lease back."""

    @abstractmethod
    def metas(self, function: str | None = None) -> list[Meta]:
        """List the leaves, of one function or of all, least recently used first."""

    @abstractmethod
    def sweep(self, now: float) -> None:
        """Remove what has expired by now."""
