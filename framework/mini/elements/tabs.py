"""`tabs`: places of which one is seen at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.elements.container import boxes
from mini.errors import ArgumentError
from mini.model.element import ContainerElement, encode
from mini.model.node import identify
from mini.page.node import Node
from mini.page.widgets import Unfit
from mini.run import checks
from mini.run.checks import Height, Width
from mini.run.container import Container, command
from mini.run.context import Frame, current
from mini.run.emit import put
from mini.run.options import Options
from mini.run.widget import Callback, Key, author_key, draw


class Tabs(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Places with a label each. With `track` it is a widget, whose value is a label's id."""

    labels: tuple[str, ...]
    default: int = 0
    value: str | msgspec.UnsetType = msgspec.UNSET
    width: Any = "stretch"
    height: Any = "content"
    track: bool = False


class TabContainer(Container):
    """The inside of one tab."""

    __slots__ = ("_open",)

    def __init__(self, node: Node, form: str | None = None, open: bool | None = None) -> None:
        super().__init__(node, form)
        self._open = open

    @property
    def open(self) -> bool | None:
        """Whether it is the one that is seen; None unless the tabs were made with `on_change`."""
        return self._open


@command
def tabs(
    tabs: Sequence[str],
    *,
    width: Width = "stretch",
    height: Height = "content",
    default: str | None = None,
    key: Key | None = None,
    on_change: Callback | Literal["ignore", "rerun"] = "ignore",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    bind: Literal["query-params"] | None = None,
) -> tuple[TabContainer, ...]:
    """Make places of which one is seen at a time, and give them as a tuple.

    What is inside runs in every tab. `default` is the label of the one that is seen at first.
    `height` in pixels makes the insides scroll. With `on_change="rerun"`, or a function that is
    called with `args` and `kwargs`, changing the tab starts a run, and `open` of what is given
    tells which one is seen. `bind` keeps that in the page's address. Raises `ArgumentError` and
    `DuplicateWidgetID`.

        import mini as st

        chart, table = st.tabs(["Chart", "Table"])
        chart.line_chart([1, 4, 2])
        table.table([1, 4, 2])
    """
    labels = _labels(tabs)
    silent = checks.silent("tabs", on_change)
    element = Tabs(
        labels=labels,
        default=0 if default is None else _place(labels, default),
        width=checks.width("tabs", width),
        height=checks.height("tabs", height),
        track=not silent or bind is not None,
    )
    frame = current("tabs")
    if not element.track:
        node = _untracked(frame, element, author_key("tabs", key))
        return tuple(TabContainer(box, frame.form) for box in boxes(frame, node, len(labels)))
    choices = Options("tabs", labels, str)

    def read(wire: Any) -> str:
        if wire is element.default:
            return str(choices.ids[element.default])
        if wire is None:
            raise Unfit
        choices.read(wire)
        return str(wire)

    def write(value: Any) -> Any:
        return choices.find(value, element.default)

    drawn = draw(
        element, key=key, read=read, write=write, on_change=on_change, args=args, kwargs=kwargs,
        bind=bind,
    )  # fmt: skip
    insides = boxes(frame, drawn.node, len(labels))
    return tuple(
        TabContainer(box, frame.form, id_ == drawn.value)
        for box, id_ in zip(insides, choices.ids, strict=True)
    )


def _untracked(frame: Frame, element: Tabs, name: str | None) -> Node:
    data = identify(encode(element), None, name)
    return put(frame, element, data, name and f"${name}")


def _labels(tabs: Any) -> tuple[str, ...]:
    labels = tuple(tabs) if isinstance(tabs, Sequence) or hasattr(tabs, "__iter__") else ()
    if labels and all(isinstance(label, str) for label in labels):
        return tuple(map(checks.exact, labels))
    raise ArgumentError("tabs", "tabs", tabs, "It is a list of one or more texts, the labels.")


def _place(labels: tuple[str, ...], default: Any) -> int:
    if default in labels:
        return labels.index(default)
    fix = f"It is one of the labels: {list(labels)}."
    raise ArgumentError("tabs", "default", default, fix)
