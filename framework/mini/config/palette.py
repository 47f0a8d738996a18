"""The colours of one theme: what the author chose, and what follows so that all can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from mini.config.colours import BLACK, WHITE, Colour
from mini.config.theme_table import HUES

# Those of WCAG 2 AA, and a little for the rounding.
TEXT_CONTRAST: Final = 4.55
EDGE_CONTRAST: Final = 3.05
SERIES: Final = 8
"""Colours of series that the page has; fewer come again in turn."""
Tokens = dict[str, str]


class Base(NamedTuple):
    """The page's own colours, as tokens.css has them."""

    background: str
    surface: str
    text: str
    accent: str


BASES: Final = {
    "light": Base("#ffffff", "#f6f6f8", "#1b1c20", "#4353c9"),
    "dark": Base("#131417", "#1a1b1f", "#ededf0", "#a5b1ff"),
}
_GROUNDS: Final = ("backgroundColor", "secondaryBackgroundColor", "textColor")
# Options that are one token each.
_SINGLE: Final = {
    "linkColor": "link",
    "codeTextColor": "code-text",
    "codeBackgroundColor": "code-background",
    "dataframeBorderColor": "table-line",
    "dataframeHeaderBackgroundColor": "table-head",
    "dataframeHeaderTextColor": "table-head-text",
}
_SCALES: Final = {
    "chartCategoricalColors": "chart",
    "chartSequentialColors": "chart-sequential",
    "chartDivergingColors": "chart-diverging",
}


def palette(scheme: str, chosen: Mapping[str, Any]) -> Tokens:
    """Give the tokens that the chosen options change, for a light or a dark page."""
    base = BASES[scheme]
    background = _read(chosen.get("backgroundColor"), base.background)
    surface = _surface(chosen, background, base)
    text = _read(chosen.get("textColor"), base.text)
    if "textColor" not in chosen and text.contrast(background) < TEXT_CONTRAST:
        text = WHITE if background.is_dark() else BLACK
    tokens: Tokens = {}
    if any(name in chosen for name in _GROUNDS):
        tokens |= _grounds(scheme, chosen, background, surface, text)
    if "primaryColor" in chosen or tokens:
        tokens |= _accents(chosen, background, surface, base)
    tokens |= _edges(chosen)
    tokens |= _hues(scheme, chosen, background)
    for name, token in _SINGLE.items():
        if name in chosen:
            tokens[token] = _css(chosen[name])
    for name, token in _SCALES.items():
        colours = chosen.get(name, ())
        for number in range(max(len(colours), SERIES) if colours else 0):
            tokens[f"{token}-{number + 1}"] = _css(colours[number % len(colours)])
    return tokens


def _read(text: Any, otherwise: str) -> Colour:
    """A colour of the author's, else one of the page's."""
    found = Colour.read(text) if text is not None else None
    return found or Colour.read(otherwise) or BLACK


def _css(text: str) -> str:
    return _read(text, text).css()


def _surface(chosen: Mapping[str, Any], background: Colour, base: Base) -> Colour:
    second = chosen.get("secondaryBackgroundColor")
    if second is not None:
        return _read(second, base.surface).over(background)
    if "backgroundColor" not in chosen:
        return _read(None, base.surface)
    return background.mixed(WHITE if background.is_dark() else BLACK, 0.04)


def _grounds(
    scheme: str, chosen: Mapping[str, Any], background: Colour, surface: Colour, text: Colour
) -> Tokens:
    ink = text.over(background)
    raised = background.mixed(WHITE, 0.06) if scheme == "dark" else background
    field = surface if "secondaryBackgroundColor" in chosen else background
    return {
        "background": background.css(),
        "surface": surface.css(),
        "raised": raised.css(),
        "field": field.css(),
        "hover": background.mixed(ink, 0.07).css(),
        "pressed": background.mixed(ink, 0.13).css(),
        "line": background.mixed(ink, 0.13).css(),
        "edge": background.mixed(ink, 0.26).css(),
        "line-strong": background.mixed(ink, 0.45).reaching(EDGE_CONTRAST, background, field).css(),
        "text": text.css(),
        "muted": _quiet(ink, 0.72, background, surface),
        "faint": _quiet(ink, 0.62, background, surface),
        "gray-soft": background.mixed(ink, 0.07).css(),
    }  # fmt: skip


def _quiet(ink: Colour, share: float, *grounds: Colour) -> str:
    """The text, less strong, and still to be read on each ground."""
    while share < 1:
        mixed = grounds[0].mixed(ink, share)
        if all(mixed.contrast(ground) >= TEXT_CONTRAST for ground in grounds):
            return mixed.css()
        share += 0.04
    return ink.css()


def _accents(chosen: Mapping[str, Any], background: Colour, surface: Colour, base: Base) -> Tokens:
    primary = _read(chosen.get("primaryColor"), base.accent).over(background)
    found = {
        "accent": primary.reaching(TEXT_CONTRAST, background, surface).css(),
        "focus": primary.reaching(EDGE_CONTRAST, background, surface).css(),
        "accent-soft": background.mixed(primary, 0.12).css(),
    }
    if "primaryColor" not in chosen:
        return found
    on = WHITE if primary.contrast(WHITE) >= TEXT_CONTRAST else _inked(primary)
    hover = primary.mixed(BLACK if on == WHITE else WHITE, 0.14)
    return found | {
        "accent-fill": primary.css(),
        "accent-fill-hover": hover.css(),
        "on-accent": on.css(),
    }


def _inked(ground: Colour) -> Colour:
    """White or black, whichever stands out more."""
    return WHITE if ground.is_dark() else BLACK


def _edges(chosen: Mapping[str, Any]) -> Tokens:
    found: Tokens = {}
    if "borderColor" in chosen:
        line = _css(chosen["borderColor"])
        found |= {"line": line, "edge": line, "line-strong": line}
    if chosen.get("showWidgetBorder") is False:
        found["field-line"] = "transparent"
    if chosen.get("showSidebarBorder") is False:
        found["sidebar-line"] = "transparent"
    if chosen.get("linkUnderline") is False:
        found["link-line"] = "none"
    return found


def _hues(scheme: str, chosen: Mapping[str, Any], background: Colour) -> Tokens:
    found: Tokens = {}
    for hue in HUES:
        main, soft, text = (chosen.get(f"{hue}{part}Color") for part in ("", "Background", "Text"))
        if main is None and soft is None and text is None:
            continue
        ground = background
        if main is not None or soft is not None:
            tint = background.mixed(_read(main, "#000"), 0.1 if scheme == "light" else 0.2)
            ground = tint if soft is None else _read(soft, "#000").over(background)
            found[f"{hue}-soft"] = ground.css()
        if text is not None:
            found[hue] = _css(text)
        elif main is not None:
            found[hue] = _read(main, "#000").reaching(TEXT_CONTRAST, background, ground).css()
    return found
