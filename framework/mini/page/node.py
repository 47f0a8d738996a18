"""The element tree of a session, and how a run's emissions find their nodes of the run before.

A container that a run has opened holds a `Fill`:

    done                      | old[cursor:]          | tail
    emitted, and passed over  | not reached yet       | written by others (fragment runs only)

Invariants: the browser shows `done + old[cursor:] + tail` of a container; `cursor` only grows; all
of `done[gap:]` is new and waits for an anchor, which is a node that matched one of `old`. Only
`finish` drops nodes. The tree never sends: `deltas.py` compares it with what was sent last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from mini.model.element import Element
from mini.model.node import Spec

TRANSIENT: Final = "\0transient"
_WINDOW: Final = 3


class Node:
    """A place in the tree. `number` is 0 until it has been sent.

    `run` is the last run that emitted it. `born` is the run that made it, until it takes over the
    place of an older node.
    """

    __slots__ = (
        "born", "children", "data", "element", "fill", "heir", "key", "number", "order", "owner",
        "parent", "payload", "run", "shown", "spec", "virtual",
    )  # fmt: skip

    def __init__(
        self, element: Element, data: bytes, key: str | None, payload: Any, owner: str | None
    ) -> None:
        self.number = 0
        self.born = 0
        self.element = element
        self.data = data
        self.key = key
        self.payload = payload
        self.owner = owner
        self.parent: Node | None = None
        self.run = 0
        self.children: list[Node] | None = [] if element.holds_children else None
        self.fill: Fill | None = None
        self.spec: Spec | None = None
        self.virtual = False
        self.shown: Element | None = None
        self.order: list[int] | None = None
        self.heir: Node | None = None

    def display(self) -> list[Node]:
        """The children as the browser should show them now."""
        fill = self.fill
        if fill is None:
            return self.children or []
        if fill.cursor >= len(fill.old) and not fill.tail:
            return fill.done
        return fill.done + fill.old[fill.cursor :] + fill.tail

    def stands(self) -> bool:
        """Whether a run writes to it still, and nothing has taken its place."""
        return (
            self.fill is not None
            and self.heir is None
            and (self.parent is not None or bool(self.number))
        )

    def payloads(self) -> Iterator[Any]:
        """The data that this node and those below it show."""
        if self.payload is not None:
            yield from self.payload.parts()
        if self.virtual and self.spec is not None:
            yield from self.spec.payloads()
            return
        for child in self.display():
            yield from child.payloads()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the page."""
        yield self
        for child in self.display():
            yield from child.walk()


class Fill:
    """A container while a run writes to it."""

    __slots__ = ("cursor", "done", "gap", "index", "mixed", "old", "skipped", "tail")

    def __init__(self, old: list[Node]) -> None:
        self.done: list[Node] = []
        self.old = old
        self.cursor = 0
        self.gap = 0
        self.tail: list[Node] = []
        self.mixed = False
        self.skipped = False
        self.index: dict[object, list[int]] | None = None

    def unchanged(self) -> bool:
        """Whether the run has emitted just what stood here before."""
        return not self.mixed and self.cursor == len(self.old)

    def seek(self, key: str | None, data: bytes, spec: Spec | None) -> int:
        """Find the node of the run before that this emission continues, or -1."""
        old, cursor, waiting = self.old, self.cursor, len(self.done) - self.gap
        for offset in (0, 1, waiting, waiting + 1) if waiting < _WINDOW else (0,):
            if cursor + offset < len(old) and same(old[cursor + offset], key, data, spec):
                return cursor + offset
        if key is None and waiting < _WINDOW:
            return -1
        if self.index is None:
            self.index = {}
            for place, node in enumerate(old):
                self.index.setdefault(node.key or node.data, []).append(place)
        places = self.index.get(key or data, ())
        found = (place for place in places if place >= cursor)
        return next((place for place in found if same(old[place], key, data, spec)), -1)


def author_key(data: bytes) -> str | None:
    """Read the author's key from an encoded spec."""
    value = msgspec.json.decode(data).get("$key")
    return None if value is None else str(value)


def unshare(node: Node | None) -> None:
    """Note that what stands here is no longer what a shared spec says, at any level above."""
    while node is not None:
        node.spec, node = None, node.parent


def virtual_node(spec: Spec, owner: str | None) -> Node:
    """Make a node of a shared spec; those below it are made when they are needed."""
    node = Node(spec.element, spec.data, spec.key, spec.payload, owner)
    node.spec = spec
    node.virtual = bool(spec.children)
    return node


def siblings_of(parent: Node, child: Node) -> list[Node]:
    """The list of `parent` that `child` stands in, or an empty one."""
    fill = parent.fill
    lists = [parent.children or []] if fill is None else [fill.done, fill.old, fill.tail]
    return next((nodes for nodes in lists if child in nodes), [])


def same(node: Node, key: str | None, data: bytes, spec: Spec | None) -> bool:
    """Say whether an emission is what stands in a node: by key, else by content."""
    if key is not None or node.key is not None:
        return node.key == key
    if spec is not None and spec.children is not None:
        return node.spec is spec
    return node.data == data


def spec_holds(spec: Spec, widget: str) -> bool:
    """Say whether a widget is drawn somewhere in a shared spec."""
    return spec.key == widget or any(spec_holds(child, widget) for child in spec.children or ())
