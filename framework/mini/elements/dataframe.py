"""`dataframe`: a table of any size, of which the page holds only what is seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element, Number
from mini.run import cells, checks
from mini.run.checks import Width
from mini.run.container import command
from mini.run.emit import emit_as
from mini.run.frames import Table, TableRows
from mini.run.growing import Growing, grown
from mini.run.widget import Key, author_key

Cell = Number | bool | None
FIRST_ROWS = 50
INDEX = "_index"
WIDTHS = (None, "small", "medium", "large")
ALIGNMENTS = (None, "left", "center", "right")


class Column(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How one column is shown."""

    name: str
    label: str
    type: cells.CellType
    index: bool = False
    width: Literal["small", "medium", "large"] | int | None = None
    align: Literal["left", "center", "right"] | None = None
    help: str | None = None
    pinned: bool = False
    format: str | None = None


class Dataframe(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A table; `first` holds the first rows, column by column, `source` names all of them."""

    source: str
    rows: int
    columns: tuple[Column, ...]
    first: tuple[tuple[Cell, ...], ...]
    hide_index: bool = False
    height: Any = "auto"
    width: Any = "stretch"
    row_height: int = 35
    placeholder: str | None = None
    alt: str | None = None


@command
def dataframe(
    data: Any = None,
    width: Width = "stretch",
    height: int | Literal["auto", "content", "stretch"] = "auto",
    *,
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: Mapping[Any, Any] | None = None,
    key: Key | None = None,
    on_select: Any = "ignore",
    selection_mode: Any = "multi-row",
    selection_default: Any = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    lazy: bool | None = None,
    alt: str | None = None,
) -> Growing:
    """Show a table, of which the page fetches the rows that are looked at.

    `data` is a table, series or array of pandas, polars, pyarrow or numpy, a list of rows or of
    values, or a dict of columns; it is shown as it is now, whatever happens to it later. `width` is
    `"stretch"`, `"content"` or pixels, `height` `"auto"` (about ten rows), `"content"`, `"stretch"`
    or pixels, `row_height` pixels. `column_order` names the columns to show. `column_config` maps a
    column's name, or `"_index"`, to its label, to None to hide it, or to a dict with `label`,
    `width`, `help`, `pinned`, `alignment` and `format`. `placeholder` is shown for missing cells,
    `alt` is read to who cannot see the table. `lazy` has no effect: every table is. Selections
    (`on_select`) are not available yet. Raises `ArgumentError`.

        import mini as st

        st.dataframe({"island": ["Biscoe", "Dream"], "penguins": [168, 124]})
    """
    _no_selection(on_select, selection_default)
    config = dict(column_config or {})
    order = None if column_order is None else [str(name) for name in column_order]

    def draw(table: Any) -> Growing:
        shown = _shown(table, order, config)
        rows = TableRows([column for column, _ in shown], table.count)
        return emit_as(
            Growing,
            Dataframe(
                source=rows.source,
                rows=table.count,
                columns=tuple(facts for _, facts in shown),
                first=tuple(tuple(page) for page in rows.page(0, FIRST_ROWS)),
                hide_index=bool(hide_index),
                height=checks.height("dataframe", height, ("auto", "content", "stretch")),
                width=checks.width("dataframe", checks.stretched(width, use_container_width)),
                row_height=checks.pixels(
                    "dataframe", "row_height", 35 if row_height is None else row_height
                ),
                placeholder=checks.optional_text("dataframe", "placeholder", placeholder),
                alt=checks.optional_text("dataframe", "alt", alt),
            ),
            key=author_key("dataframe", key),
            payload=rows,
        )

    return grown("dataframe", data, draw)


def _no_selection(on_select: Any, default: Any) -> None:
    if on_select != "ignore":
        fix = 'Selections are not available yet; leave it out, or pass "ignore".'
        raise ArgumentError("dataframe", "on_select", on_select, fix)
    if default is not None:
        fix = "Selections are not available yet; leave it out."
        raise ArgumentError("dataframe", "selection_default", default, fix)


def _shown(
    table: Table, order: Iterable[str] | None, config: dict[Any, Any]
) -> list[tuple[cells.Column, Column]]:
    """Choose the columns to show, the index first, each with what its config says."""
    named = {column.name: column for column in table.columns}
    chosen = table.columns
    if order is not None:
        chosen = [named[str(name)] for name in order if str(name) in named]
    places = {id(column): at for at, column in enumerate(table.columns)}
    shown = []
    for at, column in enumerate(table.index):
        name = column.name or (INDEX if len(table.index) == 1 else f"level_{at}")
        wanted = config.get(INDEX if at == 0 else name, config.get(name, {}))
        shown.append((column, _column(column, name, column.name, wanted, index=True)))
    for column in chosen:
        wanted = config.get(column.name, config.get(places[id(column)], {}))
        shown.append((column, _column(column, column.name, column.name, wanted)))
    return [(column, facts) for column, facts in shown if facts is not None]


def _column(
    column: cells.Column, name: str, label: str, wanted: Any, index: bool = False
) -> Column | None:
    if wanted is None:
        return None
    if isinstance(wanted, str):
        wanted = {"label": wanted}
    if not isinstance(wanted, Mapping):
        fix = "Each value is a label, None to hide the column, or a dict."
        raise ArgumentError("dataframe", "column_config", {name: wanted}, fix)
    if wanted.get("hidden"):
        return None
    kind = wanted.get("type_config") or {}
    given = wanted.get("label")
    return Column(
        name=name,
        label=label if given is None else str(given),
        type=column.type,
        index=index,
        width=_width(wanted.get("width")),
        align=checks.one_of("dataframe", "alignment", wanted.get("alignment"), ALIGNMENTS),
        help=checks.help_text(wanted.get("help")),
        pinned=bool(wanted.get("pinned", index)),
        format=checks.optional_text(
            "dataframe", "format", wanted.get("format", kind.get("format"))
        ),
    )


def _width(value: Any) -> Any:
    if isinstance(value, int):
        return checks.pixels("dataframe", "width", value)
    return checks.one_of("dataframe", "width", value, WIDTHS)
