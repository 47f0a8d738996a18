"""Colours: read as CSS writes them, mixed, and compared by their contrast."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from importlib import import_module
from typing import Final

_HEX: Final = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$")
_CALL: Final = re.compile(r"(rgb|hsl)a?\(([^()]*)\)$")


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green, blue and opacity, each from 0 to 1."""

    red: float
    green: float
    blue: float
    opacity: float = 1.0

    @staticmethod
    def read(text: str) -> Colour | None:
        """Read a colour as CSS writes it: hexadecimal, `rgb()`, `hsl()` or a name."""
        text = text.strip().lower()
        if (found := _HEX.match(text)) is not None:
            return _hexadecimal(found[1])
        if (found := _CALL.match(text)) is not None:
            return _called(found[1], re.split(r"[\s,/]+", found[2].strip()))
        # Only who names a colour needs the names.
        name = import_module("mini.config.colour_names").NAMES.get(text)
        return None if name is None else _hexadecimal(name)

    def css(self) -> str:
        """Write it in hexadecimal."""
        parts = [self.red, self.green, self.blue, *([self.opacity] if self.opacity < 1 else [])]
        return "#" + "".join(f"{round(part * 255):02x}" for part in parts)

    def mixed(self, other: Colour, share: float) -> Colour:
        """Mix: `share` of the other, the rest of this one."""
        return Colour(*(
            one + (two - one) * share
            for one, two in zip(self._parts(), other._parts(), strict=True)
        ))  # fmt: skip

    def over(self, ground: Colour) -> Colour:
        """Lay it on an opaque ground."""
        return Colour(ground.red, ground.green, ground.blue).mixed(
            Colour(self.red, self.green, self.blue), self.opacity
        )

    def luminance(self) -> float:
        """Give the relative luminance of WCAG 2: 0 for black, 1 for white."""
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (self.red, self.green, self.blue)
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(self, other: Colour) -> float:
        """Give the contrast ratio of WCAG 2, from 1 to 21."""
        low, high = sorted((self.luminance(), other.luminance()))
        return (high + 0.05) / (low + 0.05)

    def is_dark(self) -> bool:
        """Say whether white stands out from it more than black."""
        return self.contrast(WHITE) > self.contrast(BLACK)

    def reaching(self, ratio: float, *grounds: Colour) -> Colour:
        """Move it towards black or white until its contrast with each ground is high enough."""
        goal = WHITE if grounds[0].is_dark() else BLACK
        for step in range(51):
            moved = self.mixed(goal, step / 50)
            if all(moved.contrast(ground) >= ratio for ground in grounds):
                return moved
        return goal

    def _parts(self) -> tuple[float, float, float, float]:
        return self.red, self.green, self.blue, self.opacity


def _hexadecimal(digits: str) -> Colour:
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2)]
    return Colour(*parts)


def _called(name: str, parts: list[str]) -> Colour | None:
    try:
        if len(parts) not in {3, 4}:
            return None
        opacity = _share(parts[3], 1) if len(parts) == 4 else 1.0
        if name == "rgb":
            red, green, blue = (_share(part, 255) for part in parts[:3])
            return Colour(red, green, blue, opacity)
        turn = float(parts[0].removesuffix("deg")) / 360 % 1
        wash, light = (_share(part, 100) for part in parts[1:3])
        red, green, blue = colorsys.hls_to_rgb(turn, light, wash)
        return Colour(red, green, blue, opacity)
    except ValueError:
        return None


def _share(text: str, whole: float) -> float:
    """A part of a colour as a share of its most."""
    value = float(text[:-1]) / 100 if text.endswith("%") else float(text) / whole
    return min(1.0, max(0.0, value))


WHITE: Final = Colour(1, 1, 1)
BLACK: Final = Colour(0, 0, 0)
