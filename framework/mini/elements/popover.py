"""`popover`: a place beside its button, which opens above the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.elements.button import TYPES
from mini.model.element import ContainerElement
from mini.page.node import Node
from mini.page.widgets import Unfit
from mini.run import checks
from mini.run.checks import Width
from mini.run.container import Container, command
from mini.run.context import current
from mini.run.emit import emit_as
from mini.run.spoken import spoken
from mini.run.widget import Callback, Key, author_key, draw


class Popover(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A place that a button opens. With `track` it is a widget: whether it is open."""

    label: str
    default: bool = False
    value: bool | msgspec.UnsetType = msgspec.UNSET
    type: str = "secondary"
    help: str | None = None
    icon: str | None = None
    disabled: bool = False
    width: Any = "content"
    wrap: bool = False
    track: bool = False
    spoken: str = ""
    """The button's name where no words are to be seen."""


class PopoverContainer(Container):
    """The inside of a popover."""

    __slots__ = ("_open",)

    def __init__(self, node: Node, form: str | None = None, open: bool | None = None) -> None:
        super().__init__(node, form)
        self._open = open

    @property
    def open(self) -> bool | None:
        """Whether it is open; None unless it was made with `on_change`."""
        return self._open


@command
def popover(
    label: str,
    *,
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
    help: str | None = None,
    icon: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    wrap: bool | None = None,
    key: Key | None = None,
    on_change: Callback | Literal["ignore", "rerun"] = "ignore",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
) -> PopoverContainer:
    """Make a place that a button opens above the page; what is inside runs either way.

    It closes by a click elsewhere and by Escape, and stays open while its widgets are used. `width`
    is that of the button: `"content"`, `"stretch"` or pixels. With `on_change="rerun"`, or a
    function that is called with `args` and `kwargs`, opening and closing starts a run, and `open`
    of what is given tells which it is. Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        with st.popover("Filter"):
            island = st.radio("Island", ["All", "Biscoe", "Dream"])
        st.write(island)
    """
    element = Popover(
        label=checks.label(label),
        type=checks.one_of("popover", "type", type, TYPES),
        help=checks.help_text(help),
        icon=checks.icon("popover", icon),
        disabled=bool(disabled),
        width=checks.width("popover", checks.stretched(width, use_container_width)),
        wrap=bool(wrap),
        track=not checks.silent("popover", on_change),
        spoken=spoken(checks.label(label), help, icon),
    )
    if not element.track:
        return emit_as(PopoverContainer, element, key=author_key("popover", key))
    drawn = draw(
        element, key=key, read=_read, write=bool, on_change=on_change, args=args, kwargs=kwargs
    )
    return PopoverContainer(drawn.node, current("popover").form, drawn.value)


def _read(wire: Any) -> bool:
    if isinstance(wire, bool):
        return wire
    raise Unfit
