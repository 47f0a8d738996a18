"""The client side of a WebSocket, as thin as can be, so that the load takes little of the machine.

Only the standard library: both products are loaded by this code, each under its own Python.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

TEXT: Final = 1
BINARY: Final = 2
_CLOSE: Final = 8
_PING: Final = 9
_PONG: Final = 10
_MASKED: Final = 0x80
_NO_MASK: Final = bytes(4)  # a mask of zeros leaves the data as it is

Take = Callable[[bytes], None]


class WebSocket(asyncio.Protocol):
    """One connection. `take` is called with every message."""

    def __init__(self, host: str, path: str, subprotocol: str, take: Take) -> None:
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {host}",
            f"Origin: http://{host}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: bWVhc3VyZWQgYnkgbWluaQ==",
            *([f"Sec-WebSocket-Protocol: {subprotocol}"] if subprotocol else []),
        ]
        self._request = "\r\n".join([*lines, "\r\n"]).encode()
        self._take = take
        self._buffer = bytearray()
        self._parts = b""
        self._transport: asyncio.Transport | None = None
        loop = asyncio.get_running_loop()
        self.opened: asyncio.Future[None] = loop.create_future()
        self.closed: asyncio.Future[None] = loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        for future in (self.opened, self.closed):
            if not future.done():
                future.set_exception(exc or ConnectionError("the server has closed the socket"))
                future.exception()  # it may be that no one waits for it

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self.opened.done() and not self._open():
            return
        while self._frame():
            pass

    def send(self, opcode: int, data: bytes) -> None:
        """Send one message."""
        assert self._transport is not None
        self._transport.write(_head(opcode, len(data)) + data)

    @property
    def unsent(self) -> int:
        """Give the bytes that this process holds still."""
        assert self._transport is not None
        return self._transport.get_write_buffer_size()

    def abort(self) -> None:
        """Drop the connection."""
        self.closed.cancel()
        if self._transport is not None:
            self._transport.abort()

    def _open(self) -> bool:
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            self.opened.set_exception(ConnectionError(head.decode(errors="replace")))
            return False
        self._buffer = rest
        self.opened.set_result(None)
        return True

    def _frame(self) -> bool:
        """Take one frame from the buffer, if it holds a whole one."""
        buffer = self._buffer
        if len(buffer) < 2:
            return False
        start, size = 2, buffer[1]
        if size > 125:
            start = 4 if size == 126 else 10
            size = int.from_bytes(buffer[2:start])
        if len(buffer) < max(start, start + size):
            return False
        data = bytes(buffer[start : start + size])
        final, opcode = buffer[0] & 0x80, buffer[0] & 0x0F
        del buffer[: start + size]
        self._act(opcode, data, bool(final))
        return True

    def _act(self, opcode: int, data: bytes, final: bool) -> None:
        if opcode == _PING:
            self.send(_PONG, data)
        elif opcode == _CLOSE:
            self.connection_lost(ConnectionError(f"the server closes the socket: {data!r}"))
        elif opcode != _PONG:
            self._parts += data
            if final:
                whole, self._parts = self._parts, b""
                self._take(whole)


def _head(opcode: int, size: int) -> bytes:
    if size < 126:
        return bytes((0x80 | opcode, _MASKED | size)) + _NO_MASK
    if size < 65_536:
        return bytes((0x80 | opcode, _MASKED | 126)) + size.to_bytes(2) + _NO_MASK
    return bytes((0x80 | opcode, _MASKED | 127)) + size.to_bytes(8) + _NO_MASK
