"""A client of the protocol, over a real socket: what a browser does, in Python."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from ssl import SSLContext
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from mini.model.message import Hello, Inbound, Interact, Navigate, Rerun, Restore, Stop, Trigger
from mini.testing.backoff import retry_delay
from mini.testing.browser_tree import BrowserTree, ShownNode
from mini.testing.uploading import CHUNK, upload

_LOST = (OSError, TimeoutError, ConnectionClosed, InvalidHandshake)
_SOCKETS = {"http": "ws", "https": "wss"}
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

    `url` is the address of a served app, and `headers` go along with the request for its socket.
    `tls` says which certificates are good, for an address that starts with `https`. A client that
    was closed and is entered again goes on with its session and sends again what was not
    acknowledged. With `reconnect` it does so by itself, as a page does: what is done meanwhile
    waits, and `take` tries again, each time a little later.
    """

    def __init__(
        self, url: str, hello: Hello | None = None, headers: Mapping[str, str] | None = None, *,
        reconnect: bool = False, tls: SSLContext | None = None,
    ) -> None:  # fmt: skip
        self.url = url
        self.headers = dict(headers or {})
        self.reconnect = reconnect
        self.tls = tls
        self.connected = False
        self.losses = 0
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
        """What the user has set, by widget."""
        self.owned: dict[str, int] = {}
        """The interaction that carried each of them: older batches do not change the value."""
        self.unacknowledged: list[Interact | Navigate | Rerun] = []
        self._hello = msgspec.structs.replace(hello or Hello(), page=secrets.token_hex(8))
        self._socket: ClientConnection | None = None
        self._failures = 0

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
        self.connected = False
        self._socket = await connect(
            f"{_SOCKETS[parts.scheme]}://{parts.netloc}{parts.path.rstrip('/')}/_mini/socket",
            origin=f"{parts.scheme}://{parts.netloc}", ssl=self.tls,  # type: ignore[arg-type]
            additional_headers=self.headers, compression=None, max_size=None, ping_interval=None,
        )  # fmt: skip
        token = self.welcome.get("token")
        await self.say(msgspec.structs.replace(self._hello, token=token, sseq=self.sseq))
        while not self.connected:
            await self._take()

    async def _welcomed(self, welcome: dict[str, Any]) -> None:
        self.welcome = welcome
        if not welcome["resumed"]:
            await self._start_anew()
        self.received = welcome.get("received", 0)
        self._acknowledge(self.received)
        said = 0
        while waiting := [m for m in self.unacknowledged if m.cseq > said]:  # more may come
            said = waiting[0].cseq
            await self.say(waiting[0])
        self.connected, self._failures = True, 0

    async def close(self) -> None:
        """Close the socket as a browser does."""
        self.connected = False
        if self._socket is not None:
            await self._socket.close()

    def replace_connection(self) -> ClientConnection:
        """Leave the connection as it is, for `open` to make another one; gives the old one."""
        assert self._socket is not None, "open the client first"
        old, self._socket = self._socket, None
        return old

    def cut(self) -> None:
        """Lose the connection without a word."""
        self.connected = False
        if self._socket is not None:
            self._socket.transport.abort()

    async def _start_anew(self) -> None:
        held = self._held()
        self.tree = BrowserTree()
        self.sseq = self.seen = 0
        again, self.cseq, self.unacknowledged = self.unacknowledged, 0, []
        self.owned = {}
        if self.welcome.get("restore"):
            await self.say(Restore(values=held))
        for message in again:
            self.cseq += 1
            self.unacknowledged.append(msgspec.structs.replace(message, cseq=self.cseq))
            self._own(self.unacknowledged[-1])

    def _held(self) -> dict[str, Any]:
        """Every widget value that the page shows, as it is shown."""
        shown = self.tree.nodes.values()
        held = {n.id: n.props["value"] for n in shown if n.id and "value" in n.props}
        return held | {id_: value for id_, value in self.values.items() if id_ in held}

    async def _come_back(self) -> None:
        """The connection is lost: connect again, as often as it takes, each time a little later."""
        self.connected = False
        self.losses += 1
        while True:
            await asyncio.sleep(retry_delay(self._failures))
            self._failures += 1
            with suppress(*_LOST):
                await self.open()
                return

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
        self.values |= values or {}
        await self._count(Interact(cseq=self.cseq + 1, values=values or {}, trigger=trigger))

    async def upload(
        self, node: ShownNode, name: str, content: bytes, media_type: str = "", *,
        chunk: int = CHUNK,
    ) -> str:  # fmt: skip
        """Upload a file for a widget, and give its id, to be set as one of its value.

        Raises `Refused` of `mini.testing.uploading`.
        """
        parts = urlsplit(self.url)
        path = f"{parts.path.rstrip('/')}/_mini/uploads/{self.welcome['media']}"
        offer = {"widget": node.id, "name": name, "type": media_type, "size": len(content)}
        base = f"http://{parts.netloc}{path}"
        id_, _ = await upload(base, offer, content, self.proof, chunk)
        return id_

    @property
    def proof(self) -> dict[str, str]:
        """The headers of a request over HTTP that changes something."""
        return self.headers | {"x-xsrftoken": self.welcome.get("xsrf", "")}

    async def navigate(self, path: str, query: str = "") -> None:
        """Go to a page of the app, by its address."""
        await self._count(Navigate(cseq=self.cseq + 1, path=path, query=query))

    async def rerun(self) -> None:
        """Run the script again."""
        await self._count(Rerun(cseq=self.cseq + 1))

    async def _count(self, message: Interact | Navigate | Rerun) -> None:
        """Say what is numbered: kept until it is acknowledged, sent again after a reconnect."""
        self.cseq = message.cseq
        self.unacknowledged.append(message)
        self._own(message)
        if not self.reconnect:
            await self.say(message)
        elif self.connected:
            with suppress(ConnectionClosed):
                await self.say(message)

    def _own(self, message: Interact | Navigate | Rerun) -> None:
        values = {} if isinstance(message, Rerun) else message.values
        self.owned |= dict.fromkeys(values, message.cseq)
        self._show_own()

    def _show_own(self) -> None:
        """What the user has set and no run has seen stands, whatever a batch says."""
        for node in self.tree.nodes.values() if self.owned else ():
            if self.owned.get(node.id or "", 0) > self.seen:
                node.props["value"] = self.values[node.id or ""]

    async def stop(self) -> None:
        """End the run that goes on, if it can be told."""
        if self.connected or not self.reconnect:
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
        """Take one message, and apply it; with `reconnect`, from whatever connection it comes."""
        while self.reconnect:
            with suppress(*_LOST):
                return await self._take()
            await self._come_back()
        return await self._take()

    async def _take(self) -> dict[str, Any]:
        assert self._socket is not None, "open the client first"
        text = await self._socket.recv()
        self.received_bytes += len(text)
        message: dict[str, Any] = msgspec.json.decode(text)
        kind = message["type"]
        if kind == "welcome" and not self.connected:
            await self._welcomed(message)
        elif kind == "batch":
            self._apply(message)
        elif kind == "refused":
            self.refusals.append(message)
            self._take_back(message.get("cseq", 0))
        elif kind == "received":
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
        early = not self.connected
        if message["sseq"] <= self.sseq and not early:
            return
        if early or (message["sseq"] != self.sseq + 1 and not message.get("reset")):
            self._miss(message["sseq"])
            return
        self.sseq = message["sseq"]
        self.state = message.get("state", "notRunning")
        self.seen = message.get("seen", 0)
        self._acknowledge(message.get("received", 0))
        self.tree.apply(message.get("deltas", []), reset=message.get("reset", False))
        self._show_own()
        self.batches.append(message)

    def _miss(self, sseq: int) -> None:
        """Messages came in another order: ask for the whole tree by another connection."""
        if not self.reconnect:
            raise AssertionError(f"batch {sseq} came after batch {self.sseq}")
        self.sseq = 0
        self.cut()

    def _acknowledge(self, cseq: int) -> None:
        self.received = max(self.received, cseq)
        self.unacknowledged = [m for m in self.unacknowledged if m.cseq > self.received]

    def _take_back(self, cseq: int) -> None:
        """One was refused: what comes next may have its number."""
        self.unacknowledged = [m for m in self.unacknowledged if m.cseq != cseq]
        if cseq == self.cseq > self.received:
            self.cseq -= 1

    # Reading the page

    def all(self, kind: str, root: int = 0) -> list[ShownNode]:
        """Give the nodes of a kind, in the order of the page."""
        starts = [self.tree.nodes[root]] if root else [self.tree.nodes[n] for n in (1, 2, 3, 4)]
        return [node for start in starts for node in start.walk() if node.kind == kind]

    def find(self, kind: str, index: int = 0) -> ShownNode:
        """Give one node of a kind."""
        return self.all(kind)[index]
