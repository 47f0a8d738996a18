"""Payloads: held once for a content, freed with the last that shows them."""

from __future__ import annotations

import builtins
import gc
import pickle
import weakref
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mini.model.element import Element, encode
from mini.model.node import Spec
from mini.page.node import Node
from mini.page.payload import Blob, Bundle, hold
from mini.page.tree import Tree
from mini.session.lingering import LASTS, MOST_BYTES, Lingering
from mini.testing import AppTest


class Shot(Element, frozen=True, kw_only=True, tag="shot"):
    source: str


def put(tree: Tree, blob: Blob) -> Node:
    element = Shot(source=blob.source)
    return tree.put(tree.roots[1], element, encode(element), payload=blob)


@given(st.binary(max_size=20), st.binary(max_size=20), st.sampled_from(["a/b", "a/c"]))
def test_one_blob_for_one_content_and_type(one: bytes, other: bytes, kind: str) -> None:
    first, second = hold(one, "a/b"), hold(other, kind)
    assert (first is second) == (one == other and kind == "a/b")
    assert (first.source == second.source) == (first is second)


def test_a_name_and_a_frame_make_another_blob() -> None:
    blobs = [hold(b"x", "a/b"), hold(b"x", "a/b", "n"), hold(b"x", "a/b", None, True)]
    assert len({blob.source for blob in blobs}) == 3


def test_a_blob_comes_back_from_a_disk_as_the_one_that_is_held() -> None:
    blob = hold(b"bytes", "a/b", "name")
    assert pickle.loads(pickle.dumps(blob)) is blob


def test_a_bundle_is_found_by_its_parts() -> None:
    one, other = hold(b"1", "a/b"), hold(b"22", "a/b")
    node = Node(Shot(source=""), b"{}", None, Bundle([one, other]), None)
    assert list(node.payloads()) == [one, other]
    assert Bundle([one, other]).size == 3
    spec = Spec(
        Shot(source=""), b"{}", None, None, (Spec(node.element, b"{}", None, node.payload),)
    )
    assert list(spec.payloads()) == [one, other]


def test_the_tree_lets_go_of_what_it_does_not_show_any_more() -> None:
    tree = Tree()
    old, new = hold(b"old", "a/b"), hold(b"new", "a/b")
    for blob in (old, old, new):
        tree.begin()
        put(tree, blob)
        tree.finish(complete=True)
    assert tree.gone == [old]
    tree.gone.clear()
    tree.begin()
    tree.finish(complete=True)
    assert tree.gone == [new]


class Later:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.due: list[tuple[float, Later.Call]] = []

    class Call:
        def __init__(self, callback: Callable[[], object]) -> None:
            self.callback = callback

        def cancel(self) -> None:
            self.callback = lambda: None

    def time(self) -> float:
        return self.now

    def call_later(self, delay: float, callback: Callable[[], object], /) -> Later.Call:
        call = Later.Call(callback)
        self.due.append((self.now + delay, call))
        return call

    def call_soon_threadsafe(self, callback: Callable[[], object], /) -> None:
        raise AssertionError

    def move(self, seconds: float) -> None:
        self.now += seconds
        due = [call for at, call in self.due if at <= self.now]
        self.due = [(at, call) for at, call in self.due if at > self.now]
        for call in due:
            call.callback()


def test_what_was_let_go_lingers_for_a_while_and_is_freed_then() -> None:
    clock, tree = Later(), Tree()
    lingering = Lingering(clock)
    blob = Blob("name", b"x", "a/b")
    alive = weakref.ref(blob)
    tree.gone.append(blob)
    del blob
    lingering.take_from(tree)
    clock.move(LASTS - 1)
    assert lingering.find(tree, "name") is alive()
    assert alive() is not None
    clock.move(1)
    gc.collect()
    assert alive() is None
    assert lingering.find(tree, "name") is None


def test_what_lingers_is_bounded() -> None:
    clock, tree = Later(), Tree()
    lingering = Lingering(clock)

    half = bytes(MOST_BYTES // 2 + 1)
    tree.gone += [Blob("one", half, "a/b"), Blob("two", half, "a/b")]
    lingering.take_from(tree)
    assert lingering.find(tree, "one") is None
    assert lingering.find(tree, "two") is not None
    lingering.clear()
    assert lingering.find(tree, "two") is None


def test_what_a_run_has_just_replaced_can_be_fetched_before_it_ends() -> None:
    app = AppTest.from_string("""
import builtins
import mini as st
st.session_state.n = st.session_state.get("n", 0) + 1
st.download_button("Save", f"run {st.session_state.n}", key="save")
builtins.LOOK()
""")
    seen: list[Any] = []
    before: list[str] = []

    def look() -> None:
        if before:
            seen.append(app._loop.call(lambda: app._session.find(before[0])))

    builtins.LOOK = look  # type: ignore[attr-defined]
    app.run()
    before.append(app.download_button[0].element.source)
    app.run()
    del builtins.LOOK  # type: ignore[attr-defined]
    assert app.download_button[0].element.source != before[0]
    assert [blob.source for blob in seen] == before
