"""Very many tabs are open and do nothing, beside some that click."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack

from tests.soak.crowd import COUNTER, clicking
from tests.soak.holder import holding
from tests.soak.tabs import percentile, resident_kib, serving

SHORT = {"tabs": 200, "each": 100, "seconds": 0.3}
FULL = {"tabs": 10_000, "each": 2_500, "seconds": 10}
BOUNDS = {"kib_each": 60, "times_quiet_p95": 2}
WARM = 50
"""Tabs that are open before any is counted."""


async def run(*, tabs: int, each: int, seconds: float) -> dict[str, object]:
    """Open tabs, `each` by a process of its own, and look what the server takes for them."""
    options = ("--server.maxSessionsPerBrowser", str(2 * tabs))
    with serving(COUNTER, *options) as served, ExitStack() as stack:
        stack.enter_context(holding(served.url, WARM))
        async with clicking(served.url, 5) as crowd:
            await asyncio.sleep(seconds)
            quiet = percentile(crowd.take_times(), 0.95)
            before = resident_kib(served.process.pid)
            for _ in range(tabs // each):
                held = holding(served.url, each)
                await asyncio.to_thread(stack.enter_context, held)
            taken = resident_kib(served.process.pid) - before
            crowd.take_times()
            await asyncio.sleep(seconds)
            p95 = percentile(crowd.take_times(), 0.95)
            clicks = crowd.clicks
    return {
        "idle": tabs,
        "kib_each": round(taken / tabs, 1),
        "clicks_of_others": clicks,
        "quiet_p95_ms": quiet,
        "p95_ms": p95,
        "times_quiet_p95": round(p95 / quiet, 2) if quiet else 0.0,
    }
