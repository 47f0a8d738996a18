"""The stores of this process, and the results of each function in them."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

from mini.caching.hooks import HOOKS
from mini.caching.terms import Terms
from mini.memo.cache import Results, Stats
from mini.memo.digest import digest
from mini.memo.disk_folder import folder_for, load_key
from mini.memo.disk_store import DiskStore
from mini.memo.encoders import Unhashable
from mini.memo.memory_store import MemoryStore
from mini.memo.sizes import parse_size
from mini.memo.store import CLEARED, LATE, Meta, Store

BUDGET: Final = "MINI_CACHE_BUDGET"
"""The environment variable for the bytes that all results may hold together."""
_CONTAINERS: Final = frozenset({list, dict, set})
_MANY: Final = 10_000
_LOG = logging.getLogger("mini")


class Registry:
    """Which function has its results where."""

    def __init__(self) -> None:
        self.data = MemoryStore(_budget())
        self.resources = MemoryStore()
        self._held: dict[bytes, _Held] = {}
        self._tokens: dict[int, bytes] = {}
        self._disk: DiskStore | None = None
        self._results: dict[tuple[int, str], Results] = {}
        self.past: defaultdict[int, Stats] = defaultdict(Stats)
        """What functions counted in each store whose sessions have ended."""
        self._lock = threading.Lock()
        self.data.on_removed = lambda meta, reason: self._removed(self.data, meta, reason)
        self.resources.on_removed = lambda meta, reason: self._removed(self.resources, meta, reason)

    @property
    def disk(self) -> DiskStore:
        """The store on disk, opened when it is first asked for."""
        with self._lock:
            if self._disk is None:
                disk = DiskStore(self._folder(), load_key(os.environ))
                disk.on_removed = lambda meta, reason: self._removed(disk, meta, reason)
                self._disk = disk
            return self._disk

    def stores(self) -> list[Store]:
        """All stores that are open."""
        return [self.data, self.resources, *([self._disk] if self._disk is not None else [])]

    def store(self, terms: Terms) -> Store:
        """The store for a function."""
        if terms.resource:
            return self.resources
        return self.disk if terms.persist else self.data

    def results(self, name: str, terms: Terms, label: str) -> Results:
        """The results of a function, the same for each time that it is decorated."""
        store = self.store(terms)
        found = self._results.get((id(store), name))
        if found is None:
            with self._lock:
                found = self._results.setdefault(
                    (id(store), name), Results(name, store, _LOG.warning, self._let_go, label)
                )
        found.bounds, found.max_variants = terms.bounds, terms.max_variants
        return found

    def all_results(self) -> list[Results]:
        """The results of all functions that were called in this process."""
        return list(self._results.values())

    def clear_data(self) -> None:
        """Forget all data, on disk too."""
        self.data.clear()
        if self._disk is not None or self._folder().exists():
            self.disk.clear()

    def _folder(self) -> Path:
        return folder_for(HOOKS.script or Path(sys.argv[0] or "python"), os.environ)

    def end_scope(self, scope: str) -> None:
        """Forget what was cached for one session."""
        for where, name in list(self._results):
            if name.endswith(scope):
                results = self._results.pop((where, name))
                past = self.past[where]
                past.hits += results.stats.hits
                past.misses += results.stats.misses
                results.store.clear(name)

    def sweep(self, now: float) -> None:
        """Free what has expired."""
        for store in self.stores():
            store.sweep(now)

    # Resources

    def changed(self, meta: Meta) -> bool:
        """Say whether a shared plain container is not as it was when it was last looked at."""
        held = self._held.get(meta.id)
        if held is None or type(held.value) not in _CONTAINERS or len(held.value) > _MANY:
            return False
        try:
            now = digest(held.value)
        except Unhashable:
            return False
        before, held.seen[:] = bytes(held.seen), now
        return before not in (b"", now)

    def hold(self, meta: Meta, value: Any, on_release: Any) -> None:
        """Note a resource: what stands for it in keys, and what is to be called at its end."""
        before = self._held.get(meta.id)
        if before is not None and before.value is not value:
            self._let_go(meta)
        self._held[meta.id] = _Held(value, meta.key, on_release, bytearray())
        self._tokens[id(value)] = meta.id

    def token_of(self, value: Any) -> bytes | None:
        """Give what stands for an object that a function uses as a global, or None.

        A resource stands for itself. A bare `object()` is known by the name that it goes by.
        """
        if type(value) is object:
            return b"object"
        held = self._held.get(self._tokens.get(id(value), b""))
        return held.token if held is not None and held.value is value else None

    def _forget(self, meta: Meta) -> _Held | None:
        held = self._held.pop(meta.id, None)
        if held is not None and self._tokens.get(id(held.value)) == meta.id:
            del self._tokens[id(held.value)]
        return held

    def _let_go(self, meta: Meta) -> None:
        held = self._forget(meta)
        if held is None or held.on_release is None:
            return
        try:
            held.on_release(held.value)
        except Exception:  # noqa: BLE001  it is the author's, and others are yet to be released
            _LOG.exception("on_release of %s failed.", meta.function)

    def _removed(self, store: Store, meta: Meta, reason: str) -> None:
        results = self._results.get((id(store), meta.function))
        if reason == LATE:
            self._forget(meta)
            reason = CLEARED
        if results is not None:
            results.removed(meta, reason)
        else:
            self._let_go(meta)


class _Held(NamedTuple):
    """A resource that is handed out."""

    value: Any
    token: bytes
    on_release: Callable[[Any], Any] | None
    seen: bytearray
    """The digest that it had last, if it was looked at."""


def _budget() -> int | None:
    given = os.environ.get(BUDGET)
    if given:
        return parse_size(given, command="the cache", argument=BUDGET)
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (ValueError, OSError, AttributeError):
        return None


REGISTRY: Final = Registry()
HOOKS.sweep, HOOKS.end_scope = REGISTRY.sweep, REGISTRY.end_scope
