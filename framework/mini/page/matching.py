"""How what a run emits finds the nodes of the run before: by key, by content, by place and kind."""

from __future__ import annotations

from typing import Any

from mini.model.element import Element
from mini.model.node import Spec
from mini.page.node import TRANSIENT, Fill, Node, siblings_of, unshare, virtual_node
from mini.page.places import Places


class Matching(Places):
    """Continues nodes of the run before, or lets new nodes take over their numbers."""

    def settle(self) -> None:
        """In the middle of a run: give what waits the places that it takes most likely."""
        for parent in self._opened:
            fill = parent.fill
            if fill is None or fill.gap == len(fill.done):
                continue
            for node in fill.done[fill.gap :]:
                if fill.cursor >= len(fill.old):
                    break
                old = fill.old[fill.cursor]
                if self._is_new(node) and self._replaceable(node, old):
                    fill.cursor += 1
                    self.touch(parent)
                    self._adopt(node, old)
            fill.gap = len(fill.done)

    def _keep(
        self, parent: Node, fill: Fill, place: int, node: Node, element: Element, data: bytes,
        payload: Any,
    ) -> Node:  # fmt: skip
        if place > fill.cursor or fill.gap != len(fill.done):
            self._anchor(parent, fill, place)
        else:
            fill.cursor = place + 1
        fill.done.append(node)
        fill.gap = len(fill.done)
        node.run = self.run
        self._let_go(node, payload)
        node.payload = payload
        if node.data != data:
            if node.element.kind != element.kind:
                fill.done.pop()
                return self._swap(parent, fill, node, element, data, payload)
            self._update(node, element, data)
            node.spec = None if node.children is None else node.spec
        if node.children is not None and not self._written_early(node):
            self._materialise(node)
            self._open(node)
        return node

    def _written_early(self, node: Node) -> bool:
        """Say whether a callback has written to it in this run: that stays, before the rest."""
        fill = node.fill
        if fill is None or node.element.holds_one or not self.going:
            return False
        return any(child.run == self.run for child in fill.done)

    def _swap(
        self, parent: Node, fill: Fill, old: Node, element: Element, data: bytes, payload: Any
    ) -> Node:
        # One key, another kind of widget: the place goes to a new node, the old one is dropped.
        self.touch(parent)
        node = Node(element, data, old.key, payload, old.owner)
        node.parent, node.run = parent, self.run
        old.run = 0
        fill.done += [old, node] if old.number else [node]
        fill.gap = len(fill.done)
        self._index(node)
        if node.children is not None:
            self._open(node)
        return node

    def _append(self, parent: Node, fill: Fill, node: Node) -> Node:
        self.touch(parent)
        node.parent = parent
        node.run = node.born = self.run
        fill.done.append(node)
        self._index(node)
        if node.children is not None and not node.virtual:
            self._open(node)
        return node

    def _anchor(self, parent: Node, fill: Fill, place: int) -> None:
        """Pass over `old[cursor:place]`, and pair it with what has waited for this anchor."""
        waiting, passed = fill.done[fill.gap :], fill.old[fill.cursor : place]
        fill.cursor = place + 1
        fill.mixed = fill.mixed or bool(passed)
        if waiting:
            self.touch(parent)
            passed = self._pair(waiting, passed)
        fill.skipped = fill.skipped or bool(passed)
        fill.done += passed

    def _pair(self, new: list[Node], old: list[Node]) -> list[Node]:
        """Let new nodes take the places of old ones: by key or content, else by kind in order."""
        left: dict[object, Node] = {}
        for node in old:
            left.setdefault(node.key or node.spec or node.data, node)
        rest = list(old)
        waiting = []
        for node in new:
            heir_of = (
                None
                if not self._is_new(node)
                else left.pop(node.key or node.spec or node.data, None)
            )
            if heir_of is None or heir_of.element.kind != node.element.kind:
                waiting.append(node)
                continue
            rest.remove(heir_of)
            self._adopt(node, heir_of)
        at = 0
        for node in () if self.foreign else waiting:
            if not self._is_new(node) or node.key is not None:
                continue
            for place in range(at, len(rest)):
                if rest[place].key is None and rest[place].element.kind == node.element.kind:
                    self._adopt(node, rest.pop(place))
                    at = place
                    break
        return rest

    def _settle_end(self, parent: Node, fill: Fill) -> None:
        left = [node for node in fill.done if node.run != self.run]
        left += fill.old[fill.cursor :]
        new = [node for node in fill.done if node.run == self.run and self._is_new(node)]
        if not (left or new):
            return
        self.touch(parent)
        if new and left:
            rest = {id(node) for node in self._pair(new, left)}
            fill.done = [node for node in fill.done if node.run == self.run or id(node) in rest]

    def _is_new(self, node: Node) -> bool:
        """Say whether a node may still take over an older one: made by this run, and not sent."""
        return node.born == self.run and not node.number

    def _replaceable(self, node: Node, old: Node) -> bool:
        if self.foreign:
            return node.data == old.data and node.key == old.key
        return node.key is None and old.key is None and node.element.kind == old.element.kind

    def _adopt(self, node: Node, old: Node) -> None:
        """Let a new node be the old one to the browser, with all below it."""
        if old.heir is not None or not self._is_new(node):
            return
        self._materialise(old)
        self._let_go(old, node.payload)
        self._materialise(node)  # while it is new and has no number, as its children will be
        node.born = 0
        node.number, old.number = old.number, 0
        self._unmark(old)
        node.shown, old.heir = old.shown, node
        if node.number and node.data != old.data:
            node.shown = old.shown or old.element
        if node.shown is not None:
            self.changed[node] = None
        if node.key is not None:
            self._index(node)
        if old.children is None:
            return
        node.order = old.order if old.order is not None else [c.number for c in old.display()]
        self.reordered[node] = None
        self._merge(node, old)

    def _merge(self, node: Node, old: Node) -> None:
        emitted = node.display()
        before = old.display()
        for child in before:
            child.run = 0  # also one of this run, where an `empty` is written to again
            child.parent = node
        old.fill, old.children = None, []
        fill = self._open(node, fresh=Fill(before))
        fill.mixed = True
        for child in emitted:
            self._meet(node, fill, child)

    def _meet(self, parent: Node, fill: Fill, child: Node) -> None:
        child.parent = parent
        if child.key is TRANSIENT:
            fill.done.append(child)
            return
        place = fill.seek(child.key, child.data, child.spec)
        if place < 0 or fill.old[place].element.kind != child.element.kind:
            fill.done.append(child)
            return
        old = fill.old[place]
        self._anchor(parent, fill, place)
        if child.spec is not None and old.spec is child.spec:
            old.parent, old.run = parent, child.run
            child.parent, child.heir = None, old
            self._index(old)
            fill.done.append(old)
        else:
            fill.done.append(child)
            self._adopt(child, old)
        fill.gap = len(fill.done)

    def _put_single(self, parent: Node, node: Node) -> Node:
        """Emit into an `empty`, which shows one child: what stands there is replaced at once."""
        self._sort_out()
        shown = parent.display()
        self.touch(parent)
        node.parent = parent
        node.run = node.born = self.run
        parent.fill = Fill([])
        parent.fill.done.append(node)
        parent.fill.gap = 1
        self._index(node)
        if node.children is not None and not node.virtual:
            self._open(node)
        for old in shown:
            if old.element.kind == node.element.kind and old.key == node.key and node.born:
                self._adopt(node, old)
            else:
                self._forget(old)
        return node

    def _place_single(self, parent: Node, fill: Fill, spec: Spec, owner: str | None) -> Node:
        shown = parent.display()
        if len(shown) == 1 and shown[0].spec is spec:
            fill.done, fill.cursor, fill.gap = shown, len(fill.old), 1
            shown[0].run = self.run
            return shown[0]
        return self._put_single(parent, virtual_node(spec, owner))

    def _replace(
        self, place: Node, element: Element, data: bytes, key: str | None, payload: Any,
        owner: str | None,
    ) -> Node:  # fmt: skip
        self._sort_out()
        parent = place.parent
        siblings = [] if parent is None else siblings_of(parent, place)
        if parent is None or not siblings:
            return Node(element, data, key, payload, owner)
        if place.element.kind == element.kind and not element.holds_children and key == place.key:
            self._let_go(place, payload)
            place.payload = payload
            self.update(place, element, data)
            return place
        self.touch(parent)
        unshare(parent)
        node = Node(element, data, key, payload, owner)
        node.parent, node.run = parent, place.run
        siblings[siblings.index(place)] = node
        self._forget(place)
        place.heir = node
        self._index(node)
        if node.children is not None and parent.fill is not None:
            self._open(node)
        return node
