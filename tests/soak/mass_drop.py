"""All tabs of a server lose their connections at once, and come back by themselves."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import PIPE, Process

from mini.testing import Client
from tests.soak.tabs import percentile, resident_kib, serving

SHORT = {"sessions": 20, "processes": 1}
FULL = {"sessions": 1000, "processes": 4}
BOUNDS = {"lost": 0, "p95_ms": 2000, "slowest_ms": 5000}
AT_ONCE = 20

APP = """
    import mini as st
    mark = st.text_input("mark", key="mark")
    if st.button("count"):
        st.session_state.n = st.session_state.get("n", 0) + 1
    st.text(f"{mark} {st.session_state.get('n', 0)}")
"""


async def run(*, sessions: int, processes: int) -> dict[str, object]:
    """Cut all, and see that each goes on with its own state, how soon, and at what cost."""
    with serving(APP) as served:
        crowds = [await _crowd(served.url, sessions // processes) for _ in range(processes)]
        try:
            for crowd in crowds:
                await _heard(crowd)
            before = resident_kib(served.process.pid)
            for crowd in crowds:
                await _told(crowd, "cut")
            found = [json.loads(await _heard(crowd)) for crowd in crowds]
            for crowd in crowds:  # when all are back
                await _told(crowd, "click")
            lost = sum([int(await _heard(crowd)) for crowd in crowds])
            after = resident_kib(served.process.pid)
        finally:
            for crowd in crowds:
                if crowd.returncode is None:
                    crowd.kill()
                await crowd.wait()
    times = [seconds for each in found for seconds in each]
    assert lost == 0, f"{lost} of {sessions} came back without their state"
    assert len(times) == sessions
    return {
        "attempted": sessions,
        "lost": lost,
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
        "slowest_ms": percentile(times, 1),
        "grown_kib": after - before,
    }


async def _crowd(url: str, tabs: int) -> Process:
    command = [sys.executable, "-m", "tests.soak.mass_drop", url, str(tabs)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["framework", "."])}
    return await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, limit=1 << 24, env=environment
    )


async def _heard(crowd: Process) -> str:
    assert crowd.stdout is not None
    async with asyncio.timeout(180):
        line = (await crowd.stdout.readline()).decode()
    assert line, "the tabs of a process have ended"
    return line


async def _told(crowd: Process, line: str) -> None:
    assert crowd.stdin is not None
    crowd.stdin.write(line.encode() + b"\n")
    await crowd.stdin.drain()


async def drop(url: str, tabs: int) -> None:
    """In a process of its own: open tabs, each with a state, cut them when told, and report."""
    clients = [Client(url, reconnect=True) for _ in range(tabs)]
    gate = asyncio.Semaphore(AT_ONCE)

    async def opened(client: Client, mark: str) -> None:
        async with gate:
            await client.open()
            await client.settled()
            await client.set(client.find("text_input"), mark)
            await client.click(client.find("button"))
            await client.settled()

    await asyncio.gather(*(opened(client, f"m{at}") for at, client in enumerate(clients)))
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    started = time.perf_counter()
    for client in clients:
        client.cut()

    async def back(client: Client) -> float:
        came = len(client.batches)
        await client.until(lambda client: client.connected and len(client.batches) > came)
        return time.perf_counter() - started

    times = await asyncio.gather(*(back(client) for client in clients))
    print(json.dumps(times), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)

    async def click(client: Client) -> None:
        async with gate:
            await client.click(client.find("button"))
            await client.settled()

    await asyncio.gather(*(click(client) for client in clients))
    shown = [str(client.find("text").props["body"]) for client in clients]
    lost = sum(text != f"m{at} 2" for at, text in enumerate(shown))
    print(lost, flush=True)


if __name__ == "__main__":
    asyncio.run(drop(sys.argv[1], int(sys.argv[2])))
