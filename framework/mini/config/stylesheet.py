"""The theme as a style sheet: it changes the tokens of the page, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from mini.config.colours import BLACK, Colour
from mini.config.config import CONFIG
from mini.config.option import RADII
from mini.config.palette import Tokens, palette
from mini.config.theme import Theme
from mini.config.theme_table import THEME

SERIF: Final = 'ui-serif, Georgia, Cambria, "Noto Serif", "Liberation Serif", serif'
SANS: Final = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
)
MONO: Final = (
    'ui-monospace, "SF Mono", "Cascadia Code", "Roboto Mono", "DejaVu Sans Mono", monospace'
)
_FAMILIES: Final = {"serif": SERIF, "sans-serif": SANS, "sans serif": SANS, "monospace": MONO}
_COLOURS: Final = frozenset(row[0] for row in THEME if row[1] in {"colour", "colours"})
_OF_ANY_GROUND: Final = ("primaryColor", *(name for name in _COLOURS if name.startswith("chart")))
_SIZES: Final = {
    "metricValueFontSize": "metric-size",
    "metricValueFontWeight": "metric-weight",
    "codeFontSize": "code-size",
    "codeFontWeight": "code-weight",
    "baseFontWeight": "weight",
    "paddingTop": "padding-top",
    "paddingBottom": "padding-bottom",
}
_FONTS: Final = {"font": "sans", "headingFont": "heading-font", "codeFont": "mono"}


def made(sections: dict[str, dict[str, Any]]) -> Theme:
    """Give the theme that the options of the sections make: `""`, `light.`, `dark.sidebar.`, ..."""
    sheets: dict[str, None] = {}
    general = sections[""]
    root = "".join(f"/{part}" for part in CONFIG.get("server.baseUrlPath").split("/") if part)
    base = general.get("base") or _base_of(general)
    rules = [_rule(":root", _shapes(general, sheets)), *_faces(general.get("fontFaces", ()), root)]
    rules.append("html{background:var(--background)}")
    if base is not None:
        rules.append(f":root:not([data-theme]){{color-scheme:{base}}}")
    if "baseFontSize" in general:
        rules.append(f"html{{font-size:{general['baseFontSize']}}}")
    rules.append(_rule(".stSidebar", _shapes(sections["sidebar."], sheets)))
    for scheme in ("light", "dark"):
        main = _merged(scheme, base, general, sections[f"{scheme}."])
        side = _merged(scheme, base, sections["sidebar."], sections[f"{scheme}.sidebar."])
        own = _shapes(sections[f"{scheme}."], sheets)
        beside = _shapes(sections[f"{scheme}.sidebar."], sheets)
        rules += _in_scheme(scheme, base, {
            ":root": palette(scheme, main) | own,
            ".stSidebar": _sidebar(scheme, main, side) | beside,
        })  # fmt: skip
    imports = "".join(f'@import url("{sheet}");' for sheet in sheets)
    css = imports + "\n".join(rule for rule in rules if rule)
    return Theme(css, base, tuple(dict.fromkeys(_origin(sheet) for sheet in sheets)))


def _base_of(general: dict[str, Any]) -> str | None:
    """Whether an author's own ground, or own texts, are those of a light or of a dark page."""
    if "backgroundColor" in general:
        ground = Colour.read(general["backgroundColor"]) or BLACK
        return "dark" if ground.is_dark() else "light"
    if "textColor" in general:
        ink = Colour.read(general["textColor"]) or BLACK
        return "light" if ink.is_dark() else "dark"
    return None


def _merged(
    scheme: str, base: str | None, general: dict[str, Any], own: dict[str, Any]
) -> dict[str, Any]:
    """The options of a scheme: its own, and the general ones that are not for the other."""
    fits = base is None or base == scheme
    kept = {
        name: value
        for name, value in general.items()
        if fits or name not in _COLOURS or name == "primaryColor"
    }
    return kept | own


def _sidebar(scheme: str, main: dict[str, Any], side: dict[str, Any]) -> Tokens:
    """What is different in the sidebar: its ground is the page's second one."""
    second = main.get("secondaryBackgroundColor")
    if not side:
        field = main.get("backgroundColor")
        return {"field": field} if second is not None and field is not None else {}
    chosen = {name: value for name, value in main.items() if name in _COLOURS}
    if "backgroundColor" in side:
        # Its own ground may be a dark one beside a light page: nothing that fits that fits this.
        chosen = {name: chosen[name] for name in _OF_ANY_GROUND if name in chosen}
        scheme = "dark" if (Colour.read(side["backgroundColor"]) or BLACK).is_dark() else "light"
    elif second is not None:
        chosen["backgroundColor"] = second
        chosen["secondaryBackgroundColor"] = main.get("backgroundColor", second)
    tokens = palette(scheme, chosen | side)
    if "background" in tokens:
        tokens["field"] = tokens["surface"]
        tokens["surface"] = tokens["background"]
    return {**tokens, "scheme": scheme} if "backgroundColor" in side else tokens


def _in_scheme(scheme: str, base: str | None, rules: dict[str, Tokens]) -> list[str]:
    """Rules for a light or dark page, whoever has chosen that: the user, the app, the browser."""
    found = []
    for selector, tokens in rules.items():
        body = _body(tokens)
        if not body:
            continue
        inner = "" if selector == ":root" else f" {selector}"
        found.append(f':root[data-theme="{scheme}"]{inner}{{{body}}}')
        system = (
            f"@media (prefers-color-scheme:{scheme}){{:root[data-theme=system]{inner}{{{body}}}"
        )
        if base is None:
            found.append(f"{system}:root:not([data-theme]){inner}{{{body}}}}}")
        else:
            found.append(system + "}")
            if base == scheme:
                found.append(f":root:not([data-theme]){inner}{{{body}}}")
    return found


def _shapes(chosen: dict[str, Any], sheets: dict[str, None]) -> Tokens:
    """All that is no colour."""
    tokens = {token: str(chosen[name]) for name, token in _SIZES.items() if name in chosen}
    for name, token in _FONTS.items():
        if name in chosen:
            tokens[token] = _family(chosen[name], sheets)
            if name == "font":
                tokens["heading-font"] = tokens[token]
    for name, part in (("headingFontSizes", "size"), ("headingFontWeights", "weight")):
        for level, value in enumerate(chosen.get(name, ()), 1):
            tokens[f"h{level}-{part}"] = str(value)
    if "baseRadius" in chosen:
        radius = RADII.get(chosen["baseRadius"], chosen["baseRadius"])
        tokens |= {"radius": radius, "radius-small": f"min(calc({radius} * 0.625), 0.5rem)"}
    if "buttonRadius" in chosen:
        given = chosen["buttonRadius"]
        tokens["button-radius"] = "99px" if given == "full" else RADII.get(given, given)
    return tokens


def _family(text: str, sheets: dict[str, None]) -> str:
    """A list of families as CSS has it; the style sheets that it names are noted."""
    families = []
    for part in text.split(","):
        name, colon, address = part.strip().partition(":")
        if colon and urlsplit(address).scheme == "https":
            sheets[_quoted(address)] = None
        known = _FAMILIES.get(name.strip().strip("'\"").lower())
        families.append(known or f'"{_quoted(name.strip())}"')
    generic = families[-1] in _FAMILIES.values()
    return ", ".join(families if generic else [*families, "sans-serif"])


def _faces(faces: Any, root: str) -> Iterator[str]:
    for face in faces:
        url = face["url"]
        if not urlsplit(url).scheme and not url.startswith("/"):
            url = f"{root}/{url}"
        parts = [
            f'font-family:"{_quoted(face["family"])}"', f'src:url("{_quoted(url)}")',
            "font-display:swap",
        ]  # fmt: skip
        for name, property_ in (
            ("weight", "font-weight"), ("style", "font-style"), ("unicodeRange", "unicode-range")
        ):  # fmt: skip
            if name in face:
                parts.append(f"{property_}:{_plain(face[name])}")
        yield "@font-face{" + ";".join(parts) + "}"


def _quoted(text: str) -> str:
    """A text between quotes that ends neither them nor the style."""
    return re.sub(r"[\"'\\<>\n\r{}]", "", text)


def _plain(value: Any) -> str:
    return re.sub(r"[^\w\s.,+?-]", "", str(value))


def _origin(sheet: str) -> str:
    parts = urlsplit(sheet)
    return f"{parts.scheme}://{parts.netloc}"


def _rule(selector: str, tokens: Tokens) -> str:
    body = _body(tokens)
    return f"{selector}{{{body}}}" if body else ""


def _body(tokens: Tokens) -> str:
    rest = dict(tokens)
    # Tells `light-dark()` in the page's own tokens which of the two is meant.
    scheme = rest.pop("scheme", None)
    start = [f"color-scheme:{scheme}"] if scheme else []
    return ";".join([*start, *(f"--{name}:{value}" for name, value in rest.items())])
