"""`plotly_chart`: a figure of Plotly, which the user can turn, zoom and play."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, Final, Literal

from mini.errors import ArgumentError
from mini.model.element import Element, encode
from mini.page.payload import Blob, hold
from mini.run import checks, plotly_js
from mini.run.checks import Height, Width
from mini.run.container import Container, command
from mini.run.emit import emit
from mini.run.widget import Key, author_key

INLINE_BYTES: Final = 64 * 1024
USUAL_HEIGHT: Final = 450
USUAL_WIDTH: Final = 700


class PlotlyChart(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A figure as JSON, in the element or, if large, beside it; `script` draws it."""

    script: str
    figure: str | None = None
    source: str | None = None
    config: str = "{}"
    theme: Literal["streamlit"] | None = "streamlit"
    width: Any = "stretch"
    height: Any = USUAL_HEIGHT
    alt: str | None = None


@command
def plotly_chart(
    figure_or_data: Any,
    use_container_width: bool | None = None,
    *,
    width: Width = "stretch",
    height: Height = "content",
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key | None = None,
    on_select: Any = "ignore",
    selection_mode: str | Iterable[str] = ("points", "box", "lasso"),
    config: Mapping[str, Any] | None = None,
    alt: str | None = None,
) -> Container:
    """Show a figure of Plotly.

    `figure_or_data` is a figure, a dict with `data` and `layout`, or a list of traces.
    `width` is `"stretch"`, `"content"` (that of the
    figure's layout, or 700) or pixels, `height` `"content"` (that of the layout, or 450),
    `"stretch"` or pixels. With `theme="streamlit"` the figure takes the colours and the font of the
    page, with None it keeps its own. `config` is what Plotly takes besides, such as
    `{"scrollZoom": True}`. `alt` is read to who cannot see the figure. Selections (`on_select`) are
    not available yet. Raises `ArgumentError`.

        import mini as st
        import plotly.express as px

        st.plotly_chart(px.bar(x=["Biscoe", "Dream"], y=[168, 124]))
    """
    _no_selection(on_select)
    figure = _figure(figure_or_data)
    text = figure.to_json(validate=False)
    payload = _payload(text)
    width = checks.width("plotly_chart", checks.stretched(width, use_container_width))
    height = checks.height("plotly_chart", height)
    return emit(
        PlotlyChart(
            script=plotly_js.name(),
            figure=None if payload else text,
            source=payload.source if payload else None,
            config=_config(config),
            theme=checks.one_of("plotly_chart", "theme", theme, ("streamlit", None)),
            width=_natural(figure.layout.width, USUAL_WIDTH) if width == "content" else width,
            height=_natural(figure.layout.height, USUAL_HEIGHT) if height == "content" else height,
            alt=checks.optional_text("plotly_chart", "alt", alt) or figure.layout.title.text,
        ),
        key=author_key("plotly_chart", key),
        payload=payload,
    )


def _no_selection(on_select: Any) -> None:
    if on_select != "ignore":
        fix = 'Selections are not available yet; leave it out, or pass "ignore".'
        raise ArgumentError("plotly_chart", "on_select", on_select, fix)


def is_figure(value: Any) -> bool:
    """Say whether a value is a figure of Plotly."""
    return any(
        kind.__name__ == "BaseFigure" and kind.__module__ == "plotly.basedatatypes"
        for kind in type(value).__mro__
    )


def _figure(given: Any) -> Any:
    """Make a figure of what was given; raises `ArgumentError`."""
    if is_figure(given):
        return given
    kinds = {(kind.__module__, kind.__name__) for kind in type(given).__mro__}
    if ("matplotlib.figure", "Figure") in kinds:
        fix = "A figure of matplotlib is shown by `st.pyplot(fig)`."
        raise ArgumentError("plotly_chart", "figure_or_data", given, fix)
    if not isinstance(given, Mapping | list | tuple) and not hasattr(given, "to_plotly_json"):
        fix = "It is a figure of Plotly, a dict with `data` and `layout`, or a list of traces."
        raise ArgumentError("plotly_chart", "figure_or_data", given, fix)
    try:
        return import_module("plotly.graph_objects").Figure(given)
    except (ValueError, TypeError) as error:
        first = str(error).strip().split("\n", 1)[0]
        fix = f"Plotly says of it: {first}"
        raise ArgumentError("plotly_chart", "figure_or_data", given, fix) from error


def _payload(text: str) -> Blob | None:
    data = text.encode()
    if len(data) <= INLINE_BYTES:
        return None
    return hold(data, "application/json")


def _config(config: Mapping[str, Any] | None) -> str:
    if config is not None and not isinstance(config, Mapping):
        raise ArgumentError("plotly_chart", "config", config, "It is a dict, or None.")
    try:
        return encode(dict(config or {})).decode()
    except TypeError as error:
        fix = f"It holds what JSON has no form for: {error}."
        raise ArgumentError("plotly_chart", "config", config, fix) from error


def _natural(size: Any, usual: int) -> int:
    return round(size) if size else usual
