"""Data that a page showed a moment ago, which its browser may be about to ask for."""

from __future__ import annotations

from typing import Final

from mini.page.payload import Payload
from mini.page.places import Places
from mini.session.beat import Clock, Timer

LASTS: Final = 20.0
MOST_BYTES: Final = 64 * 1024 * 1024


class Lingering:
    """Payloads that are kept for a while after the page has let them go, the oldest first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Payload]] = {}
        self._timer: Timer | None = None

    def take_from(self, tree: Places) -> None:
        """Keep what a tree has let go since the last time."""
        with tree.lock:
            gone, tree.gone = tree.gone, []
        now = self._clock.time()
        for payload in gone:
            self._kept.pop(payload.source, None)
            self._kept[payload.source] = now, payload
        if gone:
            self._sweep()

    def find(self, tree: Places, source: str) -> Payload | None:
        """Give what the tree shows now, or has let go a moment ago."""
        with tree.lock:
            shown = [each for root in tree.roots.values() for each in root.payloads()]
        found = next((payload for payload in shown if payload.source == source), None)
        if found is None:  # what a run has just replaced is not known to linger before its flush
            self.take_from(tree)
        return found or self._kept.get(source, (0.0, None))[1]

    def clear(self) -> None:
        """Let all of them go."""
        self._kept.clear()
        if self._timer is not None:
            self._timer.cancel()

    def _sweep(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now, size = self._clock.time(), sum(payload.size for _, payload in self._kept.values())
        for source, (since, payload) in list(self._kept.items()):
            if now - since < LASTS and size <= MOST_BYTES:
                break
            size -= payload.size
            del self._kept[source]
        if self._kept:
            oldest = next(iter(self._kept.values()))[0]
            self._timer = self._clock.call_later(oldest + LASTS - now, self._sweep)
