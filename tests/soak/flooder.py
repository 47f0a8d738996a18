"""A program that says too much: `python -m tests.soak.flooder URL KIND RATE SECONDS`.

It prints a line when it begins, and in the end what it has sent, how much of it was received, and
what the page counts then. What does not leave at once it does not send.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from tests.benchmarks.websocket import TEXT, WebSocket

TICK = 0.01
IN_FLIGHT = 64 * 1024
PATIENCE = 300.0


class Flooder:
    """One tab that speaks without waiting for an answer."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 0
        self._socket = WebSocket(f"{self._host}:{self._port}", "/_mini/socket", "", self._take)
        self.button = ""
        self.sent = self.received = self.counted = 0
        self.state = ""

    async def open(self) -> None:
        """Connect, and wait for the first run."""
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self._socket, self._host, self._port)
        await self._socket.opened
        self.say({"type": "hello"})
        while self.state != "notRunning":  # noqa: ASYNC110  it comes by a callback
            await asyncio.sleep(TICK)

    def say(self, message: dict[str, object]) -> None:
        """Send one message."""
        self._socket.send(TEXT, json.dumps(message).encode())

    async def flood(
        self, make: Callable[[int], dict[str, object]], rate: float, until: float
    ) -> None:
        """Send as many messages a second, or as many as the server takes."""
        due = 0.0
        while time.monotonic() < until:
            due = min(due + rate * TICK, rate)
            while due >= 1 and self._socket.unsent < IN_FLIGHT:
                self.sent += 1
                due -= 1
                self.say(make(self.sent))
            await asyncio.sleep(TICK)

    async def settled(self) -> None:
        """Wait until all is received and nothing runs."""
        until = time.monotonic() + PATIENCE
        while self.received < self.sent or self.state == "running":
            if time.monotonic() > until or self._socket.closed.done():
                return
            await asyncio.sleep(TICK)

    def _take(self, message: bytes) -> None:
        said = json.loads(message)
        self.received = max(self.received, said.get("received", 0))
        if said["type"] == "batch":
            self.state = said.get("state", "notRunning")
        for delta in said.get("deltas", ()):
            for spec in delta.get("specs", ()):
                self.button = spec.get("$id", self.button)
            self._read(delta.get("set", {}).get("body", ""))

    def _read(self, text: str) -> None:
        if text.startswith("n="):
            self.counted = int(text[2:])


def kinds(button: str) -> dict[str, Callable[[int], dict[str, object]]]:
    """Give what can be said too often; all that is numbered counts, so that none can be lost."""
    press = {"id": button, "value": True}
    return {
        "click": lambda cseq: {"type": "interact", "cseq": cseq, "trigger": press},
        "value": lambda cseq: {"type": "interact", "cseq": cseq, "values": {f"x{cseq}": cseq}},
        "many": lambda cseq: {
            "type": "interact", "cseq": cseq, "values": {f"x{n}": n for n in range(20_000)}
        },
        "big": lambda cseq: {"type": "interact", "cseq": cseq, "values": {"x": "x" * 1_000_000}},
        "rerun": lambda cseq: {"type": "rerun", "cseq": cseq},
        "navigate": lambda cseq: {"type": "navigate", "cseq": cseq, "path": "/"},
        "look": lambda cseq: {"type": "look", "scheme": ("light", "dark")[cseq % 2]},
        "inspect": lambda cseq: {"type": "inspect"},
        "stop": lambda cseq: {"type": "stop"},
        "nonsense": lambda cseq: {"type": "nonsense"},
    }  # fmt: skip


async def main(url: str, kind: str, rate: float, seconds: float) -> None:
    """Flood, and tell what came of it."""
    flooder = Flooder(url)
    await flooder.open()
    print("flooding", flush=True)
    make = kinds(flooder.button)[kind]
    await flooder.flood(make, rate, time.monotonic() + seconds)
    if "cseq" in make(0):
        await flooder.settled()
    told = {"sent": flooder.sent, "received": flooder.received, "counted": flooder.counted}
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    _url, _kind, _rate, _seconds = sys.argv[1:]
    asyncio.run(main(_url, _kind, float(_rate), float(_seconds)))
