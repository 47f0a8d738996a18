"""Cached generators: items are made once, for all who go through them."""

from __future__ import annotations

import asyncio
import builtins
import textwrap
from collections.abc import AsyncIterator, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import mini as st
from mini.testing import AppTest


@pytest.fixture(autouse=True)
def runs() -> Iterator[list[Any]]:
    st.cache_data.clear()
    log: list[Any] = []
    builtins.RUNS = log  # type: ignore[attr-defined]
    yield log
    del builtins.RUNS  # type: ignore[attr-defined]


def drain(source: Any) -> tuple[list[Any], Any]:
    """All items, and what the generator returns."""
    items = []
    while True:
        try:
            items.append(next(source))
        except StopIteration as end:
            return items, end.value


def numbers(runs: list[Any]) -> Any:
    @st.cache_data
    def count(to: int) -> Generator[list[int], None, str]:
        for number in range(to):
            runs.append(number)
            yield [number]
        return "end"

    return count


def test_items_and_result_come_again_as_copies(runs: list[Any]) -> None:
    count = numbers(runs)
    first, result = drain(count(3))
    first[0].append("changed")
    assert (first, result) == ([[0, "changed"], [1], [2]], "end")
    assert drain(count(3)) == ([[0], [1], [2]], "end")
    assert runs == [0, 1, 2]


def test_two_readers_take_turns_at_pulling(runs: list[Any]) -> None:
    count = numbers(runs)
    one, two = count(4), count(4)
    assert [next(one), next(two), next(two), next(one)] == [[0], [0], [1], [1]]
    one.close()  # whoever began does not matter
    assert drain(two) == ([[2], [3]], "end")
    assert runs == [0, 1, 2, 3]
    assert drain(count(4))[0] == [[0], [1], [2], [3]]
    assert runs == [0, 1, 2, 3]


def test_what_is_left_in_the_middle_is_not_stored(runs: list[Any]) -> None:
    count = numbers(runs)
    source = count(3)
    next(source)
    del source
    assert drain(count(3))[0] == [[0], [1], [2]]
    assert runs == [0, 0, 1, 2]


def test_many_threads_make_each_item_once(runs: list[Any]) -> None:
    count = numbers(runs)
    with ThreadPoolExecutor(20) as pool:
        results = list(pool.map(lambda _: drain(count(50)), range(20)))
    assert all(items == [[n] for n in range(50)] for items, _ in results)
    assert runs == list(range(50))


def test_a_failure_reaches_all_readers_and_is_not_stored(runs: list[Any]) -> None:
    @st.cache_data
    def breaks() -> Iterator[int]:
        runs.append("start")
        yield 1
        raise ValueError("broken")

    one, two = breaks(), breaks()
    assert next(one) == next(two) == 1
    for source in (one, two):
        with pytest.raises(ValueError, match="broken"):
            next(source)
    assert runs == ["start"]
    assert next(breaks()) == 1
    assert runs == ["start", "start"]


def test_async_generators(runs: list[Any]) -> None:
    @st.cache_data
    async def count(to: int) -> AsyncIterator[int]:
        for number in range(to):
            runs.append(number)
            await asyncio.sleep(0)
            yield number

    async def all_of(to: int) -> list[int]:
        return [number async for number in count(to)]

    async def three() -> list[list[int]]:
        return list(await asyncio.gather(all_of(4), all_of(4), all_of(4)))

    assert asyncio.run(three()) == [[0, 1, 2, 3]] * 3
    assert asyncio.run(all_of(4)) == [0, 1, 2, 3]
    assert runs == [0, 1, 2, 3]


def test_a_coroutine_is_awaited_and_cached(runs: list[Any]) -> None:
    @st.cache_data
    async def work(number: int) -> list[int]:
        runs.append(number)
        return [number]

    async def twice() -> Any:
        return await work(1), await work(1)

    assert asyncio.run(twice()) == ([1], [1])
    assert runs == [1]


def app(source: str) -> AppTest:
    head = "import builtins\nimport mini as st\nRUNS = builtins.RUNS\n"
    return AppTest.from_string(head + textwrap.dedent(source)).run()


def shown(at: AppTest) -> list[str]:
    return [each.value for each in at.text]


def test_what_is_shown_between_the_items_comes_between_them_again(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def steps():
            for step in range(3):
                RUNS.append(step)
                st.text(f"making {step}")
                yield step
            st.text("made")

        for step in steps():
            st.text(f"got {step}")
    """
    lines = [line for step in range(3) for line in (f"making {step}", f"got {step}")]
    assert shown(app(source)) == shown(app(source)) == [*lines, "made"]
    assert runs == [0, 1, 2]


def test_widgets_between_the_items(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def values():
            for number in range(2):
                RUNS.append(number)
                yield st.slider(f"s{number}", 0, 5)

        for value in values():
            st.text(value)
    """
    one, two = app(source), app(source)
    assert shown(one) == shown(two) == ["0", "0"]
    assert runs == [0, 1]
    two.slider[1].set_value(4).run()
    assert shown(two) == ["0", "4"]
    one.slider[1].set_value(4).run()
    assert shown(one) == ["0", "4"]
    assert runs == [0, 1, 0, 1]


def test_a_widget_read_before_the_first_await(runs: list[Any]) -> None:
    source = """
        import asyncio

        @st.cache_data
        async def work():
            RUNS.append(1)
            value = st.slider("n", 0, 5)
            await asyncio.sleep(0)
            st.text(f"worked {value}")
            return value

        st.text(asyncio.run(work()))
    """
    one, two = app(source), app(source)
    assert shown(one) == shown(two) == ["worked 0", "0"]
    two.slider[0].set_value(3).run()
    assert shown(two) == ["worked 3", "3"]
    assert len(runs) == 2


def test_what_a_reader_changes_between_the_items_counts(runs: list[Any]) -> None:
    source = """
        st.session_state.n = 0

        @st.cache_data
        def values():
            for _ in range(3):
                RUNS.append(st.session_state.n)
                yield st.session_state.n

        for value in values():
            st.text(value)
            st.session_state.n += 1
    """
    assert shown(app(source)) == ["0", "1", "2"]
    assert shown(app(source)) == ["0", "1", "2"]


def test_an_item_that_is_for_its_own_reader_only_sends_the_others_away(runs: list[Any]) -> None:
    source = """
        st.session_state.setdefault("cart", [])

        @st.cache_data
        def values():
            for number in range(3):
                RUNS.append(number)
                if number == 1:
                    st.session_state.cart.append(number)
                yield number

        one, two = values(), values()
        for pair in zip(one, two):
            st.text(pair)
    """
    assert shown(app(source)) == ["(0, 0)", "(1, 1)", "(2, 2)"]
    assert sorted(runs) == [0, 0, 1, 1, 2, 2]
