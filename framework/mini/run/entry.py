"""What the fields for text have in common: their limits, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from mini.errors import ArgumentError
from mini.page.widgets import Unfit
from mini.run import checks


def most(command: str, max_chars: Any) -> int | None:
    """Check a `max_chars`; 0 means no limit."""
    if max_chars is None:
        return None
    number = checks.whole(max_chars)
    if number is not None and number >= 0:
        return number or None
    fix = "It is the most characters that can be typed, or None for no limit."
    raise ArgumentError(command, "max_chars", max_chars, fix)


def first(value: object, limit: int | None) -> str | None:
    """Give the text that a field holds at first."""
    return None if value is None else str(value)[:limit]


def reader(element: Any) -> Callable[[Any], str | None]:
    """Make the `read` of a field, from its `default`, `max_chars` and `validate`."""
    default, limit = element.default, element.max_chars
    pattern, _ = getattr(element, "validate", None) or (None, "")

    def read(wire: Any) -> str | None:
        if wire is None:
            return None
        if not isinstance(wire, str) or (limit is not None and len(wire) > limit):
            raise Unfit
        if pattern is not None and wire not in {"", default} and not _fits(pattern, wire):
            raise Unfit
        return wire

    return read


def writer(command: str, limit: int | None) -> Callable[[Any], str | None]:
    """Make the `write` of a field."""

    def write(value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return None if value is None else value[:limit]
        raise ArgumentError(command, "value", value, "Set it to a text or None in session_state.")

    return write


def shown(value: Any) -> str | None:
    """Give the value of a field its type."""
    return None if value is None else str(value)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> tuple[re.Pattern[str], ...]:
    r"""The pattern with both meanings of `\w`; none if only browsers can read it."""
    try:
        return re.compile(pattern), re.compile(pattern, re.ASCII)
    except re.error:
        return ()


def _fits(pattern: str, text: str) -> bool:
    patterns = _compiled(pattern)
    return not patterns or any(each.search(text) for each in patterns)
