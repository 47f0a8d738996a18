"""Computations that go on: what is cleared meanwhile, and what can be waited for."""

from __future__ import annotations

import asyncio
import gc
import threading
import warnings
from collections.abc import Callable, Iterator
from inspect import CORO_SUSPENDED, getcoroutinestate
from typing import Any
from unittest.mock import Mock

import pytest

import mini as st
from mini.errors import AwaitableReturnedError, UnhashableParamError

Decorator = Callable[..., Callable[..., Any]]
BOTH = pytest.mark.parametrize("decorator", [st.cache_data, st.cache_resource])


@pytest.fixture(autouse=True)
def _clear() -> Iterator[None]:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def test_a_resource_that_was_cleared_while_it_was_made_is_not_released() -> None:
    released: list[object] = []
    started, go = threading.Event(), threading.Event()

    @st.cache_resource(on_release=released.append)
    def connect() -> object:
        started.set()
        assert go.wait(10)
        return object()

    given: list[object] = []
    maker = threading.Thread(target=lambda: given.append(connect()))
    maker.start()
    assert started.wait(10)
    connect.clear()
    go.set()
    maker.join(10)
    assert released == []
    assert connect() is not given[0]
    connect.clear()
    assert len(released) == 1
    assert released != given


@BOTH
def test_what_waits_in_a_closure_does_not_change_the_key(decorator: Decorator) -> None:
    calls: list[int] = []

    async def main() -> list[int]:
        started, go = asyncio.Event(), asyncio.Event()

        @decorator
        async def load() -> int:
            calls.append(1)
            started.set()
            await go.wait()
            return 42

        first = asyncio.create_task(load())
        await started.wait()
        others = [asyncio.create_task(load()) for _ in range(2)]
        await asyncio.sleep(0)
        others[0].cancel()
        with pytest.raises(asyncio.CancelledError):
            await others[0]
        go.set()
        return [await first, await others[1]]

    assert asyncio.run(main()) == [42, 42]
    assert calls == [1]


LOCKS: list[Callable[[], object]] = [
    asyncio.Lock, asyncio.Event, asyncio.Condition, asyncio.Semaphore, asyncio.BoundedSemaphore,
    asyncio.Queue, asyncio.PriorityQueue,
]  # fmt: skip


@pytest.mark.parametrize("make", LOCKS)
def test_what_coroutines_wait_for_is_no_argument(make: Callable[[], object]) -> None:
    @st.cache_data
    def load(lock: object) -> int:
        return 1

    with pytest.raises(UnhashableParamError, match="has an identity of its own"):
        load(make())


@BOTH
def test_a_coroutine_is_no_result(decorator: Decorator) -> None:
    calls: list[int] = []

    async def fetch() -> int:
        return 42

    @decorator
    def load() -> Any:
        calls.append(1)
        return fetch()

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        for _ in range(2):
            with pytest.raises(AwaitableReturnedError, match=r"Make it `async def load\(\.\.\.\)`"):
                load()
        gc.collect()
    assert calls == [1, 1]
    assert not [each for each in seen if "never awaited" in str(each.message)]


@BOTH
def test_a_coroutine_that_has_begun_is_left_alone(decorator: Decorator) -> None:
    async def fetch() -> None:
        await asyncio.sleep(0)

    begun = fetch()
    begun.send(None)

    @decorator
    def load() -> Any:
        return begun

    with pytest.raises(AwaitableReturnedError):
        load()
    assert getcoroutinestate(begun) == CORO_SUSPENDED
    begun.close()


@BOTH
def test_a_task_is_no_result(decorator: Decorator) -> None:
    async def main() -> int:
        task = asyncio.create_task(asyncio.sleep(0, 42))

        @decorator
        def load() -> Any:
            return task

        with pytest.raises(AwaitableReturnedError, match="returned a Task"):
            load()
        return await task

    assert asyncio.run(main()) == 42


@BOTH
def test_a_function_of_hash_funcs_is_asked_once_for_each_call(decorator: Any) -> None:
    as_key = Mock(return_value="same")

    def plain(name: str) -> list[int]:
        return []

    load = decorator(hash_funcs={str: as_key})(plain)
    load("a")
    as_key.assert_called_once_with("a")
    load("b")
    assert as_key.call_count == 2
    assert load.explain("c").reason == "hit"
