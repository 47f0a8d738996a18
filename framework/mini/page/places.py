"""The places of a tree: opened by a run, changed, remembered for the browser, and forgotten."""

from __future__ import annotations

from threading import RLock
from typing import Any, Final

from mini.model.element import Element
from mini.model.node import EVENTS, ROOTS, Root
from mini.page.node import Fill, Node, spec_holds, unshare, virtual_node

FEW_OPENED: Final = 64
MOST_LATE: Final = 100
"""Events that wait for a browser that is slow, or away."""


class Places:
    """The nodes of one session, without how a run finds them again."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.run = 0
        self.going = False
        self.foreign = False
        """What stood there before is of another page: nothing takes its place by its kind."""
        self.watched = False
        """Whether there is a browser that is to hear of everything that happens."""
        self.last = max(ROOTS.values())
        self.changed: dict[Node, None] = {}
        self.reordered: dict[Node, None] = {}
        self.widgets: dict[str, Node] = {}
        self.gone: list[Any] = []
        self.roots: dict[int, Node] = {}
        self._opened: list[Node] = []
        self._most_opened = FEW_OPENED
        self._scope: list[Node] | None = None
        for name, number in ROOTS.items():
            root = self.roots[number] = Node(Root(name=name), b"{}", None, None, None)
            root.number = number

    def opened(self) -> list[Node]:
        """The containers that the run has opened, in order."""
        return self._opened

    def clear(self) -> None:
        """Take everything away: the session is over."""
        for root in self.roots.values():
            for node in root.display():
                self._forget(node)
            root.children, root.fill = [], None
        self._opened = []
        for kept in (self.changed, self.reordered, self.widgets, self.gone):
            kept.clear()

    def touch(self, parent: Node, shown: list[Node] | None = None) -> None:
        """Remember what the browser shows of a container, before it changes."""
        if parent.fill is not None:
            parent.fill.mixed = True
        if parent.number and parent.order is None:
            parent.order = [n.number for n in (parent.display() if shown is None else shown)]
        self.reordered[parent] = None

    def update(self, node: Node, element: Element, data: bytes) -> None:
        """Change the props of an element that keeps its place and its children."""
        self._update(node, element, data)
        unshare(node)

    def _open(self, parent: Node, owner: str | None = None, fresh: Fill | None = None) -> Fill:
        self._opened.append(parent)
        if fresh is None:
            unshare(parent)
        before = parent.display()
        if fresh is None and (self.going or parent.fill is not None):
            for child in before:
                child.run = 0  # also of this run, where an `empty` is written to again
        fill = parent.fill = fresh or Fill(before if self.going else [])
        if not self.going:  # between runs, a thread can only add
            fill.done = list(before)
            fill.gap = len(before)
        if self._scope is not None and fresh is None and parent.run != self.run:
            self._share(fill, owner)
        elif parent.number == EVENTS and self.going and self.watched:
            self._keep_unsent(fill)
        return fill

    def _keep_unsent(self, fill: Fill) -> None:
        """What has happened and was not told yet stays, though no run shows it again."""
        fill.done = [node for node in fill.old if not node.number][-MOST_LATE:]
        for node in fill.done:
            node.run = self.run
        fill.old = [node for node in fill.old if node.run != self.run]
        fill.gap = len(fill.done)

    def _share(self, fill: Fill, owner: str | None) -> None:
        """A fragment writes outside of itself: only what it wrote there before is its own."""
        children = fill.old
        own = [place for place, node in enumerate(children) if owner and node.owner == owner]
        first = own[0] if own else len(children)
        last = own[-1] + 1 if own else first
        fill.done = children[:first]
        fill.gap = first
        fill.old = [node for node in children[first:last] if node.owner == owner]
        fill.tail = [node for node in children[first:last] if node.owner != owner] + children[last:]
        for node in fill.done + fill.tail:
            node.run = self.run

    def _update(self, node: Node, element: Element, data: bytes) -> None:
        if node.data == data:
            return
        if node.number:
            node.shown = node.shown or node.element
            self.changed[node] = None
        node.element, node.data = element, data

    def _close(self, node: Node, complete: bool) -> None:
        shown, fill = node.display(), node.fill
        node.fill = None
        if fill is not None and fill.unchanged():
            node.children = shown
            return
        if not complete:
            node.children = list(shown)
            if any(child.run != self.run for child in shown):
                unshare(node)
            return
        keep = [child for child in shown if child.run == self.run]
        node.children = keep
        if len(keep) != len(shown):
            self.touch(node, shown)
            for child in shown:
                if child.run != self.run:
                    self._forget(child)

    def _let_go(self, node: Node, instead: Any = None) -> None:
        """Remember what a node shows no more: the browser may be about to ask for it."""
        if node.payload is not None and node.payload is not instead:
            kept = set() if instead is None else {part.source for part in instead.parts()}
            self.gone += [part for part in node.payload.parts() if part.source not in kept]
        if node.virtual and node.spec is not None:
            self.gone += node.spec.payloads()

    def _forget(self, node: Node) -> None:
        if node.heir is None:
            self._let_go(node)
        self._unmark(node)
        node.number = 0
        node.parent = node.shown = node.order = None
        if node.key is not None and self.widgets.get(node.key) is node:
            del self.widgets[node.key]
        for child in node.display():
            self._forget(child)

    def _unmark(self, node: Node) -> None:
        """Hold no node that is gone until a browser that is slow, or away, hears of it."""
        self.changed.pop(node, None)
        self.reordered.pop(node, None)

    def _sort_out(self) -> None:
        """Forget the opened containers that are gone: a run may open ever new ones in one place."""
        if len(self._opened) >= self._most_opened:
            self._opened = [node for node in self._opened if node.stands()]
            self._most_opened = max(FEW_OPENED, 2 * len(self._opened))

    def _index(self, node: Node) -> None:
        if node.key is not None:
            self.widgets[node.key] = node

    def _materialise(self, node: Node) -> None:
        """Give the children of a shared spec nodes of their own."""
        spec = node.spec
        if not node.virtual or spec is None:
            return
        node.virtual = False
        number = node.number
        node.children = []
        for part in spec.children or ():
            child = virtual_node(part, node.owner)
            child.parent, child.run, child.born = node, node.run, node.born
            child.number = number + 1 if node.number else 0
            number += part.size
            node.children.append(child)
            self._index(child)
        node.order = None

    def _find(self, widget: str) -> Node | None:
        for root in self.roots.values():
            found = self._descend(root, widget)
            if found is not None:
                self._index(found)
                return found
        return None

    def _descend(self, node: Node, widget: str) -> Node | None:
        if node.key == widget:
            return node
        if node.virtual and node.spec is not None:
            if not spec_holds(node.spec, widget):
                return None
            self._materialise(node)
        for child in node.display():
            found = self._descend(child, widget)
            if found is not None:
                return found
        return None
