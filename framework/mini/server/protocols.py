"""HTTP as uvicorn speaks it, with bounds for who says too much or nothing at all.

A proxy in front bounds both as well; an app that is served without one is not at anyone's mercy.
"""

from __future__ import annotations

import asyncio
import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from uvicorn.protocols.http.auto import AutoHTTPProtocol

from mini.server.secure import UNSERVED

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Spoken
else:
    Spoken = AutoHTTPProtocol  # httptools where it is installed, else h11

MOST_HEAD: Final = 64 * 1024
"""Bytes of the address and the headers of a request."""
SOCKETS: Final = "mini.server.sockets"
"""Imported for the first socket, or soon after the start: no first answer waits for it."""


class _TooMuch(Exception):
    """The head of a request is too large."""


def worth_a_line(record: logging.LogRecord) -> bool:
    """Leave out of the log what anybody can have said as often as they like; it is counted."""
    return record.msg != "Invalid HTTP request received."


class Http(Spoken):
    """A connection that ends unless it says in time, and in few words, what it wants."""

    within = 20.0
    """Seconds until all of what stands before a request's body has to be there."""
    _heard = 0
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._rest()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a part of a request; one that has begun gets no more time by going on slowly."""
        super().data_received(data)
        answering = not getattr(self.cycle, "response_complete", True)
        upgraded = self.transport.get_protocol() is not self
        if answering or upgraded or self.transport.is_closing():
            self._rest()
        else:
            self._wait()

    def on_message_begin(self) -> None:
        """Count the bytes of each request anew."""
        self._heard = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Take a part of the address."""
        self._weigh(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._weigh(len(name) + len(value))
        super().on_header(name, value)

    def send_400_response(self, msg: str) -> None:
        """Say what was wrong, and hang up."""
        self.app_state["served"].tally.refused["http"] += 1
        if self._heard > MOST_HEAD:
            self._hang_up("431 Request Header Fields Too Large")
        else:
            self._hang_up("400 Bad Request", msg)

    def handle_websocket_upgrade(self, *request: Any) -> None:
        """Hand the connection over to a socket; h11 gives the request, httptools does not."""
        self.ws_protocol_class = import_module(SOCKETS).WebSocket
        super().handle_websocket_upgrade(*request)

    def _should_upgrade(self) -> bool:
        return self.scope["http_version"] != "1.0" and super()._should_upgrade()

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: it is answered as the plain request that it is."""

    def _weigh(self, size: int) -> None:
        self._heard += size
        if self._heard > MOST_HEAD:
            raise _TooMuch

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(self.within, self._give_up)

    def _rest(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._late = None
        self._hang_up("408 Request Timeout")

    def _hang_up(self, status: str, text: str = "") -> None:
        headers = UNSERVED | {
            "content-type": "text/plain; charset=utf-8", "content-length": str(len(text)),
            "connection": "close",
        }  # fmt: skip
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
        self.transport.write("\r\n".join([*lines, "", text]).encode())
        self.transport.close()
