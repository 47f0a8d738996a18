"""`date_input`: a day, or the first and last day of a range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.widgets import Unfit
from mini.run import checks, moments
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.widget import Key, OnChange, draw

_FIX: Final = (
    'It is a date, a datetime, a text such as "2026-01-31", or "today"; or a list of up to two of '
    "these for a range."
)


class DateInput(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field for days as ISO texts, or "today"; `min` and `max` are 10 years away if not given."""

    label: str
    range: bool = False
    default: tuple[str, ...]
    value: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    min: str | None = None
    max: str | None = None
    format: str = "YYYY/MM/DD"
    help: str | None = None
    disabled: bool = False
    required: bool = False
    label_visibility: LabelVisibility = "visible"
    width: Any = "stretch"
    silent: bool = False


@command
def date_input(
    label: str,
    value: Any = "today",
    min_value: Any = None,
    max_value: Any = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    format: str = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: int | Literal["stretch"] = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show a field for a day, and give it as a `date`; or, if `value` is a list, a range of days.

    `value` is what it holds at first: a date, a datetime, an ISO text, `"today"`, or None for
    nothing; then None is given until a day is chosen. A list or tuple of up to two of these makes a
    range, which is given as a tuple: of both ends, of one while the other is not chosen yet, or of
    none. `min_value` and `max_value` are the first and last day that can be chosen (default: 10
    years to each side). `format` is how days are shown and typed, such as `"DD.MM.YYYY"`. With
    `required` the field cannot be emptied. `on_change` is a function that is called with `args` and
    `kwargs` before the run that a change starts, or `"ignore"`: then a change starts no run. `bind`
    keeps the days in the page's address. Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        day = st.date_input("Day of the visit", "2026-07-06", format="DD.MM.YYYY")
        st.write("Week", day.isocalendar().week)
    """
    days = _days(value, min_value, max_value)
    element = DateInput(
        label=checks.label(label),
        range=days.range,
        default=days.default,
        min=days.low,
        max=days.high,
        format=moments.format_of("date_input", format),
        help=checks.help_text(help),
        disabled=bool(disabled),
        required=bool(required),
        label_visibility=checks.visibility("date_input", label_visibility),
        width=checks.width("date_input", width, content=False),
        silent=checks.silent("date_input", on_change),
    )
    return draw(
        element, key=key, read=days.read, write=days.write, on_change=on_change, args=args,
        kwargs=kwargs, bind=bind, persist=persist_state,
        start=days.start if moments.TODAY in days.default else None,
    ).value  # fmt: skip


class Days:
    """Which days can be chosen: one, or two if it is a range, between bounds as on the wire."""

    __slots__ = ("default", "high", "low", "range")

    def __init__(
        self, default: tuple[str, ...], low: str | None, high: str | None, range: bool
    ) -> None:
        self.default = default
        self.low = low
        self.high = high
        self.range = range

    def start(self) -> tuple[str, ...]:
        """Give the days at first; today is moved into the bounds."""
        return tuple(
            self._bounded(date.today()).isoformat() if each == moments.TODAY else each
            for each in self.default
        )

    def read(self, wire: Any) -> Any:
        """Give the days of the wire: a date or None, or a tuple."""
        if not isinstance(wire, list | tuple) or len(wire) > (2 if self.range else 1):
            raise Unfit
        if moments.TODAY in wire:
            wire = self.start()
        days = tuple(moments.read_day(each) for each in wire)
        known = [day for day in days if day is not None]
        if len(known) < len(days) or known != sorted(known):
            raise Unfit
        if any(day != self._bounded(day) for day in known):
            raise Unfit
        return days if self.range else next(iter(days), None)

    def write(self, value: Any) -> tuple[str, ...]:
        """Give the wire value of what `session_state` was set to: that at first if out of bounds.

        Raises `ArgumentError`.
        """
        days, pair = _given("value", value)
        if pair != self.range and value is not None:
            fix = "It is a tuple of up to two days" if self.range else "It is one day or None"
            raise ArgumentError("date_input", "value", value, f"{fix} in session_state.")
        today = date.today().isoformat()
        wire = tuple(sorted(today if each == moments.TODAY else each for each in days))
        try:
            self.read(wire)
        except Unfit:
            return self.start()
        return wire

    def _bounded(self, day: date) -> date:
        low, high = moments.read_day(self.low), moments.read_day(self.high)
        if low is not None and day < low:
            return low
        return high if high is not None and day > high else day


def _days(value: Any, min_value: Any, max_value: Any) -> Days:
    default, pair = _given("value", value)
    low, high = _bound("min_value", min_value), _bound("max_value", max_value)
    days = Days(_in_order(default), low, high, pair)
    first, last = moments.read_day(low), moments.read_day(high)
    if first is not None and last is not None and first > last:
        fix = f"It is before min_value={first}; give it a later day."
        raise ArgumentError("date_input", "max_value", max_value, fix)
    try:
        days.read(days.default)
    except Unfit:
        ends = (("earliest", first), ("latest", last))
        fix = " and ".join(f"at the {word} {end}" for word, end in ends if end is not None)
        raise ArgumentError("date_input", "value", value, f"It is {fix}.") from None
    return days


def _given(argument: str, value: Any) -> tuple[tuple[str, ...], bool]:
    """Give the days as they go on the wire, and whether they were given in a list."""
    if value is None:
        return (), False
    pair = isinstance(value, Sequence) and not isinstance(value, str)
    given = list(value) if pair else [value]
    days = [moments.day_of(each) for each in given]
    if len(days) > 2 or None in days:
        raise ArgumentError("date_input", argument, value, _FIX)
    return tuple(day for day in days if day is not None), pair


def _in_order(days: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(days, key=lambda day: moments.read_day(day) or date.min))


def _bound(argument: str, value: Any) -> str | None:
    if value is None:
        return None
    day = moments.day_of(value)
    if day is None:
        fix = 'It is a date, a datetime, a text such as "2026-01-31", "today", or None.'
        raise ArgumentError("date_input", argument, value, fix)
    return day
