"""The deltas, applied in order, give exactly the tree of a fresh run: for random programs and edits."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from mini.elements.checkbox import Checkbox
from mini.elements.container import Box
from mini.elements.text import Text
from mini.model.element import ContainerElement, Element, encode
from mini.model.node import Spec, identify
from mini.page.deltas import flush, snapshot
from mini.page.tree import Node, Tree, segment
from mini.testing.browser_tree import BrowserTree


class Empty(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="empty"):
    """Stands for the container of one child."""


# A program is a list of instructions; each is a leaf, a widget, a container, or a shared segment.
leaf = st.tuples(st.just("text"), st.sampled_from("abcdef"))
growing = st.tuples(st.just("text"), st.integers(0, 4).map(lambda n: "long text to begin with " * (n + 1)))
widget = st.tuples(st.just("box"), st.sampled_from("uvwxyz"), st.booleans())
flushed = st.just(("flush",))
instruction = st.recursive(
    st.one_of(leaf, leaf, growing, widget, flushed),
    lambda inner: st.one_of(
        st.tuples(st.just("container"), st.sampled_from([True, False]), st.lists(inner, max_size=6)),
        st.tuples(st.just("empty"), st.lists(inner, max_size=3)),
        st.tuples(st.just("shared"), st.integers(0, 3)),
        st.tuples(st.just("recorded"), st.integers(0, 1), st.lists(inner, max_size=4)),
        st.tuples(st.just("spinner"), st.lists(inner, max_size=3)),
    ),
    max_leaves=24,
)
program = st.lists(instruction, max_size=14)


def shared(number: int) -> Spec:
    """A segment that several runs and sessions place, the same object each time."""
    return _SHARED[number]


def _record(body: list[Any], of: str) -> Spec:
    tree = Tree()
    tree.begin()
    _run(tree, tree.roots[1], body, set(), lambda: None)
    tree.finish(complete=True)
    return segment(tree.roots[1].display(), of)


def _put(tree: Tree, parent: Node, element: Element, key: str | None = None) -> Node:
    return tree.put(parent, element, identify(encode(element), key, None), key)


def _run(tree: Tree, parent: Node, body: list[Any], drawn: set[str], flush_now: Any) -> None:
    for step in body:
        match step:
            case ("text", text):
                _put(tree, parent, Text(body=text))
            case ("box", name, value):
                if name not in drawn:
                    drawn.add(name)
                    box = Checkbox(label="box " + name, default=False)
                    _put(tree, parent, box if not value else msgspec.structs.replace(box, value=True), name)
            case ("container", border, inner):
                _run(tree, _put(tree, parent, Box(border=border)), inner, drawn, flush_now)
            case ("empty", inner):
                node = _put(tree, parent, Empty())
                for one in inner:
                    _run(tree, node, [one], drawn, flush_now)
            case ("shared", number):
                tree.place(parent, shared(number))
            case ("recorded", number, inner):
                clean = [step for step in _without(inner)]
                tree.place(parent, _record(clean, f"r{number}"))
            case ("spinner", inner):
                element = Text(body="working")
                node = tree.spinner(parent, element, encode(element))
                _run(tree, parent, inner, drawn, flush_now)
                tree.remove(node)
            case ("flush",):
                flush_now()


def _without(body: list[Any]) -> list[Any]:
    """Leave out what cannot be in a recording here: widgets, whose names must stay unique."""
    out: list[Any] = []
    for step in body:
        if step[0] in {"text", "shared"}:
            out.append(step)
        elif step[0] == "container":
            out.append((step[0], step[1], _without(step[2])))
    return out


_SHARED: list[Spec] = []
_SHARED += [
    _record([("text", "s0"), ("text", "s1")], "0"),
    _record([("container", True, [("text", "in"), ("text", "a")]), ("text", "b")], "1"),
]
_SHARED += [
    _record([("text", "x"), ("shared", 0), ("container", False, [("shared", 1)])], "2"),
    _record([], "3"),
]


def plain(browser: BrowserTree) -> Any:
    """The browser's tree; props that a patch brought back to their default count as absent."""
    return _canonical(browser.plain())


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _canonical(v) for k, v in value.items() if (k, v) not in _DEFAULTS}
    return [_canonical(item) for item in value] if isinstance(value, list) else value


_DEFAULTS = [("border", False), ("value", False)]


def send(tree: Tree, browser: BrowserTree) -> list[dict[str, Any]]:
    deltas: list[dict[str, Any]] = msgspec.json.decode(encode(flush(tree)))
    browser.apply(deltas)
    return deltas


def run(tree: Tree, body: list[Any], browser: BrowserTree | None, *, complete: bool = True) -> None:
    def flush_now() -> None:
        if browser is not None:
            send(tree, browser)
            assert plain(browser) == shown(tree)

    tree.begin()
    _run(tree, tree.roots[1], body, set(), flush_now)
    tree.finish(complete=complete)


def shown(tree: Tree) -> Any:
    """What the server's tree says, without any delta."""
    fresh = BrowserTree()
    copy: list[dict[str, Any]] = []

    def wire(node: Node) -> dict[str, Any]:
        out: dict[str, Any] = msgspec.json.decode(node.data)
        if node.virtual and node.spec is not None:
            return msgspec.json.decode(node.spec.wire)  # type: ignore[no-any-return]
        children = [wire(child) for child in node.display()]
        return out | {"$in": children} if children else out

    for number, root in tree.roots.items():
        specs = [wire(child) for child in root.display()]
        if specs and number != 4:
            copy.append({"op": "put", "node": 1000 * number, "parent": number, "after": 0, "specs": specs})
    fresh.apply(copy)
    return plain(fresh)


def fresh_tree(body: list[Any]) -> Any:
    tree, browser = Tree(), BrowserTree()
    run(tree, body, None)
    send(tree, browser)
    return plain(browser)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(program, st.sampled_from(["flush", "skip", "cut"])), min_size=1, max_size=5))
def test_deltas_give_the_tree_of_a_fresh_run(programs: list[tuple[list[Any], str]]) -> None:
    tree, browser = Tree(), BrowserTree()
    for body, how in programs[:-1]:
        run(tree, body, browser if how != "skip" else None, complete=how != "cut")
        if how != "skip":
            send(tree, browser)
            assert plain(browser) == shown(tree)
    last = programs[-1][0]
    run(tree, last, browser)
    send(tree, browser)
    assert plain(browser) == fresh_tree(last)
    assert flush(tree) == []


@settings(max_examples=100, deadline=None)
@given(program, program)
def test_a_snapshot_shows_the_same_with_the_same_numbers(one: list[Any], two: list[Any]) -> None:
    tree, browser = Tree(), BrowserTree()
    run(tree, one, browser)
    send(tree, browser)
    run(tree, two, browser)
    send(tree, browser)
    before = browser.nodes[1].plain(numbers=True)
    again = BrowserTree()
    again.apply(msgspec.json.decode(encode(snapshot(tree))), reset=True)
    assert again.nodes[1].plain(numbers=True) == before
    run(tree, one, again)
    send(tree, again)
    assert plain(again) == fresh_tree(one)


@given(program)
@settings(max_examples=100, deadline=None)
def test_the_same_run_again_sends_nothing(body: list[Any]) -> None:
    tree, browser = Tree(), BrowserTree()
    body = [step for step in _flat(body)]
    run(tree, body, None)
    send(tree, browser)
    run(tree, body, None)
    assert flush(tree) == []


def _flat(body: list[Any]) -> list[Any]:
    """Leave out what changes within a run: mid-run flushes, spinners, several writes to an empty."""
    out: list[Any] = []
    for step in body:
        if step[0] == "container":
            out.append((step[0], step[1], _flat(step[2])))
        elif step[0] in {"text", "box", "shared"}:
            out.append(step)
        elif step[0] == "empty":
            out.append((step[0], _flat(step[1])[:1]))
    return out
