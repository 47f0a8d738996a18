"""One WebSocket: messages in, texts out, one at a time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from mini.config.config import CONFIG
from mini.model.message import Hello, Inbound, Refused
from mini.page.visitor import Visitor
from mini.server.browser import browser_of, without_name
from mini.server.inbound import NoMessage, TooDeep, is_restore, number_of, read
from mini.server.pace import PAUSE, Pace
from mini.session.app import App
from mini.session.incoming import Counted, most_bytes
from mini.session.room import NoRoom
from mini.session.session import Session

_ENCODER = msgspec.json.Encoder()
_LOG = logging.getLogger("mini")
_TOO_LARGE = (
    "A message holds at most {} bytes (`server.maxWidgetStateSize`). This one was not taken, and "
    "those after it do not wait for it."
)
GOING_AWAY = 1001
"""How a browser closes the connection of a page that is left: its token is gone with it."""
MOST_UNREAD = 100
"""Texts that a browser has not taken; until it does, nothing more is heard of it."""
CLOSES_WITHIN = 2.0
"""Seconds that a browser has to take its last messages."""


class Socket:
    """The browser's end of a session."""

    def __init__(self, websocket: WebSocket, app: App) -> None:
        self._websocket = websocket
        self.visitor = visitor_of(websocket)
        self._app = app
        self._session: Session | None = None
        self._gone = False
        self._pace = Pace(
            CONFIG.get("server.maxInteractionsPerSecond"), asyncio.get_running_loop().time()
        )
        self._most = most_bytes()
        self._queue: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self._sending = False
        self._sender: asyncio.Task[None] | None = None
        self._closing: tuple[int, str] | None = None
        """The code and the reason to close with, once all is sent."""
        extensions = websocket.scope.get("extensions") or {}
        self._give: Callable[[bytes], bool] = extensions.get("mini.give", _not_now)
        self._free: Callable[[], bool] = extensions.get("mini.free", _always)
        self._drained: Callable[[], Awaitable[object]] = extensions.get("mini.drained", _at_once)
        self._abort: Callable[[], None] = extensions.get("mini.abort", _not_at_all)

    @property
    def ready(self) -> bool:
        """Whether all that was sent has left."""
        return not (self._queue or self._sending)

    def send(self, text: bytes) -> None:
        """Send a text as soon as the one before has left: mostly now."""
        if self._closing is None and self.ready and self._give(text):
            self._app.tally.bytes_out += len(text)
            self._sending = not self._free()
            if not self._sending:
                return
        else:
            self._queue.append(text)
        self._wake.set()

    def close(self, code: int, reason: str) -> None:
        """Let go of the browser after what it was told last, or when it takes nothing."""
        self._closing = code, reason
        self._wake.set()
        asyncio.get_running_loop().call_later(CLOSES_WITHIN, self._abort)

    async def serve(self) -> None:
        """Speak with one browser until it is gone."""
        await self._websocket.accept()
        self._sender = sender = asyncio.create_task(self._send_all())
        within = CONFIG.get("server.headTimeout")
        late = asyncio.get_running_loop().call_later(within, self._expect_nothing)
        try:
            await self._receive_all()
        finally:
            late.cancel()
            sender.cancel()
            if self._session is not None:
                self._app.leave(self._session, self, gone=self._gone)

    def _expect_nothing(self) -> None:
        """A connection that is nobody's would be counted nowhere."""
        if self._session is None:
            self._refuse("hello", "No hello has come in time.")
            self.close(4408, "No hello has come.")

    async def _receive_all(self) -> None:
        while True:
            event = await self._websocket.receive()
            if event["type"] == "websocket.disconnect":
                self._gone = event.get("code") == GOING_AWAY
                return
            text = event.get("text")
            if text is None:
                self._refuse("malformed", "A message of the protocol is a text, not bytes.")
                await self._rest(len(event["bytes"]), free=False)
                continue
            size = len(text) if text.isascii() else len(text.encode())
            self._app.tally.bytes_in += size
            free = self._hear(text, size)
            await self._rest(size, free=free)

    def _hear(self, text: str, size: int) -> bool:
        """Take one text; say whether it is one that its session has waited for."""
        if size > self._most and not is_restore(text):
            self._refuse("too-large", _TOO_LARGE.format(self._most), self._leave_out(text))
            return False
        try:
            message = read(text)
        except TooDeep as deep:
            self._refuse("malformed", str(deep), self._leave_out(text))
            return False
        except NoMessage as none:
            self._refuse("malformed", str(none))
            return False
        session = self._session
        idle = session is not None and not (session.running or session.waiting)
        self._take(message)
        return idle and isinstance(message, Counted)

    def _leave_out(self, text: str) -> int:
        """Do not wait for an interaction that is refused; give its number, or 0 if it has none."""
        number = number_of(text)
        if self._session is not None and number:
            self._session.leave_out(number)
        return number

    async def _rest(self, size: int, *, free: bool) -> None:
        """Read on at once, or later: from who says too much, or while too much waits to be run."""
        clock = asyncio.get_running_loop()
        pause = self._pace.pause(size, clock.time(), free=free)
        if pause:
            await asyncio.sleep(pause)
        session = self._session
        while session is not None and self._pace.is_full(size, session.waiting):
            size = 0
            await asyncio.sleep(PAUSE)
        sender = self._sender
        while len(self._queue) > MOST_UNREAD and sender and not sender.done():  # noqa: ASYNC110
            await asyncio.sleep(PAUSE)

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
            self.close(4429, "There is no room.")

    def _refuse(self, code: str, message: str, cseq: int = 0) -> None:
        _LOG.debug("refused: %s: %s", code, message)
        self._app.tally.refused[code] += 1
        self.send(_ENCODER.encode(Refused(code=code, message=message, cseq=cseq)))

    async def _send_all(self) -> None:
        with contextlib.suppress(WebSocketDisconnect):  # whoever receives is told of it, too
            while self._closing is None:
                await self._wake.wait()
                self._wake.clear()
                while self._queue:
                    await self._send(self._queue.popleft())
                await self._drained()
                self._sending = False
                session: Session | None = self._session
                if session is not None and session.connection is self:
                    session.drained()
            await self._websocket.close(*self._closing)

    async def _send(self, text: bytes) -> None:
        """Send one text; while it has not left, this process holds it once."""
        self._sending = True
        self._app.tally.bytes_out += len(text)
        await self._websocket.send_text(text.decode())
        del text
        await self._drained()


def _not_now(_: bytes) -> bool:
    """A server that has a task for each text."""
    return False


def _always() -> bool:
    """A server that says nothing of how full it is."""
    return True


async def _at_once() -> None:
    """A server that says nothing of what has left."""


def _not_at_all() -> None:
    """A server that ends no connection at once."""


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
