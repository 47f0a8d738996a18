"""One WebSocket: messages in, texts out, one at a time."""

from __future__ import annotations

import asyncio
import logging

import msgspec
from starlette.websockets import WebSocket

from mini.model.message import Hello, Inbound, Refused
from mini.page.visitor import Visitor
from mini.server.browser import browser_of, without_name
from mini.session.app import App
from mini.session.room import NoRoom
from mini.session.session import Session

_DECODER = msgspec.json.Decoder(Inbound)
_ENCODER = msgspec.json.Encoder()
_LOG = logging.getLogger("mini")
MOST_BYTES = 1024 * 1024
GOING_AWAY = 1001
"""How a browser closes the connection of a page that is left: its token is gone with it."""


class Socket:
    """The browser's end of a session."""

    def __init__(self, websocket: WebSocket, app: App) -> None:
        self._websocket = websocket
        self.visitor = visitor_of(websocket)
        self._app = app
        self._session: Session | None = None
        self._queue: list[bytes] = []
        self._gone = False
        self._wake = asyncio.Event()
        self._farewell: tuple[int, str] | None = None
        """The code and the reason to close with, once all is sent."""

    @property
    def ready(self) -> bool:
        """Whether all that was sent has left."""
        return not self._queue

    def send(self, text: bytes) -> None:
        """Send a text as soon as the one before has left."""
        self._queue.append(text)
        self._wake.set()

    def close(self) -> None:
        """Let go of a browser that has come back on another connection."""
        del self._queue[1:]  # the first may be on its way
        self._farewell = 4409, "The page is connected elsewhere."
        self._wake.set()

    async def serve(self) -> None:
        """Speak with one browser until it is gone."""
        await self._websocket.accept()
        sender = asyncio.create_task(self._send_all())
        try:
            await self._receive_all()
        finally:
            sender.cancel()
            if self._session is not None:
                self._app.leave(self._session, self, gone=self._gone)

    async def _receive_all(self) -> None:
        while True:
            event = await self._websocket.receive()
            if event["type"] == "websocket.disconnect":
                self._gone = event.get("code") == GOING_AWAY
                return
            text = event.get("text")
            if text is None:
                self._refuse("malformed", "A message of the protocol is a text, not bytes.")
                continue
            size = len(text) if text.isascii() else len(text.encode())
            self._app.tally.bytes_in += size
            if size > MOST_BYTES:
                self._refuse("too-large", f"A message holds at most {MOST_BYTES} bytes.")
                continue
            try:
                message = _DECODER.decode(text)
            except msgspec.DecodeError as error:
                self._refuse("malformed", f"This is no message of the protocol: {error}.")
                continue
            self._take(message)

    def _take(self, message: Inbound) -> None:
        if self._session is not None:
            if isinstance(message, Hello):
                self._refuse("again", "A hello comes once, as the first message.")
            else:
                self._session.receive(message)
        elif isinstance(message, Hello):
            self._join(message)
        else:
            self._refuse("hello", "The first message is a hello.")

    def _join(self, hello: Hello) -> None:
        try:
            self._session = self._app.join(self, hello)
        except NoRoom as none:
            self._refuse(none.code, str(none))
            self._farewell = 4429, "There is no room."
            self._wake.set()

    def _refuse(self, code: str, message: str) -> None:
        _LOG.debug("refused: %s: %s", code, message)
        self._app.tally.refused[code] += 1
        self.send(_ENCODER.encode(Refused(code=code, message=message)))

    async def _send_all(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._queue:
                await self._websocket.send_text(self._queue[0].decode())
                self._app.tally.bytes_out += len(self._queue[0])
                del self._queue[0]
            if self._farewell is not None:
                await self._websocket.close(*self._farewell)
                return
            if self._session is not None and self._session.connection is self:
                self._session.drained()


def visitor_of(websocket: WebSocket) -> Visitor:
    """Give what the request says of its sender; nothing of an address of this machine."""
    pairs = (
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in websocket.scope["headers"]
    )
    kept = ((name, without_name(value) if name == "cookie" else value) for name, value in pairs)
    headers = tuple((name, value) for name, value in kept if value or name != "cookie")
    host = None if websocket.client is None else websocket.client.host
    near = host is None or host == "::1" or host.startswith(("127.", "::ffff:127."))
    return Visitor(headers, None if near else host, browser_of(websocket))
