"""`time_input`: a time of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.widgets import Unfit
from mini.run import checks, moments
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.widget import Key, OnChange, draw

TimeFormat = Literal["12h", "24h", "localized"]
_FORMATS: Final = ("12h", "24h", "localized")
_FIX: Final = 'It is a time, a datetime, a text such as "18:30", "now", or None.'


class TimeInput(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field for a time as an ISO text, or "now"; `step` is in seconds."""

    label: str
    default: str | None
    value: str | msgspec.UnsetType | None = msgspec.UNSET
    step: int = 900
    format: TimeFormat = "24h"
    help: str | None = None
    disabled: bool = False
    required: bool = False
    label_visibility: LabelVisibility = "visible"
    width: Any = "stretch"
    silent: bool = False


@command
def time_input(
    label: str,
    value: Any = "now",
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    step: int | timedelta = 900,
    format: TimeFormat = "24h",
    width: int | Literal["stretch"] = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> time | None:
    """Show a field for a time of the day, and give it as a `time` without a time zone.

    `value` is what it holds at first: a time, a datetime, an ISO text, `"now"` for the time at
    which the session first saw it, or None for nothing; then None is given until a time is chosen.
    `step` is the distance of the times in its list, as a `timedelta` or seconds, up to 23 hours;
    any other time can be typed. Seconds are left away unless the step has some. `format` is
    `"24h"`, `"12h"`, or `"localized"` for what the browser is used to. With `required` the field
    cannot be emptied. `on_change` is a function that is called with `args` and `kwargs` before the
    run that a change starts, or `"ignore"`: then a change starts no run. `bind` keeps the time in
    the page's address. Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        alarm = st.time_input("Wake me at", "06:45")
        st.write("The alarm rings at", alarm)
    """
    distance = moments.step_of("time_input", step, 1)
    clock = Clock(_given(value, distance % 60 != 0), distance % 60 != 0)
    element = TimeInput(
        label=checks.label(label),
        default=clock.default,
        step=distance,
        format=checks.one_of("time_input", "format", format, _FORMATS),
        help=checks.help_text(help),
        disabled=bool(disabled),
        required=bool(required),
        label_visibility=checks.visibility("time_input", label_visibility),
        width=checks.width("time_input", width, content=False),
        silent=checks.silent("time_input", on_change),
    )
    drawn = draw(
        element, key=key, read=clock.read, write=clock.write, on_change=on_change, args=args,
        kwargs=kwargs, bind=bind, persist=persist_state,
        start=clock.start if clock.default == moments.NOW else None,
    )  # fmt: skip
    return drawn.value  # type: ignore[no-any-return]


class Clock:
    """What times are on the wire, with or without `seconds`."""

    __slots__ = ("default", "seconds")

    def __init__(self, default: str | None, seconds: bool) -> None:
        self.default = default
        self.seconds = seconds

    def start(self) -> str | None:
        """Give the time at first."""
        return moments.time_of(datetime.now(), seconds=self.seconds)

    def read(self, wire: Any) -> time | None:
        """Give the time of the wire."""
        if wire is None:
            return None
        found = moments.read_time(wire)
        if found is None:
            raise Unfit
        return found if self.seconds else found.replace(second=0)

    def write(self, value: Any) -> str | None:
        """Give the wire value of what `session_state` was set to; raises `ArgumentError`."""
        given = _given(value, self.seconds)
        return self.start() if given == moments.NOW else given


def _given(value: Any, seconds: bool) -> str | None:
    text = moments.time_of(value, seconds=seconds)
    if text is None and value is not None:
        raise ArgumentError("time_input", "value", value, _FIX)
    return text
