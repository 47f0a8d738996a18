"""`vega_lite_chart` and `altair_chart`: charts that are described in words of Vega-Lite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, Literal

from msgspec import structs

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.payload import Bundle
from mini.run import cells, checks, vega_spec
from mini.run.checks import Height, Width
from mini.run.container import command
from mini.run.emit import emit_as
from mini.run.frames import take
from mini.run.growing import Growing
from mini.run.widget import Key, author_key


class VegaLiteChart(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A chart as the JSON of its specification; large data are fetched by their names."""

    spec: str
    theme: Literal["streamlit"] | None = "streamlit"
    width: Any = "stretch"
    height: Any = "content"
    room: int = 320
    alt: str | None = None


@command
def vega_lite_chart(
    data: Any = None,
    spec: Mapping[str, Any] | None = None,
    *,
    width: Width | None = None,
    height: Height = "content",
    use_container_width: bool | None = None,
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key | None = None,
    on_select: Any = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
    **kwargs: Any,
) -> Growing:
    """Show a chart that is described by a specification of Vega-Lite.

    `data` is a table of any library, and `spec` the specification, a dict; the specification can
    also stand in the place of the data, with its data in it. `width` is `"stretch"` (the default,
    but of charts made of charts), `"content"` or pixels, `height` `"content"`, `"stretch"` or
    pixels. With `theme="streamlit"` the chart takes the colours and the font of the page, with None
    it keeps its own. `alt` is read to who cannot see the chart. Further arguments are parts of the
    specification: `mark="bar"`. Selections (`on_select`) are not available yet. Raises
    `ArgumentError`.

        import mini as st

        st.vega_lite_chart(
            {"island": ["Biscoe", "Dream"], "penguins": [168, 124]},
            {
                "mark": "bar",
                "encoding": {
                    "x": {"field": "island", "type": "nominal"},
                    "y": {"field": "penguins", "type": "quantitative"},
                },
            },
        )
    """
    if spec is None and isinstance(data, Mapping) and _describes(data):
        data, spec = None, data
    described = vega_spec.plain({**_checked(spec, kwargs), **kwargs})
    if data is not None:
        described["data"] = {"values": _records("vega_lite_chart", data)}
    return _show(
        "vega_lite_chart", described, checks.stretched(width, use_container_width), height, theme,
        key, on_select, alt,
    )  # fmt: skip


@command
def altair_chart(
    altair_chart: Any,
    *,
    width: Width | None = None,
    height: Height = "content",
    use_container_width: bool | None = None,
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key | None = None,
    on_select: Any = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> Growing:
    """Show a chart of Altair.

    `altair_chart` is the chart, also one of layers, rows, columns or facets. The other arguments
    are those of `vega_lite_chart`. Selections (`on_select`) are not available yet; a chart that is
    `.interactive()` can be moved and zoomed. Raises `ArgumentError`.

        import altair as alt
        import pandas as pd
        import mini as st

        penguins = pd.DataFrame({"island": ["Biscoe", "Dream"], "count": [168, 124]})
        st.altair_chart(alt.Chart(penguins).mark_bar().encode(x="island", y="count"))
    """
    if not is_chart(altair_chart):
        fix = 'It is a chart of Altair, as "alt.Chart(data).mark_bar()" gives one.'
        raise ArgumentError("altair_chart", "altair_chart", altair_chart, fix)
    return _show(
        "altair_chart", _described(altair_chart), checks.stretched(width, use_container_width),
        height, theme, key, on_select, alt,
    )  # fmt: skip


def is_chart(value: Any) -> bool:
    """Say whether a value is a chart of Altair."""
    return any(
        kind.__name__ == "TopLevelMixin" and kind.__module__.startswith("altair.")
        for kind in type(value).__mro__
    )


def _described(chart: Any) -> dict[str, Any]:
    """The specification of a chart, with all its rows."""
    altair = import_module("altair")
    transformers = altair.data_transformers
    with transformers.enable("default", max_rows=None):
        described: dict[str, Any] = json.loads(chart.to_json(validate=True))
    return described


def _describes(data: Mapping[str, Any]) -> bool:
    """Say whether a dict is a specification, and no columns."""
    names = {"mark", "layer", "hconcat", "vconcat", "concat", "repeat", "spec", "$schema"}
    return bool(names & data.keys())


def _checked(spec: Any, kwargs: Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(spec, Mapping) and (spec or kwargs):
        return spec
    if spec is None and kwargs:
        return {}
    fix = 'It is a specification of Vega-Lite: a dict such as {"mark": "bar", "encoding": {...}}.'
    raise ArgumentError("vega_lite_chart", "spec", spec, fix)


def _records(command: str, data: Any) -> list[dict[str, Any]]:
    """The rows of a table, as Vega-Lite has them."""
    table = take(command, data)
    columns = [*table.columns, *(column for column in table.index if column.name)]
    names = [column.name for column in columns]
    values = [_values(column, table.count) for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def _values(column: cells.Column, count: int) -> list[Any]:
    listed = column.cells(0, count)
    if column.type != "number":
        return listed
    # Numbers that JSON has no form for are tagged texts: a chart has nothing at their places.
    return [None if isinstance(cell, str) else cell for cell in listed]


def _show(
    command: str, spec: dict[str, Any], width: Any, height: Any, theme: Any, key: Key | None,
    on_select: Any, alt: Any,
) -> Growing:  # fmt: skip
    if on_select != "ignore":
        fix = 'Selections are not available yet; leave it out, or pass "ignore".'
        raise ArgumentError(command, "on_select", on_select, fix)
    composed = vega_spec.is_composed(spec)
    if width is None:
        width = "content" if composed else "stretch"
    plain = VegaLiteChart(
        spec="",
        theme=checks.one_of(command, "theme", theme, ("streamlit", None)),
        width=checks.width(command, width),
        height=checks.height(command, height),
        room=_room(spec, height),
        alt=checks.optional_text(command, "alt", alt) or _description(spec),
    )
    name = author_key(command, key)

    def draw(described: dict[str, Any]) -> Growing:
        without, blobs = vega_spec.without_data(described)
        element = structs.replace(plain, spec=json.dumps(without, separators=(",", ":")))
        payload = None if not blobs else blobs[0] if len(blobs) == 1 else Bundle(blobs)
        return emit_as(Growing, element, key=name, payload=payload)

    return draw(spec).grows(command, spec, draw, _with_rows)


def _with_rows(spec: dict[str, Any], data: Any, named: dict[str, Any]) -> dict[str, Any]:
    """Add rows to the data of a chart, or to data sets by their names; raises `ArgumentError`."""
    given = {name: _records("add_rows", rows) for name, rows in named.items()}
    if data is not None:
        given[None] = _records("add_rows", data)  # type: ignore[index]
    try:
        return vega_spec.extended(spec, given)  # type: ignore[arg-type]
    except LookupError:
        fix = (
            "This chart has several data sets, or none in it; name one of them: "
            "`add_rows(name=rows)`."
        )
        raise ArgumentError("add_rows", "data", [*named], fix) from None


def _room(spec: Mapping[str, Any], height: Any) -> int:
    """How many pixels the chart takes before it is drawn, about."""
    if isinstance(height, int):
        return height
    own = spec.get("height")
    return round(own) + 60 if isinstance(own, int | float) else 320


def _description(spec: Mapping[str, Any]) -> str | None:
    title = spec.get("title")
    text = title.get("text") if isinstance(title, Mapping) else title
    text = spec.get("description") or text
    return " ".join(text) if isinstance(text, list) else text if isinstance(text, str) else None
