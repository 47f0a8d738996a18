"""Shared specs of what stands in a tree: what a log keeps, to be placed in other trees."""

from __future__ import annotations

from mini.model.element import encode
from mini.model.node import Segment, Spec
from mini.page.node import TRANSIENT, Node


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


def freeze_run(node: Node, run: int) -> Spec:
    """Make a shared spec of a segment in the middle of a run, without what is of the run before."""
    children = tuple(_freeze_fresh(child, run) for child in _fresh(node, run))
    return Spec(node.element, node.data, node.key, node.payload, children)


def _freeze_fresh(node: Node, run: int) -> Spec:
    if node.spec is not None:
        return node.spec
    children = None
    if node.children is not None:
        children = tuple(_freeze_fresh(child, run) for child in _fresh(node, run))
    return Spec(node.element, node.data, node.key, node.payload, children)


def _fresh(node: Node, run: int) -> list[Node]:
    return [child for child in node.display() if child.key is not TRANSIENT and child.run == run]


def weight(spec: Spec) -> int:
    """About how many bytes a shared spec holds, with the data that it shows."""
    own = len(spec.data) + (0 if spec.payload is None else spec.payload.size)
    return own + sum(weight(child) for child in spec.children or ())
