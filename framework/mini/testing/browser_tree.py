"""The element tree as a browser holds it: what the deltas of the protocol make, in Python."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mini.model.node import ROOTS

TRANSPARENT: Final = frozenset({"segment", "fragment"})


class ShownNode:
    """A node as the browser shows it: `props` without defaults, as on the wire."""

    def __init__(self, number: int, props: dict[str, Any], id: str | None, key: str | None) -> None:
        self.number = number
        self.props = props
        self.id = id
        self.key = key
        self.parent: ShownNode | None = None
        self.children: list[ShownNode] = []

    @property
    def kind(self) -> str:
        """The element's kind."""
        return str(self.props.get("kind", "root"))

    def walk(self) -> Iterator[ShownNode]:
        """This node and all below it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.walk()

    def plain(self, *, numbers: bool = False) -> Any:
        """Give kind, props and children as builtins; segments and fragments are seen through."""
        out: dict[str, Any] = dict(self.props)
        if numbers:
            out["$n"] = self.number
        if self.id is not None:
            out["$id"] = self.id
        if self.key is not None:
            out["$key"] = self.key
        children = [child.plain(numbers=numbers) for child in self._seen()]
        return out | {"$in": children} if children else out

    def _seen(self) -> Iterator[ShownNode]:
        for child in self.children:
            if child.kind in TRANSPARENT:
                yield from child._seen()
            else:
                yield child


class BrowserTree:
    """Applies deltas, and refuses those that a browser could not apply."""

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {}
        self.nodes: dict[int, ShownNode] = {}
        self._highest = 0
        self.clear()

    def clear(self) -> None:
        """Forget all nodes but the roots."""
        self.nodes = {n: ShownNode(n, {}, None, None) for n in ROOTS.values()}
        self._highest = max(self._highest, *self.nodes)

    def apply(self, deltas: list[dict[str, Any]], *, reset: bool = False) -> None:
        """Apply the deltas of one batch, in order."""
        if reset:
            self.clear()
            self._highest = 0
        for delta in deltas:
            getattr(self, "_" + delta["op"])(delta)

    def plain(self) -> dict[str, Any]:
        """Give the whole tree as builtins, root by root; events are left out."""
        names = {number: name for name, number in ROOTS.items() if name != "events"}
        return {name: self.nodes[number].plain().get("$in", []) for number, name in names.items()}

    def _put(self, delta: dict[str, Any]) -> None:
        parent = self.nodes[delta["parent"]]
        at = self._after(parent, delta["after"])
        number = delta["node"]
        for spec in delta["specs"]:
            node, number = self._build(spec, number)
            node.parent = parent
            parent.children.insert(at, node)
            at += 1

    def _build(self, spec: dict[str, Any], number: int) -> tuple[ShownNode, int]:
        number = spec.get("$n", number)
        if number in self.nodes:
            raise ValueError(f"node {number} is put twice")
        props = {name: value for name, value in spec.items() if not name.startswith("$")}
        node = ShownNode(number, props, spec.get("$id"), spec.get("$key"))
        self.nodes[number] = node
        following = number + 1
        for child_spec in spec.get("$in", ()):
            child, following = self._build(child_spec, following)
            child.parent = node
            node.children.append(child)
        return node, following

    def _patch(self, delta: dict[str, Any]) -> None:
        node = self.nodes[delta["node"]]
        node.props |= delta["set"]

    def _append(self, delta: dict[str, Any]) -> None:
        self.nodes[delta["node"]].props[delta["field"]] += delta["text"]

    def _move(self, delta: dict[str, Any]) -> None:
        node = self.nodes[delta["node"]]
        parent = node.parent
        if parent is None:
            raise ValueError("a root cannot move")
        parent.children.remove(node)
        parent.children.insert(self._after(parent, delta["after"]), node)

    def _trim(self, delta: dict[str, Any]) -> None:
        for number in delta["nodes"]:
            node = self.nodes[number]
            if node.parent is None:
                raise ValueError("a root cannot be removed")
            node.parent.children.remove(node)
            for gone in node.walk():
                del self.nodes[gone.number]

    def _page(self, delta: dict[str, Any]) -> None:
        self.facts |= delta["set"]

    def _after(self, parent: ShownNode, after: int) -> int:
        if after == 0:
            return 0
        return parent.children.index(self.nodes[after]) + 1
