"""Colours that charts are given: checked, and as the page understands them."""

from __future__ import annotations

import re
from typing import Any, Final

from mini.errors import ArgumentError

NAMES: Final = ("red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary")
_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$")


def colors(command: str, given: Any, names: list[str]) -> list[str | None]:
    """Give each of the `names` its colour; None where the page chooses."""
    if given is None:
        return [None] * len(names)
    listed = [given] if _is_one(given) else given
    colours = [color(command, each) for each in listed]
    if len(colours) != len(names):
        fix = f"It has {len(colours)} colours for {len(names)} columns: {names}."
        raise ArgumentError(command, "color", given, fix)
    return list(colours)


def _is_one(given: Any) -> bool:
    return not isinstance(given, list | tuple) or (
        isinstance(given, tuple) and all(isinstance(part, int | float) for part in given)
    )


def color(command: str, given: Any) -> str:
    """Check one colour; raises `ArgumentError`."""
    if isinstance(given, str):
        if _HEX.match(given):
            return given
        if given in NAMES:
            return "gray" if given == "grey" else given
    elif isinstance(given, tuple | list) and len(given) in {3, 4}:
        return _mixed(given)
    fix = 'It is the name of a column, "#ff0000", a name such as "red", or (255, 0, 0).'
    raise ArgumentError(command, "color", given, fix)


def is_color(given: Any) -> bool:
    """Say whether a cell is a colour itself."""
    return isinstance(given, str) and _HEX.match(given) is not None


def _mixed(parts: Any) -> str:
    scale = 1 if all(isinstance(part, int) for part in parts[:3]) else 255
    rgb = [min(255, max(0, round(part * scale))) for part in parts[:3]]
    alpha = [] if len(parts) == 3 else [_alpha(parts[3])]
    return "#" + "".join(f"{part:02x}" for part in (*rgb, *alpha))


def _alpha(part: float) -> int:
    return min(255, max(0, part if isinstance(part, int) and part > 1 else round(part * 255)))
