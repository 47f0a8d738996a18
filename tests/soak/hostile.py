"""Scripts that do what they should not, one after another, beside tabs that click."""

from __future__ import annotations

import asyncio
import re
import shutil
import time
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from mini.model.message import Hello
from mini.testing import Client
from tests.serving import serve
from tests.soak.crowd import Crowd, clicking
from tests.soak.tabs import percentile

SCRIPTS = Path(__file__).parent / "scripts"
ALL = tuple(re.findall(r"^def (\w+)", (SCRIPTS / "hostile.py").read_text(), re.MULTILINE))
SHORT = {"tabs": 3, "seconds": 0.3, "dashboards": 20, "stops": 2, "each": ("prints", "forks")}
FULL = {"tabs": 20, "seconds": 3.0, "dashboards": 200, "stops": 50, "each": ALL}
BOUNDS = {"failed": 0, "loop_p95_ms": 50, "dashboards_p95_ms": 500, "stop_p95_ms": 100}


async def run(
    *, tabs: int, seconds: float, dashboards: int, stops: int, each: tuple[str, ...]
) -> dict[str, object]:
    """Let each script run for a while; no tab that clicks may fail, or wait for ever."""
    worst: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        for path in SCRIPTS.iterdir():
            shutil.copy(path, folder)
        with serve(Path(folder) / "app.py") as served:
            async with clicking(served.url, tabs) as crowd:
                await asyncio.sleep(seconds)
                quiet = percentile(crowd.take_times(), 0.95)
                loop = await beside(served.url, crowd, "loop", 1, 3 * seconds)
                many = await beside(served.url, crowd, "live", dashboards, 2 * seconds)
                for name in each:
                    worst[name] = await beside(served.url, crowd, name, 1, seconds)
                stopping = [await stopped(served.url) for _ in range(stops)]
                clicks = crowd.clicks
    return {
        "scripts": len(each) + 2,
        "clicks_of_others": clicks,
        "failed": 0,  # one that fails ends the suite
        "quiet_p95_ms": quiet,
        "loop_p95_ms": loop,
        "dashboards_p95_ms": many,
        "stop_p50_ms": percentile(stopping, 0.5),
        "stop_p95_ms": percentile(stopping, 0.95),
        "each_p95_ms": worst,
    }


async def beside(url: str, crowd: Crowd, name: str, times: int, seconds: float) -> float:
    """Run a script in some tabs for a while; give the p95 of the others meanwhile."""
    async with AsyncExitStack() as stack:
        bad = [Client(url, Hello(query=f"do={name}")) for _ in range(times)]
        for tab in bad:
            await stack.enter_async_context(tab)
        crowd.take_times()
        readers = [asyncio.create_task(_read(tab)) for tab in bad]
        await asyncio.sleep(seconds)
        p95 = percentile(crowd.take_times(), 0.95)
        for reader in readers:
            reader.cancel()
        for tab in bad:
            await tab.stop()
    return p95


async def _read(tab: Client) -> None:
    while True:
        await tab.take()
        tab.batches.clear()


async def stopped(url: str) -> float:
    """Give the seconds that it takes to stop an endless loop."""
    async with asyncio.timeout(60), Client(url, Hello(query="do=loop")) as tab:
        await tab.until(lambda tab: tab.state == "running" and bool(tab.all("button")))
        started = time.perf_counter()
        await tab.stop()
        await tab.until(lambda tab: tab.state == "stopped")
        return time.perf_counter() - started
