"""The end of a WebSocket in this process: how much of what was sent is still here.

A browser on a slow line takes long, which is no reason to give it up: as long as it takes anything,
it is left alone. What the operating system has and has not sent is kept small, so that states that
a slow browser has not seen are skipped here, and not delivered there.
"""

from __future__ import annotations

import socket
from typing import Any, Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

PING_EVERY: Final = 20.0
ANSWER_WITHIN: Final = 300.0
"""Seconds for an answer to a ping, which stands in line behind all that was sent before it."""
UNSENT: Final = 128 * 1024
"""Bytes that the operating system takes before it has sent what it has."""
UNREAD: Final = 64 * 1024
"""Bytes that the operating system takes before they are read: a flood waits with its sender."""
UNACKNOWLEDGED_FOR_MS: Final = 120_000
"""Milliseconds after which a peer whose machine answers nothing is lost."""


class Line(WebSocketsSansIOProtocol):
    """A WebSocket connection that tells its app when what it sent has left."""

    async def run_asgi(self) -> None:
        """Serve the connection; the scope tells how to wait for it, and how to end it."""
        extensions: dict[str, Any] = self.scope["extensions"] or {}
        extensions["mini.drained"] = self.writable.wait
        extensions["mini.abort"] = self.abort
        end = self.transport.get_extra_info("socket")
        if end is not None:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, UNREAD)
        await super().run_asgi()

    def abort(self) -> None:
        """End the connection, whatever has not left."""
        self.transport.abort()

    def keepalive_timeout(self) -> None:
        """Nothing was answered for long: what has not left is of no use any more."""
        self.pong_timer = None
        self.abort()


def tune(listening: socket.socket) -> None:
    """Set what the connections of a listening socket have in common, where the system knows it."""
    for name, value in (
        ("TCP_NOTSENT_LOWAT", UNSENT),
        ("TCP_USER_TIMEOUT", UNACKNOWLEDGED_FOR_MS),
    ):
        option = getattr(socket, name, None)
        if option is not None:
            listening.setsockopt(socket.IPPROTO_TCP, option, value)
