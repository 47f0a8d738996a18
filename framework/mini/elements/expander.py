"""`expander`: a place that opens and closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.model.element import ContainerElement
from mini.page.node import Node
from mini.page.widgets import Unfit
from mini.run import checks
from mini.run.container import Container, command
from mini.run.context import current
from mini.run.emit import emit_as
from mini.run.widget import Callback, Key, author_key, draw

Type = Literal["default", "compact", "step"]
TYPES = ("default", "compact", "step")


class Expander(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A place with a label that opens and closes it. With `track` it is a widget."""

    label: str
    expanded: bool = False
    value: bool | msgspec.UnsetType = msgspec.UNSET
    icon: str | None = None
    type: Type = "default"
    width: Any = "stretch"
    track: bool = False

    @property
    def default(self) -> bool:
        """Whether it is open at first."""
        return self.expanded


class ExpanderContainer(Container):
    """The inside of an expander."""

    __slots__ = ("_open",)

    def __init__(self, node: Node, form: str | None = None, open: bool | None = None) -> None:
        super().__init__(node, form)
        self._open = open

    @property
    def open(self) -> bool | None:
        """Whether it is open; None unless it was made with `on_change`."""
        return self._open


@command
def expander(
    label: str,
    expanded: bool = False,
    *,
    key: Key | None = None,
    icon: str | None = None,
    type: Type = "default",
    width: int | Literal["stretch"] = "stretch",
    on_change: Callback | Literal["ignore", "rerun"] = "ignore",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    bind: Literal["query-params"] | None = None,
) -> ExpanderContainer:
    """Make a place that the user opens and closes; what is inside runs either way.

    `expanded` is whether it is open at first. `width` is `"stretch"` or pixels. With
    `on_change="rerun"`, or a function that is called with `args` and `kwargs`, opening and closing
    starts a run, and `open` of what is given tells which it is. `bind` keeps that in the page's
    address. Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        with st.expander("How this was counted"):
            st.write("By hand, twice.")
    """
    silent = checks.silent("expander", on_change)
    element = Expander(
        label=checks.label(label),
        expanded=bool(expanded),
        icon=checks.icon("expander", icon),
        type=checks.one_of("expander", "type", type, TYPES),
        width=checks.width("expander", width, content=False),
        track=not silent or bind is not None,
    )
    if not element.track:
        return emit_as(ExpanderContainer, element, key=author_key("expander", key))
    drawn = draw(
        element, key=key, read=_read, write=bool, on_change=on_change, args=args, kwargs=kwargs,
        bind=bind,
    )  # fmt: skip
    return ExpanderContainer(drawn.node, current("expander").form, drawn.value)


def _read(wire: Any) -> bool:
    if isinstance(wire, bool):
        return wire
    raise Unfit
