"""`datetime_input`: a day and a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.widgets import Unfit
from mini.run import checks, moments
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.widget import Key, OnChange, draw

_FIRST: Final = time(0, 0)
_LAST: Final = time(23, 59)
_FIX: Final = 'It is a datetime, a date, a time, a text such as "2026-01-31 18:30", "now", or None.'


class DatetimeInput(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Fields for a day and a time, as an ISO text, or "now"; `step` is in seconds."""

    label: str
    default: str | None
    value: str | msgspec.UnsetType | None = msgspec.UNSET
    min: str | None = None
    max: str | None = None
    step: int = 900
    format: str = "YYYY/MM/DD"
    help: str | None = None
    disabled: bool = False
    required: bool = False
    label_visibility: LabelVisibility = "visible"
    width: Any = "stretch"
    silent: bool = False


@command
def datetime_input(
    label: str,
    value: Any = "now",
    min_value: Any = None,
    max_value: Any = None,
    *,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    format: str = "YYYY/MM/DD",
    step: int | timedelta = 900,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: int | Literal["stretch"] = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> datetime | None:
    """Show fields for a day and a time, and give both as a `datetime` without a time zone.

    `value` is what they hold at first: a datetime, whose time zone is left away, a date (at 00:00),
    a time (today), an ISO text, `"now"` for when the session first saw it, or None for nothing;
    then None is given until both are chosen. `min_value` and `max_value` are the bounds (default:
    10 years to each side); a date as `max_value` ends at 23:59. `format` is how the day is shown
    and typed, `step` the distance of the times in the list, as a `timedelta` or seconds, from a
    minute to 23 hours. With `required` the fields cannot be emptied. `on_change` is a function that
    is called with `args` and `kwargs` before the run that a change starts, or `"ignore"`: then a
    change starts no run. `bind` keeps the value in the page's address. Raises `ArgumentError` and
    `DuplicateWidgetID`.

        import mini as st

        start = st.datetime_input("The talk begins", "2026-07-06 18:30")
        st.write("It begins at", start.hour)
    """
    span = _span(value, min_value, max_value)
    element = DatetimeInput(
        label=checks.label(label),
        default=span.default,
        min=span.low,
        max=span.high,
        step=moments.step_of("datetime_input", step, 60),
        format=moments.format_of("datetime_input", format),
        help=checks.help_text(help),
        disabled=bool(disabled),
        required=bool(required),
        label_visibility=checks.visibility("datetime_input", label_visibility),
        width=checks.width("datetime_input", width, content=False),
        silent=checks.silent("datetime_input", on_change),
    )
    drawn = draw(
        element, key=key, read=span.read, write=span.write, on_change=on_change, args=args,
        kwargs=kwargs, bind=bind, persist=persist_state,
        start=span.start if span.default == moments.NOW else None,
    )  # fmt: skip
    return drawn.value  # type: ignore[no-any-return]


class Span:
    """Which moments can be chosen, as ISO texts or "now"."""

    __slots__ = ("default", "high", "low")

    def __init__(self, default: str | None, low: str | None, high: str | None) -> None:
        self.default = default
        self.low = low
        self.high = high

    def start(self) -> str | None:
        """Give the moment at first; now is moved into the bounds."""
        if self.default != moments.NOW:
            return self.default
        return self._bounded(datetime.now().replace(second=0, microsecond=0)).isoformat()[:16]

    def read(self, wire: Any) -> datetime | None:
        """Give the moment of the wire."""
        if wire is None:
            return None
        found = moments.read_moment(self.start() if wire == moments.NOW else wire)
        if found is None or found != self._bounded(found):
            raise Unfit
        return found.replace(second=0)

    def write(self, value: Any) -> str | None:
        """Give the wire value of what `session_state` was set to: that at first if out of bounds.

        Raises `ArgumentError`.
        """
        wire = _given("value", value)
        try:
            found = self.read(wire)
        except Unfit:
            return self.start()
        return None if found is None else found.isoformat()[:16]

    def _bounded(self, moment: datetime) -> datetime:
        low, high = moments.read_moment(self.low), moments.read_moment(self.high)
        if low is not None and moment < low:
            return low
        return high if high is not None and moment > high else moment


def _span(value: Any, min_value: Any, max_value: Any) -> Span:
    default = _given("value", value)
    base = (moments.read_moment(default) or datetime.now()).date()
    low, high = _given("min_value", min_value, base), _given("max_value", max_value, base, _LAST)
    span = Span(default, low, high)
    first, last = moments.read_moment(low), moments.read_moment(high)
    if first is not None and last is not None and first > last:
        fix = f"It is before min_value={first}; give it a later moment."
        raise ArgumentError("datetime_input", "max_value", max_value, fix)
    try:
        span.read(default)
    except Unfit:
        ends = (("earliest", first), ("latest", last))
        fix = " and ".join(f"at the {word} {end}" for word, end in ends if end is not None)
        raise ArgumentError("datetime_input", "value", value, f"It is {fix}.") from None
    return span


def _given(argument: str, value: Any, base: date | None = None, at: time = _FIRST) -> str | None:
    text = moments.moment_of(value, base or date.today(), at)
    if text is None and value is not None:
        raise ArgumentError("datetime_input", argument, value, _FIX)
    return text
