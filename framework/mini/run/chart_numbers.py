"""Columns of a table as the numbers that a chart is drawn from.

What is missing is NaN. `ABSENT` is a NaN too, by its bits another one: there is no row at that x,
so a line goes on to the next, while it breaks at a row without a value.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from typing import Any, Final, Literal, NamedTuple

from mini.model.element import from_number
from mini.run.cells import Column

AxisType = Literal["number", "datetime", "category"]
ABSENT_BITS: Final = 0x7FF8_0000_0000_00AB


class Places(NamedTuple):
    """Where on the x axis each row is: numbers, milliseconds, or places in `categories`."""

    type: AxisType
    values: Any
    categories: tuple[str, ...] = ()


class Groups(NamedTuple):
    """The values of a column, and for each row the place of its own among them."""

    keys: list[str]
    codes: Any


def places(column: Column | None, count: int, *, sort: bool = True) -> Places:
    """Give the places of a column of any type; without one, rows are numbered from 0.

    Texts are in the order of the alphabet, or that of their category type; with `sort=False`, in
    that of the rows.
    """
    if column is None:
        return Places("number", import_module("numpy").arange(count, dtype="f8"))
    if column.type == "number":
        return Places("number", floats(column, count))
    if column.type in {"datetime", "date"}:
        return Places("datetime", milliseconds(column, count))
    np = import_module("numpy")
    texts = _texts(column, count)
    present = dict.fromkeys(text for text in texts if text is not None)
    order = (_ranked(column, present) or sorted(present)) if sort else list(present)
    codes: dict[str | None, float] = {text: code for code, text in enumerate(order)}
    codes[None] = np.nan
    values = np.fromiter((codes[text] for text in texts), dtype="f8", count=count)
    return Places("category", values, tuple(order))


def groups(column: Column, count: int) -> Groups:
    """Tell apart the values of a column, in the order in which they appear."""
    np = import_module("numpy")
    keys = ["" if text is None else text for text in _texts(column, count)]
    codes = {key: code for code, key in enumerate(dict.fromkeys(keys))}
    member = np.fromiter((codes[key] for key in keys), dtype="i8", count=len(keys))
    return Groups(list(codes), member)


def _texts(column: Column, count: int) -> list[str | None]:
    cells = column.cells(0, count)
    if column.type == "boolean":
        cells = [cell if cell is None else str(cell).lower() for cell in cells]
    return [None if cell is None else str(cell) for cell in cells]


def _ranked(column: Column, present: dict[str, None]) -> list[str] | None:
    """The order that a type of categories gives its texts."""
    kind = getattr(column.native, "dtype", None)
    if not getattr(kind, "ordered", type(kind).__name__ == "Enum"):
        return None
    ranks = [str(category) for category in getattr(kind, "categories", ())]
    return [text for text in ranks if text in present] if present.keys() <= set(ranks) else None


def floats(column: Column, count: int) -> Any:
    """Give the numbers of a column as float64."""
    np = import_module("numpy")
    array = _array(column)
    if array is not None:
        return array.astype("f8")
    cells = column.cells(0, count)
    values = (np.nan if cell is None else float(from_number(cell)) for cell in cells)
    return np.fromiter(values, dtype="f8", count=count)


def milliseconds(column: Column, count: int) -> Any:
    """Give the times of a column: milliseconds of the wall clock, whatever the time zone."""
    np = import_module("numpy")
    array = _array(column)
    if array is not None:
        return np.where(np.isnat(array), np.nan, array.astype("M8[us]").astype("i8") / 1000)
    values = (np.nan if cell is None else _moment(cell) for cell in column.cells(0, count))
    return np.fromiter(values, dtype="f8", count=count)


def _array(column: Column) -> Any:
    """The column as an array of numpy, or None where it holds objects."""
    native = column.native
    zone = getattr(getattr(native, "dtype", None), "tz", None)
    if zone is not None:
        native = native.dt.tz_localize(None)
    array = native.to_numpy() if hasattr(native, "to_numpy") else native
    return array if hasattr(array, "dtype") and array.dtype.kind in "iufbM" else None


def _moment(cell: str) -> float:
    return datetime.fromisoformat(cell).replace(tzinfo=UTC).timestamp() * 1000


# Rows and columns


def sorted_rows(x: Any, columns: list[Any]) -> tuple[Any, list[Any]]:
    """Sort by x, and leave out the rows without one."""
    np = import_module("numpy")
    order = np.argsort(x, kind="stable")
    order = order[~np.isnan(x[order])]
    return x[order], [column[order] for column in columns]


def side_by_side(x: Any, member: Any, count: int, columns: list[Any]) -> tuple[Any, list[Any]]:
    """Give each of `count` groups its own columns; rows of the same x become one where they can.

    A group's second row at the same x is a row of its own.
    """
    np = import_module("numpy")
    places_, row = np.unique(x, return_inverse=True)
    nth = _nth(row * count + member)
    most = int(nth.max(initial=0)) + 1
    kept, at = np.unique(row * most + nth, return_inverse=True)
    blank = absent_cells(len(kept))
    parted = []
    for column in columns:
        for group in range(count):
            cells, mine = blank.copy(), member == group
            cells[at[mine]] = column[mine]
            parted.append(cells)
    return places_[kept // most], parted


def absent_cells(count: int) -> Any:
    """Give a column without a row."""
    np = import_module("numpy")
    return np.full(count, ABSENT_BITS, dtype="<u8").view("<f8")


def _nth(keys: Any) -> Any:
    """For each key, how often it was there before."""
    np = import_module("numpy")
    order = np.argsort(keys, kind="stable")
    ordered, counting = keys[order], np.arange(len(keys))
    first = np.r_[True, ordered[1:] != ordered[:-1]] if len(keys) else np.zeros(0, dtype=bool)
    nth = np.empty(len(keys), dtype="i8")
    nth[order] = counting - np.maximum.accumulate(np.where(first, counting, 0))
    return nth


def summed(x: Any, member: Any, count: int, columns: list[Any]) -> tuple[Any, list[Any]]:
    """Give each of `count` groups its own columns, with one row for each x: the sum of its rows."""
    np = import_module("numpy")
    places_, row = np.unique(x, return_inverse=True)
    flat, size = member * len(places_) + row, count * len(places_)
    there = np.bincount(flat, minlength=size)
    parted = []
    for column in columns:
        known = ~np.isnan(column)
        sums = np.bincount(flat[known], weights=column[known], minlength=size)
        cells = np.where(np.bincount(flat[known], minlength=size) > 0, sums, np.nan)
        cells[there == 0] = absent_cells(1)[0]
        parted += list(cells.reshape(count, len(places_)))
    return places_, parted
