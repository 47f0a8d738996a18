"""How fast one browser is listened to: who says too much is read later, and nothing is lost.

A browser that waits for its answers costs nothing, however quick it is. What comes while an
interaction before it still waits takes tokens, and so does what is long or no interaction. Without
tokens the connection is not read for a while: its sender fills its own buffers, and nobody else
notices.
"""

from __future__ import annotations

from typing import Final

BURST: Final = 5.0
"""Seconds whose tokens can be taken at once."""
PIECE: Final = 8 * 1024
"""Bytes of a message that one token is for."""
PAUSE: Final = 0.05
"""Seconds that are worth a pause."""
MOST_WAITING: Final = 1000
"""Interactions of one session that wait to be run."""
MOST_BYTES_WAITING: Final = 4 * 1024 * 1024


class Pace:
    """The tokens of one connection: `rate` of them come each second."""

    __slots__ = ("_at", "_rate", "_tokens", "_waiting")

    def __init__(self, rate: float, now: float) -> None:
        self._rate = rate
        self._tokens = rate * BURST
        self._at = now
        self._waiting = 0

    def pause(self, size: int, now: float, *, free: bool) -> float:
        """Take what a message of `size` bytes costs; give the seconds until the next is read."""
        cost = size // PIECE + (not free)
        self._tokens = min(self._rate * BURST, self._tokens + (now - self._at) * self._rate) - cost
        self._at = now
        return 0.0 if self._tokens >= 0 else max(PAUSE, -self._tokens / self._rate)

    def is_full(self, size: int, waiting: int) -> bool:
        """Count the bytes of a message; say whether too much waits to be run."""
        self._waiting = self._waiting + size if waiting else 0
        return waiting >= MOST_WAITING or self._waiting >= MOST_BYTES_WAITING
