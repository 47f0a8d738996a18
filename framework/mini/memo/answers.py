"""What a cached function answers when authors ask about it."""

from __future__ import annotations

from typing import NamedTuple


class Info(NamedTuple):
    """What is counted of a cached function."""

    hits: int
    misses: int
    entries: int
    bytes: int
    """What the results hold."""
    time_saved: float
    """Seconds that the hits would have taken."""


class Why(NamedTuple):
    """Why a call is a miss, or that it is none."""

    reason: str
    """`hit`, `first`, `code`, `global`, `argument`, `read`, `expired`, `evicted`, `cleared`."""
    text: str
