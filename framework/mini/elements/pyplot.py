"""`pyplot`: a figure of matplotlib, as a picture."""

from __future__ import annotations

import re
import threading
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.payload import hold
from mini.run import checks, older
from mini.run.checks import Width
from mini.run.container import Container, command
from mini.run.emit import emit

_USUAL: Final = {"bbox_inches": "tight", "dpi": 200, "format": "png"}
_WITH_CURRENT: Final = ("matplotlib.pyplot", "pylab")
"""Modules that tutorials pass for the figure that they draw on."""
_FIGURE: Final = 'It is a figure of matplotlib, as `fig` is after "fig, ax = plt.subplots()".'
_DRAWING: Final = threading.Lock()
"""Matplotlib shares its fonts and its parser of formulas among threads, and guards neither."""


class Pyplot(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A picture of a figure, with its size in pixels."""

    source: str
    media_type: str
    size: tuple[int, int]
    width: Any = "stretch"
    alt: str | None = None


@command
def pyplot(
    fig: Any = None,
    clear_figure: bool | None = None,
    *,
    width: Width = "stretch",
    use_container_width: bool | None = None,
    alt: str | None = None,
    **kwargs: Any,
) -> Container:
    """Show a figure of matplotlib, as it is now.

    `fig` is the figure, or what knows its own: axes of matplotlib or pandas, a grid of seaborn, or
    `matplotlib.pyplot` itself for its current one. Without `fig` the current figure is shown and
    then cleared, which is an older way: all sessions share that figure. `clear_figure=True` empties
    the figure afterwards.
    `width` is `"stretch"`, `"content"` or pixels. `alt` is read to who cannot see the figure.
    `kwargs` go to the figure's `savefig`: with `format="svg"` the picture is made of lines instead
    of dots. Raises `ArgumentError`.

        import matplotlib.pyplot as plt
        import mini as st

        fig, ax = plt.subplots()
        ax.bar(["Biscoe", "Dream"], [168, 124])
        st.pyplot(fig)
    """
    figure = _current() if fig is None else _figure(fig)
    data = _saved(figure, kwargs)
    media_type, size = _measured(data, kwargs)
    blob = hold(data, media_type)
    shown = emit(
        Pyplot(
            source=blob.source,
            media_type=media_type,
            size=size,
            width=checks.width("pyplot", checks.stretched(width, use_container_width)),
            alt=checks.optional_text("pyplot", "alt", alt) or _title(figure),
        ),
        payload=blob,
    )
    if clear_figure or (clear_figure is None and fig is None):
        figure.clf()
    return shown


def _current() -> Any:
    older.tell("pyplot()", "st.pyplot(fig)")
    return import_module("matplotlib.pyplot").gcf()


def is_figure(value: Any) -> bool:
    """Say whether a value is a figure of matplotlib, or axes of one."""
    return any((kind.__module__, kind.__name__) in {_KIND, _AXES} for kind in type(value).__mro__)


_KIND: Final = ("matplotlib.figure", "Figure")
_AXES: Final = ("matplotlib.axes._base", "_AxesBase")


def _figure(given: Any) -> Any:
    """Find the figure of what was given; raises `ArgumentError`."""
    if getattr(given, "__name__", None) in _WITH_CURRENT:
        given = given.gcf()
    elif isinstance(given, list | tuple) and given:
        given = given[0]
    elif type(given).__name__ == "ndarray" and given.size:
        given = given.flat[0]
    for found in (given, getattr(given, "figure", None), getattr(given, "fig", None)):
        if any((kind.__module__, kind.__name__) == _KIND for kind in type(found).__mro__):
            return found
    raise ArgumentError("pyplot", "fig", given, _FIGURE)


def _saved(figure: Any, kwargs: dict[str, Any]) -> bytes:
    file = BytesIO()
    with _DRAWING:
        figure.savefig(file, **{**_USUAL, **kwargs})
    return file.getvalue()


_LENGTH: Final = re.compile(rb'<svg[^>]*?viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"', re.DOTALL)


def _measured(data: bytes, kwargs: dict[str, Any]) -> tuple[str, tuple[int, int]]:
    """Give the type of a picture and its size in pixels; raises `ArgumentError`."""
    found = _LENGTH.search(data[:4096])
    if found is not None:
        points = (float(found[1]), float(found[2]))
        return "image/svg+xml", (round(points[0] * 96 / 72), round(points[1] * 96 / 72))
    pictures = import_module("PIL.Image")
    try:
        picture = pictures.open(BytesIO(data))
    except pictures.UnidentifiedImageError:
        fix = 'A page shows pictures of the formats "png", "svg", "jpg" and "webp".'
        raise ArgumentError("pyplot", "format", kwargs.get("format"), fix) from None
    return pictures.MIME[picture.format], picture.size


def _title(figure: Any) -> str | None:
    """The words over the figure or over its axes, which tell best what it shows."""
    own = getattr(figure, "get_suptitle", str)()
    titles = [own, *(axes.get_title() for axes in figure.axes)]
    return "; ".join(title for title in titles if title) or None
