"""What is cached in this process: one line for each function, and how to clear it."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

from mini.caching.registry import REGISTRY
from mini.caching.totals import Kind, kind_of
from mini.memo.cache import Results
from mini.memo.store import Meta
from mini.model.message import Cache, CacheSummary, Inspect

_SCOPE: Final = re.compile(r" [0-9a-f]{16}$")
"""What the results of one session add to the name of their function."""
_FILE: Final = re.compile(r"(.+\.pyw?)\.([^/\\]+)$")


def answer(message: Inspect) -> Cache:
    """Clear what a page wants cleared, and list what is cached."""
    if message.clear is not None:
        clear(message.clear or None)
    return Cache(functions=summaries())


def summaries() -> tuple[CacheSummary, ...]:
    """List the cached functions that this process knows, and those in its store on disk.

    What one function has cached for many sessions is one line.
    """
    results: defaultdict[tuple[str, Kind], list[Results]] = defaultdict(list)
    metas: defaultdict[tuple[str, Kind], list[Meta]] = defaultdict(list)
    for each in REGISTRY.all_results():
        results[_function(each.name), kind_of(each.store)].append(each)
    for store in REGISTRY.stores():
        for meta in store.metas():
            metas[_function(meta.function), kind_of(store)].append(meta)
    known = sorted(results.keys() | metas.keys())
    return tuple(
        _summary(name, kind, results[name, kind], metas[name, kind]) for name, kind in known
    )


def clear(name: str | None = None) -> None:
    """Clear one function, for all sessions, or all functions."""
    for store in REGISTRY.stores():
        if name is None:
            store.clear()
            continue
        named = {meta.function for meta in store.metas()}
        named |= {each.name for each in REGISTRY.all_results() if each.store is store}
        for function in named:
            if _function(function) == name:
                store.clear(function)


def parts(name: str) -> tuple[str, str]:
    """Part the module of a function, or the file of its script, from its name there."""
    found = _FILE.match(name)
    if found is not None:
        return found[1], found[2]
    module = name.partition(".<locals>")[0].rpartition(".")[0]
    loaded = module
    while loaded and loaded not in sys.modules:
        loaded = loaded.rpartition(".")[0]
    module = loaded or module
    return module, name[len(module) + 1 :] if module else name


def _summary(name: str, kind: Kind, results: list[Results], metas: list[Meta]) -> CacheSummary:
    module, label = parts(name)
    stats = [each.stats for each in results]
    why = next((each.last_miss for each in stats if each.last_miss is not None), None)
    return CacheSummary(
        name=name, label=label, module=_near(module), kind=kind,
        hits=sum(each.hits for each in stats), misses=sum(each.misses for each in stats),
        entries=len(metas), bytes=sum(meta.size for meta in metas),
        saved=sum(each.saved for each in stats),
        reason=None if why is None else why.reason, why=None if why is None else why.text,
    )  # fmt: skip


def _function(name: str) -> str:
    return _SCOPE.sub("", name)


def _near(module: str) -> str:
    """Show a script's file from its folder."""
    return Path(module).name if module.endswith((".py", ".pyw")) else module
