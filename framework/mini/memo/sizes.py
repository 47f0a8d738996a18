"""What authors may write for sizes and times to live."""

from __future__ import annotations

import datetime as dt
import math
import re
from numbers import Integral, Real
from typing import Any, Final

from mini.errors import ArgumentError

SIZES: Final = {
    "b": 1,
    "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12,
    "kib": 2**10, "mib": 2**20, "gib": 2**30, "tib": 2**40,
}  # fmt: skip
TIMES: Final = {
    "ms": 0.001, "millisecond": 0.001, "milliseconds": 0.001,
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
    "w": 604800, "week": 604800, "weeks": 604800,
}  # fmt: skip
TTL_FORMS: Final = (
    "Give seconds as a number above zero (`3600`), a `datetime.timedelta`, or text with units "
    '(`"90s"`, `"1h30m"`, `"2 days"`, `"1 day 02:00:00"`); `None` keeps the value for good.'
)
SIZE_FORMS: Final = (
    'Give bytes as a whole number above zero, or text with a unit (`"200 MB"`, `"1.5 GiB"`).'
)
_NUMBER: Final = r"(\d+\.?\d*|\.\d+)"
_SIZE: Final = re.compile(rf"{_NUMBER}\s*([a-z]+)", re.ASCII)
_AMOUNT: Final = re.compile(rf"\s*{_NUMBER}\s*([a-zA-Z]+)\s*,?", re.ASCII)
_CLOCK: Final = re.compile(r"\s*(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)\s*", re.ASCII)


def parse_size(
    value: Any, *, command: str = "cache_data", argument: str = "max_size"
) -> int | None:
    """Return a number of bytes; None stays None. Units are of 1,000 (`MB`) or 1,024 (`MiB`).

    Raises `ArgumentError` for anything else.
    """
    if value is None:
        return None
    size = _size_of_text(value) if isinstance(value, str) else _whole(value)
    if size is None or size < 1:
        raise ArgumentError(command, argument, value, SIZE_FORMS)
    return size


def parse_ttl(value: Any, *, command: str = "cache_data", argument: str = "ttl") -> float | None:
    """Return seconds; None and infinity mean for good.

    Raises `ArgumentError` for what is no time, and for text that gives no unit.
    """
    if value is None:
        return None
    seconds = _seconds(value)
    if seconds is None or not seconds > 0:
        raise ArgumentError(command, argument, value, TTL_FORMS)
    return None if math.isinf(seconds) else seconds


def check_max_entries(value: Any, *, command: str = "cache_data") -> int | None:
    """Return a number of entries; None means no bound. Raises `ArgumentError`."""
    entries = None if value is None else _whole(value)
    if value is not None and (entries is None or entries < 1):
        fix = "Give a whole number from 1 on, or `None` for no bound."
        raise ArgumentError(command, "max_entries", value, fix)
    return entries


def _whole(value: Any) -> int | None:
    return int(value) if isinstance(value, Integral) and not isinstance(value, bool) else None


def _size_of_text(text: str) -> int | None:
    match = _SIZE.fullmatch(text.strip().lower())
    unit = SIZES.get(match[2]) if match else None
    return None if match is None or unit is None else int(float(match[1]) * unit)


def _seconds(value: Any) -> float | None:
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, str):
        return _seconds_of_text(value)
    if isinstance(value, Real) and not isinstance(value, bool):
        return float(value)
    return None


def _seconds_of_text(text: str) -> float | None:
    """Add up amounts with units, and a clock at the end if there is one."""
    seconds, at = 0.0, 0
    while match := _AMOUNT.match(text, at):
        unit = _time_unit(match[2])
        if unit is None:
            return None
        seconds += float(match[1]) * unit
        at = match.end()
    if match := _CLOCK.match(text, at):
        seconds += int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3])
        at = match.end()
    return seconds if at and not text[at:].strip() else None


def _time_unit(word: str) -> float | None:
    # A capital M is months elsewhere, and a month has no length.
    return None if word == "M" else TIMES.get(word.lower())
