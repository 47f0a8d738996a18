"""The short forms of the suites; nothing that is timed decides."""

from __future__ import annotations

import asyncio

import pytest

from tests.soak.suites import Suite, suites

SUITES = suites()


@pytest.mark.parametrize("name", SUITES)
def test_what_must_be_true_at_any_speed(name: str) -> None:
    suite = SUITES[name]
    figures = asyncio.run(suite.run(**suite.short))
    assert not set(suite.bounds) - set(figures)


def test_a_figure_that_is_too_large_or_lacking_is_named() -> None:
    async def run(**sizes: object) -> dict[str, object]:
        return {}

    suite = Suite("storm", run, {}, {}, {"lost": 0, "p95_ms": 50})
    assert suite.missed({"lost": 0, "p95_ms": 49.9}) == []
    assert suite.missed({"lost": 1}) == [
        "lost is 1, and may be 0 at most", "p95_ms is None, and may be 50 at most",
    ]  # fmt: skip
