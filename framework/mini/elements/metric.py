"""`metric`: a number in large type, and how it has changed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from numbers import Complex, Real
from typing import Any, Literal

from mini.errors import ArgumentError
from mini.model.element import Element, Number, number
from mini.run import checks, formats
from mini.run.checks import Height, LabelVisibility, Width
from mini.run.container import Container, command
from mini.run.emit import emit
from mini.run.frames import first_values, is_table

Value = int | float | Decimal | str | None
Direction = Literal["up", "down", "none"]
COLOURS = ("red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary")
ARROWS = ("auto", "up", "down", "off")
CHARTS = ("line", "bar", "area")
TONES = {
    ("normal", "up"): "good",
    ("normal", "down"): "bad",
    ("inverse", "up"): "bad",
    ("inverse", "down"): "good",
}


class Metric(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A number in large type."""

    label: str
    value: str
    delta: str | None = None
    direction: Direction = "none"
    tone: str = "neutral"
    help: str | None = None
    icon: str | None = None
    label_visibility: LabelVisibility = "visible"
    border: bool = False
    width: Any = "stretch"
    height: Any = "content"
    chart: tuple[Number, ...] | None = None
    chart_type: Literal["line", "bar", "area"] = "line"
    delta_description: str | None = None


@command
def metric(
    label: str,
    value: Value,
    delta: Value = None,
    delta_color: str = "normal",
    *,
    help: str | None = None,
    icon: str | None = None,
    label_visibility: LabelVisibility = "visible",
    border: bool = False,
    width: Width = "stretch",
    height: Height = "content",
    chart_data: Iterable[Any] | None = None,
    chart_type: Literal["line", "bar", "area"] = "line",
    delta_arrow: Literal["auto", "up", "down", "off"] = "auto",
    format: str | None = None,
    delta_description: str | None = None,
) -> Container:
    """Show a number in large type, and below it how it has changed.

    `value` and `delta` are numbers or texts; None is shown as a dash, resp. not at all. A negative
    `delta`, or one that starts with a minus, is an arrow down and red. `delta_color="inverse"`
    turns the colours round, `"off"` makes them grey, and a colour's name sets it; `delta_arrow`
    sets the arrow. `format` is `"percent"`, `"compact"`, `"dollar"` and the like, or as in `printf`
    (`"%.1f kg"`). `chart_data` are numbers for a small chart of the `chart_type`. Raises
    `ArgumentError`.

        import mini as st

        st.metric("Body mass", 4202, delta=-31, format="%d g")
    """
    style = formats.check("metric", format or None)
    value, delta = _plain(value), _plain(delta)
    change = None if delta is None or delta == "" else _text("delta", delta, style)
    direction = "none" if change is None else _direction(delta)
    return emit(
        Metric(
            label=checks.label(label),
            value="—" if value is None else _text("value", value, style),
            delta=change,
            direction=_arrow(delta_arrow, direction, change),
            tone=_tone(delta_color, direction, change),
            help=checks.help_text(help),
            icon=checks.icon("metric", icon),
            label_visibility=checks.visibility("metric", label_visibility),
            border=bool(border),
            width=checks.width("metric", width),
            height=checks.height("metric", height),
            chart=None if chart_data is None else _chart(chart_data),
            chart_type=checks.one_of("metric", "chart_type", chart_type, CHARTS),
            delta_description=checks.optional_text(
                "metric", "delta_description", delta_description
            ),
        )
    )


def _plain(value: Any) -> Any:
    """The only value of an array or a series, as Python has it; anything else as it is."""
    return value.item() if hasattr(value, "item") and getattr(value, "size", 1) == 1 else value


def _text(argument: str, value: Any, style: str | None) -> str:
    if isinstance(value, str):
        return checks.text(value)
    if not isinstance(value, Complex | Decimal):
        fix = "It is a number, a text or None; convert it with `float()` or `str()`."
        raise ArgumentError("metric", argument, value, fix)
    written = style is not None and isinstance(value, Real | Decimal)
    return formats.written(value, style or "") if written else str(value)


def _direction(delta: Any) -> Direction:
    if isinstance(delta, str):
        text = delta.strip()
        if text in {"0", "0.0"}:
            return "none"
        return "down" if text[:1] in {"-", "\u2212"} else "up"
    amount = float(delta.real)
    if amount == 0 or math.isnan(amount):
        return "none"
    return "down" if amount < 0 else "up"


def _arrow(arrow: Any, direction: Direction, change: str | None) -> Direction:
    choice = checks.one_of("metric", "delta_arrow", arrow, ARROWS)
    if choice == "auto" or change is None:
        return direction
    return "none" if choice == "off" else choice


def _tone(colour: Any, direction: str, change: str | None) -> str:
    choice = checks.one_of("metric", "delta_color", colour, ("normal", "inverse", "off", *COLOURS))
    if change is None or choice == "off":
        return "neutral"
    if choice in COLOURS:
        return "gray" if choice == "grey" else choice
    return TONES.get((choice, direction), "neutral")


def _chart(data: Any) -> tuple[Number, ...]:
    values = data if isinstance(data, Iterable) and not isinstance(data, str) else [data]
    if is_table(values):
        values = first_values(values)
    try:
        return tuple(number(math.nan if value is None else float(value)) for value in values)
    except (TypeError, ValueError):
        fix = "It is a list of numbers; None and NaN are gaps."
        raise ArgumentError("metric", "chart_data", data, fix) from None
