"""`table`: a small table, shown whole."""

from __future__ import annotations

from typing import Any, Literal

from mini.model.element import Element, from_number
from mini.run import checks
from mini.run.cells import Column
from mini.run.checks import Height, Width
from mini.run.container import command
from mini.run.emit import emit_as
from mini.run.growing import Growing, grown

BORDERS = (True, False, "horizontal")


class Table(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A table whose cells are Markdown."""

    columns: tuple[str, ...]
    index: tuple[str, ...] | None = None
    index_name: str = ""
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    border: bool | Literal["horizontal"] = True
    hide_header: bool = False
    width: Any = "stretch"
    height: Any = "content"
    alt: str | None = None


@command
def table(
    data: Any = None,
    *,
    border: bool | Literal["horizontal"] = True,
    width: Width = "stretch",
    height: Height = "content",
    hide_index: bool | None = None,
    hide_header: bool | None = None,
    alt: str | None = None,
) -> Growing:
    """Show a table whole, with Markdown in its cells; for large ones there is `dataframe`.

    `data` is a table, series or array of pandas, polars, pyarrow or numpy, a list of rows or of
    values, or a dict of columns. `border` is True, False or `"horizontal"`. `width` and `height`
    are `"stretch"`, `"content"` or pixels. `alt` is read to who cannot see the table. Raises
    `ArgumentError`.

        import mini as st

        st.table({"island": ["Biscoe", "Dream"], "penguins": [168, 124]})
    """

    def draw(taken: Any) -> Growing:
        count, columns = taken.count, taken.columns
        index = None if hide_index or not taken.index else tuple(_index(taken.index, count))
        return emit_as(
            Growing,
            Table(
                columns=tuple(column.name for column in columns),
                index=index,
                index_name=""
                if index is None
                else " / ".join(c.name for c in taken.index if c.name),
                rows=tuple(zip(*(_texts(column, count) for column in columns), strict=True)),
                numeric=tuple(at for at, column in enumerate(columns) if column.type == "number"),
                border=checks.one_of("table", "border", border, BORDERS),
                hide_header=bool(hide_header),
                width=checks.width("table", width),
                height=checks.height("table", height),
                alt=checks.optional_text("table", "alt", alt),
            ),
        )

    return grown("table", data, draw)


def _index(columns: list[Column], count: int) -> list[str]:
    return [" / ".join(parts) for parts in zip(*(_texts(c, count) for c in columns), strict=True)]


def _texts(column: Column, count: int) -> list[str]:
    return [_text(cell, column.type) for cell in column.cells(0, count)]


def _text(cell: Any, type_: str) -> str:
    if cell is None:
        return ""
    if type_ == "number":
        return _shortened(from_number(cell))
    if type_ == "datetime":
        return str(cell).replace("T", " ")
    return str(cell)


def _shortened(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    return f"{value:.4f}" if value == 0 or 1e-4 <= abs(value) < 1e15 else f"{value:.4g}"
