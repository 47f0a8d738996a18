"""Tables of any library, taken in as they are now, column by column.

A `Table` is a snapshot: what the author does to the data later does not change it. Libraries are
imported only where data of theirs is at hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from importlib import import_module
from itertools import chain
from typing import Any, Final

from mini.errors import ArgumentError
from mini.page.payload import Rows
from mini.run.cells import Column, of_array, of_list, of_narwhals, of_pandas, of_range

_TABLES: Final = {
    "pandas": {"DataFrame", "Series", "Index", "Styler"},
    "polars": {"DataFrame", "LazyFrame", "Series"},
    "pyarrow": {"Table", "RecordBatch", "ChunkedArray", "Array"},
    "numpy": {"ndarray"},
    "narwhals": {"DataFrame", "LazyFrame", "Series"},
    "modin": {"DataFrame", "Series"},
    "cudf": {"DataFrame", "Series"},
    "dask": {"DataFrame", "Series"},
    "pyspark": {"DataFrame"},
    "duckdb": {"DuckDBPyRelation"},
    "ibis": {"Table"},
}
_CELL: Final = 64
"""About how many bytes a Python object in a list takes."""
_FIX: Final = (
    "It is a table of pandas, polars, pyarrow or numpy, a list, or a dict of columns; "
    "convert it to one of these first."
)


class Table:
    """Columns of one length, and those of the index before them."""

    __slots__ = ("columns", "count", "index")

    def __init__(self, columns: list[Column], count: int, index: Sequence[Column] = ()) -> None:
        self.columns = columns
        self.index = list(index)
        self.count = count


class TableRows(Rows):
    """The rows of some columns, under the digest of their content."""

    def __init__(self, columns: Sequence[Column], count: int) -> None:
        self.columns = columns
        self.count = count
        digest = blake2b(count.to_bytes(8, "big"), digest_size=16)
        for column in columns:
            digest.update(
                f"{len(column.name)}:{column.name}:{column.type}:".encode(errors="replace")
            )
            digest.update(column.digest)
        self.source = digest.hexdigest()

    @property
    def size(self) -> int:
        """About how many bytes the columns hold."""
        return sum(_bytes(column.native) for column in self.columns)

    def page(self, start: int, stop: int) -> list[list[Any]]:
        """Give the wire cells of the rows from `start` to before `stop`, column by column."""
        start, stop = max(0, start), min(self.count, stop)
        return [column.cells(start, stop) for column in self.columns]


def _bytes(native: Any) -> int:
    found = getattr(native, "nbytes", None) or getattr(native, "estimated_size", None)
    if found is None:
        return _CELL * len(native) if hasattr(native, "__len__") else 0
    return int(found() if callable(found) else found)


def is_table(value: Any) -> bool:
    """Say whether a value is a table, a series or an array of a library that is known here."""
    return _library(value) is not None


def take(command: str, data: Any) -> Table:
    """Take in any data that has rows; raises `ArgumentError` for what has none."""
    if hasattr(data, "to_native") and _library(data) == "narwhals":
        data = data.to_native()
    if isinstance(data, Table):
        return data
    library = _library(data)
    try:
        return _TAKERS.get(library or "", _other)(command, data)
    except (TypeError, ValueError) as error:
        if isinstance(error, ArgumentError):
            raise
        raise ArgumentError(command, "data", data, f"{error}. {_FIX}") from error


def first_values(data: Any) -> list[Any]:
    """Give the values of a series, or of the first column of a table, as Python has them."""
    if _library(data) in {"pandas", "numpy"}:
        if getattr(data, "ndim", 1) == 2 and hasattr(data, "iloc"):
            data = data.iloc[:, 0] if data.shape[1] else []
        elif getattr(data, "ndim", 1) == 2:
            data = data[:, 0] if data.shape[1] else []
        return list(data.tolist() if hasattr(data, "tolist") else data)
    nw = import_module("narwhals")
    frame: Any = nw.from_native(data, allow_series=True, pass_through=True)
    frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    if isinstance(frame, nw.DataFrame):
        return list(next(frame.iter_columns()).to_list()) if frame.columns else []
    return list(frame.to_list() if hasattr(frame, "to_list") else frame.to_pylist())


def _library(value: Any) -> str | None:
    return _library_of(type(value))


def _library_of(kind: type) -> str | None:
    for base in kind.__mro__:
        library = base.__module__.partition(".")[0]
        if base.__name__ in _TABLES.get(library, ()):
            return library
    return None


# Libraries


def _pandas(command: str, data: Any) -> Table:
    pd = import_module("pandas")
    if type(data).__name__ == "Styler":
        data = data.data
    if isinstance(data, pd.Index):
        table = _pandas(command, data.to_frame(index=False))
        return Table(table.columns, table.count)
    if isinstance(data, pd.Series):
        data = data.to_frame("0" if data.name is None else data.name)
    # Since pandas 3 a change by the author copies what the columns below hold on to.
    frame = data.copy() if pd.__version__.startswith("2.") else data
    columns = [
        of_pandas(frame.iloc[:, at], _name(label, str(at)))
        for at, label in enumerate(frame.columns)
    ]
    return Table(columns, len(frame), list(_pandas_index(frame.index, pd)))


def _pandas_index(index: Any, pd: Any) -> Iterator[Column]:
    if isinstance(index, pd.RangeIndex):
        yield of_range(range(index.start, index.stop, index.step), _name(index.name, ""))
        return
    for level, name in enumerate(index.names):
        yield of_pandas(index.get_level_values(level).to_series(), _name(name, ""))


def _name(label: Any, otherwise: str) -> str:
    if isinstance(label, tuple):
        return " / ".join(str(part) for part in label if part is not None and part != "")
    return otherwise if label is None else str(label)


def _numpy(command: str, data: Any) -> Table:
    if data.dtype.names:
        columns = [of_array(data[field].copy(), str(field)) for field in data.dtype.names]
        return Table(columns, len(data))
    if data.ndim == 0:
        data = data.reshape(1)
    if data.ndim == 1:
        return Table([of_array(data.copy(), "value")], len(data))
    if data.ndim == 2:
        columns = [of_array(data[:, at].copy(), str(at)) for at in range(data.shape[1])]
        return Table(columns, len(data))
    fix = f"An array has one or two dimensions here, and this one has {data.ndim}."
    raise ArgumentError(command, "data", data, fix)


def _narwhals(_: str, data: Any) -> Table:
    nw = import_module("narwhals")
    if type(data).__name__ == "RecordBatch":
        data = sys.modules["pyarrow"].Table.from_batches([data])
    if type(data).__name__.endswith("Array"):
        data = sys.modules["pyarrow"].table({"value": data})
    frame: Any = nw.from_native(data, allow_series=True)
    if isinstance(frame, nw.Series):
        frame = frame.alias(frame.name or "value").to_frame()
    frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame.clone()
    columns = [of_narwhals(series, str(series.name)) for series in frame.iter_columns()]
    return Table(columns, len(frame))


# What Python has itself


def _other(command: str, data: Any) -> Table:
    if data is None:
        return Table([], 0)
    if hasattr(data, "to_pandas"):
        return _pandas(command, data.to_pandas())
    if hasattr(data, "__arrow_c_stream__"):
        return _narwhals(command, import_module("pyarrow").table(data))
    if isinstance(data, Mapping):
        return _mapping(command, data)
    if isinstance(data, Iterable) and not isinstance(data, str | bytes | bytearray):
        return _rows(list(data))
    raise ArgumentError(command, "data", data, _FIX)


def _mapping(command: str, data: Mapping[Any, Any]) -> Table:
    values = list(data.values())
    if any(_library(value) == "pandas" for value in values):
        pd = import_module("pandas")
        return _pandas(command, pd.DataFrame(dict(data)))
    if values and all(isinstance(value, Mapping) for value in values):
        keys = list(dict.fromkeys(chain.from_iterable(values)))
        lists = [[value.get(key) for key in keys] for value in values]
        return _named(data, lists, keys)
    if any(_is_column(value) for value in values):
        lengths = {len(value) for value in values if _is_column(value)}
        if len(lengths) > 1:
            return _uneven(data)
        most = lengths.pop()
        return _named(data, [list(value) if _is_column(value) else [value] * most
                             for value in values])  # fmt: skip
    return _named(["value"], [values], list(data)) if values else Table([], 0)


def _uneven(data: Mapping[Any, Any]) -> Table:
    """Columns of different lengths make no rows, so that each key is one."""
    table = _rows([value if _is_column(value) else [value] for value in data.values()])
    return Table(table.columns, table.count, [of_list(list(data), "")])


def _is_column(value: Any) -> bool:
    return _is_sequence(type(value))


def _is_sequence(kind: type) -> bool:
    sequence = issubclass(kind, list | tuple | set | frozenset | range)
    return sequence or _library_of(kind) is not None


def _named(names: Iterable[Any], lists: list[list[Any]], index: list[Any] | None = None) -> Table:
    columns = [of_list(cells, str(name)) for name, cells in zip(names, lists, strict=True)]
    count = len(lists[0]) if lists else 0
    return Table(columns, count, [] if index is None else [of_list(index, "")])


def _rows(data: list[Any]) -> Table:
    if any(hasattr(kind, "_asdict") or is_dataclass(kind) for kind in set(map(type, data))):
        data = [_record(row) for row in data]
    kinds = set(map(type, data))
    if kinds and all(issubclass(kind, Mapping) for kind in kinds):
        names = list(dict.fromkeys(chain.from_iterable(data)))
        return _sized(len(data), names, [[row.get(name) for row in data] for name in names])
    if kinds and all(_is_sequence(kind) for kind in kinds):
        lists = [list(row) for row in data]
        width = max(len(row) for row in lists)
        cells = [[row[at] if at < len(row) else None for row in lists] for at in range(width)]
        return _sized(len(data), range(width), cells)
    return _named(["value"], [data]) if data else Table([], 0)


def _sized(count: int, names: Iterable[Any], lists: list[list[Any]]) -> Table:
    return Table(_named(names, lists).columns, count)


def _record(row: Any) -> Any:
    if hasattr(row, "_asdict"):
        return row._asdict()
    if is_dataclass(row):
        return {field.name: getattr(row, field.name) for field in fields(row)}
    return row


_TAKERS: Final[dict[str, Callable[[str, Any], Table]]] = {
    "pandas": _pandas,
    "numpy": _numpy,
    **dict.fromkeys(set(_TABLES) - {"pandas", "numpy"}, _narwhals),
}
