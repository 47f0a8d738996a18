"""One option: its name, what it holds, and what it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from math import inf
from typing import Any, Final

import msgspec

from mini.errors import OptionError, listed

_YES: Final = frozenset({"true", "yes", "on", "1"})
_NO: Final = frozenset({"false", "no", "off", "0"})
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(px|rem)?$")
RADII: Final = {
    "none": "0",
    "small": "0.25rem",
    "medium": "0.5rem",
    "large": "1rem",
    "full": "1.5rem",
}
MOST: Final = 1e12
"""What no clock and no count goes beyond."""
WEIGHTS: Final = range(100, 901, 50)


class Unfit(Exception):
    """A value that an option cannot have; says what it can have."""


class Option(msgspec.Struct, frozen=True):
    """An option as the table has it."""

    name: str
    kind: str
    default: Any
    does: str
    live: bool = False
    """Whether it can change while the app is served."""
    works: bool = True
    """Whether it has an effect; else the name is known from Streamlit, and has no meaning here."""
    choices: tuple[Any, ...] = ()

    def check(self, value: Any) -> Any:
        """Give a value as the option holds it; raises `OptionError`."""
        try:
            return _CHECKS[self.kind](self, value)
        except Unfit as unfit:
            raise OptionError(
                self.name, f"`{self.name}` cannot be {_short(value)}: {unfit}"
            ) from None

    def parse(self, text: str) -> Any:
        """Read a value from the text of a flag or of the environment; raises `OptionError`."""
        return self.check(_PARSES.get(self.kind, str)(text))


def _text(_: Option, value: Any) -> Any:
    if isinstance(value, str):
        return value
    raise Unfit("it is a text, in quotes.")


def _whole(_: Option, value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Unfit("it is a whole number.")


def _count(_: Option, value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return _bounded(value)
    raise Unfit("it is a whole number above 0.")


def _bounded(value: Any) -> Any:
    if value <= MOST:
        return value
    raise Unfit(f"it is at most {MOST:.0f}.")


def _port(_: Option, value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 65535:
        return value
    raise Unfit("it is a whole number from 0 to 65535.")


def _number(_: Option, value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < inf:
        return value
    raise Unfit("it is a number.")


def _seconds(_: Option, value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return _bounded(value)
    raise Unfit("it is a number of seconds, 0 or more.")


def _amount(_: Option, value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
        return _bounded(value)
    raise Unfit("it is a number above 0.")


def _switch(_: Option, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    raise Unfit("it is true or false, without quotes.")


def _choice(option: Option, value: Any) -> Any:
    for choice in option.choices:
        if type(value) is type(choice) and str(value).lower() == str(choice).lower():
            return choice
    raise Unfit(f"it is {listed(option.choices)}.")


def _texts(_: Option, value: Any) -> Any:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return list(value)
    raise Unfit('it is a list of texts, such as ["one", "two"].')


def _networks(option: Option, value: Any) -> Any:
    names = _texts(option, value)
    for name in names:
        try:
            # Only who sets one needs what reads it; a server has it loaded anyway.
            import_module("ipaddress").ip_network("::" if name == "*" else name, strict=False)
        except ValueError:
            raise Unfit(
                f"{name!r} in it is neither an address nor a network, such as "
                '"127.0.0.1", "10.0.0.0/8" or "::1"; "*" is all of them.'
            ) from None
    return names


def _each(reads: str, fix: str) -> Callable[[Option, Any], Any]:
    """Check a list of texts with one of the readers of `config/origins.py`."""

    def check(option: Option, value: Any) -> Any:
        texts = _texts(option, value)
        for text in texts:
            # Only who lists something needs what reads it.
            if getattr(import_module("mini.config.origins"), reads)(text) is None:
                raise Unfit(f"{text!r} in it is {fix}")
        return texts

    return check


def _table(_: Option, value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise Unfit("it is a table.")


def _fonts(_: Option, value: Any) -> Any:
    if isinstance(value, list | tuple) and all(isinstance(face, Mapping) for face in value):
        for face in value:
            if not all(isinstance(face.get(name), str) for name in ("family", "url")):
                raise Unfit("each of its tables has a `family` and a `url`.")
        return [dict(face) for face in value]
    raise Unfit("it is a list of tables, each with a `family` and a `url`.")


def _is_colour(text: str) -> bool:
    # Only who sets a colour needs what reads one.
    return import_module("mini.config.colours").Colour.read(text) is not None


def _colour(_: Option, value: Any) -> Any:
    if isinstance(value, str) and _is_colour(value):
        return value
    raise Unfit('it is a colour: "#4353c9", "rgb(67, 83, 201)", "hsl(233, 56%, 53%)" or a name.')


def _colours(option: Option, value: Any) -> Any:
    many = [value] if isinstance(value, str) else value
    if not isinstance(many, list | tuple) or not many:
        raise Unfit('it is a list of colours, such as ["#4353c9", "seagreen"].')
    for colour in many:
        if not isinstance(colour, str) or not _is_colour(colour):
            raise Unfit(f"{colour!r} in it is no colour.")
    if option.choices and len(many) != option.choices[0]:
        raise Unfit(f"it has {option.choices[0]} colours, and these are {len(many)}.")
    return list(many)


def _size(_: Option, value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return f"{value}px"
    found = _SIZE.match(value) if isinstance(value, str) else None
    if found is None:
        raise Unfit('it is a size, such as "14px" or "0.875rem".')
    return value if found[2] else f"{value}px"


def _sizes(option: Option, value: Any) -> Any:
    return _six(option, value, _size)


def _weight(option: Option, value: Any) -> Any:
    most = option.choices[0] if option.choices else 900
    if isinstance(value, int) and value in WEIGHTS and value <= most:
        return value
    raise Unfit(f"it is a weight: a multiple of 50 from 100 to {most}.")


def _weights(option: Option, value: Any) -> Any:
    return _six(option, value, _weight)


def _six(option: Option, value: Any, check: Callable[[Option, Any], Any]) -> list[Any]:
    """One for all headings, or one for each level from the first."""
    if isinstance(value, list | tuple):
        if len(value) > 6:
            raise Unfit("it has at most six parts, for headings of the levels 1 to 6.")
        return [check(option, part) for part in value]
    return [check(option, value)] * 6


def _radius(option: Option, value: Any) -> Any:
    if isinstance(value, str) and value in RADII:
        return value
    try:
        return _size(option, value)
    except Unfit:
        raise Unfit(f'it is {listed(tuple(RADII))}, or a size such as "0.5rem".') from None


_CHECKS: Final[dict[str, Callable[[Option, Any], Any]]] = {
    "text": _text, "whole": _whole, "count": _count, "port": _port, "number": _number,
    "seconds": _seconds, "amount": _amount, "switch": _switch, "choice": _choice,
    "texts": _texts, "networks": _networks, "table": _table, "fonts": _fonts,
    "colour": _colour, "colours": _colours, "size": _size, "sizes": _sizes, "weight": _weight,
    "weights": _weights, "radius": _radius,
    "hosts": _each("read_name", "no name of a host, such as app.example.com or *.example.com."),
    "origins": _each("read_pattern", "no origin of pages, such as https://example.com."),
    "sources": _each("read_source", "no site, such as https://example.com, 'self' or 'none'."),
}  # fmt: skip


def _numeral(text: str) -> Any:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def _yes_or_no(text: str) -> Any:
    word = text.lower()
    return True if word in _YES else False if word in _NO else text


def _word(text: str) -> Any:
    return {"true": True, "false": False}.get(text.lower(), text)


def _split(text: str) -> Any:
    """Split at the commas that are not inside of brackets, as in `rgb(1, 2, 3)`."""
    parts = re.split(r",(?![^()]*\))", text.strip().removeprefix("[").removesuffix("]"))
    return [part.strip().strip("\"'") for part in parts if part.strip()]


def _numerals(text: str) -> Any:
    parts = [_numeral(part) for part in _split(text)]
    return parts[0] if len(parts) == 1 else parts


def _sized(text: str) -> Any:
    parts = _split(text)
    return parts[0] if len(parts) == 1 else parts


_PARSES: Final[dict[str, Callable[[str], Any]]] = {
    "whole": _numeral, "count": _numeral, "port": _numeral, "number": _numeral,
    "seconds": _numeral, "amount": _numeral,
    "switch": _yes_or_no, "choice": _word, "texts": _split, "networks": _split, "colours": _split,
    "hosts": _split, "origins": _split, "sources": _split,
    "weight": _numeral, "weights": _numerals, "sizes": _sized,
}  # fmt: skip


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
