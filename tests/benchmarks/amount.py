"""How much is measured: enough for medians, or just enough to see that all of it works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Amount:
    """Rounds interleave the products; what is counted is per round and product."""

    rounds: int = 5
    starts: int = 7
    loads: int = 5
    clicks: int = 10
    """Clicks in a round whose times count."""
    counted: int = 5
    """Clicks whose traffic is counted, once."""
    seconds: float = 8.0
    """How long a closed loop runs."""
    sessions: tuple[int, ...] = (10, 100)
    idle: int = 200


FULL = Amount()
QUICK = Amount(rounds=1, starts=1, loads=1, clicks=2, counted=1, seconds=0.5, sessions=(2,), idle=4)
