"""Days and times of the day, as authors give them and as ISO texts of the wire.

Time zones are left away: a day and a time are those on the wall. "today" and "now" are kept as
words, so that a widget stays the same one while the clock goes on.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from mini.errors import ArgumentError, listed
from mini.run import checks

TODAY: Final = "today"
NOW: Final = "now"
FORMATS: Final = tuple(
    mark.join(parts)
    for mark in "/.-"
    for parts in (("YYYY", "MM", "DD"), ("DD", "MM", "YYYY"), ("MM", "DD", "YYYY"))
)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d$")
_TIME: Final = re.compile(r"\d\d:\d\d(:\d\d)?$")
_SLASHES: Final = re.compile(r"(\d{4})/(\d\d)/(\d\d)")
_LONGEST: Final = 23 * 3600


def day_of(value: Any) -> str | None:
    """Give the ISO text of a day, or "today"; None for what is no day."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date) and not _missing(value):
        return value.isoformat()
    if not isinstance(value, str) or value == TODAY:
        return TODAY if isinstance(value, str) else None
    found = _iso(value)
    return None if found is None else found.date().isoformat()


def time_of(value: Any, *, seconds: bool) -> str | None:
    """Give the ISO text of a time of the day, or "now"; None for what is no time."""
    if isinstance(value, datetime) and not _missing(value):
        value = value.time()
    if isinstance(value, str) and value != NOW:
        try:
            value = time.fromisoformat(value.strip())
        except ValueError:
            found = _iso(value)
            value = None if found is None else found.time()
    if isinstance(value, time):
        return value.replace(tzinfo=None).isoformat("seconds" if seconds else "minutes")
    return NOW if value == NOW else None


def moment_of(value: Any, base: date, at: time) -> str | None:
    """Give the ISO text of a day and time, or "now"; None for what is neither.

    A day alone is at the time `at`, a time alone on the day `base`.
    """
    if isinstance(value, str):
        if value == NOW:
            return NOW
        text = time_of(value, seconds=False) if ":" in value and len(value.strip()) < 9 else None
        value = _iso(value, at) if text is None else time.fromisoformat(text)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, at)
    if isinstance(value, time):
        value = datetime.combine(base, value)
    if not isinstance(value, datetime) or _missing(value):
        return None
    return value.replace(tzinfo=None).isoformat(timespec="minutes")


def _missing(value: Any) -> bool:
    # To Python the NaT of pandas is a datetime.
    return type(value).__name__ == "NaTType"


def _iso(text: str, at: time = time()) -> datetime | None:
    plain = _SLASHES.sub(r"\1-\2-\3", text.strip())
    try:
        if len(plain) <= len("2026-01-31"):
            return datetime.combine(date.fromisoformat(plain), at)
        return datetime.fromisoformat(plain)
    except ValueError:
        return None


def read_day(text: Any) -> date | None:
    """Read a day of the wire; None for what is none."""
    if text == TODAY:
        return date.today()
    try:
        return date.fromisoformat(text) if _DATE.match(text) else None
    except (ValueError, TypeError):
        return None


def read_time(text: Any) -> time | None:
    """Read a time of the wire; None for what is none."""
    if text == NOW:
        return datetime.now().time().replace(microsecond=0)
    try:
        return time.fromisoformat(text) if _TIME.match(text) else None
    except (ValueError, TypeError):
        return None


def read_moment(text: Any) -> datetime | None:
    """Read a day and time of the wire; None for what is none."""
    if text == NOW:
        return datetime.now().replace(second=0, microsecond=0)
    day, mark, at = text.partition("T") if isinstance(text, str) else ("", "", "")
    found, clock = read_day(day), read_time(at)
    plain = mark and found is not None and clock is not None and TODAY not in text
    return datetime.combine(found, clock) if plain and found and clock is not None else None


def step_of(command: str, value: Any, least: int) -> int:
    """Check a `step`, and give its seconds."""
    if isinstance(value, timedelta):
        value = int(value.total_seconds())
    number = checks.whole(value)
    if number is not None and least <= number <= _LONGEST:
        return number
    fix = f"It is a `timedelta` or whole seconds, from {least} to {_LONGEST}, which is 23 hours."
    raise ArgumentError(command, "step", value, fix)


def format_of(command: str, value: Any) -> str:
    """Check the `format` of a day."""
    if isinstance(value, str) and value in FORMATS:
        return value
    raise ArgumentError(command, "format", value, f"It is {listed(FORMATS)}.")
