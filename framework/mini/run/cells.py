"""Columns of a table, and how their values become wire cells.

Numbers and times stay in the buffers that they came in, and become cells a page at a time;
everything else becomes cells at once. Either way what the author does to the data later does not
change what is shown. A column's digest differs when any of its cells does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import blake2b
from importlib import import_module
from numbers import Real
from typing import Any, Final, Literal

from mini.model.element import SAFE_INTEGER, encode, number

CellType = Literal["number", "boolean", "text", "datetime", "date", "time", "list", "object"]


class Column:
    """One column: its `type` says how cells are shown, `cells(start, stop)` gives them."""

    __slots__ = ("cells", "digest", "name", "native", "type")

    def __init__(
        self, name: str, type: CellType, cells: Callable[[int, int], list[Any]], digest: bytes,
        native: Any,
    ) -> None:  # fmt: skip
        self.name = name
        self.type = type
        self.cells = cells
        self.digest = digest
        self.native = native


# Columns


def of_list(values: list[Any], name: str, native: Any = None) -> Column:
    """Make a column of Python values."""
    type_, cells = _as_they_are(values) or _converted(values)
    digest = blake2b(encode(cells), digest_size=16).digest()
    native = values if native is None else native
    return Column(name, type_, lambda start, stop: cells[start:stop], digest, native)


def _as_they_are(values: list[Any]) -> tuple[CellType, list[Any]] | None:
    """The cells of a column that needs no conversion: texts, or integers that a double holds."""
    kinds = set(map(type, values)) - {type(None)}
    if kinds == {str}:
        return "text", list(values)
    small = kinds == {int} and None not in values
    if small and min(values) >= -SAFE_INTEGER and max(values) <= SAFE_INTEGER:
        return "number", list(values)
    return None


def _converted(values: list[Any]) -> tuple[CellType, list[Any]]:
    present = [None if _missing(value) else value for value in values]
    type_ = _type_of(present)
    wire = _WIRE[type_]
    return type_, [None if cell is None else wire(cell) for cell in present]


def of_range(values: range, name: str) -> Column:
    """Make a column of evenly spaced integers."""
    digest = blake2b(repr(values).encode(), digest_size=16).digest()
    cells = _slices(values, lambda part: [number(value) for value in part])
    return Column(name, "number", cells, digest, values)


def of_array(array: Any, name: str, native: Any = None) -> Column:
    """Make a column of a numpy array with one dimension, which is kept as it is."""
    kind, native = array.dtype.kind, array if native is None else native
    if kind in "iub" or (kind == "f" and array.dtype.itemsize <= 8):
        type_: CellType = "boolean" if kind == "b" else "number"
        return Column(name, type_, _slices(array, _numbers), _digest(array), native)
    if kind == "M":
        return Column(name, "datetime", _slices(array, _numpy_times), _digest(array), native)
    values = array.astype("m8[us]").tolist() if kind == "m" else array.tolist()
    return of_list(values, name, native)


def of_pandas(series: Any, name: str) -> Column:
    """Make a column of a pandas series, which is kept as it is."""
    kind = getattr(series.dtype, "kind", "O")
    if isinstance(series.dtype, import_module("pandas").DatetimeTZDtype):
        plain = series.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
        digest = _digest(plain, str(series.dtype))
        return Column(name, "datetime", _slices(series.iloc, _times), digest, series)
    if type(series.dtype).__module__.startswith("numpy"):
        return of_array(series.to_numpy(), name, series)
    if kind in "iufb":
        return _of_masked(series, name)
    values, gone = series.tolist(), series.isna().to_numpy()
    if gone.any():
        values = [None if lost else value for value, lost in zip(values, gone, strict=True)]
    return of_list(values, name, series)


def _of_masked(series: Any, name: str) -> Column:
    kind, size = series.dtype.kind, max(1, series.dtype.itemsize)
    plain = series.fillna(0 if kind != "b" else False).to_numpy(f"{kind}{size}")
    digest = _digest(plain, str(series.dtype)) + _digest(series.isna().to_numpy())
    type_: CellType = "boolean" if kind == "b" else "number"
    return Column(name, type_, _slices(series.iloc, _numbers), digest, series)


def of_narwhals(series: Any, name: str) -> Column:
    """Make a column of a narwhals series, which is kept as it is."""
    nw = import_module("narwhals")
    kind = series.dtype
    type_: CellType = "boolean" if kind == nw.Boolean else "number"
    wire = _numbers
    small = kind.is_integer() and kind not in {nw.Int128, nw.UInt128}
    if kind.is_float() or small or kind == nw.Boolean:
        values = series.fill_null(0 if kind != nw.Boolean else False)
    elif kind == nw.Datetime:
        values = series.dt.timestamp("ns" if kind.time_unit == "ns" else "us").fill_null(0)
        type_, wire = "datetime", _times
    else:
        return of_list(series.to_list(), name, series)
    digest = _digest(values.to_numpy(), str(kind)) + _digest(series.is_null().to_numpy())
    return Column(name, type_, _slices(series, wire), digest, series)


def _digest(array: Any, seed: str = "") -> bytes:
    np = import_module("numpy")
    digest = blake2b(f"{seed}{array.dtype.str}".encode(), digest_size=16)
    digest.update(np.ascontiguousarray(array).view(np.uint8).data)
    return digest.digest()


# Cells


def _missing(value: Any) -> bool:
    if value is None or isinstance(value, str | int):
        return value is None
    if isinstance(value, float | Decimal | Real):
        return math.isnan(value)
    return type(value).__name__ in {"NaTType", "NAType"}


_TYPES: Final[tuple[tuple[CellType, Any], ...]] = (
    ("text", str),
    ("boolean", bool),
    ("number", (Real, Decimal)),
    ("datetime", datetime),
    ("date", date),
    ("time", time),
    ("list", (list, tuple, set, frozenset)),
)


def _type_of(cells: list[Any]) -> CellType:
    kinds = set(map(type, cells)) - {type(None)}
    if not kinds:
        return "text"
    for name, bases in _TYPES:
        if all(issubclass(kind, bases) for kind in kinds):
            return "object" if name == "number" and bool in kinds else name
    return "object"


def _iso(value: Any) -> str:
    return str(value.isoformat())


def _number(value: Any) -> Any:
    if hasattr(value, "item"):
        value = value.item()
    return number(value if isinstance(value, int | float) else float(value))


def _text(value: Any) -> str:
    return value if type(value) is str else str(value)


_WIRE: Final[dict[CellType, Callable[[Any], Any]]] = {
    "text": _text,
    "boolean": bool,
    "number": _number,
    "datetime": _iso,
    "date": _iso,
    "time": _iso,
    "list": _text,
    "object": _text,
}


def _slices(values: Any, wire: Callable[[Any], list[Any]]) -> Callable[[int, int], list[Any]]:
    return lambda start, stop: wire(values[start:stop])


def _listed(values: Any) -> list[Any]:
    listed = values.to_list() if hasattr(values, "to_list") else values.tolist()
    return list(listed)


def _numbers(values: Any) -> list[Any]:
    listed = _listed(values)
    if listed and None not in listed:
        try:
            usual = all(map(math.isfinite, listed))
        except TypeError:  # pandas.NA
            usual = False
        if usual and min(listed) >= -SAFE_INTEGER and max(listed) <= SAFE_INTEGER:
            return listed
    return [None if _missing(value) else _tagged(value) for value in listed]


def _tagged(value: Any) -> Any:
    return value if isinstance(value, bool) else number(value)


def _times(values: Any) -> list[Any]:
    return [None if _missing(value) else _iso(value) for value in _listed(values)]


def _numpy_times(values: Any) -> list[Any]:
    texts = import_module("numpy").datetime_as_string(values)
    return [None if text == "NaT" else text for text in _trimmed(texts)]


def _trimmed(texts: Iterable[Any]) -> Iterable[str]:
    for text in texts:
        whole, point, rest = str(text).partition(".")
        rest = rest.rstrip("0")
        yield f"{whole}{point}{rest}" if rest else whole
