"""From what the browser was sent last to what the tree holds now: the deltas in between."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import Any

import msgspec

from mini.model.delta import Append, Move, Patch, Put, Trim
from mini.model.element import Element, clean, encode
from mini.model.message import Change
from mini.model.node import nest
from mini.page.node import Node
from mini.page.tree import Tree

_WORTH_APPENDING = 24
_OWNED_BY_THE_BROWSER = frozenset({"value"})


def flush(tree: Tree) -> list[Change]:
    """Take the deltas since the last flush; the caller holds the tree's lock."""
    tree.settle()
    out: list[Change] = []
    for node in tree.reordered:
        if node.order is not None and node.number:
            _children(tree, node, node.order, out)
        node.order = None
    for node in tree.changed:
        if node.shown is not None and node.number:
            out += _props(node, node.shown)
        node.shown = None
    tree.reordered.clear()
    tree.changed.clear()
    return out


def snapshot(tree: Tree) -> list[Change]:
    """Give the deltas that make an empty browser show the tree; nothing is left to flush."""
    tree.settle()
    out: list[Change] = []
    for root in tree.roots.values():  # an event that the browser knows by its number stays over
        shown = root.display()
        if shown:
            out.append(_put(tree, root, 0, shown))
    for node in (*tree.reordered, *tree.changed):
        node.order = node.shown = None
    tree.reordered.clear()
    tree.changed.clear()
    return out


def cursors(tree: Tree) -> dict[int, int]:
    """Say for each container that a run has opened which of its children is the last fresh one."""
    out: dict[int, int] = {}
    for node in tree.opened():
        fill = node.fill
        if fill is not None and node.number and fill.cursor < len(fill.old):
            fresh = (child.number for child in reversed(fill.done) if child.run == tree.run)
            out[node.number] = next(fresh, 0)
    return out


def passed(tree: Tree) -> list[int]:
    """Name the nodes that a run has gone past: it has written what stood after them."""
    out: list[int] = []
    for node in tree.opened():
        fill = node.fill
        if fill is not None and node.number and fill.skipped:
            fresh = [child.run == tree.run for child in fill.done]
            last = len(fresh) - 1 - fresh[::-1].index(True) if True in fresh else 0
            out += [child.number for child in fill.done[:last] if child.run != tree.run]
    return [number for number in out if number]


def _children(tree: Tree, parent: Node, order: list[int], out: list[Change]) -> None:
    shown = parent.display()
    kept = {node.number for node in shown if node.number}
    trimmed = [number for number in order if number not in kept]
    if trimmed:
        out.append(Trim(trimmed))
    moved = _moved([node.number for node in shown if node.number], order)
    after = at = 0
    while at < len(shown):
        node = shown[at]
        if node.number:
            if node.number in moved:
                out.append(Move(node.number, after))
            after, at = node.number, at + 1
            continue
        end = at
        while end < len(shown) and not shown[end].number:
            end += 1
        out.append(_put(tree, parent, after, shown[at:end]))
        after, at = shown[end - 1].number, end


def _moved(now: list[int], before: list[int]) -> set[int]:
    """Find the fewest nodes whose move turns one order into the other (longest increasing run)."""
    place = {number: at for at, number in enumerate(before)}
    sequence = [place[number] for number in now]
    if all(a < b for a, b in pairwise(sequence)):
        return set()
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for at, value in enumerate(sequence):
        length = bisect_left(tails, value)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [at]
        back.append(ends[length - 1] if length else -1)
    stays = set()
    at = ends[-1]
    while at >= 0:
        stays.add(now[at])
        at = back[at]
    return set(now) - stays


def _put(tree: Tree, parent: Node, after: int, nodes: list[Node]) -> Put:
    first = nodes[0].number or tree.last + 1
    expected = first
    parts = []
    for node in nodes:
        wire, expected = _wire(tree, node, expected)
        parts.append(wire)
    return Put(first, parent.number, after, msgspec.Raw(b"[" + b",".join(parts) + b"]"))


def _wire(tree: Tree, node: Node, expected: int) -> tuple[bytes, int]:
    if not node.number:
        node.number = tree.last + 1
        tree.last += node.spec.size if node.virtual and node.spec else 1
    explicit = node.number if node.number != expected else 0
    if node.virtual and node.spec is not None:
        wire = node.spec.wire
        if explicit:
            wire = nest(node.data, [child.wire for child in node.spec.children or ()], explicit)
        return wire, node.number + node.spec.size
    expected = node.number + 1
    parts = []
    for child in node.display():
        wire, expected = _wire(tree, child, expected)
        parts.append(wire)
    node.order = None
    return nest(node.data, parts, explicit), expected


def _props(node: Node, shown: Element) -> list[Change]:
    changed: dict[str, Any] = {}
    out: list[Change] = []
    for name in node.element.__struct_fields__:
        old, new = getattr(shown, name), getattr(node.element, name)
        if old is new or encode_field(old) == encode_field(new):
            continue
        if _appended(name, old, new):
            out.append(Append(node.number, name, clean(new[len(old) :])))
        else:
            value = getattr(node.element, "default", None) if new is msgspec.UNSET else new
            changed[name] = msgspec.Raw(encode(value))
    if changed:
        out.insert(0, Patch(node.number, changed))
    return out


def encode_field(value: Any) -> bytes:
    """Encode one prop for comparison."""
    return b"" if value is msgspec.UNSET else encode(value)


def _appended(name: str, old: Any, new: Any) -> bool:
    return (
        isinstance(old, str)
        and isinstance(new, str)
        and name not in _OWNED_BY_THE_BROWSER
        and len(old) >= _WORTH_APPENDING
        and new.startswith(old)
    )
