"""The end of a WebSocket in this process: how much of what was sent is still here.

A browser on a slow line takes long, which is no reason to give it up: as long as it takes anything,
it is left alone. What the operating system has and has not sent is kept small, so that states that
a slow browser has not seen are skipped here, and not delivered there.
"""

from __future__ import annotations

import socket
from typing import Any, Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import OPEN

UNREAD: Final = 64 * 1024
"""Bytes that the operating system takes before they are read: a flood waits with its sender."""


class Line(WebSocketsSansIOProtocol):
    """A WebSocket connection that tells its app when what it sent has left."""

    async def run_asgi(self) -> None:
        """Serve the connection; the scope tells how to use it without a task for each text."""
        extensions: dict[str, Any] = self.scope["extensions"] or {}
        extensions["mini.give"] = self.give
        extensions["mini.free"] = self.writable.is_set
        extensions["mini.drained"] = self.writable.wait
        extensions["mini.abort"] = self.abort
        end = self.transport.get_extra_info("socket")
        if end is not None:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, UNREAD)
        await super().run_asgi()

    def give(self, text: bytes) -> bool:
        """Send a text if that needs no wait; say whether it was sent."""
        ends = self.disconnected or self.close_sent or self.transport.is_closing()
        if ends or not self.writable.is_set() or self.conn.state is not OPEN:
            return False
        self.conn.send_text(text)
        self.transport.write(b"".join(self.conn.data_to_send()))
        return True

    def abort(self) -> None:
        """End the connection, whatever has not left."""
        self.transport.abort()

    def keepalive_timeout(self) -> None:
        """Nothing was answered for long: what has not left is of no use any more."""
        self.pong_timer = None
        self.abort()
