"""Tabs that mean well: they click, wait for the answer, and click again after a moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mini.testing import Client

COUNTER = """
    import mini as st

    if st.button("count"):
        st.session_state.n = st.session_state.get("n", 0) + 1
    st.text(f"n={st.session_state.get('n', 0)}")
"""
PAUSE = 0.1
"""Seconds between an answer and the next click of a tab."""


class Crowd:
    """Some tabs whose clicks all count, and how long each took."""

    def __init__(self) -> None:
        self.tabs: list[Client] = []
        self.times: list[float] = []
        self.clicks = 0

    def take_times(self) -> list[float]:
        """Give the seconds of the clicks since the last time."""
        times, self.times = self.times, []
        return times

    async def _click(self, tab: Client, late: float) -> None:
        await asyncio.sleep(late)
        number = 0
        while True:
            number += 1
            started = time.perf_counter()
            await tab.click(tab.find("button"))
            await tab.until(lambda tab, wanted=f"n={number}": told(tab) == wanted)  # type: ignore[misc]
            self.times.append(time.perf_counter() - started)
            self.clicks += 1
            tab.batches.clear()
            await asyncio.sleep(PAUSE)


def told(tab: Client) -> str:
    """What the counter says."""
    return str(tab.find("text").props["body"])


@asynccontextmanager
async def clicking(url: str, tabs: int) -> AsyncIterator[Crowd]:
    """Let tabs click as long as the block runs; whichever of them fails ends it."""
    crowd = Crowd()
    for _ in range(tabs):
        tab = Client(url)
        await tab.open()
        await tab.settled()
        crowd.tabs.append(tab)
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(crowd._click(tab, PAUSE * at / tabs))
            for at, tab in enumerate(crowd.tabs)
        ]
        yield crowd
        for task in tasks:
            task.cancel()
    for tab in crowd.tabs:
        await tab.close()
