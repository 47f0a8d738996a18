"""`area_chart`: layers over numbers, times or categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mini.elements.chart import Look, Stacking, axis_of, choose, part, show, stacking
from mini.run import chart_numbers
from mini.run.checks import Height, Width
from mini.run.container import command
from mini.run.growing import Growing, grown


@command
def area_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    stack: Stacking = None,
    width: Width = "stretch",
    height: Height = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Growing:
    """Show a filled layer for each column of numbers.

    `data` is a table, series or array of pandas, polars, pyarrow or numpy, a list, or a dict of
    columns. `x` names the column of the horizontal axis (default: the index), `y` that or those of
    the layers (default: all other columns of numbers). `color` is a column whose values each get a
    layer of their own, or a colour, or a list with a colour for each layer. Layers stand on each
    other (`stack=True`, the default), as shares of their sum (`"normalize"`), around the middle
    (`"center"`), or all on the axis (`False` or `"layered"`). Rows of the same x are added up.
    `x_label` and `y_label` are the titles of the axes. `width` and `height` are `"stretch"`,
    `"content"` or pixels. `alt` is read to who cannot see the chart. Raises `ArgumentError`.

        import mini as st

        st.area_chart({"Biscoe": [44, 64, 60], "Dream": [46, 34, 44]}, stack="normalize")
    """
    look = Look(x, y, x_label, y_label, width, height, use_container_width, alt)
    stacked = stacking("area_chart", stack, beside=False)

    def draw(rows: Any) -> Growing:
        chosen = choose("area_chart", rows, x, y, color)
        places = chart_numbers.places(chosen.across, chosen.table.count)
        parted = part("area_chart", chosen, places.values, color, sums=True)
        return show(
            "area_chart", [parted.x, *parted.columns], axis_of(chosen, places.type, look),
            parted.series, look, legend=parted.legend, categories=places.categories, stack=stacked,
        )  # fmt: skip

    return grown("area_chart", data, draw)
