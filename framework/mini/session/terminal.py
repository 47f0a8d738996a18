"""The terminal of a served app: each session may say so much to it, and none can close it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import get_ident
from time import monotonic
from typing import Any, Final, TextIO
from weakref import WeakKeyDictionary

from mini.run.context import FRAME
from mini.run.threads import owner

BURST: Final = 1024 * 1024
"""Characters that a session may print at once."""
RATE: Final = 64 * 1024
"""Characters that it gets back each second."""
_TOO_MUCH: Final = "\n[mini: a session prints more than {:,} characters a second]\n"
_LEFT_OUT: Final = "[mini: {:,} characters of it were left out]\n"


class _Account:
    """What a session may still print."""

    __slots__ = ("_at", "_left", "missed")

    def __init__(self) -> None:
        self._left = float(BURST)
        self._at = monotonic()
        self.missed = 0

    def take(self, size: int) -> int:
        """Give how many of so many characters may be printed; the others count as missed."""
        now = monotonic()
        self._left = min(BURST, self._left + (now - self._at) * RATE)
        self._at = now
        if self.missed and self._left < RATE:
            return 0
        taken = min(size, int(self._left))
        self._left -= taken
        return taken


class Terminal:
    """A text stream that leaves out what a session prints beyond its share.

    A reader of the terminal can be slow, and who waits for it holds up everyone. What the server
    itself says on the loop's thread is not bounded.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._server = get_ident()
        self._accounts: WeakKeyDictionary[Any, _Account] = WeakKeyDictionary()
        self._others = _Account()

    def write(self, text: str) -> int:
        """Print a text, as far as its session may."""
        if get_ident() == self._server or not isinstance(text, str):
            return self._stream.write(text)
        account = self._account()
        missed = account.missed
        size = account.take(len(text))
        if missed and size:
            account.missed = 0
            self._stream.write(_LEFT_OUT.format(missed))
        if size:
            self._stream.write(text if size == len(text) else text[:size])
        if size < len(text) and not account.missed:
            self._stream.write(_TOO_MUCH.format(RATE))
        account.missed += len(text) - size
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Print several texts."""
        for line in lines:
            self.write(line)

    def close(self) -> None:
        """Leave it open: it is the terminal of all sessions."""
        self._stream.flush()

    def _account(self) -> _Account:
        frame = FRAME.get()
        run = owner() if frame is None else frame.run
        if run is None:
            return self._others
        account = self._accounts.get(run.page)
        return account or self._accounts.setdefault(run.page, _Account())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._stream)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
