"""`line_chart`: lines over numbers, times or categories."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from importlib import import_module
from typing import Any, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element, from_number
from mini.page.payload import Blob
from mini.run import checks
from mini.run.cells import Column
from mini.run.checks import Height, Width
from mini.run.container import Container, command
from mini.run.emit import emit
from mini.run.frames import Table, take

INLINE_BYTES = 64 * 1024
COLOURS = ("red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$")


class Axis(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What the x of a chart is."""

    name: str
    type: Literal["number", "datetime", "category"]
    label: str


class Series(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One line."""

    name: str
    color: str | None = None


class LineChart(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Lines; the numbers are little-endian float64, column by column, x first, NaN for a gap."""

    rows: int
    x: Axis
    y_label: str = ""
    series: tuple[Series, ...]
    categories: tuple[str, ...] = ()
    data: str | None = None
    source: str | None = None
    width: Any = "stretch"
    height: Any = "content"
    alt: str | None = None


@command
def line_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show a line for each column of numbers.

    `data` is a table, series or array of pandas, polars, pyarrow or numpy, a list, or a dict of
    columns. `x` names the column of the horizontal axis (default: the index), `y` that or those of
    the lines (default: all other columns of numbers). `color` is a column whose values each get a
    line of their own, or a colour, or a list with a colour for each line: names such as `"red"`,
    `"#ff0000"`, or tuples of red, green and blue. `width` and `height` are `"stretch"`, `"content"`
    or pixels. `alt` is read to who cannot see the chart. Raises `ArgumentError`.

        import mini as st

        st.line_chart({"year": [2007, 2008, 2009], "penguins": [110, 114, 120]}, x="year")
    """
    table = take("line_chart", data)
    across = _across(table, x)
    lines = _lines(table, across, y, color)
    axis, places, categories = _axis(across, table, x, x_label)
    names, colours, columns = _split(table, lines, color)
    places, columns = _sorted(places, columns)
    raw = b"".join(column.astype("<f8").tobytes() for column in (places, *columns))
    payload = _payload(raw)
    return emit(
        LineChart(
            rows=len(places),
            x=axis,
            y_label=_title(y, y_label),
            series=tuple(Series(name=n, color=c) for n, c in zip(names, colours, strict=True)),
            categories=categories,
            data=None if payload else b64encode(raw).decode(),
            source=payload.source if payload else None,
            width=checks.width("line_chart", checks.stretched(width, use_container_width)),
            height=checks.height("line_chart", height),
            alt=checks.optional_text("line_chart", "alt", alt),
        ),
        payload=payload,
    )


def _title(y: Any, label: str | None) -> str:
    if label is None:
        return y if isinstance(y, str) else ""
    return str(label)


# Which columns


def _across(table: Table, x: str | None) -> Column | None:
    if x is not None:
        return _column(table, "x", x)
    return table.index[0] if len(table.index) == 1 else None


def _column(table: Table, argument: str, name: Any) -> Column:
    for column in (*table.columns, *table.index):
        if column.name == str(name):
            return column
    names = [column.name for column in table.columns]
    fix = f"There is no such column; the data have {names}."
    raise ArgumentError("line_chart", argument, name, fix)


def _lines(table: Table, across: Column | None, y: Any, color: Any) -> list[Column]:
    if y is not None:
        names = [y] if isinstance(y, str | int) else list(y)
        return [_numeric(_column(table, "y", name)) for name in names]
    groups = _grouping(table, color)
    rest = [column for column in table.columns if column is not across and column is not groups]
    return [column for column in rest if column.type in {"number", "boolean"}]


def _numeric(column: Column) -> Column:
    if column.type in {"number", "boolean"} or _empty(column):
        return column
    fix = f"Its values are of the type {column.type!r}, and a line needs numbers."
    raise ArgumentError("line_chart", "y", column.name, fix)


def _empty(column: Column) -> bool:
    return column.type == "text" and not any(column.cells(0, 1))


def _grouping(table: Table, color: Any) -> Column | None:
    """The column whose values get a line each, if `color` names one."""
    if not isinstance(color, str):
        return None
    return next((column for column in table.columns if column.name == color), None)


def _split(
    table: Table, lines: list[Column], color: Any
) -> tuple[list[str], list[str | None], list[Any]]:
    groups = _grouping(table, color)
    if groups is None:
        colours = _colours(color, [column.name for column in lines])
        return [column.name for column in lines], colours, [_floats(c, table.count) for c in lines]
    np = import_module("numpy")
    keys = ["" if cell is None else str(cell) for cell in groups.cells(0, table.count)]
    codes = {key: code for code, key in enumerate(dict.fromkeys(keys))}
    member = np.fromiter((codes[key] for key in keys), dtype="i8", count=len(keys))
    names, columns = [], []
    for column in lines:
        values = _floats(column, table.count)
        for key, code in codes.items():
            names.append(key if len(lines) == 1 else f"{column.name}, {key}")
            columns.append(np.where(member == code, values, np.nan))
    return names, [None] * len(names), columns


def _colours(color: Any, names: list[str]) -> list[str | None]:
    if color is None:
        return [None] * len(names)
    single = isinstance(color, str) or (
        isinstance(color, tuple) and all(isinstance(part, int | float) for part in color)
    )
    colours = [_colour(color)] if single else [_colour(each) for each in color]
    if len(colours) != len(names):
        fix = f"It has {len(colours)} colours for {len(names)} lines: {names}."
        raise ArgumentError("line_chart", "color", color, fix)
    return list(colours)


def _colour(color: Any) -> str:
    if isinstance(color, str):
        if _HEX.match(color):
            return color
        if color in COLOURS:
            return "gray" if color == "grey" else color
    elif isinstance(color, tuple | list) and len(color) in {3, 4}:
        scale = 1 if all(isinstance(part, int) for part in color[:3]) else 255
        rgb = [min(255, max(0, round(part * scale))) for part in color[:3]]
        alpha = [] if len(color) == 3 else [_alpha(color[3])]
        return "#" + "".join(f"{part:02x}" for part in (*rgb, *alpha))
    fix = 'It is the name of a column, "#ff0000", a name such as "red", or (255, 0, 0).'
    raise ArgumentError("line_chart", "color", color, fix)


def _alpha(part: float) -> int:
    return min(255, max(0, part if isinstance(part, int) and part > 1 else round(part * 255)))


# Their numbers


def _axis(
    across: Column | None, table: Table, x: str | None, label: str | None
) -> tuple[Axis, Any, tuple[str, ...]]:
    np = import_module("numpy")
    title = _title(x, label)
    if across is None:
        return Axis(name="", type="number", label=title), np.arange(table.count, dtype="f8"), ()
    if across.type in {"number", "boolean"}:
        axis = Axis(name=across.name, type="number", label=title)
        return axis, _floats(across, table.count), ()
    if across.type in {"datetime", "date"}:
        axis = Axis(name=across.name, type="datetime", label=title)
        return axis, _milliseconds(across, table.count), ()
    texts = ["" if cell is None else str(cell) for cell in across.cells(0, table.count)]
    categories = sorted(dict.fromkeys(texts))
    codes = {text: code for code, text in enumerate(categories)}
    places = np.fromiter((codes[text] for text in texts), dtype="f8", count=len(texts))
    axis = Axis(name=across.name, type="category", label=title)
    return axis, places, tuple(categories)


def _array(column: Column) -> Any:
    """The column as an array of numpy, or None where it holds objects."""
    native = column.native
    zone = getattr(getattr(native, "dtype", None), "tz", None)
    if zone is not None:
        native = native.dt.tz_localize(None)
    array = native.to_numpy() if hasattr(native, "to_numpy") else native
    return array if hasattr(array, "dtype") and array.dtype.kind in "iufbM" else None


def _floats(column: Column, count: int) -> Any:
    np = import_module("numpy")
    array = _array(column)
    if array is not None:
        return array.astype("f8")
    cells = column.cells(0, count)
    values = (np.nan if cell is None else float(from_number(cell)) for cell in cells)
    return np.fromiter(values, dtype="f8", count=count)


def _milliseconds(column: Column, count: int) -> Any:
    np = import_module("numpy")
    array = _array(column)
    if array is not None:
        milliseconds = array.astype("M8[us]").astype("i8") / 1000
        return np.where(np.isnat(array), np.nan, milliseconds)
    values = (np.nan if cell is None else _moment(cell) for cell in column.cells(0, count))
    return np.fromiter(values, dtype="f8", count=count)


def _moment(cell: str) -> float:
    """Milliseconds of the wall clock, whatever the time zone."""
    moment = datetime.fromisoformat(cell)
    return moment.replace(tzinfo=UTC).timestamp() * 1000


def _sorted(places: Any, columns: list[Any]) -> tuple[Any, list[Any]]:
    """Sort by x, and leave out the rows without one."""
    np = import_module("numpy")
    order = np.argsort(places, kind="stable")
    order = order[~np.isnan(places[order])]
    return places[order], [column[order] for column in columns]


def _payload(raw: bytes) -> Blob | None:
    if len(raw) <= INLINE_BYTES:
        return None
    source = blake2b(raw, digest_size=16).hexdigest()
    return Blob(source, raw, "application/octet-stream")
