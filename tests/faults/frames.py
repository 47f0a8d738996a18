"""Where the frames of a WebSocket begin and end in a stream of bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_HEAD_ENDS = b"\r\n\r\n"
_TEXT = 1


class Piece(NamedTuple):
    """Bytes of one frame."""

    data: bytes
    first: bool
    last: bool
    text: bool


class Frames:
    """Cuts one direction of a connection into pieces, none of which is of two frames."""

    def __init__(self) -> None:
        self._head = b""
        self._shaking_hands = True
        self._plain = False
        """Whether it is HTTP and no WebSocket: it has no frames, and stays as it is."""
        self._left = 0
        self._text = False

    def feed(self, data: bytes) -> Iterator[Piece]:
        """Take what came; what is no frame yet is kept."""
        if self._shaking_hands:
            self._head += data
            if _HEAD_ENDS not in self._head:
                return
            hands, _, data = self._head.partition(_HEAD_ENDS)
            self._head, self._shaking_hands = b"", False
            self._plain = b"upgrade: websocket" not in hands.lower()
            yield Piece(hands + _HEAD_ENDS, True, True, False)
        while data:
            if self._plain:
                yield Piece(data, True, True, False)
                return
            if self._left:
                piece, data = data[: self._left], data[self._left :]
                self._left -= len(piece)
                yield Piece(piece, False, not self._left, self._text)
                continue
            self._head, data = self._head + data, b""
            size = self._head_size()
            if size is None or len(self._head) < size:
                return
            head, data = self._head[:size], self._head[size:]
            self._head, self._left = b"", _body_size(head)
            self._text = head[0] & 15 == _TEXT
            yield Piece(head, True, not self._left, self._text)

    def _head_size(self) -> int | None:
        if len(self._head) < 2:
            return None
        long = {126: 2, 127: 8}.get(self._head[1] & 127, 0)
        return 2 + long + (4 if self._head[1] & 128 else 0)


def _body_size(head: bytes) -> int:
    short = head[1] & 127
    long = {126: 2, 127: 8}.get(short, 0)
    return int.from_bytes(head[2 : 2 + long], "big") if long else short
