"""`scatter_chart`: dots over numbers, times or categories."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from mini.elements.chart import Chosen, Look, Series, axis_of, choose, column_of, series_of, show
from mini.errors import ArgumentError
from mini.run import chart_numbers
from mini.run.checks import Height, Width
from mini.run.colors import colors
from mini.run.container import command
from mini.run.growing import Growing, grown


@command
def scatter_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    size: str | float | None = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Growing:
    """Show a dot for each row.

    `data` is a table, series or array of pandas, polars, pyarrow or numpy, a list, or a dict of
    columns. `x` names the column of the horizontal axis (default: the index), `y` that or those of
    the heights (default: all other columns of numbers). `color` is a column, of numbers for shades,
    of anything else for a colour for each of its values; or a colour, or a list with a colour for
    each of `y`. `size` is a column of numbers, or the area of every dot in square pixels (default:
    100). `x_label` and `y_label` are the titles of the axes. `width` and `height` are
    `"stretch"`, `"content"` or pixels. `alt` is read to who cannot see the chart. Raises
    `ArgumentError`.

        import mini as st

        st.scatter_chart({"bill": [39.1, 46.5, 49.3], "mass": [3750, 5200, 3775]}, x="bill")
    """
    look = Look(x, y, x_label, y_label, width, height, use_container_width, alt)

    def draw(rows: Any) -> Growing:
        chosen = choose("scatter_chart", rows, x, y, color, size)
        places = chart_numbers.places(chosen.across, chosen.table.count)
        sizes, size_fact = _sizes(chosen, size)
        codes, series, facts = _colouring(chosen, color)
        step = 0 if "shade" in facts else len(series) // max(1, len(chosen.lines))
        columns = _dots(chosen, places.values, codes, step, sizes)
        return show(
            "scatter_chart", columns, axis_of(chosen, places.type, look), series, look,
            categories=places.categories, size=size_fact, **facts,
        )  # fmt: skip

    return grown("scatter_chart", data, draw)


def _sizes(chosen: Chosen, size: Any) -> tuple[Any, str | float | None]:
    """The size of each row's dots, if a column has them, and what the page is told of it."""
    if isinstance(size, str):
        column = column_of("scatter_chart", chosen.table, "size", size)
        if column.type != "number":
            fix = f"Its values are of the type {column.type!r}, and sizes are numbers."
            raise ArgumentError("scatter_chart", "size", size, fix)
        return chart_numbers.floats(column, chosen.table.count), size
    if size is None or (isinstance(size, int | float) and size > 0):
        return None, size
    fix = "It is the name of a column, or the area of a dot in square pixels."
    raise ArgumentError("scatter_chart", "size", size, fix)


def _colouring(chosen: Chosen, color: Any) -> tuple[Any, tuple[Series, ...], dict[str, Any]]:
    """The series (or the shade) of each row, those of the chart, and what the page is told."""
    names = [column.name for column in chosen.lines]
    if chosen.groups is None:
        chosen_colours = colors("scatter_chart", color, names)
        pairs = zip(names, chosen_colours, strict=True)
        return None, tuple(Series(name=n, color=c) for n, c in pairs), {}
    count = chosen.table.count
    if chosen.groups.type == "number":
        shades = chart_numbers.floats(chosen.groups, count)
        facts = {"shade": chosen.groups.name, "legend": False}
        return shades, tuple(Series(name=name) for name in names), facts
    keys, codes = chart_numbers.groups(chosen.groups, count)
    series, legend = series_of(keys, names)
    return codes.astype("f8"), series, {"legend": legend}


def _dots(chosen: Chosen, x: Any, codes: Any, step: int, sizes: Any) -> list[Any]:
    """x, y, series (or shade) and perhaps size of each dot, sorted by x."""
    np = import_module("numpy")
    count = chosen.table.count
    codes = np.zeros(count) if codes is None else codes
    parts = []
    for at, column in enumerate(chosen.lines):
        own = codes + at * step
        y = chart_numbers.floats(column, count)
        parts.append([x, y, own, *([] if sizes is None else [sizes])])
    width = 3 if sizes is None else 4
    joined = [np.concatenate(c) for c in zip(*parts, strict=True)] or [np.zeros(0)] * width
    known = ~np.isnan(joined[0]) & ~np.isnan(joined[1])
    first, rest = chart_numbers.sorted_rows(joined[0][known], [c[known] for c in joined[1:]])
    return [first, *rest]
