"""A client of the protocol, over a real socket: what a browser does, in Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import msgspec
from websockets.asyncio.client import ClientConnection, connect

from mini.model.message import Hello, Inbound, Interact, Navigate, Rerun, Restore, Stop, Trigger
from mini.testing.browser_tree import BrowserTree, ShownNode

_ENCODER = msgspec.json.Encoder()


class Client:
    """One browser tab.

        import asyncio
        from mini.testing import Client

        async def main(url):
            async with Client(url) as tab:
                await tab.settled()
                await tab.click(tab.find("button"))
                await tab.settled()
                print(tab.find("text").props["body"])

    `url` is the address of a served app, and `headers` go along with the request for its socket. A
    client that was closed and is entered again goes on with its session and sends again what was
    not acknowledged.
    """

    def __init__(
        self, url: str, hello: Hello | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        self.url = url
        self.headers = dict(headers or {})
        self.tree = BrowserTree()
        self.welcome: dict[str, Any] = {}
        self.batches: list[dict[str, Any]] = []
        self.refusals: list[dict[str, Any]] = []
        self.sent_bytes = 0
        self.received_bytes = 0
        self.sseq = 0
        self.cseq = 0
        self.received = 0
        self.seen = 0
        self.state = "notRunning"
        self.values: dict[str, Any] = {}
        self.unacknowledged: list[Interact | Navigate | Rerun] = []
        self._hello = hello or Hello()
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        await self.close()

    async def open(self) -> None:
        """Connect, say hello, and send again what was not acknowledged."""
        parts = urlsplit(self.url)
        self._socket = await connect(
            f"ws://{parts.netloc}{parts.path.rstrip('/')}/_mini/socket",
            origin=f"http://{parts.netloc}",  # type: ignore[arg-type]
            additional_headers=self.headers, compression=None, max_size=None,
        )  # fmt: skip
        token = self.welcome.get("token")
        await self.say(msgspec.structs.replace(self._hello, token=token, sseq=self.sseq))
        self.welcome = await self.next("welcome")
        if not self.welcome["resumed"]:
            await self._start_anew()
        self.received = self.welcome.get("received", 0)
        self.unacknowledged = [m for m in self.unacknowledged if m.cseq > self.received]
        for message in self.unacknowledged:
            await self.say(message)

    async def close(self) -> None:
        """Close the socket as a browser does."""
        if self._socket is not None:
            await self._socket.close()

    def replace_connection(self) -> ClientConnection:
        """Leave the connection as it is, for `open` to make another one; gives the old one."""
        assert self._socket is not None, "open the client first"
        old, self._socket = self._socket, None
        return old

    def cut(self) -> None:
        """Lose the connection without a word."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def _start_anew(self) -> None:
        self.tree = BrowserTree()
        self.sseq = self.seen = 0
        again, self.cseq, self.unacknowledged = self.unacknowledged, 0, []
        if self.welcome.get("restore"):
            await self.say(Restore(values=self.values))
        for message in again:
            self.cseq += 1
            self.unacknowledged.append(msgspec.structs.replace(message, cseq=self.cseq))

    # What a user does

    async def click(self, node: ShownNode, value: Any = True) -> None:
        """Press a button."""
        await self.interact(trigger=Trigger(node.id or "", value))

    async def set(self, node: ShownNode, value: Any) -> None:
        """Change a widget to a wire value."""
        await self.interact({node.id or "": value})

    async def interact(
        self, values: dict[str, Any] | None = None, trigger: Trigger | None = None
    ) -> None:
        """Send one interaction."""
        self.cseq += 1
        self.values |= values or {}
        for id_, value in (values or {}).items():
            for node in self.tree.nodes.values():
                if node.id == id_:
                    node.props["value"] = value
        message = Interact(cseq=self.cseq, values=values or {}, trigger=trigger)
        self.unacknowledged.append(message)
        await self.say(message)

    async def navigate(self, path: str, query: str = "") -> None:
        """Go to a page of the app, by its address."""
        self.cseq += 1
        self.unacknowledged.append(Navigate(cseq=self.cseq, path=path, query=query))
        await self.say(self.unacknowledged[-1])

    async def rerun(self) -> None:
        """Run the script again."""
        self.cseq += 1
        self.unacknowledged.append(Rerun(cseq=self.cseq))
        await self.say(self.unacknowledged[-1])

    async def stop(self) -> None:
        """End the run that goes on."""
        await self.say(Stop())

    async def say(self, message: Inbound) -> None:
        """Send any message."""
        await self.send(_ENCODER.encode(message).decode())

    async def send(self, text: str) -> None:
        """Send any text."""
        assert self._socket is not None, "open the client first"
        self.sent_bytes += len(text)
        await self._socket.send(text)

    async def send_bytes(self, data: bytes) -> None:
        """Send a binary frame."""
        assert self._socket is not None, "open the client first"
        await self._socket.send(data)

    # What the server says

    async def next(self, kind: str) -> dict[str, Any]:
        """Take messages until one of a type has come, and give it."""
        while True:
            message = await self.take()
            if message["type"] == kind:
                return message

    async def take(self) -> dict[str, Any]:
        """Take one message, and apply it."""
        assert self._socket is not None, "open the client first"
        text = await self._socket.recv()
        self.received_bytes += len(text)
        message: dict[str, Any] = msgspec.json.decode(text)
        if message["type"] == "batch":
            self._apply(message)
        elif message["type"] == "refused":
            self.refusals.append(message)
        elif message["type"] == "received":
            self._acknowledge(message["cseq"])
        return message

    async def settled(self) -> Self:
        """Wait until a batch says that no run goes on, and that all that was sent has been seen."""
        while not (self.batches and self.state != "running" and self.seen >= self.cseq):
            await self.take()
        return self

    async def until(self, condition: Callable[[Client], bool]) -> Self:
        """Take messages until something is true."""
        while not condition(self):
            await self.take()
        return self

    def _apply(self, message: dict[str, Any]) -> None:
        if message["sseq"] != self.sseq + 1 and not message.get("reset"):
            raise AssertionError(f"batch {message['sseq']} came after batch {self.sseq}")
        self.sseq = message["sseq"]
        self.state = message.get("state", "notRunning")
        self.seen = message.get("seen", 0)
        self._acknowledge(message.get("received", 0))
        self.tree.apply(message.get("deltas", []), reset=message.get("reset", False))
        self.batches.append(message)

    def _acknowledge(self, cseq: int) -> None:
        self.received = max(self.received, cseq)
        self.unacknowledged = [m for m in self.unacknowledged if m.cseq > self.received]

    # Reading the page

    def all(self, kind: str, root: int = 0) -> list[ShownNode]:
        """Give the nodes of a kind, in the order of the page."""
        starts = [self.tree.nodes[root]] if root else [self.tree.nodes[n] for n in (1, 2, 3, 4)]
        return [node for start in starts for node in start.walk() if node.kind == kind]

    def find(self, kind: str, index: int = 0) -> ShownNode:
        """Give one node of a kind."""
        return self.all(kind)[index]
