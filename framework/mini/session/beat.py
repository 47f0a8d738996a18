"""What the event loop does for all sessions together: frames while runs go on, and runs that ended.

One timer for all sessions instead of one each, and one wake of the loop for all runs that end
before it is awake: both are on the path of a click.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import perf_counter
from typing import Any, Final, Protocol

FIRST_FRAME: Final = 0.010
FRAME: Final = 1 / 60


class Timer(Protocol):
    """Something that was to happen later."""

    def cancel(self) -> None:
        """Let it not happen."""


class Clock(Protocol):
    """The event loop, as far as sessions need it."""

    def time(self) -> float:
        """Seconds from an arbitrary start."""

    def call_later(self, delay: float, callback: Callable[[], Any], /) -> Timer:
        """Call something in `delay` seconds."""

    def call_soon_threadsafe(self, callback: Callable[[], Any], /) -> Any:
        """Call something soon, from any thread."""


class Framed(Protocol):
    """Something that is shown frame by frame while it goes on."""

    def frame(self) -> None:
        """Show what is new."""


class Beat:
    """The beat of one event loop."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._going: dict[Framed, None] = {}
        self._ticking = False
        self._calls: deque[Callable[[], None]] = deque()
        self._woken = False

    def start(self, framed: Framed) -> None:
        """Show frames of it until `end`."""
        self._going[framed] = None
        if not self._ticking:
            self._ticking = True
            self.clock.call_later(FIRST_FRAME, self._tick)

    def end(self, framed: Framed) -> None:
        """It does not go on any more."""
        self._going.pop(framed, None)

    def call(self, callback: Callable[[], None]) -> None:
        """Call something on the loop's thread, from any other."""
        self._calls.append(callback)
        if not self._woken:
            self._woken = True
            self.clock.call_soon_threadsafe(self._drain)

    def _tick(self) -> None:
        began = perf_counter()
        for framed in list(self._going):
            framed.frame()
        self._ticking = bool(self._going)
        if self._ticking:
            # Frames take half of the time at most: clicks are answered in the other half.
            self.clock.call_later(max(FRAME, perf_counter() - began), self._tick)

    def _drain(self) -> None:
        self._woken = False  # first: what is added from here on wakes the loop again
        calls = self._calls
        while calls:
            calls.popleft()()
