"""One tab says far too much, of each kind of message, beside others that click."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE

from tests.soak.crowd import COUNTER, Crowd, clicking
from tests.soak.flooder import kinds
from tests.soak.tabs import percentile, resident_kib, serving

SHORT = {"tabs": 3, "rate": 2000, "seconds": 0.3, "others": ("value", "look", "inspect", "many")}
FULL = {
    "tabs": 20,
    "rate": 5000,
    "seconds": 30,
    "others": tuple(sorted(set(kinds("")) - {"click"})),
}
BOUNDS = {"lost": 0, "p95_ms": 500, "times_quiet_p95": 2, "grown_kib": 64 * 1024}


async def run(
    *, tabs: int, rate: int, seconds: float, others: tuple[str, ...]
) -> dict[str, object]:
    """Flood with clicks, and then for a sixth of the time with each other kind."""
    figures: dict[str, object] = {}
    with serving(COUNTER) as served:
        async with clicking(served.url, tabs) as crowd:
            await asyncio.sleep(min(seconds, 10))
            quiet = percentile(crowd.take_times(), 0.95)
            before = resident_kib(served.process.pid)
            p95, told = await flooded(served.url, crowd, "click", rate, seconds)
            assert told["received"] == told["counted"] == told["sent"], f"clicks were lost: {told}"
            for kind in others:
                figures[f"{kind}_p95_ms"], done = await flooded(
                    served.url, crowd, kind, rate, seconds / 6
                )
                assert done["received"] in {0, done["sent"]}, f"{kind} was lost: {done}"
            grown = resident_kib(served.process.pid) - before
            clicks = crowd.clicks
    return {
        "attempted": rate * seconds,
        "sent": told["sent"],
        "lost": told["sent"] - told["counted"],
        "clicks_of_others": clicks,
        "quiet_p95_ms": quiet,
        "p95_ms": p95,
        "times_quiet_p95": round(p95 / quiet, 2) if quiet else 0.0,
        "grown_kib": grown,
        **figures,
    }


async def flooded(
    url: str, crowd: Crowd, kind: str, rate: float, seconds: float
) -> tuple[float, dict[str, int]]:
    """Give the p95 of the others meanwhile, and what the flooder says."""
    command = (sys.executable, "-m", "tests.soak.flooder", url, kind, str(rate), str(seconds))
    flooder = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    assert flooder.stdout is not None
    await flooder.stdout.readline()
    crowd.take_times()
    await asyncio.sleep(seconds)
    p95 = percentile(crowd.take_times(), 0.95)
    told = json.loads(await flooder.stdout.readline() or "null")
    await flooder.wait()
    assert told is not None, f"the flooder of {kind} has failed"
    return p95, told
