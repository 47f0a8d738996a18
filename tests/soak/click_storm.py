"""Many tabs click as fast as they can, while their connections are cut at random moments."""

from __future__ import annotations

import asyncio
import random
import time

from mini.testing import Client
from tests.soak.tabs import percentile, serving

SHORT = {"sessions": 3, "clicks": 30, "cuts": 12}
FULL = {"sessions": 50, "clicks": 400, "cuts": 2000}
BOUNDS = {"lost": 0, "duplicated": 0, "misplaced": 0}

APP = """
    import mini as st
    log = st.session_state.setdefault("log", [])
    button = st.button("count", on_click=log.append, args=(st.session_state.get("n"),))
    mark = st.text_input("mark", key="mark")
    if button:
        log.append(mark)
    st.text(",".join(m for m in log if m))
    st.metric("clicks", sum(1 for m in log if m))
"""


async def run(*, sessions: int, clicks: int, cuts: int) -> dict[str, object]:
    """Type a number and click, again and again; the log of each session has all, in order."""
    with serving(APP) as served:
        storms = [Storm(served.url, clicks, cuts // sessions, seed) for seed in range(sessions)]
        async with asyncio.timeout(60 + sessions * clicks / 20):
            await asyncio.gather(*(storm.blow() for storm in storms))
    wanted = [str(n) for n in range(clicks)]
    got = [storm.log for storm in storms]
    for log in got:
        assert log == wanted, f"{len(log)} of {clicks} came, or in another order"
    times = [seconds for storm in storms for seconds in storm.times]
    return {
        "attempted": sessions * clicks,
        "counted": sum(len(log) for log in got),
        "lost": sum(len(set(wanted) - set(log)) for log in got),
        "duplicated": sum(len(log) - len(set(log)) for log in got),
        "misplaced": sum(log != sorted(log, key=int) for log in got),
        "losses_of_connections": sum(storm.tab.losses for storm in storms),
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
    }


class Storm:
    """One tab that types, clicks and is cut, none of which waits for another."""

    def __init__(self, url: str, clicks: int, cuts: int, seed: int) -> None:
        self.tab = Client(url, reconnect=True)
        self.log: list[str] = []
        self.times: list[float] = []
        self._clicks = clicks
        self._cuts = self._to_cut = cuts
        self._random = random.Random(seed)
        self._said: dict[int, float] = {}

    async def blow(self) -> None:
        """Do it all, and read the log that the server has kept."""
        async with self.tab as tab:
            await tab.settled()
            async with asyncio.TaskGroup() as group:
                cutting = group.create_task(self._cut_now_and_then())
                group.create_task(self._click_all())
                await self._listen()
                cutting.cancel()
            self.log = str(tab.find("text").props["body"]).split(",")

    async def _listen(self) -> None:
        tab = self.tab
        while tab.seen < 2 * self._clicks or tab.state == "running":
            await tab.take()
            tab.batches.clear()
            now = time.perf_counter()
            for cseq in [cseq for cseq in self._said if cseq <= self.tab.seen]:
                self.times.append(now - self._said.pop(cseq))

    async def _click_all(self) -> None:
        tab = self.tab
        field, button = tab.find("text_input"), tab.find("button")
        for number in range(self._clicks):
            # The last click comes after all cuts.
            while self._to_cut * self._clicks > self._cuts * (self._clicks - number):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            await tab.set(field, str(number))
            await tab.click(button)
            self._said[tab.cseq] = time.perf_counter()
            await asyncio.sleep(self._random.random() * 0.01)

    async def _cut_now_and_then(self) -> None:
        while self._to_cut:
            await asyncio.sleep(self._random.random() * 0.1)
            if self.tab.connected:  # what is not there cannot be cut
                self.tab.cut()
                self._to_cut -= 1
