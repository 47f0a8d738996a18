"""Keys that a binder remembers are those that it would give anew."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mini.memo.key import Binder

PLAIN: list[Any] = [
    0,
    1,
    True,
    False,
    0.0,
    -0.0,
    1.0,
    math.nan,
    -math.nan,
    2.5,
    "",
    "1",
    b"",
    b"1",
    None,
]
NAMES = ["first", "second", "_third", "more"]


def function(first: Any, second: Any = 1, *, _third: Any = None, **more: Any) -> None: ...


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PLAIN),
            st.dictionaries(st.sampled_from(NAMES[1:]), st.sampled_from(PLAIN)),
        ),
        max_size=12,
    )
)
def test_what_is_remembered_is_what_would_be_given_anew(calls: list[Any]) -> None:
    used = Binder(function, "function")
    for first, named in calls * 2:
        for args, kwargs in (((first,), named), ((), {"first": first, **named})):
            assert used.key(args, kwargs) == Binder(function, "function").key(args, kwargs)


def test_the_zeros_differ_and_so_do_types_and_names() -> None:
    binder = Binder(function, "function")
    for _ in range(2):
        plain = {binder.key((value,), {}) for value in PLAIN}
        named = {binder.key((), {"first": value}) for value in PLAIN}
        assert plain == named
        assert len(plain) >= len(PLAIN) - 1
        assert binder.key((1,), {"more": 1}) != binder.key((1,), {"second": 1})
        assert binder.key((1,), {"second": 2}) == binder.key((1, 2), {})
        assert binder.key((1, 2), {"more": 3}) != binder.key((1, 3), {"more": 2})
        assert binder.key((1,), {"_third": 1}) == binder.key((1,), {"_third": 2})
