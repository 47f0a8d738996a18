"""What holds the interpreter is reported while it does, with its stack and its session."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from mini.testing import Client
from tests.serving import serve_source

HOLDS = """
    import mini as st

    def adds_up():
        return sum(range(10**12))

    if st.button("hold"):
        adds_up()
"""
HOLDS_FOR_A_WHILE = """
    import ctypes
    import mini as st

    if st.button("hold"):
        ctypes.PyDLL(None).usleep(900_000)  # holds the interpreter, as no function of Python does
        st.text("done")
"""


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110  another process has no event to be awaited
        await asyncio.sleep(0.01)


def test_the_stacks_are_in_the_log_while_nothing_else_can_run(tmp_path: Path) -> None:
    def stack(output: str) -> str:
        return output.partition("Timeout")[2]

    with serve_source(tmp_path, HOLDS, "--server.watchdogSeconds", "0.5") as served:
        whole = [f'{served.script}", line 5 in adds_up', 'File "mini: session ', "in run_2"]

        async def body() -> None:
            async with asyncio.timeout(60), Client(served.url) as tab:
                await tab.settled()
                await tab.click(tab.find("button"))
                await until(lambda: all(line in stack(served.output) for line in whole))
                tab.cut()

        asyncio.run(body())
        served.process.kill()  # it can do nothing else any more


def test_what_is_over_is_told_with_its_time_and_the_runs(tmp_path: Path) -> None:
    with serve_source(tmp_path, HOLDS_FOR_A_WHILE, "--server.watchdogSeconds", "0.4") as served:

        async def body() -> None:
            async with asyncio.timeout(60), Client(served.url) as tab:
                await tab.settled()
                await tab.click(tab.find("button"))
                await tab.until(lambda tab: bool(tab.all("text")))
                await until(lambda: " s nothing but one call could run" in served.output)

        asyncio.run(body())
        assert "Look for what keeps the interpreter" in served.output
