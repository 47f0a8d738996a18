"""A server is told to end while all its sessions are at work, and is started again."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from mini.testing import Client
from tests.forking import Started
from tests.serving import serve_source
from tests.soak.tabs import percentile

SHORT = {"sessions": 12, "stubborn": 0}
FULL = {"sessions": 200, "stubborn": 5}
BOUNDS = {"exit_seconds": 10, "lost": 0, "unfinished": 0}

APP = """
    import threading
    import time
    import mini as st

    name = st.text_input("name", key="name")
    if st.button("work"):
        try:
            st.text("working")
            while True:
                time.sleep(0.02)
        finally:
            with open("finished", "a") as file:
                file.write(name + "\\n")
    if st.button("do not end"):
        threading.Thread(target=time.sleep, args=(60,), daemon=False).start()
        st.text("working")
        time.sleep(60)
    st.text(f"hello {name}")
"""


async def run(*, sessions: int, stubborn: int) -> dict[str, object]:
    """Type a name in each tab, let half of them work for ever, end the server, start it again.

    The stubborn ones among the others wait in C, with a thread of their own, and cannot be told.
    """
    with TemporaryDirectory() as place:
        folder = Path(place)
        finished = folder / "finished"
        app = APP.replace('"finished"', repr(str(finished)))
        async with asyncio.timeout(60 + sessions):
            with serve_source(folder, app, start=Started) as served:
                tabs = [Client(served.url, reconnect=True) for _ in range(sessions)]
                await asyncio.gather(*(_begin(tab, n, stubborn) for n, tab in enumerate(tabs)))
                began = time.perf_counter()
                served.process.terminate()
                code = await asyncio.to_thread(served.process.wait, 30)
                exit_seconds = time.perf_counter() - began
            assert code == 0, served.output
            assert "Traceback" not in served.output, served.output
            done = finished.read_text().split()
            assert sorted(done) == sorted(_name(n) for n in range(0, sessions, 2))
            port = str(urlsplit(served.url).port)
            with serve_source(folder, app, "--port", port):
                began = time.perf_counter()
                back = await asyncio.gather(*(_come_back(tab, n) for n, tab in enumerate(tabs)))
                await asyncio.gather(*(tab.close() for tab in tabs))
    return {
        "attempted": sessions,
        "exit_seconds": round(exit_seconds, 2),
        "lost": sum(moment is None for moment in back),
        "unfinished": sessions - sessions // 2 - len(done),
        "p50_ms": percentile([moment - began for moment in back if moment], 0.5),
        "p95_ms": percentile([moment - began for moment in back if moment], 0.95),
    }


def _name(number: int) -> str:
    return f"name-{number}"


async def _begin(tab: Client, number: int, stubborn: int) -> None:
    await tab.open()
    await tab.settled()
    await tab.set(tab.find("text_input"), _name(number))
    await tab.settled()
    if number % 2 == 0 or number // 2 < stubborn:
        await tab.click(tab.find("button", number % 2))
        await tab.until(lambda tab: any(t.props["body"] == "working" for t in tab.all("text")))


async def _come_back(tab: Client, number: int) -> float | None:
    """Give the moment when the page shows its name again."""
    await tab.until(
        lambda tab: tab.connected and tab.losses > 0 < tab.sseq and tab.state != "running"
    )
    assert not tab.welcome["resumed"]
    shown = [node.props["body"] for node in tab.all("text")]
    assert tab.find("text_input").props["value"] == _name(number)
    return time.perf_counter() if shown == [f"hello {_name(number)}"] else None
