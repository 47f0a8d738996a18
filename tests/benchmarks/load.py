"""A program that opens many tabs on the counter and clicks them in a closed loop, or lets them be.

`python -m tests.benchmarks.load <module> <port> <sessions> <seconds>` prints a line when all tabs
are open. With 0 seconds it waits for the end of its input, else it clicks and prints a `Load`. It
runs under the Python of each product, and needs nothing but the standard library and that product.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from statistics import median

from tests.benchmarks.dialects import DIALECTS, Dialect
from tests.benchmarks.websocket import WebSocket

AT_ONCE = 20
PATIENCE = 60.0
READY = "ready"


@dataclass(frozen=True)
class Load:
    """How many runs a server did in a second, and the milliseconds that half of them took."""

    runs_a_second: float
    p50_ms: float
    connect_s: float


class Tab:
    """One session: it opens, runs once, and then clicks as soon as the last click is answered."""

    def __init__(self, dialect: Dialect, host: str) -> None:
        self.times: list[float] = []
        loop = asyncio.get_running_loop()
        self.first: asyncio.Future[None] = loop.create_future()
        self.answered: asyncio.Future[None] = loop.create_future()
        self._dialect = dialect
        self._started = 0.0
        self._runs = 0
        self._text = b"count 0"
        self._heard = False
        self._clicking = False
        self._socket = WebSocket(host, dialect.path, dialect.subprotocol, self._take)

    async def open(self, host: str) -> None:
        """Connect, and wait until the first run is over."""
        name, _, port = host.partition(":")
        await asyncio.get_running_loop().create_connection(lambda: self._socket, name, int(port))
        await self._socket.opened
        self._socket.send(self._dialect.opcode, self._dialect.hello())
        await asyncio.wait((self.first, self._socket.closed), return_when="FIRST_COMPLETED")
        self.check()

    def start(self) -> None:
        """Click, and go on clicking."""
        self._clicking = True
        self._click()

    def stop(self) -> None:
        """End with the click that goes on, which does not count."""
        self._clicking = False

    def check(self) -> None:
        """Raise what has ended the connection, if something has."""
        if self._socket.closed.done():
            self._socket.closed.result()

    def close(self) -> None:
        """Leave, as a browser that is closed."""
        self._socket.abort()

    def _click(self) -> None:
        self._runs += 1
        self._text, self._heard = b"count %d" % self._runs, False
        self._started = time.perf_counter()
        self._socket.send(self._dialect.opcode, self._dialect.click())

    def _take(self, message: bytes) -> None:
        self._heard = self._heard or self._text in message
        if not self._dialect.take(message):
            return
        if not self._heard:
            raise AssertionError(f"a run ended without {self._text!r}")
        if not self.first.done():
            self.first.set_result(None)
        elif self._clicking:
            self.times.append(time.perf_counter() - self._started)
            if not self.answered.done():
                self.answered.set_result(None)
            self._click()


async def _open(module: str, host: str, sessions: int) -> list[Tab]:
    tabs = [Tab(DIALECTS[module](), host) for _ in range(sessions)]
    for at in range(0, sessions, AT_ONCE):
        await asyncio.gather(*(tab.open(host) for tab in tabs[at : at + AT_ONCE]))
    return tabs


async def _click(tabs: list[Tab], seconds: float) -> tuple[float, float]:
    """Click for some seconds, and on until every tab has had an answer."""
    started = time.perf_counter()
    for tab in tabs:
        tab.start()
    await asyncio.sleep(seconds)
    await asyncio.wait([tab.answered for tab in tabs], timeout=PATIENCE)
    for tab in tabs:
        tab.stop()
        tab.check()
    passed = time.perf_counter() - started
    times = [each for tab in tabs for each in tab.times]
    return len(times) / passed, 1000 * median(times or [float("nan")])


async def _run(module: str, host: str, sessions: int, seconds: float) -> None:
    started = time.perf_counter()
    tabs = await _open(module, host, sessions)
    connected = time.perf_counter() - started
    print(READY, flush=True)
    if seconds:
        runs, p50 = await _click(tabs, seconds)
        print(json.dumps(asdict(Load(runs, p50, connected))))
    else:
        await asyncio.to_thread(sys.stdin.read)
    for tab in tabs:
        tab.close()


if __name__ == "__main__":
    _module, _port, _sessions, _seconds = sys.argv[1:]
    asyncio.run(_run(_module, f"127.0.0.1:{_port}", int(_sessions), float(_seconds)))
