"""One call has one key, however it is written; another call has another."""

from __future__ import annotations

import functools
import inspect
import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mini.errors import UnhashableParamError
from mini.memo.key import Binder


def multiply(a: Any, b: Any = 2) -> Any:
    return a * b


def everything(a: Any, /, b: Any = 2, *more: Any, c: Any = 3, _d: Any = 4, **rest: Any) -> Any:
    return a, b, more, c, rest


def key(binder: Binder, *args: Any, **kwargs: Any) -> bytes:
    return binder.key(args, kwargs)


@settings(deadline=None)
@given(
    st.integers() | st.text() | st.booleans() | st.none() | st.floats() | st.lists(st.integers())
)
def test_one_call_has_one_key_however_it_is_written(value: Any) -> None:
    binder = Binder(multiply, "multiply")
    one = key(binder, value)
    assert len(one) == 16
    assert one == key(binder, value, 2) == key(binder, b=2, a=value) == key(binder, value, b=2)
    assert one == key(Binder(multiply, "multiply"), a=value)
    assert one != key(binder, value, 3)
    assert one != key(binder, 2, value) or value == 2


def test_equal_numbers_of_other_types_have_other_keys_also_the_second_time() -> None:
    binder = Binder(multiply, "multiply")
    values = [1, 1.0, True, "1", b"1", 0, 0.0, -0.0, False, None, "", b"", (), [], (1,), [1]]
    for _ in range(2):
        assert len({key(binder, value) for value in values}) == len(values)
    assert key(binder, "a", "b") != key(binder, "astr:b") != key(binder, "ab", "")


def test_every_kind_of_parameter() -> None:
    binder = Binder(everything, "everything")
    one = key(binder, 1)
    assert one == key(binder, 1, 2, c=3, _d=9) == key(binder, 1, _e=5)
    assert key(binder, 1, x=1, y=2) == key(binder, 1, y=2, x=1) != key(binder, 1, x=2, y=1)
    assert key(binder, 1, 2, 3, 4) != key(binder, 1, 2, 4, 3) != key(binder, 1, 2, (4, 3))
    assert binder.bind((1, 5, 6), {"z": 7}) == {
        "a": 1, "b": 5, "more": (6,), "c": 3, "_d": 4, "rest": {"z": 7},
    }  # fmt: skip
    named = binder.by_name((1,), {})
    assert list(named) == ["a", "b", "more", "c", "rest"]
    changed = binder.by_name((1,), {"c": 4})
    assert [name for name in named if named[name] != changed[name]] == ["c"]


def test_a_left_out_parameter_may_be_anything() -> None:
    binder = Binder(lambda _lock, a, *_more, **_rest: a, "f")
    assert key(binder, threading.Lock(), 1) == key(binder, None, 1, threading.Lock(), x=iter([]))


@pytest.mark.parametrize(
    "call", [((), {}), ((1, 2, 3), {}), ((1,), {"z": 1}), ((1,), {"a": 2}), ((), {"b": 1})]
)
def test_wrong_arguments_are_told_in_the_words_of_python(call: Any) -> None:
    args, kwargs = call
    with pytest.raises(TypeError) as ours:
        Binder(multiply, "multiply").key(args, kwargs)
    with pytest.raises(TypeError) as theirs:
        multiply(*args, **kwargs)
    assert str(ours.value) == str(theirs.value)


def test_what_has_no_key_is_told_with_the_way_to_it_and_the_ways_out() -> None:
    class Model:
        def __init__(self) -> None:
            self.layers = [{"lock": threading.Lock()}]

    model = Model()
    with pytest.raises(UnhashableParamError) as caught:
        Binder(multiply, "multiply_score").key((model,), {})
    text = str(caught.value)
    assert text.startswith("Cannot hash argument 'a' (of type tests.memo.test_key.")
    assert "in 'multiply_score'." in text
    assert caught.value.path == "a.layers[0]['lock']"
    with pytest.raises(UnhashableParamError) as caught:
        Binder(everything, "f").key((1, 2, [model]), {})
    assert caught.value.path == "more[0][0].layers[0]['lock']"
    with pytest.raises(UnhashableParamError) as caught:
        Binder(everything, "f").key((1,), {"x": model})
    assert caught.value.path == "rest['x'].layers[0]['lock']"


def test_self_is_a_parameter_like_any_other() -> None:
    class Score:
        def __init__(self, score: int) -> None:
            self.score = score

        def times(self, by: int) -> int:
            return self.score * by

    binder = Binder(Score.times, "times")
    assert key(binder, Score(1), 2) == key(binder, Score(1), by=2) != key(binder, Score(2), 2)
    failing = Score(1)
    failing.score = threading.Lock()  # type: ignore[assignment]
    with pytest.raises(
        UnhashableParamError, match=r"Cannot hash argument 'self' \(of type .*Score"
    ):
        key(binder, failing, 2)
    by_score = Binder(Score.times, "times", {Score: lambda value: id(value.score)})
    assert key(by_score, failing, 2) == key(by_score, failing, 2)


def test_a_default_that_has_no_key_counts_only_where_it_is_used() -> None:
    lock = threading.Lock()
    binder = Binder(lambda a, b=lock: a, "f")
    assert key(binder, 1, 2)
    with pytest.raises(UnhashableParamError, match="'b'"):
        key(binder, 1)


def test_functions_of_one_code_with_other_defaults() -> None:
    def make(default: Any) -> Binder:
        return Binder(lambda a, b=default: a, "f")

    keys = {key(make(default), 1) for default in (1, 1.0, True, "1", None)}
    assert len(keys) == 5
    assert key(make(1), 1) == key(make(2), 1, 1)


def test_decorated_functions_partials_and_builtins() -> None:
    @functools.wraps(multiply)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        return multiply(*args, **kwargs)

    assert key(Binder(wrapped, "f"), 1) == key(Binder(wrapped, "f"), b=2, a=1)
    half = functools.partial(multiply, b=3)
    assert key(Binder(half, "half"), 1) == key(Binder(half, "half"), a=1)
    assert key(Binder(len, "len"), [1]) != key(Binder(len, "len"), [2])
    assert str(inspect.signature(half)) == "(a: 'Any', *, b: 'Any' = 3) -> 'Any'"


def test_the_author_may_say_how_to_hash() -> None:
    plain = Binder(multiply, "multiply", {int: lambda value: value % 10})
    assert key(plain, 1) == key(plain, 11) != key(plain, 12)
    assert key(plain, [1, {"a": 2}]) == key(plain, [11, {"a": 12}])


def test_many_threads_and_more_calls_than_are_remembered() -> None:
    binder = Binder(multiply, "multiply")
    wanted = [key(Binder(multiply, "multiply"), i, b=2) for i in range(3000)]
    found: list[list[bytes]] = []
    threads = [
        threading.Thread(target=lambda: found.append([key(binder, i) for i in range(3000)]))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 3
