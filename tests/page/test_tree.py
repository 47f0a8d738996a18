"""The deltas give exactly the tree of a fresh run: for random programs and edits."""

from __future__ import annotations

from random import Random
from typing import Any, ClassVar

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from mini.elements.checkbox import Checkbox
from mini.elements.container import Box
from mini.elements.text import Text
from mini.model.element import ContainerElement, Element, encode
from mini.model.node import Spec, identify
from mini.page.deltas import flush, snapshot
from mini.page.node import Node
from mini.page.segments import segment
from mini.page.tree import Tree
from mini.testing.browser_tree import BrowserTree


class Empty(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="empty"):
    """Stands for the container of one child."""

    holds_one: ClassVar[bool] = True


# A program is a list of instructions: leaves, widgets, containers, shared segments, flushes.
Program = list[Any]


def make_program(random: Random, depth: int = 0) -> Program:
    """Make a random program; cheap, so that thousands can be tried."""
    makers: list[tuple[int, Any]] = [
        (7, lambda: ("text", random.choice("abcdef"))),
        (1, lambda: ("text", "long text to begin with " * random.randint(1, 4))),
        (3, lambda: ("box", random.choice("uvwxyz"), random.random() < 0.5)),
        (1, lambda: ("flush",)),
    ]
    if depth < 3:
        makers += [
            (3, lambda: ("container", random.random() < 0.5, make_program(random, depth + 1))),
            (2, lambda: ("empty", make_program(random, depth + 1)[:3])),
            (2, lambda: ("shared", random.randint(0, 3))),
            (1, lambda: ("recorded", random.randint(0, 1), make_program(random, depth + 1))),
            (1, lambda: ("spinner", make_program(random, depth + 1))),
        ]
    weights = [weight for weight, _ in makers]
    length = random.randint(0, 4 if depth else 6)
    return [make() for _, make in random.choices(makers, weights, k=length)]


def edit(random: Random, body: Program) -> Program:
    """Make a few changes: remove, insert, swap, or edit inside of a container."""
    out = list(body)
    for _ in range(random.randint(0, 3)):
        kind = random.choice(["remove", "insert", "swap", "inside"])
        at = random.randrange(len(out)) if out else 0
        if kind == "insert" or not out:
            out[at:at] = make_program(random)[:1]
        elif kind == "remove":
            del out[at]
        elif kind == "swap":
            other = random.randrange(len(out))
            out[at], out[other] = out[other], out[at]
        elif out[at][0] == "container":
            out[at] = (*out[at][:2], edit(random, out[at][2]))
    return out


def make_history(seed: int) -> list[tuple[Program, str]]:
    """Make some programs, each an edit of the one before, and how each run ends."""
    random = Random(seed)
    history = [(make_program(random), "flush")]
    for _ in range(random.randint(1, 4)):
        ending = random.choice(["flush", "flush", "skip", "cut"])
        history.append((edit(random, history[-1][0]), ending))
    return history


seeds = st.integers(0, 2**64 - 1)
histories = seeds.map(make_history)
programs = seeds.map(lambda seed: make_program(Random(seed)))


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


def _run(  # noqa: C901
    tree: Tree, parent: Node, body: list[Any], drawn: set[str], flush_now: Any
) -> None:
    for step in body:
        match step:
            case ("text", text):
                _put(tree, parent, Text(body=text))
            case ("box", name, value):
                if name not in drawn:
                    drawn.add(name)
                    box = Checkbox(label="box " + name, default=False)
                    _put(
                        tree,
                        parent,
                        box if not value else msgspec.structs.replace(box, value=True),
                        name,
                    )
            case ("container", border, inner):
                _run(tree, _put(tree, parent, Box(border=border)), inner, drawn, flush_now)
            case ("empty", inner):
                node = _put(tree, parent, Empty())
                for one in inner:
                    _run(tree, node, [one], drawn, flush_now)
            case ("shared", number):
                tree.place(parent, shared(number))
            case ("recorded", number, inner):
                clean = _without(inner)
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
            copy.append(
                {"op": "put", "node": 1000 * number, "parent": number, "after": 0, "specs": specs}
            )
    fresh.apply(copy)
    return plain(fresh)


def fresh_tree(body: list[Any]) -> Any:
    tree, browser = Tree(), BrowserTree()
    run(tree, body, None)
    send(tree, browser)
    return plain(browser)


@settings(max_examples=1500, deadline=None)
@given(histories)
def test_deltas_give_the_tree_of_a_fresh_run(history: list[tuple[Program, str]]) -> None:
    tree, browser = Tree(), BrowserTree()
    for body, how in history[:-1]:
        run(tree, body, browser if how != "skip" else None, complete=how != "cut")
        if how != "skip":
            send(tree, browser)
            assert plain(browser) == shown(tree)
    last = history[-1][0]
    run(tree, last, browser)
    send(tree, browser)
    assert plain(browser) == fresh_tree(last)
    assert flush(tree) == []


@settings(max_examples=100, deadline=None)
@given(programs, programs)
def test_a_snapshot_shows_the_same_with_the_same_numbers(one: list[Any], two: list[Any]) -> None:
    tree, browser = Tree(), BrowserTree()
    run(tree, one, browser)
    send(tree, browser)
    run(tree, two, browser)
    send(tree, browser)
    before = _canonical(browser.nodes[1].plain(numbers=True))
    again = BrowserTree()
    again.apply(msgspec.json.decode(encode(snapshot(tree))), reset=True)
    assert _canonical(again.nodes[1].plain(numbers=True)) == before
    run(tree, one, again)
    send(tree, again)
    assert plain(again) == fresh_tree(one)


@given(programs)
@settings(max_examples=100, deadline=None)
def test_the_same_run_again_sends_nothing(body: list[Any]) -> None:
    tree, browser = Tree(), BrowserTree()
    body = _flat(body)
    run(tree, body, None)
    send(tree, browser)
    run(tree, body, None)
    assert flush(tree) == []


def _flat(body: list[Any]) -> list[Any]:
    """Leave out what changes within a run: flushes, spinners, several writes to an empty."""
    out: list[Any] = []
    for step in body:
        if step[0] == "container":
            out.append((step[0], step[1], _flat(step[2])))
        elif step[0] in {"text", "box", "shared"}:
            out.append(step)
        elif step[0] == "empty":
            out.append((step[0], _flat(step[1])[:1]))
    return out
