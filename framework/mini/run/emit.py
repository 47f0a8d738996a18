"""`emit`, the only door out: everything that is shown passes here."""

from __future__ import annotations

from itertools import count
from typing import Any, Final, TypeVar

from mini.config.config import CONFIG
from mini.errors import MessageTooLarge, PlacementError
from mini.model.element import Element, encode
from mini.model.node import EVENTS, identify
from mini.page.node import Node, author_key
from mini.run.container import Container
from mini.run.context import FRAME, Frame, current
from mini.run.place import Place
from mini.run.weight import weigh

C = TypeVar("C", bound=Container)
_NUMBERS: Final = count(1)
LARGE: Final = 50_000
"""Bytes from which it is worth asking how many there can be."""


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
    return kind(put(frame, element, data, place, payload), frame.form)


def put(
    frame: Frame, element: Element, data: bytes, place: str | None = None, payload: Any = None
) -> Node:
    """Put an encoded element into the frame's container. `place` is its key among its siblings."""
    if len(data) > LARGE:
        _check_size(element, len(data))
    if element.holds_children:
        _check_depth(frame.node, element)
    tree = frame.run.tree
    with tree.lock:
        node = frame.node
        weigh(frame.run, len(data))
        if frame.recording is not None:
            while node.heir is not None:
                node = node.heir
            if node.children is None:
                frame.recording.replaced(node, element, data, place, payload)
            else:
                node = frame.recording.enter(node, frame.named)
        return tree.put(node, element, data, place, payload, frame.fragment)


def _check_size(element: Element, size: int) -> None:
    most = CONFIG.get("server.maxMessageSize")
    if size > most * 1e6:
        raise MessageTooLarge(
            f"This `{element.kind}` has {size / 1e6:.1f} MB, and one element can have {most} MB. "
            "Show a part of it, such as a sample or a summary, or raise `server.maxMessageSize`."
        )


def _check_depth(above: Node, element: Element) -> None:
    """Refuse what no page can show: browsers give up on what stands in thousands of others."""
    most, depth, node = CONFIG.get("server.maxNesting"), 0, above.parent
    while node is not None:
        depth, node = depth + 1, node.parent
    if depth >= most:
        raise PlacementError(
            f"This `{element.kind}` stands in {depth} others, one in another, and a page nests "
            f"{most} of them at most. If a loop or a recursion makes them, end it earlier; else "
            "raise `server.maxNesting`."
        )


def event(frame: Frame, element: Element, before: Node | None = None) -> Node:
    """Show something that happens once, or change one that was shown `before`."""
    # No two have the same key, so that each is new to the browser, also with the same text.
    key = f"\0event{next(_NUMBERS)}" if before is None else before.key
    tree = frame.run.tree
    with tree.lock:
        place = tree.roots[EVENTS] if before is None else before
        node = tree.put(place, element, encode(element), key)
        if frame.recording is not None:
            frame.recording.event(node, element, before is None)
    return node


def update(place: Place, element: Element) -> None:
    """Change an element that keeps its place and what is in it."""
    frame = FRAME.get()
    if frame is None:
        return
    tree = frame.run.tree
    with tree.lock:
        change(frame, place.node(frame), element)


def change(frame: Frame, node: Node, element: Element) -> None:
    """Change the element of a node that keeps its place; the caller holds the tree's lock."""
    key = None if node.key is None else author_key(node.data)
    frame.run.tree.update(node, element, identify(encode(element), None, key))
    if frame.recording is not None:
        frame.recording.updated(node, element)


def set_fact(frame: Frame, name: str, value: Any) -> None:
    """Change a fact of the page, such as its title."""
    frame.run.page.set_fact(name, value)
    if frame.recording is not None:
        frame.recording.wrote("fact", name, value)
