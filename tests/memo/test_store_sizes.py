"""What authors may write for sizes, times to live and numbers of entries."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mini.errors import ArgumentError
from mini.memo.sizes import check_max_entries, parse_size, parse_ttl


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (None, None), (math.inf, None), (3600, 3600), (0.5, 0.5), (np.int64(5), 5),
        (dt.timedelta(minutes=1), 60), ("90s", 90), ("1h30m", 5400), ("1.5h", 5400),
        ("2 days", 172_800), ("1d", 86_400), ("1 day, 2 hours", 93_600), ("250ms", 0.25),
        ("1 day 02:00:00", 93_600), ("00:10:00", 600), ("1 week", 604_800), (" 5 min ", 300),
    ],
)  # fmt: skip
def test_a_time_to_live_in_each_of_its_forms(written: Any, seconds: float | None) -> None:
    assert parse_ttl(written) == seconds


@pytest.mark.parametrize(
    "written",
    ["3600", "-1s", "", " ", "1M", "h", "1h later", "1hour2", "02:00", "1e3s", "00:00:00", 0, -1,
     0.0, math.nan, -math.inf, True, dt.timedelta(0), dt.timedelta(-1), [1], b"1s", 1j],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_the_forms_that_are(written: Any) -> None:
    with pytest.raises(ArgumentError, match=r'`"1h30m"`') as caught:
        parse_ttl(written)
    assert caught.value.argument == "ttl"
    assert caught.value.command == "cache_data"


@pytest.mark.parametrize(
    ("written", "size"),
    [(None, None), (1, 1), (5000, 5000), ("1 B", 1), ("200 MB", 200_000_000), ("1.5GB", 15 * 10**8),
     ("10 KiB", 10_240), ("2gib", 2**31), (np.int32(7), 7)],
)  # fmt: skip
def test_a_size_in_each_of_its_forms(written: Any, size: int | None) -> None:
    assert parse_size(written) == size


@pytest.mark.parametrize(
    "written", ["5", "x", "", "5 apples", "-1 MB", "0 MB", "0.1 B", 0, -5, 1.5, True, [1]]
)
def test_what_is_no_size_is_refused(written: Any) -> None:
    with pytest.raises(ArgumentError, match="200 MB") as caught:
        parse_size(written, command="cache_resource", argument="budget")
    assert caught.value.argument == "budget"
    assert caught.value.command == "cache_resource"


@given(st.text(max_size=12))
def test_any_text_is_a_time_above_zero_or_refused(written: str) -> None:
    try:
        seconds = parse_ttl(written)
    except ArgumentError:
        return
    assert seconds is not None
    assert 0 < seconds < math.inf


def test_entries_are_whole_numbers_from_one_on() -> None:
    assert [check_max_entries(each) for each in (None, 1, 5, np.int8(3))] == [None, 1, 5, 3]
    for wrong in (0, -1, 1.0, True, "3", math.nan):
        with pytest.raises(ArgumentError, match="max_entries"):
            check_max_entries(wrong)
