"""`line_chart`: lines over numbers, times or categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mini.elements.chart import Look, axis_of, choose, part, show
from mini.run import chart_numbers
from mini.run.checks import Height, Width
from mini.run.container import command
from mini.run.growing import Growing, grown


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
) -> Growing:
    """Show a line for each column of numbers.

    `data` is a table, series or array of pandas, polars, pyarrow or numpy, a list, or a dict of
    columns. `x` names the column of the horizontal axis (default: the index), `y` that or those of
    the lines (default: all other columns of numbers). `color` is a column whose values each get a
    line of their own, or a colour, or a list with a colour for each line: names such as `"red"`,
    `"#ff0000"`, or tuples of red, green and blue. Where a value is missing the line breaks.
    `x_label` and `y_label` are the titles of the axes. `width` and `height` are `"stretch"`,
    `"content"` or pixels. `alt` is read to who cannot see the chart. Raises `ArgumentError`.

        import mini as st

        st.line_chart({"year": [2007, 2008, 2009], "penguins": [110, 114, 120]}, x="year")
    """
    look = Look(x, y, x_label, y_label, width, height, use_container_width, alt)

    def draw(rows: Any) -> Growing:
        chosen = choose("line_chart", rows, x, y, color)
        places = chart_numbers.places(chosen.across, chosen.table.count)
        parted = part("line_chart", chosen, places.values, color, sums=False)
        return show(
            "line_chart", [parted.x, *parted.columns], axis_of(chosen, places.type, look),
            parted.series, look, legend=parted.legend, categories=places.categories,
        )  # fmt: skip

    return grown("line_chart", data, draw)
