"""Pages that read next to nothing while their scripts show ever new states, beside others."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack

from mini.testing import Client
from tests.faults.proxy import Proxy
from tests.soak.tabs import percentile, resident_kib, serving

SHORT = {"readers": 2, "others": 1, "kib": 64, "hertz": 20, "seconds": 1}
FULL = {"readers": 20, "others": 5, "kib": 256, "hertz": 1, "seconds": 60}
BOUNDS = {"memory_per_reader_kib": 8 * 1024, "p95_times": 1.5, "lost": 0}
RATE = 1000
"""Bytes that a slow page reads in a second."""

APP = """
    import time
    import mini as st

    n = st.session_state.setdefault("n", 0)
    if st.button("count"):
        st.session_state.n += 1
    st.text(f"n={st.session_state.n}")
    plan = st.text_input("plan", key="plan")
    if plan:
        states, kib, hertz = map(int, plan.split())
        place = st.empty()
        for state in range(states + 1):
            place.text(f"{state} " + chr(97 + state % 26) * 1024 * kib)
            time.sleep(1 / hertz)
"""


async def run(
    *, readers: int, others: int, kib: int, hertz: int, seconds: float
) -> dict[str, object]:
    """Let all of them go on for a while; the slow ones converge on the last state in the end."""
    with serving(APP) as served:
        async with AsyncExitStack() as stack, asyncio.timeout(60 + 6 * seconds):
            clicking = [await stack.enter_async_context(Client(served.url)) for _ in range(others)]
            for tab in clicking:
                await tab.settled()
            alone = await _click(clicking, seconds / 2)
            slow = [Reader(served.url, stack) for _ in range(readers)]
            for reader in slow:
                await reader.begin(f"{int(hertz * seconds)} {kib} {hertz}")
            before = resident_kib(served.process.pid)
            watch = asyncio.create_task(_most_resident(served.process.pid))
            beside = await _click(clicking, seconds)
            watch.cancel()
            most = await watch
            last = [await reader.catch_up(int(hertz * seconds)) for reader in slow]
    grown = max(0, most - before) / readers
    return {
        "attempted": readers,
        "lost": sum(not each for each in last),
        "skipped_states": sum(reader.skipped for reader in slow),
        "updates_mb_per_s": round(readers * kib * hertz / 1024, 1),
        "memory_per_reader_kib": round(grown),
        "p95_alone_ms": percentile(alone, 0.95),
        "p95_ms": percentile(beside, 0.95),
        "p50_ms": percentile(beside, 0.5),
        "p95_times": round(percentile(beside, 0.95) / max(percentile(alone, 0.95), 1.0), 2),
    }


class Reader:
    """A page on a line that is slow from a moment on."""

    def __init__(self, url: str, stack: AsyncExitStack) -> None:
        self._url = url
        self._stack = stack
        self.skipped = 0

    async def begin(self, plan: str) -> None:
        """Start the script that shows ever new states, and read slowly from then on."""
        self._proxy = await self._stack.enter_async_context(Proxy(self._url))
        self._tab = await self._stack.enter_async_context(Client(self._proxy.url))
        await self._tab.settled()
        self._proxy.down.rate = RATE
        await self._tab.set(self._tab.find("text_input"), plan)

    async def catch_up(self, states: int) -> bool:
        """Read at full speed again: after few states of many, the last one stands."""
        self._proxy.heal()
        tab = self._tab
        came = len(tab.batches)
        await tab.settled()
        self.skipped = states - (len(tab.batches) - came)
        shown = str(tab.find("text", 1).props["body"]).partition(" ")[0]
        assert shown == str(states), f"{shown} stands, and not {states}"
        return True


async def _click(tabs: list[Client], seconds: float) -> list[float]:
    """Click one after the other, each as soon as the last click was answered."""
    times: list[float] = []
    ends = time.perf_counter() + seconds

    async def clicking(tab: Client) -> None:
        while time.perf_counter() < ends:
            started = time.perf_counter()
            await tab.click(tab.find("button"))
            await tab.settled()
            times.append(time.perf_counter() - started)
            tab.batches.clear()
            tab.batches.append({})
            await asyncio.sleep(0.02)

    await asyncio.gather(*(clicking(tab) for tab in tabs))
    return times


async def _most_resident(pid: int) -> int:
    most = 0
    try:
        while True:
            most = max(most, resident_kib(pid))
            await asyncio.sleep(0.1)
    except asyncio.CancelledError:
        return max(most, resident_kib(pid))
