"""`emit`, the only door out: everything that is shown passes here."""

from __future__ import annotations

from typing import Any, TypeVar

from mini.model.element import Element, encode
from mini.model.node import identify
from mini.page.node import Node, author_key
from mini.run.container import Container
from mini.run.context import FRAME, Frame, current
from mini.run.place import Place

C = TypeVar("C", bound=Container)


def emit(element: Element, *, key: str | None = None, payload: Any = None) -> Container:
    """Show an element in the container that is open, and give its place.

    `key` is the author's: the element is matched by it, and it becomes the CSS class
    `st-key-<key>`. `payload` is what the browser fetches later; it is kept as long as the node.
    """
    return emit_as(Container, element, key=key, payload=payload)


def emit_as(kind: type[C], element: Element, *, key: str | None = None, payload: Any = None) -> C:
    """Show an element, and give its place as a subclass of `Container`."""
    frame = current(element.kind)
    data, place = encode(element), None
    if key is not None:
        data, place = identify(data, None, key), "$" + key
    tree = frame.run.tree
    with tree.lock:
        node = tree.put(frame.node, element, data, place, payload, frame.fragment)
    return kind(node, frame.form)


def put(
    frame: Frame, element: Element, data: bytes, place: str | None = None, payload: Any = None
) -> Node:
    """Put an encoded element into the frame's container. `place` is its key among its siblings."""
    tree = frame.run.tree
    with tree.lock:
        return tree.put(frame.node, element, data, place, payload, frame.fragment)


def update(place: Place, element: Element) -> None:
    """Change an element that keeps its place and what is in it."""
    frame = FRAME.get()
    if frame is None:
        return
    tree = frame.run.tree
    with tree.lock:
        node = place.node(frame)
        data = encode(element)
        key = None if node.key is None else author_key(node.data)
        tree.update(node, element, identify(data, None, key))
