"""How a number is written for people: by a name such as "percent", or as in `printf`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from mini.errors import ArgumentError, listed

_PLACE = re.compile(r"%%|%[-+ 0#']*\d*(?:\.\d+)?([diufFeEgGxXobs])")
_UNITS = ("", "K", "M", "B", "T")
_BYTES = ("B", "KB", "MB", "GB", "TB", "PB")


def _rounded(value: float, digits: int = 3) -> str:
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scaled(value: float, base: int, units: tuple[str, ...], joint: str) -> str:
    power = 0
    while abs(value) >= base - 0.05 and power < len(units) - 1:
        value /= base
        power += 1
    return _rounded(value, 1 if power else 2) + (joint + units[power] if units[power] else "")


def _accounting(value: float) -> str:
    text = f"{abs(value):,.2f}"
    return f"({text})" if value < 0 else text


def _engineering(value: float) -> str:
    if value == 0 or not math.isfinite(value):
        return f"{value:.3g}E0"
    power = math.floor(math.log10(abs(value)) / 3) * 3
    return f"{_rounded(value / 10**power)}E{power}"


def _money(sign: str, digits: int) -> Callable[[float], str]:
    return lambda value: f"{'-' if value < 0 else ''}{sign}{abs(value):,.{digits}f}"


NAMED: dict[str, Callable[[Any], str]] = {
    "plain": str,
    "localized": _rounded,
    "percent": lambda value: _rounded(value * 100, 2) + "%",
    "dollar": _money("$", 2),
    "euro": _money("€", 2),
    "yen": _money("¥", 0),
    "compact": lambda value: _scaled(value, 1000, _UNITS, ""),
    "bytes": lambda value: _scaled(value, 1000, _BYTES, ""),
    "accounting": _accounting,
    "scientific": lambda value: f"{value:.3E}",
    "engineering": _engineering,
}


def check(command: str, value: Any, names: tuple[str, ...] = tuple(NAMED)) -> str | None:
    """Check a `format`: None, one of `names`, or a `printf` text with one place for a number."""
    if value is None or value in names:
        return None if value is None else str(value)
    if isinstance(value, str) and len(_places(value)) == 1:
        return value
    words = f"{listed(names)}, or a" if names else "a"
    fix = f'It is {words} text such as "%d" or "%.2f m" with one place for the number.'
    raise ArgumentError(command, "format", value, fix)


def written(value: Any, format: str) -> str:
    """Write a number in a format that `check` has let pass."""
    if format in NAMED:
        return NAMED[format](value)
    return _PLACE.sub(lambda place: _printf(place, value), format)


def _places(format: str) -> list[str]:
    return [letter for letter in _PLACE.findall(format) if letter]


def _printf(place: re.Match[str], value: Any) -> str:
    text, letter = place[0].replace("'", ""), place[1]
    if not letter:
        return "%"
    whole = letter in "diuxXob"
    if whole and not math.isfinite(value):
        return str(value)
    if letter == "b":
        return f"{int(value):b}"
    return text.replace("u", "d") % (int(value) if whole else value)
