"""`spinner`: shown while something goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from mini.model.element import Element, encode
from mini.page.node import Node
from mini.run import checks
from mini.run.checks import Width
from mini.run.container import command
from mini.run.context import Frame, current

P = ParamSpec("P")
R = TypeVar("R")


class Spinner(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A turning circle with a text; it takes no place of its own."""

    text: str
    show_time: bool = False
    width: Any = "content"


class Spinning:
    """Shows a spinner as long as its `with` block, or each call of what it decorates, goes on."""

    __slots__ = ("_element", "_frame", "_node", "_tree")

    def __init__(self, frame: Frame, element: Spinner) -> None:
        self._frame = frame
        self._element = element
        self._tree = frame.run.tree
        self._node: Node | None = None

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        """Show the spinner while a function runs, each time that it is called."""

        @wraps(function)
        def called(*args: P.args, **kwargs: P.kwargs) -> R:
            with Spinning(current("spinner"), self._element):
                return function(*args, **kwargs)

        return called

    def __enter__(self) -> None:
        self._tree = tree = self._frame.run.tree
        with tree.lock:
            self._node = tree.spinner(self._frame.node, self._element, encode(self._element))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        tree = self._tree
        with tree.lock:
            if self._node is not None:
                tree.remove(self._node)


@command
def spinner(
    text: str = "In progress...",
    *,
    show_time: bool = False,
    _cache: bool = False,
    width: Width = "content",
) -> Spinning:
    """Show a turning circle with a text while a `with` block goes on.

    It comes up when the block takes longer than a moment. As a decorator it is for each call of a
    function. `text` may hold Markdown. `show_time`
    counts the seconds. `width` is `"content"`, `"stretch"` or pixels. Raises `ArgumentError`.

        import time

        import mini as st

        with st.spinner("Counting penguins", show_time=True):
            time.sleep(0.2)
        st.write("There are 344.")
    """
    element = Spinner(
        text=checks.text(text),
        show_time=bool(show_time),
        width=checks.width("spinner", width),
    )
    return Spinning(current("spinner"), element)
