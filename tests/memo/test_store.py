"""The contract of a store, which every kind of store keeps."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mini.memo.disk_store import DiskStore
from mini.memo.memory_store import MemoryStore
from mini.memo.store import CLEARED, EVICTED, EXPIRED, Bounds, Leaf, Meta, Record, Store
from mini.memo.values import freeze

FREE = Bounds()
Make = Callable[..., Store]


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "disk"])
def make(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Make:
    folders = iter(range(1000))

    def on_disk(budget: int | None = None) -> Store:
        return DiskStore(tmp_path / str(next(folders)), b"k" * 32, budget, clock=clock)

    def in_memory(budget: int | None = None) -> Store:
        return MemoryStore(budget, clock=clock)

    return in_memory if request.param == "memory" else on_disk


@pytest.fixture
def store(make: Make) -> Store:
    return make()


@pytest.fixture
def removed(store: Store) -> list[tuple[bytes, str]]:
    return hear(store)


def hear(store: Store) -> list[tuple[bytes, str]]:
    heard: list[tuple[bytes, str]] = []
    store.on_removed = lambda meta, reason: heard.append((meta.id[:1], reason))
    return heard


def name(letter: str) -> bytes:
    return letter.encode() * 16


def leaf(
    letter: str, *, function: str = "f", key: bytes = b"key", expires: float | None = None,
    size: int = 10, value: Any = None,
) -> Leaf:  # fmt: skip
    meta = Meta(name(letter), key, function, time.time(), expires, 0.5, size)
    shown = freeze([f"log of {letter}"])
    return Leaf(meta, freeze([letter] if value is None else value), lambda: shown)


def letters(store: Store, function: str | None = None) -> str:
    return "".join(chr(meta.id[0]) for meta in store.metas(function))


def record(content: str) -> Record:
    return Record(lambda: freeze(content.encode()), live=content)


def content(found: Record | None) -> str | None:
    return None if found is None else found.encoded().thaw().decode()


def test_a_leaf_comes_back_with_its_value_log_and_meta(store: Store) -> None:
    stored = leaf("a", value={"x": [1, 2]})
    store.put(stored, FREE)
    found = store.leaf(name("a"))
    assert found is not None
    assert found.value.thaw() == {"x": [1, 2]}
    assert found.log().thaw() == ["log of a"]
    assert found.meta == stored.meta
    assert store.leaf(name("b")) is None


def test_what_this_process_has_decoded_stays_with_the_leaf(store: Store) -> None:
    store.put(leaf("a"), FREE)
    first = store.leaf(name("a"))
    assert first is not None
    first.live = decoded = object()
    again = store.leaf(name("a"))
    assert again is not None
    assert again.live is decoded


def test_a_leaf_put_again_replaces_the_first(store: Store, removed: list[Any]) -> None:
    store.put(leaf("a", size=10), FREE)
    store.put(leaf("a", size=30, value=["new"]), Bounds(max_size=35))
    found = store.leaf(name("a"))
    assert found is not None
    assert found.value.thaw() == ["new"]
    assert letters(store) == "a"
    assert removed == []


def test_a_leaf_expires_at_its_time_and_not_before(
    store: Store, clock: Clock, removed: list[Any]
) -> None:
    store.put(leaf("a", expires=clock.now + 10), FREE)
    clock.now += 9.5
    assert store.leaf(name("a")) is not None
    clock.now += 0.5
    assert store.leaf(name("a")) is None
    assert removed == [(b"a", EXPIRED)]
    assert letters(store) == ""


def test_a_sweep_frees_what_has_expired_and_nothing_else(
    store: Store, clock: Clock, removed: list[Any]
) -> None:
    store.put(leaf("a", expires=clock.now + 10), FREE)
    store.put(leaf("b", expires=clock.now + 20), FREE)
    store.put(leaf("c"), FREE)
    store.sweep(clock.now)
    assert removed == []
    clock.now += 15
    store.sweep(clock.now)
    assert removed == [(b"a", EXPIRED)]
    assert letters(store) == "bc"


def test_a_leaf_put_twice_expires_once(store: Store, clock: Clock, removed: list[Any]) -> None:
    for _ in range(2):
        store.put(leaf("a", expires=clock.now + 10), FREE)
    stored = leaf("b", expires=clock.now + 10)
    store.put(stored, FREE)
    store.put(stored, FREE)
    store.sweep(clock.now + 10)
    assert sorted(removed) == [(b"a", EXPIRED), (b"b", EXPIRED)]


def test_a_leaf_written_anew_does_not_expire_with_the_old_one(store: Store, clock: Clock) -> None:
    store.put(leaf("a", expires=clock.now + 10), FREE)
    store.put(leaf("a", expires=clock.now + 100), FREE)
    clock.now += 50
    store.sweep(clock.now)
    assert store.leaf(name("a")) is not None


def test_the_least_recently_used_leaf_of_the_function_goes_first(
    store: Store, removed: list[Any]
) -> None:
    store.put(leaf("x", function="other"), FREE)
    for letter in "abc":
        store.put(leaf(letter), Bounds(max_entries=3))
    store.leaf(name("a"))
    store.put(leaf("d"), Bounds(max_entries=3))
    assert removed == [(b"b", EVICTED)]
    assert letters(store, "f") == "cad"
    assert letters(store, "other") == "x"


def test_the_bytes_of_a_function_are_bounded(store: Store, removed: list[Any]) -> None:
    for letter in "abc":
        store.put(leaf(letter, size=40), Bounds(max_size=100))
    assert removed == [(b"a", EVICTED)]
    store.put(leaf("d", size=101), Bounds(max_size=100))
    assert removed == [(b"a", EVICTED), (b"d", EVICTED)]
    assert store.leaf(name("d")) is None
    assert letters(store) == "bc"


def test_the_budget_bounds_all_functions_together(make: Make) -> None:
    store = make(100)
    removed = hear(store)
    store.put(leaf("a", function="f", size=30), FREE)
    store.put(leaf("b", function="g", size=60), FREE)
    store.leaf(name("a"))
    store.put(leaf("c", function="h", size=20), FREE)
    assert removed == [(b"b", EVICTED)]
    store.put(leaf("d", size=101), FREE)
    assert removed[1:] == [(b"d", EVICTED)]
    assert letters(store) == "ac"


def test_the_order_of_use_holds_however_often_leaves_are_used(make: Make) -> None:
    store = make(1000)
    for number in range(300):
        store.put(leaf("abcde"[number % 5], size=100), FREE)
        store.leaf(name("e"))
    for letter in "dcba":
        store.leaf(name(letter))
    removed = hear(store)
    store.put(leaf("x", size=1000), FREE)
    assert removed == [(each.encode(), EVICTED) for each in "edcba"]


def test_a_deleted_leaf_is_gone_for_the_reason_given(store: Store, removed: list[Any]) -> None:
    store.put(leaf("a"), FREE)
    store.delete(name("a"), "unlikely")
    store.delete(name("a"), "again")
    assert removed == [(b"a", "unlikely")]
    assert store.leaf(name("a")) is None


def test_clear_takes_all_one_function_or_one_key(store: Store, removed: list[Any]) -> None:
    store.put(leaf("a", key=b"1"), FREE)
    store.put(leaf("b", key=b"2"), FREE)
    store.put(leaf("c", key=b"3", function="g"), FREE)
    for key, function in ((b"1", "f"), (b"2", "f"), (b"3", "g")):
        store.put_record(function, key, record("tree"), 0)
    before = store.generation("f"), store.generation("g")

    store.clear("f", b"1")
    assert letters(store) == "bc"
    assert store.record(b"1") is None
    assert store.record(b"2") is not None
    store.clear("f")
    assert letters(store) == "c"
    assert store.record(b"2") is None
    assert store.generation("f") == before[0] + 2
    assert store.generation("g") == before[1]
    store.clear()
    assert letters(store) == ""
    assert store.record(b"3") is None
    assert store.generation("g") > before[1]
    assert removed == [(b"a", CLEARED), (b"b", CLEARED), (b"c", CLEARED)]


def test_what_was_computed_before_a_clear_is_not_kept(store: Store) -> None:
    began = store.generation("f")
    store.clear("f")
    store.put(leaf("a"), FREE, began)
    assert store.leaf(name("a")) is None
    store.put(leaf("a"), FREE, store.generation("f"))
    assert store.leaf(name("a")) is not None


def test_a_record_is_replaced_only_in_the_version_that_was_read(store: Store) -> None:
    assert store.record(b"key") is None
    assert not store.put_record("f", b"key", record("early"), 1)
    assert store.put_record("f", b"key", record("one"), 0)
    assert not store.put_record("f", b"key", record("late"), 0)
    first = store.record(b"key")
    assert first is not None
    assert content(first) == "one"
    assert store.put_record("f", b"key", record("two"), first.version)
    assert not store.put_record("f", b"key", record("lost"), first.version)
    second = store.record(b"key")
    assert second is not None
    assert content(second) == "two"
    assert not store.put_record("f", b"key", None, first.version)
    assert store.put_record("f", b"key", None, second.version)
    assert store.record(b"key") is None


def test_no_version_comes_twice_though_the_record_was_deleted(store: Store) -> None:
    store.put_record("f", b"key", record("one"), 0)
    first = store.record(b"key")
    assert first is not None
    old = first.version
    store.put_record("f", b"key", None, old)
    store.put_record("f", b"key", record("two"), 0)
    assert not store.put_record("f", b"key", record("of the first"), old)
    assert content(store.record(b"key")) == "two"


def test_of_many_threads_each_replaces_the_record_it_read(store: Store) -> None:
    def count() -> None:
        for _ in range(20):
            while True:
                before = store.record(b"key")
                number = 0 if before is None else int(content(before) or 0)
                version = 0 if before is None else before.version
                if store.put_record("f", b"key", record(str(number + 1)), version):
                    break

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert content(store.record(b"key")) == "80"


def test_a_lease_is_one_holders_until_it_ends(store: Store, clock: Clock) -> None:
    assert store.lease(b"key", 10)
    assert not store.lease(b"key", 10)
    assert store.lease(b"other", 10)
    store.release(b"key")
    assert store.lease(b"key", 10)
    clock.now += 10.5
    assert store.lease(b"key", 10)
    store.release(b"never taken")


def test_the_store_can_be_used_from_what_it_calls(store: Store) -> None:
    done = threading.Event()

    def use(meta: Meta, reason: str) -> None:
        def elsewhere() -> None:
            store.leaf(name("b"))
            store.put_record("f", b"key", record("pruned"), 0)
            done.set()

        thread = threading.Thread(target=elsewhere)
        thread.start()
        # Hangs if a lock is held while this is told.
        thread.join(10)

    store.on_removed = use
    store.put(leaf("a"), Bounds(max_entries=1))
    store.put(leaf("b"), Bounds(max_entries=1))
    assert done.is_set()
    store.clear()
    done.clear()
    store.put(leaf("a"), FREE)
    store.delete(name("a"), EVICTED)
    assert done.is_set()


def test_destructors_of_what_is_dropped_may_use_the_store(make: Make) -> None:
    store = make()
    free = threading.Event()

    class Held:
        def __del__(self) -> None:
            thread = threading.Thread(target=look)
            thread.start()
            thread.join(10)

    def look() -> None:
        store.metas()
        free.set()

    stored = leaf("a")
    stored.live = Held()
    store.put(stored, FREE)
    del stored
    store.put(leaf("a"), FREE)
    gc.collect()
    assert free.is_set()


def test_threads_put_read_and_clear_at_once(store: Store) -> None:
    errors: list[BaseException] = []
    bounds = Bounds(max_entries=5)

    def work(number: int) -> None:
        try:
            for step in range(30):
                letter = "abcdefgh"[(number + step) % 8]
                store.put(leaf(letter, function=f"f{number % 2}"), bounds)
                found = store.leaf(name(letter))
                assert found is None or found.value.thaw() == [letter]
                if step % 10 == 9:
                    store.clear(f"f{number % 2}")
        except BaseException as error:  # noqa: BLE001  (told by the main thread)
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    store.clear()
    assert letters(store) == ""


STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "read", "delete"]), st.sampled_from("abcde"),
              st.sampled_from("fg"), st.integers(1, 60)),
    max_size=25,
)  # fmt: skip


@given(STEPS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_bounds_hold_after_every_step(make: Make, steps: list[tuple[str, str, str, int]]) -> None:
    store = make(150)
    bounds = {"f": Bounds(max_entries=2), "g": Bounds(max_size=70)}
    newest = None
    for step, letter, function, size in steps:
        id = letter + function
        if step == "put":
            stored = leaf(letter, function=function, size=size)
            meta = Meta(id.encode() * 8, b"k", function, 0, None, 0, size)
            stored.meta = newest = meta
            store.put(stored, bounds[function])
            assert store.leaf(newest.id) is not None
        elif step == "read":
            store.leaf(id.encode() * 8)
        else:
            store.delete(id.encode() * 8, EVICTED)
        assert len(store.metas("f")) <= 2
        assert sum(meta.size for meta in store.metas("g")) <= 70
        assert sum(meta.size for meta in store.metas()) <= 150
        assert sorted(meta.id for meta in store.metas()) == sorted(
            meta.id for each in "fg" for meta in store.metas(each)
        )
