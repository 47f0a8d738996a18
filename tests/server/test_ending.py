"""How a server ends when it is told to: runs end in good order, and it is gone soon."""

from __future__ import annotations

import asyncio
import signal
import subprocess
from pathlib import Path

import pytest

from mini.testing import Client
from tests.forking import Started
from tests.serving import Served, serve_source

SOURCE = """
    import time
    from pathlib import Path
    import mini as st

    done = Path(__file__).parent / "done"
    if st.button("loop"):
        st.text("at it")
        try:
            while True:
                time.sleep(0.01)
        finally:
            time.sleep(0.2)
            done.open("a").write("finally ")
    if st.button("save"):
        st.text("at it")
        time.sleep(0.3)
        st.text("half")
        done.open("a").write("saved ")
    if st.button("wait"):
        st.text("at it")
        time.sleep(60)
"""


async def press(served: Served, *labels: str) -> None:
    """Press a button in a tab for each label, and see all of them at it."""
    for label in labels:
        tab = Client(served.url)
        await tab.open()
        await tab.settled()
        await tab.click(next(b for b in tab.all("button") if b.props["label"] == label))
        await tab.until(lambda tab: bool(tab.all("text")))


def test_runs_end_in_good_order(tmp_path: Path) -> None:
    async def run(served: Served) -> int:
        await press(served, "loop", "save")
        served.process.terminate()
        return await asyncio.to_thread(served.process.wait, 10)

    with serve_source(tmp_path, SOURCE, start=Started) as served:
        code = asyncio.run(run(served))
    assert code == 0
    assert sorted((tmp_path / "done").read_text().split()) == ["finally", "saved"]
    assert "Traceback" not in served.output
    assert "ERROR" not in served.output


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    async def run(served: Served) -> int:
        await press(served, "wait")
        served.process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            await asyncio.to_thread(served.process.wait, 0.5)
        served.process.terminate()
        return await asyncio.to_thread(served.process.wait, 10)

    with serve_source(tmp_path, SOURCE, start=Started) as served:
        assert asyncio.run(run(served)) == 128 + signal.SIGTERM
