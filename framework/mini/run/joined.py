"""Tables one after the other."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from mini.errors import ArgumentError, listed
from mini.run.cells import Column, of_array, of_list, of_range
from mini.run.frames import Table


def tables(before: Table, more: Table) -> Table:
    """Give the rows of both; raises `ArgumentError` where their columns differ."""
    if not before.columns:
        return more
    columns = [
        _column(old, new, before.count, more.count)
        for old, new in zip(before.columns, _matched(before, more), strict=True)
    ]
    return Table(columns, before.count + more.count, _index(before, more))


def _matched(before: Table, more: Table) -> list[Column]:
    """The columns of more rows in the order of those there; by place where none is named."""
    names = [column.name for column in before.columns]
    named = {column.name: column for column in more.columns}
    if sorted(named) == sorted(names) and len(more.columns) == len(names):
        return [named[name] for name in names]
    if len(more.columns) == len(names) and all(n.isdigit() or n == "value" for n in named):
        return more.columns
    fix = (
        f"Rows with the columns {listed(list(named))} cannot be added to a table with "
        f"{listed(names)}; give them the same columns."
    )
    raise ArgumentError("add_rows", "data", list(named), fix)


def _index(before: Table, more: Table) -> list[Column]:
    if len(before.index) == 1 and isinstance(before.index[0].native, range):
        places, name = before.index[0].native, before.index[0].name
        stop = places.start + (before.count + more.count) * places.step
        return [of_range(range(places.start, stop, places.step), name)]
    if not before.index:
        return []
    if len(before.index) == len(more.index):
        return [
            _column(old, new, before.count, more.count)
            for old, new in zip(before.index, more.index, strict=True)
        ]
    fix = (
        f"The rows that are there have an index, {listed([c.name for c in before.index])}; give "
        "those to add one, too."
    )
    raise ArgumentError("add_rows", "data", [column.name for column in more.index], fix)


def _column(old: Column, new: Column, old_count: int, new_count: int) -> Column:
    if not old_count or not new_count:
        part = old if old_count else new
        return Column(old.name, part.type, part.cells, part.digest, part.native)
    one, other = _array(old.native), _array(new.native)
    if (
        one is not None
        and other is not None
        and (one.dtype.kind == "M") == (other.dtype.kind == "M")
    ):
        return of_array(import_module("numpy").concatenate([one, other]), old.name)
    return of_list([*_values(old.native), *_values(new.native)], old.name)


def _array(native: Any) -> Any:
    """Numbers or times without a zone as numpy has them, else None."""
    if getattr(getattr(native, "dtype", None), "tz", None) is not None:
        return None
    if hasattr(native, "is_null") and native.is_null().any():
        return None
    array = native.to_numpy() if hasattr(native, "to_numpy") else native
    return array if hasattr(array, "dtype") and array.dtype.kind in "iufbM" else None


def _values(native: Any) -> list[Any]:
    kind = getattr(getattr(native, "dtype", None), "kind", "")
    if kind in {"M", "m"} and hasattr(native, "astype") and not hasattr(native, "iloc"):
        native = native.astype(f"{kind}8[us]")
    for name in ("to_list", "tolist"):
        if hasattr(native, name):
            return list(getattr(native, name)())
    return list(native)
