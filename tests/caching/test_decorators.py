"""What the decorators are given, and what they refuse."""

from __future__ import annotations

import functools
import inspect
import logging
import os
import threading
import time
from datetime import timedelta
from typing import Any

import pytest

import mini as st
from mini.caching.registry import REGISTRY
from mini.errors import ArgumentError, UnserializableReturnValueError
from mini.testing import AppTest


@pytest.fixture(autouse=True)
def clean() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"ttl": "3600"}, "ttl='3600'"),
        ({"ttl": -1}, "ttl=-1"),
        ({"ttl": 0}, "ttl=0"),
        ({"ttl": float("nan")}, "ttl=nan"),
        ({"ttl": "soon"}, "ttl='soon'"),
        ({"max_entries": 0}, "max_entries=0"),
        ({"max_entries": 1.5}, "max_entries=1.5"),
        ({"max_size": "much"}, "max_size='much'"),
        ({"persist": "cloud"}, "persist='cloud'"),
        ({"scope": "page"}, "scope='page'"),
        ({"refresh_mode": "later"}, "refresh_mode='later'"),
        ({"refresh_mode": "background"}, "Only what has a `ttl` is ever refreshed"),
        ({"cache_if": 3}, "cache_if=3"),
    ],
)
def test_nonsense_is_refused_when_it_decorates(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        st.cache_data(**options)
    assert words in str(raised.value)


@pytest.mark.parametrize("ttl", [60, 1.5, timedelta(hours=1), "1h30m", "2 days", "90s"])
def test_a_ttl_in_each_form(ttl: Any) -> None:
    assert st.cache_data(ttl=ttl)(len)("abc") == 3


@pytest.mark.parametrize("thing", [3, functools.partial(int, base=2), int, property(len)])
def test_what_is_no_function_is_refused(thing: Any) -> None:
    with pytest.raises(ArgumentError, match="It decorates a function"):
        st.cache_data(thing)


def test_methods_and_static_methods() -> None:
    class Shop:
        def __init__(self, name: str) -> None:
            self.name = name

        @st.cache_data
        def greet(self, who: str) -> list[str]:
            runs.append(who)
            return [self.name, who]

        @staticmethod
        @st.cache_data
        def add(one: int, two: int = 2) -> int:
            return one + two

        @classmethod
        @st.cache_data
        def title(cls, what: str) -> str:
            return f"{cls.__name__} {what}"

    runs: list[str] = []
    assert Shop("a").greet("ada") == Shop("a").greet(who="ada") == ["a", "ada"]
    assert Shop("b").greet("ada") == ["b", "ada"]
    assert runs == ["ada", "ada"]
    assert Shop("a").greet.contains("ada")
    assert not Shop("c").greet.contains("ada")
    assert Shop("c").greet.explain("ada").reason == "argument"
    Shop("a").greet.clear("ada")
    assert not Shop("a").greet.contains("ada")
    assert Shop("b").greet.contains("ada")
    assert Shop("b").greet.info().entries == 1
    assert Shop.add(1) == Shop("a").add(1, two=2) == 3
    assert Shop.title("x") == "Shop x"


def test_info_explain_contains_warm_and_clear() -> None:
    @st.cache_data
    def square(number: int, power: int = 2) -> int:
        return int(number**power)

    assert square.explain(2).reason == "first"
    assert not square.contains(2)
    square.warm([2, (3,), {"number": 4, "power": 3}])
    assert square.contains(2)
    assert square.contains(4, power=3)
    assert square.explain(3).reason == "hit"
    assert square(2) == 4
    info = square.info()
    assert (info.hits, info.misses, info.entries) == (1, 3, 3)
    assert info.bytes > 0
    why = square.explain(5)
    assert why.reason == "argument"
    assert "'number'" in why.text
    square.clear(2)
    assert square.explain(2).reason == "cleared"
    assert square.contains(3)
    square.clear()
    assert square.info().entries == 0


def test_explain_knows_code_and_globals() -> None:
    names: dict[str, Any] = {"st": st, "LIMIT": 1}
    source = "@st.cache_data\ndef work(number):\n    return number + LIMIT\n"
    exec(compile(source, "app_of_a_test.py", "exec"), names)
    names["work"](1)
    names["LIMIT"] = 2
    why = names["work"].explain(1)
    assert (why.reason, "LIMIT" in why.text) == ("global", True)
    assert names["work"](1) == 3
    exec(compile(source.replace("+ LIMIT", "- LIMIT"), "app_of_a_test.py", "exec"), names)
    assert names["work"].explain(1).reason == "code"
    assert names["work"](1) == -1


def test_what_was_evicted_or_has_expired_says_so() -> None:
    @st.cache_data(max_entries=1, ttl=100)
    def work(number: int) -> int:
        return number

    work(1)
    work(2)
    assert work.explain(1).reason == "evicted"
    REGISTRY.sweep(time.time() + 101)
    assert work.explain(2).reason == "expired"
    assert work.info().entries == 0


def test_cache_if_keeps_only_what_it_likes() -> None:
    runs = []

    @st.cache_data(cache_if=lambda value: value is not None)
    def find(number: int) -> int | None:
        runs.append(number)
        return number or None

    assert [find(0), find(0), find(1), find(1)] == [None, None, 1, 1]
    assert runs == [0, 0, 1]


def test_a_resource_is_shared_validated_and_released() -> None:
    released: list[Any] = []
    alive = {"yes": True}

    @st.cache_resource(validate=lambda _: alive["yes"], on_release=released.append, max_entries=1)
    def connect(name: str) -> list[str]:
        return [name]

    first = connect("a")
    assert connect("a") is first
    alive["yes"] = False
    second = connect("a")
    assert second is not first
    assert released == [first]
    alive["yes"] = True
    third = connect("b")
    assert released == [first, second]
    connect.clear()
    assert released == [first, second, third]


def test_a_changed_shared_container_is_noticed_once(caplog: pytest.LogCaptureFixture) -> None:
    @st.cache_resource
    def shared() -> list[int]:
        return [1]

    for _ in range(4):
        shared().append(2)
    assert caplog.text.count("was changed, and all sessions share it") == 1


def test_what_cannot_be_stored_says_what_to_do() -> None:
    @st.cache_data
    def connect() -> Any:
        return {"socket": threading.Lock()}

    with pytest.raises(UnserializableReturnValueError) as raised:
        connect()
    assert "`_thread.lock`" in str(raised.value)
    assert "`@st.cache_resource`" in str(raised.value)


def test_st_cache_says_which_decorator_is_wanted(caplog: pytest.LogCaptureFixture) -> None:
    opened = []

    @st.cache
    def numbers() -> list[int]:
        return [1]

    @st.cache
    def handle() -> Any:
        opened.append(open(os.devnull))  # noqa: PTH123, SIM115
        return opened[-1]

    @st.cache(allow_output_mutation=True, suppress_st_warning=True)  # type: ignore[untyped-decorator]
    def model() -> list[int]:
        return [2]

    with caplog.at_level(logging.WARNING):
        assert numbers() is not numbers()
        assert handle() is handle()
        assert model() is model()
    assert len(opened) == 1
    opened[0].close()
    said = [record.getMessage() for record in caplog.records]
    assert [("cache_data" in text, "cache_resource" in text) for text in said] == [
        (False, True),
        (True, False),
        (False, True),
    ]


def test_a_result_past_its_time_is_given_while_a_new_one_is_made() -> None:
    runs: list[int] = []
    refreshed = threading.Event()

    @st.cache_data(ttl=0.05, refresh_mode="background", max_stale=60)
    def work() -> int:
        runs.append(1)
        if len(runs) > 1:
            refreshed.set()
        return len(runs)

    assert work() == 1
    pause = threading.Event()
    while len(runs) == 1:
        assert work() == 1
        pause.wait(0.01)
    assert refreshed.wait(60)
    for _ in range(500):
        if work() == 2:
            break
        pause.wait(0.01)
    assert work() >= 2


@pytest.mark.parametrize(
    "decorator", [st.cache_data.__call__, st.cache_resource.__call__, st.cache]
)
def test_the_example_of_the_docstring_runs(decorator: Any) -> None:
    text, found, code = (inspect.getdoc(decorator) or "").partition("    import ")
    assert found, text
    app = AppTest.from_string("    import " + code).run()
    assert [error.value for error in app.exception] == []
    assert len(app.main.children) == 1
