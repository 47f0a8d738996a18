"""The element tree of a session, and how a run's emissions find their nodes of the run before.

A container that a run has opened holds a `Fill`:

    done                      | old[cursor:]          | tail
    emitted, and passed over  | not reached yet       | written by others (fragment runs only)

Invariants: the browser shows `done + old[cursor:] + tail` of a container; `cursor` only grows; all
of `done[gap:]` is new and waits for an anchor, which is a node that matched one of `old`. Only
`finish` drops nodes. The tree never sends: `deltas.py` compares it with what was sent last.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from mini.model.element import Element, encode, with_value
from mini.model.node import ROOTS, Root, Segment, Spec, identify

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

    def payloads(self) -> Iterator[Any]:
        """The data that this node and those below it show."""
        if self.payload is not None:
            yield self.payload
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

    __slots__ = ("cursor", "done", "gap", "index", "mixed", "old", "tail")

    def __init__(self, old: list[Node]) -> None:
        self.done: list[Node] = []
        self.old = old
        self.cursor = 0
        self.gap = 0
        self.tail: list[Node] = []
        self.mixed = False
        self.index: dict[object, list[int]] | None = None

    def unchanged(self) -> bool:
        """Whether the run has emitted just what stood here before."""
        return not self.mixed and self.cursor == len(self.old)

    def seek(self, key: str | None, data: bytes, spec: Spec | None) -> int:
        """Find the node of the run before that this emission continues, or -1."""
        old, cursor, waiting = self.old, self.cursor, len(self.done) - self.gap
        for offset in (0, 1, waiting, waiting + 1) if waiting < _WINDOW else (0,):
            if cursor + offset < len(old) and _same(old[cursor + offset], key, data, spec):
                return cursor + offset
        if key is None and waiting < _WINDOW:
            return -1
        if self.index is None:
            self.index = {}
            for place, node in enumerate(old):
                self.index.setdefault(node.key or node.data, []).append(place)
        places = self.index.get(key or data, ())
        found = (place for place in places if place >= cursor)
        return next((place for place in found if _same(old[place], key, data, spec)), -1)


class Tree:
    """The element tree of one session. Callers hold `lock` around every method."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.run = 0
        self.last = max(ROOTS.values())
        self.changed: dict[Node, None] = {}
        self.reordered: dict[Node, None] = {}
        self.widgets: dict[str, Node] = {}
        self.roots: dict[int, Node] = {}
        self._opened: list[Node] = []
        self._scope: list[Node] | None = None
        for number in ROOTS.values():
            root = self.roots[number] = Node(Root(), b"{}", None, None, None)
            root.number = number

    # A run

    def begin(self, scope: list[Node] | None = None) -> None:
        """Start a run over the whole tree, or over the subtrees of some fragments."""
        self.run += 1
        self._scope = scope
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
        node = _virtual(spec, owner)
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
        siblings = [] if parent is None else _list(parent, node)
        if parent is None or not siblings:
            return
        self.touch(parent)
        at = siblings.index(node)
        if parent.fill is not None and at < parent.fill.gap:
            parent.fill.gap -= 1
        del siblings[at]
        self._forget(node)

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

    def adopt_value(self, widget: str, value: Any) -> None:
        """Note that the browser shows `value` in this widget already."""
        node = self.widgets.get(widget) or self._find(widget)
        if node is None or not hasattr(node.element, "value"):
            return
        element = with_value(node.element, value)
        key = None if node.shown is None else with_value(node.shown, value)
        node.element, node.shown = element, key
        node.data = identify(encode(element), node.key, author_key(node.data))
        _unshare(node)

    def reset_value(self, widget: str) -> None:
        """Show a widget at its default again."""
        node = self.widgets.get(widget) or self._find(widget)
        if node is None or not hasattr(node.element, "value"):
            return
        default: Any = getattr(node.element, "default", None)
        element = with_value(node.element, default)
        self._update(node, element, identify(encode(element), node.key, author_key(node.data)))
        _unshare(node)

    def update(self, node: Node, element: Element, data: bytes) -> None:
        """Change the props of an element that keeps its place and its children."""
        self._update(node, element, data)
        _unshare(node)

    def holds(self, node: Node) -> bool:
        """Say whether a node is still part of the tree."""
        while node.parent is not None:
            node = node.parent
        return self.roots.get(node.number) is node

    def opened(self) -> list[Node]:
        """The containers that the run has opened, in order."""
        return self._opened

    # Matching

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
        node.payload = payload
        if node.data != data:
            if node.element.kind != element.kind:
                fill.done.pop()
                return self._swap(parent, fill, node, element, data, payload)
            self._update(node, element, data)
            node.spec = None if node.children is None else node.spec
        if node.children is not None:
            self._materialise(node)
            self._open(node)
        return node

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
        if not waiting:
            fill.done += passed
            return
        self.touch(parent)
        rest = self._pair(waiting, passed)
        fill.done += rest

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
        for node in waiting:
            if not self._is_new(node) or node.key is not None:
                continue
            for place in range(at, len(rest)):
                if rest[place].key is None and rest[place].element.kind == node.element.kind:
                    self._adopt(node, rest.pop(place))
                    at = place
                    break
        return rest

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
                if self._is_new(node) and _replaceable(node, old):
                    fill.cursor += 1
                    self.touch(parent)
                    self._adopt(node, old)
            fill.gap = len(fill.done)

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

    def _adopt(self, node: Node, old: Node) -> None:
        """Let a new node be the old one to the browser, with all below it."""
        if old.heir is not None or not self._is_new(node):
            return
        node.born = 0
        self._materialise(old)
        self._materialise(node)  # before it has a number: its children have none yet
        node.number, old.number = old.number, 0
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
            fill.done.append(old)
        else:
            fill.done.append(child)
            self._adopt(child, old)
        fill.gap = len(fill.done)

    # Places

    def _open(self, parent: Node, owner: str | None = None, fresh: Fill | None = None) -> Fill:
        self._opened.append(parent)
        if fresh is None:
            _unshare(parent)
        before = parent.display()
        if fresh is None and parent.fill is not None:
            for child in before:
                child.run = 0  # emitted by this run, into an `empty` that is written to again
        fill = parent.fill = fresh or Fill(before)
        if self._scope is not None and fresh is None and parent.run != self.run:
            self._share(fill, owner)
        return fill

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

    def _put_single(self, parent: Node, node: Node) -> Node:
        """Emit into an `empty`, which shows one child: what stands there is replaced at once."""
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
        return self._put_single(parent, _virtual(spec, owner))

    def _replace(
        self, place: Node, element: Element, data: bytes, key: str | None, payload: Any,
        owner: str | None,
    ) -> Node:  # fmt: skip
        parent = place.parent
        siblings = [] if parent is None else _list(parent, place)
        if parent is None or not siblings:
            return Node(element, data, key, payload, owner)
        if place.element.kind == element.kind and not element.holds_children and key == place.key:
            place.payload = payload
            self.update(place, element, data)
            return place
        self.touch(parent)
        _unshare(parent)
        node = Node(element, data, key, payload, owner)
        node.parent, node.run = parent, place.run
        siblings[siblings.index(place)] = node
        self._forget(place)
        place.heir = node
        self._index(node)
        if node.children is not None and parent.fill is not None:
            self._open(node)
        return node

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
                _unshare(node)
            return
        keep = [child for child in shown if child.run == self.run]
        node.children = keep
        if len(keep) != len(shown):
            self.touch(node, shown)
            for child in shown:
                if child.run != self.run:
                    self._forget(child)

    def touch(self, parent: Node, shown: list[Node] | None = None) -> None:
        """Remember what the browser shows of a container, before it changes."""
        if parent.fill is not None:
            parent.fill.mixed = True
        if parent.number and parent.order is None:
            parent.order = [n.number for n in (parent.display() if shown is None else shown)]
        self.reordered[parent] = None

    def _forget(self, node: Node) -> None:
        node.number = 0
        node.parent = node.shown = node.order = None
        if node.key is not None and self.widgets.get(node.key) is node:
            del self.widgets[node.key]
        for child in node.display():
            self._forget(child)

    def _index(self, node: Node) -> None:
        if node.key is not None:
            self.widgets[node.key] = node

    # Shared specs

    def _materialise(self, node: Node) -> None:
        """Give the children of a shared spec nodes of their own."""
        spec = node.spec
        if not node.virtual or spec is None:
            return
        node.virtual = False
        number = node.number
        node.children = []
        for part in spec.children or ():
            child = _virtual(part, node.owner)
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
                return found
        return None

    def _descend(self, node: Node, widget: str) -> Node | None:
        if node.key == widget:
            return node
        if node.virtual and node.spec is not None:
            if not _holds(node.spec, widget):
                return None
            self._materialise(node)
        for child in node.display():
            found = self._descend(child, widget)
            if found is not None:
                return found
        return None


def author_key(data: bytes) -> str | None:
    """Read the author's key from an encoded spec."""
    value = msgspec.json.decode(data).get("$key")
    return None if value is None else str(value)


def _unshare(node: Node | None) -> None:
    """Note that what stands here is no longer what a shared spec says, at any level above."""
    while node is not None:
        node.spec, node = None, node.parent


def _virtual(spec: Spec, owner: str | None) -> Node:
    node = Node(spec.element, spec.data, spec.key, spec.payload, owner)
    node.spec = spec
    node.virtual = bool(spec.children)
    return node


def freeze(node: Node) -> Spec:
    """Make a shared spec of a node and all below it."""
    if node.spec is not None:
        return node.spec
    children = None
    if node.children is not None:
        children = tuple(freeze(child) for child in node.display() if child.key is not TRANSIENT)
    return Spec(node.element, node.data, node.key, node.payload, children)


def segment(nodes: list[Node], of: str = "") -> Spec:
    """Make one shared spec of what one log wrote to one target."""
    element = Segment(of=of)
    return Spec(element, encode(element), None, None, tuple(freeze(node) for node in nodes))


def _list(parent: Node, child: Node) -> list[Node]:
    """The list of `parent` that `child` stands in, or an empty one."""
    fill = parent.fill
    lists = [parent.children or []] if fill is None else [fill.done, fill.old, fill.tail]
    return next((nodes for nodes in lists if child in nodes), [])


def _same(node: Node, key: str | None, data: bytes, spec: Spec | None) -> bool:
    if key is not None or node.key is not None:
        return node.key == key
    if spec is not None and spec.children is not None:
        return node.spec is spec
    return node.data == data


def _replaceable(node: Node, old: Node) -> bool:
    return node.key is None and old.key is None and node.element.kind == old.element.kind


def _holds(spec: Spec, widget: str) -> bool:
    return spec.key == widget or any(_holds(child, widget) for child in spec.children or ())
