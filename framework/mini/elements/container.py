"""`container`: a place that elements can be added to, also out of order."""

from __future__ import annotations

from typing import Any, Literal

from mini.model.element import ContainerElement, encode
from mini.page.node import Node
from mini.run import checks
from mini.run.checks import Gap, Height, Width
from mini.run.container import Container, command
from mini.run.context import Frame
from mini.run.emit import emit, put
from mini.run.widget import Key, author_key

HORIZONTAL = ("left", "center", "right", "distribute")
VERTICAL = ("top", "center", "bottom", "distribute")


class Box(
    ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="container"
):
    """A place for other elements."""

    border: bool = False
    width: Any = "stretch"
    height: Any = "content"
    horizontal: bool = False
    wrap: bool = True
    halign: Literal["left", "center", "right", "distribute"] = "left"
    valign: Literal["top", "center", "bottom", "distribute"] = "top"
    gap: str | None = "small"
    autoscroll: bool | None = None


_PLAIN = Box()
_PLAIN_DATA = encode(_PLAIN)


@command
def container(
    *,
    border: bool | None = None,
    key: Key | None = None,
    width: Width = "stretch",
    height: Height = "content",
    horizontal: bool = False,
    wrap: bool = True,
    horizontal_alignment: Literal["left", "center", "right", "distribute"] = "left",
    vertical_alignment: Literal["top", "center", "bottom", "distribute"] = "top",
    gap: Gap | None = "small",
    autoscroll: bool | None = None,
) -> Container:
    """Make a place that elements can be added to, also later in the script.

    `height` in pixels makes it scroll, and then it has a border unless `border=False`.
    `horizontal=True` puts its elements side by side. `gap` is the space between them: a size,
    pixels, or None. `key` becomes the CSS class `st-key-<key>`. Raises `ArgumentError`.

        import mini as st

        box = st.container(border=True)
        st.write("below")
        box.write("above")
    """
    tall = checks.height("container", height)
    scrolls = isinstance(tall, int)
    return emit(
        Box(
            border=scrolls if border is None else bool(border),
            width=checks.width("container", width),
            height=tall,
            horizontal=bool(horizontal),
            wrap=bool(wrap),
            halign=checks.one_of(
                "container", "horizontal_alignment", horizontal_alignment, HORIZONTAL
            ),
            valign=checks.one_of("container", "vertical_alignment", vertical_alignment, VERTICAL),
            gap=checks.gap("container", gap),
            autoscroll=autoscroll,
        ),
        key=None if key == "" else author_key("container", key),
    )


def boxes(frame: Frame, parent: Node, count: int) -> list[Node]:
    """Put plain containers into a node: one for each part of an element such as `columns`."""
    inside = Frame(frame.run, parent, frame.form, frame.fragment, frame, frame.recording)
    inside.named = True
    return [put(inside, _PLAIN, _PLAIN_DATA) for _ in range(count)]
