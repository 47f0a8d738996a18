"""One computes, the others wait: threads, event loops, sessions."""

from __future__ import annotations

import asyncio
import builtins
import textwrap
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

import mini as st
from mini.caching.registry import REGISTRY
from mini.errors import CacheRecursionError
from mini.memo.flight import Flight
from mini.testing import AppTest


class Gate:
    """Lets a cached function wait in the middle, and a test wait until it is there."""

    def __init__(self) -> None:
        self.runs: list[Any] = []
        self.reached = threading.Event()
        self.open = threading.Event()
        self.before = flights()

    def pass_through(self) -> None:
        self.reached.set()
        assert self.open.wait(20)


@pytest.fixture
def gate() -> Iterator[Gate]:
    st.cache_data.clear()
    st.cache_resource.clear()
    gate = builtins.GATE = Gate()  # type: ignore[attr-defined]
    yield gate
    gate.open.set()
    del builtins.GATE  # type: ignore[attr-defined]


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(60) as pool:
        yield pool


class Odd:
    """A value that runs code when it is pickled."""

    reduced: Callable[[int], bool]

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> Any:
        assert self.reduced(self.number)
        return Odd, (self.number,)


def flights() -> list[Flight]:
    """All computations that go on in this process."""
    tables = [results.flights for results in REGISTRY.all_results()]
    return [flight for table in tables for all_ in list(table._going.values()) for flight in all_]


def waiting(count: int) -> None:
    """Wait until so many calls wait for the computations of this test."""
    before = getattr(builtins, "GATE", None)
    others = [] if before is None else before.before
    tick = threading.Event()
    for _ in range(4000):
        if sum(len(each._wakes) for each in flights() if each not in others) >= count:
            return
        tick.wait(0.005)
    raise AssertionError(f"{count} calls do not wait")


def test_fifty_threads_compute_once(gate: Gate, pool: ThreadPoolExecutor) -> None:
    @st.cache_data
    def work(number: int) -> list[int]:
        gate.runs.append(number)
        gate.pass_through()
        return [number]

    futures = [pool.submit(work, 1) for _ in range(50)]
    assert gate.reached.wait(20)
    waiting(49)
    gate.open.set()
    results = [future.result(20) for future in futures]
    assert gate.runs == [1]
    assert results == [[1]] * 50
    assert len({id(result) for result in results}) == 50


def test_five_event_loops_compute_once(gate: Gate, pool: ThreadPoolExecutor) -> None:
    @st.cache_data
    async def work(number: int) -> list[int]:
        gate.runs.append(number)
        gate.reached.set()
        await asyncio.to_thread(gate.open.wait, 20)
        return [number]

    async def all_of_one_loop() -> list[list[int]]:
        return list(await asyncio.gather(*[work(1) for _ in range(10)]))

    futures = [pool.submit(asyncio.run, all_of_one_loop()) for _ in range(5)]
    assert gate.reached.wait(20)
    waiting(49)
    gate.open.set()
    assert [future.result(20) for future in futures] == [[[1]] * 10] * 5
    assert gate.runs == [1]


def test_a_failure_is_given_to_those_who_waited_and_not_stored(
    gate: Gate, pool: ThreadPoolExecutor
) -> None:
    @st.cache_data
    def work(number: int) -> int:
        gate.runs.append(number)
        gate.pass_through()
        raise ValueError("broken")

    futures = [pool.submit(work, 1) for _ in range(5)]
    assert gate.reached.wait(20)
    waiting(4)
    gate.open.set()
    assert [str(future.exception(20)) for future in futures] == ["broken"] * 5
    assert gate.runs == [1]
    with pytest.raises(ValueError, match="broken"):
        work(1)
    assert gate.runs == [1, 1]


def test_a_clear_while_it_is_computed_means_that_the_old_result_is_not_stored(
    gate: Gate, pool: ThreadPoolExecutor
) -> None:
    @st.cache_data
    def work() -> int:
        gate.runs.append(1)
        number = len(gate.runs)
        gate.pass_through()
        return number

    first = pool.submit(work)
    assert gate.reached.wait(20)
    work.clear()
    gate.open.set()
    assert first.result(20) == 1
    assert not work.contains()
    assert work() == 2
    assert work() == 2


def test_the_same_call_from_inside_itself_raises(gate: Gate) -> None:
    @st.cache_data
    def work(number: int) -> Any:
        return work(number)

    with pytest.raises(CacheRecursionError, match="called itself with the same arguments"):
        work(1)

    @st.cache_data
    def fibonacci(number: int) -> int:
        return number if number < 2 else fibonacci(number - 1) + fibonacci(number - 2)

    assert fibonacci(30) == 832040


def test_two_that_call_each_other_never_deadlock(gate: Gate, pool: ThreadPoolExecutor) -> None:
    both = threading.Barrier(2)

    @st.cache_data
    def one(first: bool) -> Any:
        if first:
            both.wait(20)
        return other(False)

    @st.cache_data
    def other(first: bool) -> Any:
        if first:
            both.wait(20)
        return one(False)

    futures: list[Future[Any]] = [pool.submit(one, True), pool.submit(other, True)]
    for future in futures:
        assert isinstance(future.exception(20), CacheRecursionError)


def test_no_lock_is_held_while_code_of_the_app_runs(
    pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each piece of app code that the cache calls waits for a call on another thread."""

    @st.cache_data
    def small(number: int) -> int:
        return number

    def elsewhere(number: int) -> bool:
        small.clear()
        return pool.submit(small, number).result(20) == number

    monkeypatch.setattr(Odd, "reduced", staticmethod(elsewhere), raising=False)

    @st.cache_resource(
        hash_funcs={Odd: lambda odd: elsewhere(1) and odd.number},
        validate=lambda _: elsewhere(2),
        on_release=lambda _: elsewhere(3),
        cache_if=lambda _: elsewhere(4),
    )
    def work(odd: Odd) -> Odd:
        assert elsewhere(5)
        return odd

    @st.cache_data(max_entries=1)
    def values(number: int) -> Odd:
        return Odd(number)

    assert work(Odd(1)).number == 1
    assert work(Odd(1)).number == 1
    assert values(1).number == values(1).number == 1
    assert values(2).number == 2
    st.cache_resource.clear()


# Sessions


def app(source: str) -> AppTest:
    head = "import builtins\nimport mini as st\nGATE = builtins.GATE\n"
    return AppTest.from_string(head + textwrap.dedent(source), default_timeout=60)


def texts(at: AppTest) -> list[str]:
    return [each.value for each in at.text]


def started(pool: ThreadPoolExecutor, run: Callable[[], Any]) -> Future[Any]:
    return pool.submit(run)


READING = """
    st.session_state.setdefault("user", "ada")
    if st.checkbox("bob"):
        st.session_state.user = "bob"

    @st.cache_data
    def work():
        user = st.session_state.user
        GATE.runs.append(user)
        GATE.pass_through()
        st.text("worked for " + user)

    if st.checkbox("work"):
        work()
"""


def test_who_reads_something_else_leaves_at_once(gate: Gate, pool: ThreadPoolExecutor) -> None:
    one, two = app(READING).run(), app(READING).run()
    two.checkbox[0].check().run()
    one.checkbox[1].check()
    first = started(pool, one.run)
    assert gate.reached.wait(20)
    gate.reached.clear()
    two.checkbox[1].check()
    second = started(pool, two.run)
    assert gate.reached.wait(20)
    gate.open.set()
    first.result(20)
    second.result(20)
    assert texts(one) == ["worked for ada"]
    assert texts(two) == ["worked for bob"]
    assert gate.runs == ["ada", "bob"]


PANEL = """
    outside = st.container()
    if st.checkbox("skip"):
        st.text("skipped")
        st.stop()

    @st.cache_data
    def work():
        GATE.runs.append("start")
        st.text("first")
        box = st.container(border=True)
        with st.expander("more"):
            outside.text("outside")
            while not GATE.open.is_set():
                GATE.reached.set()
                GATE.open.wait(0.001)
            st.text("late")
        box.text("boxed")
        outside.text("outside, late")
        value = st.slider("n", 0, 5)
        GATE.runs.append("end")
        return value

    st.text(work())
"""
SHOWN = ["outside", "outside, late", "first", "boxed", "late", "0"]


def test_an_interrupted_computation_goes_on_for_those_who_wait(
    gate: Gate, pool: ThreadPoolExecutor
) -> None:
    one, two = app(PANEL), app(PANEL)
    one.interact()
    assert gate.reached.wait(20)
    waits = started(pool, two.run)
    waiting(1)
    one.checkbox[0].check().run()
    assert texts(one) == ["skipped"]
    gate.open.set()
    waits.result(20)
    assert texts(two) == SHOWN
    assert gate.runs == ["start", "end"]
    assert texts(one.run()) == ["skipped"]
    assert texts(one.checkbox[0].uncheck().run()) == SHOWN
    assert texts(app(PANEL).run()) == SHOWN
    assert gate.runs == ["start", "end"]


def test_an_interrupted_computation_that_nobody_waits_for_ends(gate: Gate) -> None:
    one = app(PANEL)
    one.interact()
    assert gate.reached.wait(20)
    one.checkbox[0].check().run()
    assert texts(one) == ["skipped"]
    gate.open.set()
    two = app(PANEL).run()
    assert texts(two) == SHOWN
    assert gate.runs == ["start", "start", "end"]


WRITING = """
    if st.checkbox("skip"):
        st.stop()

    @st.cache_data
    def work():
        GATE.runs.append("start")
        while not GATE.open.is_set():
            GATE.reached.set()
            GATE.open.wait(0.001)
        st.session_state.done = True
        GATE.runs.append("end")
        return 1

    st.text(work())
"""


def test_a_write_to_the_state_of_a_session_that_went_on_ends_the_sharing(
    gate: Gate, pool: ThreadPoolExecutor
) -> None:
    one, two = app(WRITING), app(WRITING)
    one.interact()
    assert gate.reached.wait(20)
    waits = started(pool, two.run)
    waiting(1)
    one.checkbox[0].check().run()
    gate.open.set()
    waits.result(20)
    assert texts(two) == ["1"]
    assert gate.runs == ["start", "start", "end"]
    assert "done" in two.session_state
    assert "done" not in one.session_state


def test_a_fired_trigger_never_leads(gate: Gate, pool: ThreadPoolExecutor) -> None:
    source = """
        @st.cache_data
        def work():
            fired = st.button("Go")
            GATE.runs.append(fired)
            if fired:
                GATE.pass_through()
                st.text("went")
            return 1

        st.text(work())
    """
    one = app(source).run()
    st.cache_data.clear()
    one.button[0].click()
    first = started(pool, one.run)
    assert gate.reached.wait(20)
    two = app(source).run()
    assert texts(two) == ["1"]
    gate.open.set()
    first.result(20)
    assert texts(one) == ["went", "1"]
    assert gate.runs == [False, True, False]
