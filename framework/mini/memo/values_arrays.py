"""How numpy arrays are frozen: bytes are copied or mapped, objects that cannot change shared."""

from __future__ import annotations

import sys
from typing import Any

from mini.memo.buffers import LARGE, LargeArray, Part, Parts, SmallArray, same
from mini.memo.values_immutable import ATOMS, immutable, weigh


def reduce_array(array: Any, parts: Parts) -> Any:
    """Tell the pickler how to write an array of exactly numpy's own class."""
    part = array_part(array)
    return NotImplemented if part is None else (same, (parts.add(part),))


def array_part(array: Any) -> Part | None:
    """Make a part of an array; None if its items have to be pickled one by one."""
    readonly = not array.flags.writeable
    if array.dtype.hasobject:
        return _objects_part(array, readonly)
    if array.nbytes < LARGE:
        return SmallArray(_own(array), readonly, array.nbytes)
    contiguous = array.flags.c_contiguous or array.flags.f_contiguous
    return LargeArray(array if contiguous else _own(array), readonly)


def _own(array: Any) -> Any:
    """Copy an array, and nothing of what it is a view of."""
    copy = array.copy("K")
    return copy if copy.flags.c_contiguous or copy.flags.f_contiguous else array.copy("C")


def _objects_part(array: Any, readonly: bool) -> Part | None:
    if array.dtype.kind != "O":
        return None
    items = array.ravel("K").tolist()
    if not (ATOMS.issuperset(map(type, items)) or all(map(immutable, items))):
        return None
    return SmallArray(_own(array), readonly, array.nbytes + _weigh_all(items))


def _weigh_all(items: list[Any]) -> int:
    """Estimate the bytes of many items by some of them."""
    some = items[:: max(len(items) // 1000, 1)]
    return sum(map(weigh, some)) * len(items) // len(some) if some else sys.getsizeof(None)
