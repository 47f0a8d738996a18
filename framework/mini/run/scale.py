"""The types of values that can be slid over, as numbers and back.

Dates and datetimes are microseconds of the wall clock since 1970, times microseconds since
midnight.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from numbers import Integral, Real
from typing import Any, Final, Literal, NamedTuple

Kind = Literal["int", "float", "date", "time", "datetime"]
EPOCH: Final = datetime(1970, 1, 1)
TICK: Final = timedelta(microseconds=1)
DAY: Final = timedelta(days=1) // TICK
QUARTER: Final = timedelta(minutes=15) // TICK
LAST: Final = DAY - 1
FORTNIGHT: Final = 14 * DAY
EARLIEST: Final = (datetime.min - EPOCH) // TICK
LATEST: Final = (datetime.max - EPOCH) // TICK


def kind_of(value: Any) -> Kind | None:
    """Name the type of a value; None if it cannot be slid over."""
    if isinstance(value, Integral):
        return "int"
    if isinstance(value, Real):
        return "float"
    if isinstance(value, datetime):
        return "datetime"
    if isinstance(value, date):
        return "date"
    return "time" if isinstance(value, time) else None


class Scale(NamedTuple):
    """One type: its way to numbers and back, and what holds where the author gives nothing."""

    encode: Callable[[Any, tzinfo | None], int | float]
    decode: Callable[[Any, tzinfo | None], Any]
    low: int | float | None
    high: int | float | None
    room: int | float
    step: Callable[[float], int | float]


def _moment(value: datetime, zone: tzinfo | None) -> int:
    if zone is not None and value.tzinfo is not None:
        value = value.astimezone(zone)
    return (value.replace(tzinfo=None) - EPOCH) // TICK


def _since_midnight(value: time, _: tzinfo | None) -> int:
    seconds = (value.hour * 60 + value.minute) * 60 + value.second
    return seconds * 1_000_000 + value.microsecond


def _datetime(ticks: int, zone: tzinfo | None) -> datetime:
    return (EPOCH + ticks * TICK).replace(tzinfo=zone)


def _date(ticks: int, _: tzinfo | None) -> date:
    return (EPOCH + ticks * TICK).date()


def _time(ticks: int, zone: tzinfo | None) -> time:
    return (EPOCH + ticks * TICK).time().replace(tzinfo=zone)


SCALES: Final[dict[Kind, Scale]] = {
    "int": Scale(lambda v, _: int(v), lambda n, _: n, 0, 100, 100, lambda _: 1),
    "float": Scale(lambda v, _: float(v), lambda n, _: float(n), 0.0, 1.0, 1.0, lambda _: 0.01),
    "date": Scale(
        lambda v, _: (v - EPOCH.date()) // TICK, _date, None, None, FORTNIGHT, lambda _: DAY
    ),
    "time": Scale(_since_midnight, _time, 0, LAST, LAST, lambda _: QUARTER),
    "datetime": Scale(
        _moment, _datetime, None, None, FORTNIGHT, lambda span: QUARTER if span < DAY else DAY
    ),
}


def bounds(
    kind: Kind, low: float | None, high: float | None, values: list[Any]
) -> tuple[float, float]:
    """Complete the bounds that are missing, and put them in order, so that they hold the values."""
    scale = SCALES[kind]
    anchors = [*values, *(end for end in (low, high) if end is not None)]
    if low is None:
        low = _reach(kind, scale.low, min(anchors, default=0), -scale.room, high)
    if high is None:
        high = _reach(kind, scale.high, max(anchors, default=0), scale.room, low)
    return min([low, high, *values]), max([low, high, *values])


def _reach(
    kind: Kind, usual: float | None, anchor: float, room: float, other: float | None
) -> float:
    """The usual bound, or one with some room to the anchor where that is none."""
    if usual is not None and (other is None or (other - usual) * room < 0):
        return usual
    reached = anchor + room
    return reached if kind in {"int", "float"} else min(max(reached, EARLIEST), LATEST)


def fits(kind: Kind, number: Any, low: float, high: float) -> bool:
    """Say whether a number of the wire is one of the type, within the bounds."""
    if isinstance(number, bool) or not isinstance(number, int | float):
        return False
    if kind != "float" and (not math.isfinite(number) or number != int(number)):
        return False
    return low <= number <= high
