"""The decision tree of one argument key: which reads lead to which leaf.

    Branch(read=slider "n", edges={digest of 3: leaf, digest of 5: Branch(read=..., edges=...)})

A call without reads has a tree that is one leaf. Trees are immutable: whoever walks one needs no
lock, and a change makes a new one that shares what stays.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, NamedTuple

Leaf = bytes
"""The id of a leaf in the store."""


class Branch:
    """A read, and what follows each digest that it has had."""

    __slots__ = ("edges", "read")

    def __init__(self, read: Any, edges: dict[bytes, Node]) -> None:
        self.read = read
        self.edges = edges


Node = Branch | Leaf


class Step(NamedTuple):
    """One tracked read and the digest of what it saw."""

    read: Any
    digest: bytes


class Decisions(NamedTuple):
    """A tree and how many leaves it has."""

    root: Node
    size: int


class Walk(NamedTuple):
    """Where a walk ended: at a leaf, or at the first digest without an edge."""

    leaf: Leaf | None
    path: list[Step]


def walk(root: Node, peek: Callable[[Any], bytes]) -> Walk:
    """Follow the reads from the root, seeing with `peek` what each would give now."""
    path: list[Step] = []
    node: Node | None = root
    while type(node) is Branch:
        step = Step(node.read, peek(node.read))
        path.append(step)
        node = node.edges.get(step.digest)
    return Walk(node, path)  # type: ignore[arg-type]


def insert(
    tree: Decisions | None, path: Sequence[Step], leaf: Leaf
) -> tuple[Decisions, list[Leaf]]:
    """Add a path; give the new tree, and the leaves that it displaced.

    Where the tree has another read at some place of the path, the code does not read in one order:
    the newest path wins.
    """
    if tree is None:
        return Decisions(_stem(path, leaf), 1), []
    root, displaced = _inserted(tree.root, path, leaf)
    lost = [other for other in displaced if other != leaf]
    return Decisions(root, tree.size + 1 - len(displaced)), lost


def _stem(path: Sequence[Step], leaf: Leaf) -> Node:
    node: Node = leaf
    for step in reversed(path):
        node = Branch(step.read, {step.digest: node})
    return node


def _inserted(root: Node, path: Sequence[Step], leaf: Leaf) -> tuple[Node, list[Leaf]]:
    known: list[Branch] = []
    node: Node | None = root
    for step in path:
        if type(node) is not Branch or node.read != step.read:
            break
        known.append(node)
        node = node.edges.get(step.digest)
    displaced = [] if node is None else list(leaves(node))
    new = _stem(path[len(known) :], leaf)
    for branch, step in zip(reversed(known), reversed(path[: len(known)]), strict=True):
        new = Branch(branch.read, {**branch.edges, step.digest: new})
    return new, displaced


def prune(tree: Decisions, leaf: Leaf) -> Decisions | None:
    """Take a leaf out, and the branches that led only to it; None if nothing is left."""
    root = _pruned(tree.root, leaf)
    if root is tree.root:
        return tree
    return None if root is None else Decisions(root, tree.size - 1)


def _pruned(root: Node, leaf: Leaf) -> Node | None:
    trail = _trail(root, leaf)
    if trail is None:
        return root
    node: Node | None = None
    for branch, digest in reversed(trail):
        edges = {other: child for other, child in branch.edges.items() if other != digest}
        if node is not None:
            edges[digest] = node
        node = Branch(branch.read, edges) if edges else None
    return node


def _trail(root: Node, leaf: Leaf) -> list[tuple[Branch, bytes]] | None:
    """The way to a leaf, found without recursion: a path can be thousands of reads long."""
    if type(root) is not Branch:
        return [] if root == leaf else None
    trail = [(root, iter(list(root.edges.items())))]
    taken: list[bytes] = []
    while trail:
        digest, child = next(trail[-1][1], (b"", None))
        if child is None:
            trail.pop()
            del taken[-1:]
        elif type(child) is Branch:
            taken.append(digest)
            trail.append((child, iter(list(child.edges.items()))))
        elif child == leaf:
            return list(zip((branch for branch, _ in trail), [*taken, digest], strict=True))
    return None


def leaves(root: Node) -> Iterator[Leaf]:
    """All leaves, those that were added first first."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Branch):
            waiting += reversed(node.edges.values())
        else:
            yield node


Peek = Callable[[Hashable], bytes]
