"""A part of a tree that its run goes on with after the session has left it.

    session's tree:  main ─ segment ─ a, b            main ─ twin of segment ─ twins of a, b
                               ▲ the run writes    ⇒
    aside:                                            root ─ segment ─ a, b   ◀ the run writes

The nodes that code holds on to go with the run; what the browser shows stays, as copies.
"""

from __future__ import annotations

from mini.page.node import Fill, Node, siblings_of
from mini.page.tree import Tree


class Aside:
    """A tree of its own for some segments of a run, with stand-ins for what was around them."""

    def __init__(self, tree: Tree, segments: list[Node]) -> None:
        self.tree = Tree()
        self.tree.begin()
        self.tree.run = tree.run
        self._root = self.tree.roots[1]
        self._stand_ins: dict[Node, Node] = {}
        taken: set[Node] = set()
        for segment in segments:
            self._take(tree, segment, taken)
        tree.opened()[:] = [node for node in tree.opened() if node not in taken]

    def stand_in(self, node: Node) -> Node:
        """Give what stands for a node of the session's tree; nodes that were taken stay."""
        if self.tree.holds(node):
            return node
        found = self._stand_ins.get(node)
        if found is None:
            found = Node(node.element, node.data, node.key, node.payload, node.owner)
            found.run = self.tree.run
            self._put(found)
            self._stand_ins[node] = found
        return found

    def _put(self, node: Node) -> None:
        node.parent = self._root
        if self._root.children is not None:
            self._root.children.append(node)

    def _take(self, tree: Tree, segment: Node, taken: set[Node]) -> None:
        parent = segment.parent
        siblings = [] if parent is None else siblings_of(parent, segment)
        twin = _twin(tree, segment, taken)
        twin.parent = parent
        if siblings:
            siblings[siblings.index(segment)] = twin
        self._put(segment)


def _twin(tree: Tree, node: Node, taken: set[Node]) -> Node:
    """Copy a node and all below it for the session; the node keeps what its run has emitted."""
    twin = Node(node.element, node.data, node.key, node.payload, node.owner)
    twin.number, twin.run, twin.born = node.number, node.run, node.born
    twin.spec, twin.virtual, twin.shown, twin.order = (
        node.spec,
        node.virtual,
        node.shown,
        node.order,
    )
    shown = node.display()
    if node.children is not None:
        twin.children = [_twin(tree, child, taken) for child in shown]
        for child in twin.children:
            child.parent = twin
    for pending in (tree.changed, tree.reordered):
        if node in pending:
            del pending[node]
            pending[twin] = None
    if node.key is not None and tree.widgets.get(node.key) is node:
        tree.widgets[node.key] = twin
    node.number, node.shown, node.order = 0, None, None
    if node.fill is not None:
        node.fill = Fill([])
        node.fill.mixed = True
        node.fill.done = [child for child in shown if child.run == tree.run]
        node.fill.gap = len(node.fill.done)
    taken.add(node)
    return twin
