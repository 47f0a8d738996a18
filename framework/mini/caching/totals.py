"""What all cached functions of a kind have done together, since the server was started."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mini.caching.registry import REGISTRY
from mini.memo.store import Store

Kind = Literal["data", "resource", "disk"]


@dataclass(frozen=True, slots=True)
class Total:
    """The numbers of one kind."""

    hits: int = 0
    misses: int = 0
    entries: int = 0
    bytes: int = 0


def kind_of(store: Store) -> Kind:
    """Name the kind of functions that have their results in a store."""
    if store is REGISTRY.resources:
        return "resource"
    return "data" if store is REGISTRY.data else "disk"


def totals() -> dict[Kind, Total]:
    """Give the numbers of each store that is open; what is forgotten since counts as well."""
    return {kind_of(store): _total(store) for store in REGISTRY.stores()}


def _total(store: Store) -> Total:
    stats = [each.stats for each in REGISTRY.all_results() if each.store is store]
    past = REGISTRY.past[id(store)]
    metas = store.metas()
    return Total(
        past.hits + sum(each.hits for each in stats),
        past.misses + sum(each.misses for each in stats),
        len(metas),
        sum(meta.size for meta in metas),
    )
