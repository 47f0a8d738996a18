"""What `line_chart`, `area_chart`, `bar_chart` and `scatter_chart` share: their element."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final, Literal, NamedTuple

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.payload import Blob, hold
from mini.run import chart_numbers, checks
from mini.run.cells import Column
from mini.run.chart_numbers import AxisType
from mini.run.colors import colors, is_color
from mini.run.emit import emit_as
from mini.run.frames import Table, take
from mini.run.growing import Growing

INLINE_BYTES: Final = 64 * 1024
MOST_CELLS: Final = 20_000_000
STACKS: Final = (None, True, False, "normalize", "center", "layered")
Stacking = bool | Literal["normalize", "center", "layered"] | None
Stack = Literal["zero", "normalize", "center", "layered", "beside"]


class Axis(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What the x of a chart is."""

    name: str
    type: AxisType
    label: str


class Series(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One line, layer, colour of bars or of dots."""

    name: str
    color: str | None = None


class Chart(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A drawing of columns: little-endian float64, one after the other, NaN for what is missing.

    The columns are x and one for each series; of a scatter chart x, y, the series or shade of each
    dot, and its size if it has one.
    """

    type: Literal["line", "area", "bar", "scatter"]
    rows: int
    x: Axis
    y_label: str = ""
    series: tuple[Series, ...]
    legend: bool = True
    categories: tuple[str, ...] = ()
    stack: Stack = "zero"
    horizontal: bool = False
    shade: str | None = None
    size: str | float | None = None
    data: str | None = None
    source: str | None = None
    width: Any = "stretch"
    height: Any = "content"
    alt: str | None = None


class Chosen(NamedTuple):
    """The columns that a chart is drawn from."""

    table: Table
    across: Column | None
    lines: list[Column]
    groups: Column | None


class Look(NamedTuple):
    """What the commands take besides their data, as the author gave it."""

    x: Any
    y: Any
    x_label: Any
    y_label: Any
    width: Any
    height: Any
    use_container_width: Any
    alt: Any


def show(
    command: str,
    columns: list[Any],
    axis: Axis,
    series: tuple[Series, ...],
    look: Look,
    **facts: Any,
) -> Growing:
    """Show a chart of columns of numbers, which travel in the element or, if large, beside it."""
    raw = b"".join(column.astype("<f8", copy=False).tobytes() for column in columns)
    payload = _payload(raw)
    return emit_as(
        Growing,
        Chart(
            type=command.removesuffix("_chart"),  # type: ignore[arg-type]
            rows=len(columns[0]),
            x=axis,
            y_label=title(look.y, look.y_label),
            series=series,
            data=None if payload else b64encode(raw).decode(),
            source=payload.source if payload else None,
            width=checks.width(command, checks.stretched(look.width, look.use_container_width)),
            height=checks.height(command, look.height),
            alt=checks.optional_text(command, "alt", look.alt),
            **facts,
        ),
        payload=payload,
    )


def _payload(raw: bytes) -> Blob | None:
    if len(raw) <= INLINE_BYTES:
        return None
    return hold(raw, "application/octet-stream")


def title(name: Any, label: Any) -> str:
    """Give the title of an axis: its label, else the column that was named for it."""
    if label is None:
        return name if isinstance(name, str) else ""
    return str(label)


def axis_of(chosen: Chosen, type_: AxisType, look: Look) -> Axis:
    """Describe the x axis."""
    name = "" if chosen.across is None else chosen.across.name
    return Axis(name=name, type=type_, label=title(look.x, look.x_label))


# Which columns


def choose(command: str, data: Any, x: Any, y: Any, color: Any, *besides: Any) -> Chosen:
    """Find the columns that are named; those in `besides` are none of the lines by themselves."""
    table = take(command, data)
    across = None if x is None else column_of(command, table, "x", x)
    if x is None and len(table.index) == 1:
        across = table.index[0]
    groups = named(table, color)
    taken = [across, groups, *(named(table, name) for name in besides)]
    if y is None:
        lines = [c for c in table.columns if _is_numeric(c) and not any(c is t for t in taken)]
    else:
        names = [y] if isinstance(y, str | int) else list(y)
        lines = [_numeric(command, column_of(command, table, "y", name)) for name in names]
    return Chosen(table, across, lines, groups)


def column_of(command: str, table: Table, argument: str, name: Any) -> Column:
    """Find a column by its name; raises `ArgumentError`."""
    found = named(table, str(name))
    if found is not None:
        return found
    names = [column.name for column in table.columns]
    fix = f"There is no such column; the data have {names}."
    raise ArgumentError(command, argument, name, fix)


def named(table: Table, name: Any) -> Column | None:
    """Find a column, if it is one that is named."""
    if not isinstance(name, str):
        return None
    return next((c for c in (*table.columns, *table.index) if c.name == name), None)


def _is_numeric(column: Column) -> bool:
    return column.type in {"number", "boolean"}


def _numeric(command: str, column: Column) -> Column:
    if _is_numeric(column) or (column.type == "text" and not any(column.cells(0, 1))):
        return column
    fix = f"Its values are of the type {column.type!r}, and a chart needs numbers."
    raise ArgumentError(command, "y", column.name, fix)


# Series


class Parted(NamedTuple):
    """Sorted x, with a column for each series."""

    x: Any
    columns: list[Any]
    series: tuple[Series, ...]
    legend: bool


def part(command: str, chosen: Chosen, x: Any, color: Any, *, sums: bool) -> Parted:
    """Give each series its column; rows of the same x are added up, or stay rows of their own."""
    np = import_module("numpy")
    table, known = chosen.table, ~np.isnan(x)
    columns = [chart_numbers.floats(column, table.count)[known] for column in chosen.lines]
    names = [column.name for column in chosen.lines]
    x = x[known]
    if chosen.groups is None:
        series = _series(names, colors(command, color, names))
        if sums and len(np.unique(x)) < len(x):
            return Parted(
                *chart_numbers.summed(x, np.zeros(len(x), "i8"), 1, columns), series, True
            )
        return Parted(*chart_numbers.sorted_rows(x, columns), series, True)
    keys, codes = chart_numbers.groups(chosen.groups, table.count)
    _not_too_many(command, color, len(keys) * max(1, len(names)), x)
    aside = chart_numbers.summed if sums else chart_numbers.side_by_side
    series, legend = series_of(keys, names)
    return Parted(*aside(x, codes[known], len(keys), columns), series, legend)


def series_of(keys: list[str], names: list[str]) -> tuple[tuple[Series, ...], bool]:
    """Give the series of a column of groups, and whether there is more to their names than colour.

    Values that are colours themselves are those of the chart, and no names.
    """
    own = bool(keys) and all(is_color(key) for key in keys)
    colours = [*keys] * len(names) if own else [None] * len(keys) * len(names)
    if len(names) == 1:
        return _series(keys, colours), not own
    return _series([f"{name}, {key}" for name in names for key in keys], colours), True


def _series(names: list[str], colours: Sequence[str | None]) -> tuple[Series, ...]:
    return tuple(Series(name=n, color=c) for n, c in zip(names, colours, strict=True))


def _not_too_many(command: str, color: Any, count: int, x: Any) -> None:
    if count * len(x) > MOST_CELLS and count * len(set(x.tolist())) > MOST_CELLS:
        fix = (
            f"That makes {count:,} series, more than can be told apart or sent to the page. "
            "Choose a column with fewer values, or put them into groups first."
        )
        raise ArgumentError(command, "color", color, fix)


def stacking(command: str, stack: Any, *, beside: bool) -> Stack:
    """Check a `stack`, and give how the series of one x are put together."""
    chosen = checks.one_of(command, "stack", stack, STACKS)
    if chosen is None or chosen is True:
        return "zero"
    if chosen is False:
        return "beside" if beside else "layered"
    return chosen  # type: ignore[no-any-return]
