"""With the cache and without, an app shows the same and keeps the same state: random apps."""

from __future__ import annotations

import os
import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mini
from tests.caching.programs import Writer, play

EXAMPLES = int(os.environ.get("MINI_EXAMPLES", "300"))


@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=False
)
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_an_app_is_the_same_with_the_cache_and_without(app: int, users: int) -> None:
    check(app, users)


def check(app: int, users: int) -> None:
    mini.cache_data.clear()  # an app can come again
    source = Writer(app).source()
    plain, calls = play(source, users, caches=False, steps=10)
    cached, runs = play(source, users, caches=True, steps=10)
    for step, (with_cache, without) in enumerate(zip(cached, plain, strict=True)):
        for one, other in zip(with_cache, without, strict=True):
            assert one == other, f"step {step}: {one}\n!= {other}\n{source[1020:]}"
    assert not set(runs) - set(calls), source
    if re.search(r"with (hole|left|outside|st\.sidebar|st\.empty\(\)):\n *trace \+= f", source):
        return  # a function that names the place where it is called may have to run again
    # A fired trigger runs at each call; all names of the state count, also where one that the
    # function sets itself makes no difference.
    stored = Counter(run for run in runs if not {"fired", "names"} & set(run[1]))
    assert set(stored) == {call for call in calls if not {"fired", "names"} & set(call[1])}, source
    assert max(stored.values(), default=1) == 1, (source, stored.most_common(1))
