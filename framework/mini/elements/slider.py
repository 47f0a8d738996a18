"""`slider`: a number, date or time between two bounds, or a range of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import timedelta, tzinfo
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element, Number, from_number, number
from mini.page.widgets import Unfit
from mini.run import checks, scale
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.context import current
from mini.run.widget import Key, OnChange, draw


class Slider(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A track with one or two thumbs; dates and times are microseconds."""

    label: str
    type: scale.Kind
    min: Number
    max: Number
    step: Number
    default: tuple[Number, ...]
    value: tuple[Number, ...] | msgspec.UnsetType = msgspec.UNSET
    format: str | None = None
    help: str | None = None
    disabled: bool = False
    label_visibility: LabelVisibility = "visible"
    width: Any = "stretch"
    silent: bool = False


@command
def slider(
    label: str,
    min_value: Any = None,
    max_value: Any = None,
    value: Any = None,
    step: Any = None,
    format: str | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: int | Literal["stretch"] = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show a slider, and give its value; or, if `value` is a pair, a range, and give it as a tuple.

    Values are ints, floats, dates, times or datetimes, and all that are given are of one type.
    `value` is what it is at first (default: `min_value`); bounds that do not hold it are widened,
    and bounds in the wrong order are swapped. Without bounds an int goes from 0 to 100,
    a float from 0.0 to 1.0, a time over the day, a date or datetime 14 days to each side. `step` is
    a number, or a `timedelta` for dates and times (default: 1, 0.01, one day, 15 minutes). `format`
    is as in `printf` (`"%d km"`), or for dates and times such as `"DD.MM.YYYY"` and `"HH:mm"`.
    `on_change` is a function that is called with `args` and `kwargs` before the run that a change
    starts, or `"ignore"`: then a change starts no run. `bind` keeps the value in the page's
    address. Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        mass = st.slider("Body mass in g", 2700, 6300, (3000, 5000), step=50)
        st.write(mass)
    """
    values, pair = _values(value, key)
    track = _track(min_value, max_value, step, pair, *values)
    element = Slider(
        label=checks.label(label),
        type=track.kind,
        min=number(track.low),
        max=number(track.high),
        step=number(track.step),
        default=track.default,
        format=checks.optional_text("slider", "format", format),
        help=checks.help_text(help),
        disabled=bool(disabled),
        label_visibility=checks.visibility("slider", label_visibility),
        width=checks.width("slider", width, content=False),
        silent=checks.silent("slider", on_change),
    )

    def read(wire: Any) -> Any:
        if wire is track.default:
            return track.first
        chosen = tuple([track.decode(each) for each in _read(track, wire)])
        return chosen if pair else chosen[0]

    def write(value: Any) -> tuple[Number, ...]:
        return _write(track, value, pair)

    drawn = draw(
        element, key=key, read=read, write=write, on_change=on_change, args=args, kwargs=kwargs,
        bind=bind,
        persist=persist_state,
    )  # fmt: skip
    return drawn.value


class Track(NamedTuple):
    """What can be chosen, as numbers; what it is at first, as numbers and as the author has it."""

    kind: scale.Kind
    low: float
    high: float
    step: float
    zone: tzinfo | None
    default: tuple[Number, ...]
    first: Any

    def decode(self, wire: Any) -> Any:
        """Give a number as the author has it."""
        return scale.SCALES[self.kind].decode(wire, self.zone)


def _values(value: Any, key: Key | None) -> tuple[list[Any], bool]:
    """The values at first, and whether they are given as a tuple."""
    if value is None:
        return [], key is not None and _set_as_pair(str(key))
    if hasattr(value, "tolist") and getattr(value, "ndim", 0) == 1:
        value = value.tolist()
    if not isinstance(value, list | tuple | range):
        return [value], False
    if len(value) > 2:
        fix = "It is one value, or a pair of two for a range."
        raise ArgumentError("slider", "value", value, fix)
    return list(value), True


def _set_as_pair(key: str) -> bool:
    frame = current("slider")
    if frame.recording is not None:
        frame.recording.read("is pair", key)
    widgets = frame.run.widgets
    return key in widgets and isinstance(widgets[key], list | tuple)


def _track(low: Any, high: Any, step: Any, pair: bool, *values: Any) -> Track:
    plain = _PLAIN.issuperset(map(type, (low, high, step, *values)))
    make = _kept_track if plain else _make_track
    return make(low, high, step, pair, *values)


def _make_track(low: Any, high: Any, step: Any, pair: bool, *values: Any) -> Track:
    ends = [("min_value", low), ("max_value", high)]
    given = [("value", value) for value in values]
    given += [(name, end) for name, end in ends if end is not None]
    kind = _kind(given, step)
    zone = _zone(given)
    encode = scale.SCALES[kind].encode
    numbers = {name: _finite(name, value, encode(value, zone)) for name, value in given}
    inside = sorted(encode(value, zone) for value in values)
    least, most = scale.bounds(kind, numbers.get("min_value"), numbers.get("max_value"), inside)
    if least == most:
        fix = f"It is the same as max_value={high!r}; give it another one."
        raise ArgumentError("slider", "min_value", low, fix)
    single = [numbers.get("min_value", least)]
    default = tuple(number(each) for each in inside or ([least, most] if pair else single))
    track = Track(kind, least, most, _step(kind, step, most - least), zone, default, None)
    first = tuple(track.decode(each) for each in _read(track, default))
    return track._replace(first=first if pair else first[0])


# Equal numbers of other types are other sliders; dates are not kept, since equal ones can differ
# in their time zones.
_PLAIN = frozenset({int, float, type(None)})
_kept_track = lru_cache(maxsize=1024, typed=True)(_make_track)


def _kind(given: list[tuple[str, Any]], step: Any) -> scale.Kind:
    kinds: dict[str, scale.Kind] = {}
    for name, value in given:
        kind = scale.kind_of(value)
        if kind is None or kinds.setdefault(name, kind) != kind:
            fix = "It is an int, float, date, time or datetime, or a pair of two of one type."
            raise ArgumentError("slider", name, value, fix)
    if len(set(kinds.values())) > 1:
        words = ", ".join(f"{name} is {kind}" for name, kind in kinds.items())
        fix = f"The values are of two types: {words}. Make them all of one."
        raise ArgumentError("slider", given[0][0], given[0][1], fix)
    usual: scale.Kind = "float" if isinstance(step, float) else "int"
    return next(iter(kinds.values()), usual)


def _zone(given: list[tuple[str, Any]]) -> tzinfo | None:
    zones = [getattr(value, "tzinfo", None) for _, value in given]
    zone = next((zone for zone in zones if zone is not None), None)
    if zone is not None and None in zones:
        name, value = given[zones.index(None)]
        fix = "It has no time zone and the others have one; give all of them one, or none."
        raise ArgumentError("slider", name, value, fix)
    return zone


def _finite(name: str, value: Any, encoded: float) -> float:
    if type(encoded) is float and not math.isfinite(encoded):
        raise ArgumentError("slider", name, value, "A slider needs finite numbers.")
    return encoded


def _step(kind: scale.Kind, step: Any, span: float) -> float:
    if step is None:
        return scale.SCALES[kind].step(span)
    if kind in {"int", "float"}:
        given = scale.kind_of(step)
        if given in {"int", kind} and 0 < abs(step) < math.inf:
            return abs(int(step) if kind == "int" else float(step))
        word = "whole number" if kind == "int" else "number"
        raise ArgumentError("slider", "step", step, f"It is a {word} above 0 here.")
    if isinstance(step, timedelta) and step:
        return abs(step) // scale.TICK
    raise ArgumentError("slider", "step", step, "It is a `timedelta` above 0 here.")


def _between(track: Track) -> str:
    return f"It is from {track.decode(track.low)} to {track.decode(track.high)}."


def _read(track: Track, wire: Any) -> list[Any]:
    if not isinstance(wire, list | tuple) or len(wire) != len(track.default):
        raise Unfit
    try:
        numbers = [from_number(each) for each in wire]
    except (ValueError, TypeError):
        raise Unfit from None
    if not all(scale.fits(track.kind, each, track.low, track.high) for each in numbers):
        raise Unfit
    if numbers != sorted(numbers):
        raise Unfit
    return numbers if track.kind == "float" else [int(each) for each in numbers]


def _write(track: Track, value: Any, pair: bool) -> tuple[Number, ...]:
    count = len(track.default)
    values = list(value) if isinstance(value, list | tuple) else [value]
    if isinstance(value, list | tuple) != pair or len(values) != count:
        fix = f"In session_state it is a tuple of {count}." if pair else "It is a single value."
        raise ArgumentError("slider", "value", value, fix)
    numbers = sorted(_written(track, each) for each in values)
    return tuple(number(each) for each in numbers)


def _written(track: Track, value: Any) -> float:
    kind = scale.kind_of(value)
    numeric = kind in {"int", "float"} and track.kind in {"int", "float"}
    if kind != track.kind and not numeric:
        fix = f"In session_state it is a value of the type {track.kind}."
        raise ArgumentError("slider", "value", value, fix)
    try:
        encoded = scale.SCALES[track.kind].encode(value, track.zone)
    except (ValueError, OverflowError, TypeError):
        encoded = math.nan
    if numeric and encoded != value:
        raise ArgumentError("slider", "value", value, f"It is a whole number. {_between(track)}")
    if not scale.fits(track.kind, encoded, track.low, track.high):
        raise ArgumentError("slider", "value", value, _between(track))
    return encoded
