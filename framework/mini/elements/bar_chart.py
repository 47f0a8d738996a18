"""`bar_chart`: bars over categories, numbers or times."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from mini.elements.chart import (
    Chosen,
    Look,
    Stacking,
    axis_of,
    choose,
    column_of,
    part,
    show,
    stacking,
)
from mini.errors import ArgumentError
from mini.run import chart_numbers
from mini.run.checks import Height, Width
from mini.run.container import command
from mini.run.growing import Growing, grown


@command
def bar_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    horizontal: bool = False,
    sort: bool | str = True,
    stack: Stacking = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Growing:
    """Show a bar for each row.

    `data` is a table, series or array of pandas, polars, pyarrow or numpy, a list, or a dict of
    columns. `x` names the column of the bars (default: the index), `y` that or those of their
    heights (default: all other columns of numbers). `color` is a column whose values each get bars
    of their own, or a colour, or a list with a colour for each of `y`. Bars of the same x stand on
    each other (`stack=True`, the default), side by side (`False`), as shares of their sum
    (`"normalize"`), around the middle (`"center"`) or before each other (`"layered"`). The bars are
    in the order of x (`sort=True`), of the rows (`False`), or of a column (`"name"`, `"-name"` for
    the largest first). `horizontal=True` lays them down; `x_label` still is the title of x, then.
    Rows of the same x are added up. `width` and `height` are `"stretch"`, `"content"`
    or pixels. `alt` is read to who cannot see the chart. Raises `ArgumentError`.

        import mini as st

        st.bar_chart({"island": ["Biscoe", "Dream"], "penguins": [168, 124]}, x="island")
    """
    look = Look(x, y, x_label, y_label, width, height, use_container_width, alt)
    stacked = stacking("bar_chart", stack, beside=True)

    def draw(rows: Any) -> Growing:
        chosen = choose("bar_chart", rows, x, y, color)
        places = chart_numbers.places(chosen.across, chosen.table.count, sort=sort is not False)
        parted = part("bar_chart", chosen, places.values, color, sums=True)
        order = _order(chosen, places.values, sort)
        return show(
            "bar_chart", [column[order] for column in (parted.x, *parted.columns)],
            axis_of(chosen, places.type, look), parted.series, look, legend=parted.legend,
            categories=places.categories, stack=stacked, horizontal=bool(horizontal),
        )  # fmt: skip

    return grown("bar_chart", data, draw)


def _sort_name(sort: Any) -> str | None:
    if isinstance(sort, bool):
        return None
    if isinstance(sort, str):
        return sort.removeprefix("-")
    fix = 'It is True, False, or the name of a column, such as "name" or "-name".'
    raise ArgumentError("bar_chart", "sort", sort, fix)


def _order(chosen: Chosen, x: Any, sort: bool | str) -> Any:
    """The order of the bars, which are there in that of x."""
    np = import_module("numpy")
    known = ~np.isnan(x)
    bars, first, row = np.unique(x[known], return_index=True, return_inverse=True)
    name = _sort_name(sort)
    if name is None:
        return slice(None) if sort else np.argsort(first, kind="stable")
    column = column_of("bar_chart", chosen.table, "sort", name)
    values = chart_numbers.places(column, chosen.table.count)
    weights = np.nan_to_num(values.values[known])
    if values.type == "number":
        sums = np.bincount(row, weights=weights, minlength=len(bars))
    else:
        sums = weights[first]
    return np.argsort(-sums if str(sort).startswith("-") else sums, kind="stable")
