"""The element tree of a session: what a run does to it.

`node.py` says what a tree consists of, `places.py` keeps it, `matching.py` finds the nodes of the
run before, and `deltas.py` compares the tree with what the browser was sent last.
"""

from __future__ import annotations

from typing import Any

from mini.model.element import Element, encode, with_value
from mini.model.node import Spec, identify
from mini.page.matching import Matching
from mini.page.node import TRANSIENT, Node, author_key, siblings_of, unshare, virtual_node


class Tree(Matching):
    """The element tree of one session. Callers hold `lock` around every method."""

    def begin(self, scope: list[Node] | None = None, *, foreign: bool = False) -> None:
        """Start a run over the whole tree, or over the subtrees of some fragments.

        `foreign` says that another page stands there, which an interrupted run was to replace.
        """
        for node in self._opened:  # by a thread that went on after the last run
            node.children, node.fill = node.display(), None
        self._opened = []
        self.run += 1
        self.going = True
        self._scope = scope
        self.foreign = foreign
        for node in self.roots.values() if scope is None else scope:
            node.run = self.run
            if node.children or scope is not None:
                self._open(node)

    def put(
        self, parent: Node, element: Element, data: bytes, key: str | None = None,
        payload: Any = None, owner: str | None = None,
    ) -> Node:  # fmt: skip
        """Emit an element into a container, or in the place of a leaf."""
        while parent.heir is not None:
            parent = parent.heir
        if parent.children is None:
            return self._replace(parent, element, data, key, payload, owner)
        fill = parent.fill or self._open(parent, owner)
        if parent.element.holds_one:
            return self._put_single(parent, Node(element, data, key, payload, owner))
        cursor = fill.cursor
        if cursor < len(fill.old) and (old := fill.old[cursor]).data == data and old.key == key:
            place = cursor
        else:
            place = fill.seek(key, data, None)
            if place < 0:
                node = Node(element, data, key, payload, owner)
                return self._append(parent, fill, node)
            old = fill.old[place]
        return self._keep(parent, fill, place, old, element, data, payload)

    def place(self, parent: Node, spec: Spec, owner: str | None = None) -> Node:
        """Emit a shared spec with all below it; one comparison where it stands already."""
        while parent.heir is not None:
            parent = parent.heir
        fill = parent.fill or self._open(parent, owner)
        if parent.element.holds_one:
            return self._place_single(parent, fill, spec, owner)
        place = fill.seek(spec.key, spec.data, spec)
        if place >= 0 and fill.old[place].spec is spec:
            node = fill.old[place]
            self._anchor(parent, fill, place)
            fill.done.append(node)
            fill.gap = len(fill.done)
            node.run = self.run
            return node
        node = virtual_node(spec, owner)
        node.run = node.born = self.run
        if place >= 0:
            old = fill.old[place]
            self._anchor(parent, fill, place)
            fill.done.append(node)
            fill.gap = len(fill.done)
            node.parent = parent
            self._adopt(node, old)
            return node
        return self._append(parent, fill, node)

    def spinner(self, parent: Node, element: Element, data: bytes) -> Node:
        """Emit an element that takes no place among its siblings; `remove` ends it."""
        while parent.heir is not None:
            parent = parent.heir
        if parent.children is None:
            parent = parent.parent or self.roots[1]
        fill = parent.fill or self._open(parent)
        self.touch(parent)
        node = Node(element, data, TRANSIENT, None, None)
        node.parent, node.run = parent, self.run
        fill.done.append(node)
        return node

    def remove(self, node: Node) -> None:
        """Take a transient element away."""
        parent = node.parent
        siblings = [] if parent is None else siblings_of(parent, node)
        if parent is None or not siblings:
            return
        self.touch(parent)
        at = siblings.index(node)
        if parent.fill is not None and at < parent.fill.gap:
            parent.fill.gap -= 1
        del siblings[at]
        self._forget(node)

    def still(self) -> None:
        """Take all transient elements away: what they stood for goes on elsewhere."""
        for parent in list(self._opened):
            for node in [node for node in parent.display() if node.key is TRANSIENT]:
                self.remove(node)

    def finish(self, complete: bool) -> None:
        """End the run. Only a complete one drops what it has not emitted again."""
        if complete:
            for node in self._opened:  # grows while old containers are taken over
                fill = node.fill
                if fill is not None and node.run == self.run and not fill.unchanged():
                    self._settle_end(node, fill)
        for node in self._opened:
            if node.fill is not None:
                self._close(node, complete)
        self._opened = []
        self._scope = None
        self.going = self.foreign = False

    def adopt_value(self, widget: str, value: Any) -> None:
        """Note that the browser shows `value` in this widget already."""
        node = self.find(widget)
        if node is None or not hasattr(node.element, "value"):
            return
        element = with_value(node.element, value)
        key = None if node.shown is None else with_value(node.shown, value)
        node.element, node.shown = element, key
        node.data = identify(encode(element), node.key, author_key(node.data))
        unshare(node)

    def reset_value(self, widget: str) -> None:
        """Show a widget at its default again."""
        node = self.find(widget)
        if node is None or not hasattr(node.element, "value"):
            return
        default: Any = getattr(node.element, "default", None)
        element = with_value(node.element, default)
        self._update(node, element, identify(encode(element), node.key, author_key(node.data)))
        unshare(node)

    def find(self, key: str) -> Node | None:
        """Give the node of a widget or fragment."""
        node = self.widgets.get(key)
        return node if node is not None and self.holds(node) else self._find(key)

    def expand(self, node: Node) -> Node:
        """Give what is below a node nodes of its own, all the way down."""
        self._materialise(node)
        for child in node.display():
            self.expand(child)
        return node

    def holds(self, node: Node) -> bool:
        """Say whether a node is still part of the tree."""
        while node.parent is not None:
            node = node.parent
        return self.roots.get(node.number) is node
