"""`number_input`: a number that is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Integral, Real
from typing import Any, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element, Number, from_number, number
from mini.page.widgets import Unfit
from mini.run import checks, formats
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.widget import Key, OnChange, draw

Numeric = int | float


class NumberInput(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field for a number, with buttons for one step up or down."""

    label: str
    integer: bool
    min: Number | None = None
    max: Number | None = None
    step: Number
    default: Number | None
    value: Number | msgspec.UnsetType | None = msgspec.UNSET
    format: str | None = None
    placeholder: str | None = None
    help: str | None = None
    disabled: bool = False
    required: bool = False
    label_visibility: LabelVisibility = "visible"
    icon: str | None = None
    width: Any = "stretch"
    silent: bool = False


@command
def number_input(
    label: str,
    min_value: Numeric | None = None,
    max_value: Numeric | None = None,
    value: Numeric | Literal["min"] | None = "min",
    step: Numeric | None = None,
    format: str | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    icon: str | None = None,
    width: int | Literal["stretch"] = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show a field for a number, and give the number.

    It is an int if the given numbers are, else a float; they may not be mixed. `value` is what it
    holds at first: a number, `"min"` for `min_value` (0 without one), or None for nothing; then
    None is given until something is typed. `step` is what its buttons add (default: 1 or 0.01),
    `format` how it is shown, as in `printf` (`"%.1f"`). `on_change` is a function that is called
    with `args` and `kwargs` before the run that a change starts, or `"ignore"`: then a change
    starts no run. `bind` keeps the number in the page's address. Raises `ArgumentError` and
    `DuplicateWidgetID`.

        import mini as st

        guests = st.number_input("Guests", min_value=1, max_value=12, value=2)
        st.write("A table for", guests)
    """
    given = {"value": value, "min_value": min_value, "max_value": max_value, "step": step}
    kind = _kind(given)
    low, high = _converted(kind, min_value), _converted(kind, max_value)
    if low is not None and high is not None and not low <= high:
        fix = f"It is below min_value={low}; give it a greater one."
        raise ArgumentError("number_input", "max_value", high, fix)
    first = _first(kind, value, low, high)
    element = NumberInput(
        label=checks.label(label),
        integer=kind is int,
        min=_wire(low),
        max=_wire(high),
        step=_step(kind, step),
        default=_wire(first),
        format=formats.check("number_input", format, ()),
        placeholder=checks.optional(placeholder),
        help=checks.help_text(help),
        disabled=bool(disabled),
        required=bool(required),
        label_visibility=checks.visibility("number_input", label_visibility),
        icon=checks.icon("number_input", icon),
        width=checks.width("number_input", width, content=False),
        silent=checks.silent("number_input", on_change),
    )

    def read(wire: Any) -> Numeric | None:
        return None if wire is None else _read(kind, wire, low, high)

    def write(value: Any) -> Number | None:
        return None if value is None else _write(kind, value, low, high, element.default)

    drawn = draw(
        element, key=key, read=read, write=write, on_change=on_change, args=args, kwargs=kwargs,
        bind=bind,
        persist=persist_state,
    )  # fmt: skip
    return drawn.value


# The numbers that are given


def _kind(given: dict[str, Any]) -> type[int] | type[float]:
    """Find whether the numbers are ints or floats; without any they are floats."""
    kinds = {
        name: _kind_of(name, value)
        for name, value in given.items()
        if value is not None and not (name == "value" and isinstance(value, str) and value == "min")
    }
    if len(set(kinds.values())) > 1:
        words = ", ".join(f"{name} is {kind.__name__}" for name, kind in kinds.items())
        name = next(iter(kinds))
        fix = f"The numbers are of two types: {words}. Make them all int or all float."
        raise ArgumentError("number_input", name, given[name], fix)
    return next(iter(kinds.values()), float)


def _kind_of(name: str, value: Any) -> type[int] | type[float]:
    if isinstance(value, Integral):
        return int
    if isinstance(value, Real):
        return float
    raise ArgumentError("number_input", name, value, "It is an int or a float.")


def _converted(kind: type[int] | type[float], value: Any) -> Numeric | None:
    return None if value is None else kind(value)


def _wire(value: Numeric | None) -> Number | None:
    return None if value is None else number(value)


def _first(
    kind: type[int] | type[float], value: Any, low: Numeric | None, high: Numeric | None
) -> Numeric | None:
    if value is None:
        return None
    if isinstance(value, str):
        first: Numeric = kind(0) if low is None else low
    else:
        first = kind(value)
    if not _within(first, low, high):
        ends = (("at least", low), ("at most", high))
        fix = " and ".join(f"{words} {end}" for words, end in ends if end is not None)
        raise ArgumentError("number_input", "value", first, f"It is {fix}.")
    return first


def _within(value: Numeric, low: Numeric | None, high: Numeric | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _step(kind: type[int] | type[float], step: Any) -> Number:
    if step is None:
        return 1 if kind is int else 0.01
    size = abs(kind(step))
    if size < float("inf"):
        return number(size) if size else _step(kind, None)
    raise ArgumentError("number_input", "step", step, "It is a finite number.")


# The value


def _read(kind: Any, wire: Any, low: Numeric | None, high: Numeric | None) -> Numeric:
    if isinstance(wire, bool) or not isinstance(wire, int | float | str):
        raise Unfit
    try:
        value: Numeric = from_number(wire)
        if kind is int and value != int(value):
            raise Unfit
        value = kind(value)
    except (ValueError, OverflowError):
        raise Unfit from None
    if not _within(value, low, high):
        raise Unfit
    return value


def _write(
    kind: Any, value: Any, low: Numeric | None, high: Numeric | None, default: Number | None
) -> Number | None:
    """Where the number is out of its bounds the field has its default."""
    whole = isinstance(value, Integral) or (isinstance(value, Real) and value == value // 1)
    if not isinstance(value, Real) or (kind is int and not whole):
        word = "a whole number" if kind is int else "a number"
        fix = f"Set it to {word} or None in session_state."
        raise ArgumentError("number_input", "value", value, fix)
    converted = kind(value)
    return number(converted) if _within(converted, low, high) else default
