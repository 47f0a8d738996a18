"""Moments in a film or a sound, in seconds."""

from __future__ import annotations

import math
import re
from datetime import timedelta
from typing import Any, Final

from mini.errors import ArgumentError

Moment = float | timedelta | str
_UNITS: Final = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_PART: Final = re.compile(
    r"\s*(\d+(?:\.\d+)?)\s*(ms|milliseconds?|hours?|hr|h|minutes?|min|m|seconds?|sec|s)(?![a-z])",
    re.IGNORECASE,
)


def seconds(command: str, argument: str, value: Any) -> float:
    """Read a moment: a number of seconds, a `timedelta`, or a text such as "1m30s"."""
    found = _read(value)
    if found is not None and math.isfinite(found) and found >= 0:
        return found
    fix = 'It is a number of seconds from 0, a timedelta, or a text such as "90s" or "1m30s".'
    raise ArgumentError(command, argument, value, fix)


def span(command: str, start: Any, end: Any) -> tuple[float, float | None]:
    """Read where to start and where to end; the end comes after the start."""
    first = seconds(command, "start_time", start)
    last = None if end is None else seconds(command, "end_time", end)
    if last is not None and last <= first:
        fix = f"It comes after the start, which is at {first:g} s."
        raise ArgumentError(command, "end_time", end, fix)
    return first, last


def _read(value: Any) -> float | None:
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        return None
    return float(value)


def _of_text(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        pass
    at, total = 0, 0.0
    while found := _PART.match(text, at):
        unit = found[2].lower()
        total += float(found[1]) * _UNITS["ms" if unit.startswith(("ms", "mil")) else unit[0]]
        at = found.end()
    return total if at and not text[at:].strip() else None
