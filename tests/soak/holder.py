"""A program that opens many tabs and lets them be: `python -m tests.soak.holder URL TABS`.

It prints a line when each has run once, and leaves when its input ends.
"""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.benchmarks.websocket import TEXT, WebSocket

AT_ONCE = 50
READY = "ready"


class Tab:
    """One page that is looked at, and no more."""

    def __init__(self, host: str, port: int) -> None:
        self._at = host, port
        loop = asyncio.get_running_loop()
        self._shown: asyncio.Future[None] = loop.create_future()
        self._socket = WebSocket(f"{host}:{port}", "/_mini/socket", "", self._take)

    async def open(self) -> None:
        """Connect, and wait for the first run."""
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self._socket, *self._at)
        await self._socket.opened
        self._socket.send(TEXT, b'{"type":"hello"}')
        await self._shown

    def close(self) -> None:
        """Lose the connection without a word."""
        self._socket.abort()

    def _take(self, message: bytes) -> None:
        said = json.loads(message)
        ends = said["type"] == "batch" and said.get("state", "notRunning") == "notRunning"
        if ends and not self._shown.done():
            self._shown.set_result(None)


async def main(url: str, tabs: int) -> None:
    """Hold the tabs open."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    parts = urlsplit(url)
    held = [Tab(parts.hostname or "", parts.port or 0) for _ in range(tabs)]
    for at in range(0, tabs, AT_ONCE):
        await asyncio.gather(*(tab.open() for tab in held[at : at + AT_ONCE]))
    print(READY, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    for tab in held:
        tab.close()


@contextmanager
def holding(url: str, tabs: int) -> Iterator[None]:
    """Keep tabs open, by a process of their own, as long as the block runs."""
    command = [sys.executable, "-m", "tests.soak.holder", url, str(tabs)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as held:
        assert held.stdout is not None
        assert held.stdin is not None
        try:
            assert held.stdout.readline().strip() == READY.encode(), f"{tabs} tabs did not open"
            yield
        finally:
            held.stdin.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
