"""WebSocket frames as bytes, right and wrong ones, and what a server answers to them (RFC 6455)."""

from __future__ import annotations

import contextlib
import socket
import struct
from typing import Final, Self
from urllib.parse import urlsplit

from tests.security.raw import KEY, connect

CONT, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
ACCEPT: Final = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
"""What answers `KEY`, as the RFC has it."""
_MASK: Final = b"\x37\xfa\x21\x3d"
_MARK: Final = b"the end"


def frame(
    opcode: int, payload: bytes = b"", *, fin: bool = True, rsv: int = 0,
    mask: bytes | None = _MASK, length: int | None = None, form: int | None = None,
) -> bytes:  # fmt: skip
    """Make a frame; `length` is what it claims, `form` the bytes that say so (1, 2 or 8)."""
    said = len(payload) if length is None else length
    least = 1 if said < 126 else 2 if said < 65536 else 8
    form = form or least
    masked = 0 if mask is None else 0x80
    head = bytes([fin << 7 | rsv << 4 | opcode])
    if form == 1:
        head += bytes([masked | said])
    elif form == 2:
        head += bytes([masked | 126]) + struct.pack("!H", said)
    else:
        head += bytes([masked | 127]) + struct.pack("!Q", said)
    if mask is None:
        return head + payload
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


def close(code: int | None = None, reason: bytes = b"") -> bytes:
    """Make a frame that ends the connection."""
    return frame(CLOSE, b"" if code is None else struct.pack("!H", code) + reason)


class Line:
    """A connection after the handshake."""

    def __init__(self, url: str) -> None:
        self._line = connect(url)
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        host = urlsplit(url).netloc
        self.send(
            f"GET /_mini/socket HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {KEY}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self._data = b""
        while b"\r\n\r\n" not in self._data:
            assert self._more(), "the server hung up"
        head, _, self._data = self._data.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101 "), head

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def send(self, data: bytes) -> None:
        """Send bytes; a server that has hung up may not take them all."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._line.sendall(data)

    def alive(self, answers: int) -> list[tuple[int, bytes]]:
        """Give so many frames, or those that are more, and see that a ping is answered still."""
        self.send(frame(PING, _MARK))
        came: list[tuple[int, bytes]] = []
        open_ = False
        while len(came) < answers or not open_:
            found = self._next()
            assert found is not None, f"the server hung up after {came}"
            assert found[0] != CLOSE, f"the server ended the connection: {found}"
            if found == (PONG, _MARK):
                open_ = True
            else:
                came.append(found)
        return came

    def ended(self) -> int | None:
        """Wait for the end of the connection; give the code of the frame that said so."""
        code = None
        while (found := self._next()) is not None:
            if found[0] == CLOSE:
                code = struct.unpack("!H", found[1][:2])[0] if found[1] else 0
        return code

    def _next(self) -> tuple[int, bytes] | None:
        while (parsed := self._parsed()) is None:
            if not self._more():
                return None
        opcode, payload, self._data = parsed
        return opcode, payload

    def _parsed(self) -> tuple[int, bytes, bytes] | None:
        data = self._data
        if len(data) < 2:
            return None
        assert not data[1] & 0x80, "a server masks nothing"
        assert not data[0] & 0x70, "no extension was agreed on"
        length, start = data[1] & 0x7F, 2
        if length >= 126:
            width = 2 if length == 126 else 8
            if len(data) < 2 + width:
                return None
            length, start = int.from_bytes(data[2 : 2 + width]), 2 + width
        end = start + length
        return None if len(data) < end else (data[0] & 0x0F, data[start:end], data[end:])

    def _more(self) -> bool:
        try:
            part = self._line.recv(65536)
        except ConnectionResetError:
            return False
        self._data += part
        return bool(part)
