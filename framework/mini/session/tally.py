"""What has happened in an app since it was started, in numbers: counted here, told elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import Final

BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds: the upper bounds of the classes that run times are counted in."""


class Tally:
    """Plain counts, changed on the event loop's thread alone."""

    def __init__(self) -> None:
        self.opened = 0
        """Sessions that were made."""
        self.resumed = 0
        """Times that a page came back to its session."""
        self.ended: Counter[str] = Counter()
        """Sessions that are forgotten, by the reason."""
        self.interactions = 0
        """Interactions that sessions received which have ended since."""
        self.runs: Counter[str] = Counter()
        """Runs that are over, by how they ended."""
        self.seconds = 0.0
        """What those runs took together."""
        self.times = [0] * (len(BOUNDS) + 1)
        """How many of them took at most as long as each bound, but longer than the one before."""
        self.refused: Counter[str] = Counter()
        """Messages, connections and requests that were refused, by the code of the reason."""
        self.bytes_in = 0
        self.bytes_out = 0
        self.uploaded = 0
        """Bytes of uploads that came, those too that came twice."""

    def run_ended(self, how: str, seconds: float) -> None:
        """Count a run that is over."""
        self.runs[how] += 1
        self.seconds += seconds
        self.times[bisect_left(BOUNDS, seconds)] += 1
