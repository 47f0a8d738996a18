"""Long lists of numbers and texts are taken as columns, and still no two of them are alike."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mini.memo.digest import digest
from tests.memo.digest_values import Mass, Text
from tests.memo.test_digest import written

ALIKE: list[Any] = [
    0, 1, True, False, 0.0, -0.0, 1.0, math.nan, math.inf, None, "", "\0", "1", "1\0", "\0\0", b"",
    b"\0", b"i\0\0\0\0", b"i\1\0\0\0i\1\0\0\0", 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**63,
    -(2**63), -(2**63) - 1, (1,), [1], (), [], Mass(1.0), Text("1"),
]  # fmt: skip


def told(value: Any) -> str:
    return f"{type(value).__name__} {written(list(value) if isinstance(value, list) else value)}"


@settings(deadline=None, max_examples=300)
@given(*[st.lists(st.sampled_from(ALIKE), max_size=4)] * 2, st.sampled_from(ALIKE))
def test_no_two_columns_are_alike(one: list[Any], other: list[Any], filled: Any) -> None:
    ones, others = [*one, *[filled] * 20, *other], [*other, *[filled] * 20, *one]
    for left, right in ((one, other), (ones, others)):
        alike = [told(item) for item in left] == [told(item) for item in right]
        assert (digest(left) == digest(right)) == alike
        assert digest(left) == digest(list(left))
        assert digest(left) != digest(tuple(left))


@pytest.mark.parametrize("filled", [7, 0.5, "text"])
@pytest.mark.parametrize("other", ALIKE)
def test_one_other_item_in_a_column_is_seen(filled: Any, other: Any) -> None:
    column = [filled] * 50
    plain = digest(column)
    for place in (0, 25, 49):
        assert digest([*column[:place], other, *column[place + 1 :]]) != plain
    assert digest([*column, other]) != digest([*column, other, filled])


def test_texts_with_zeros_are_told_from_more_texts() -> None:
    lists = [["a\0b"], ["a", "b"], ["a\0", "b"], ["a", "\0b"], ["a", "", "b"], ["a\0\0b"], ["", ""]]
    assert len({digest(texts) for texts in [*lists, ["\0"], [""], ["\ud800"], ["?"]]}) == 11
