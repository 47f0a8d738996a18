"""`Place`: a node that code can hold on to, and stand in by `with`."""

from __future__ import annotations

from typing import Any, Self

from mini.model.node import ROOTS, Root
from mini.page.node import Node
from mini.run.context import FRAME, Frame, current


def in_main(frame: Frame) -> bool:
    """Say whether code stands in the main part of the page, and in nothing there."""
    element = frame.node.element
    return isinstance(element, Root) and element.name == "main"


class Place:
    """A node of a run's tree, or the name of a root, which every session has for itself."""

    __slots__ = ("__weakref__", "_form", "_node")

    def __init__(self, node: Node | str, form: str | None = None) -> None:
        self._node = node
        self._form = form

    def node(self, frame: Frame) -> Node:
        """Give the node in the run of `frame`."""
        node = self._node
        if isinstance(node, str):
            return frame.run.tree.roots[ROOTS[node]]
        while node.heir is not None:
            node = node.heir
        return node if frame.run.aside is None else frame.run.aside.stand_in(node)

    @property
    def form_id(self) -> str | None:
        """The form that it is in."""
        return self._form

    def frame(self, before: Frame) -> Frame:
        """Give the frame of code that stands in this place."""
        inside = Frame(
            before.run, self.node(before), self._form, before.fragment, before, before.recording
        )
        inside.named = True
        return inside

    def __enter__(self) -> Self:
        FRAME.set(self.frame(current("with")))
        return self

    def __exit__(self, *_: Any) -> None:
        frame = FRAME.get()
        if frame is not None:
            FRAME.set(frame.outer)

    def __reduce__(self) -> Any:
        raise TypeError(
            "a place on the page belongs to one run of one session, and cannot be stored or sent. "
            "Pass it to a cached function as an argument whose name starts with an underscore."
        )

    def __repr__(self) -> str:
        node = self._node
        return f"<mini place: {node if isinstance(node, str) else node.element.kind}>"
