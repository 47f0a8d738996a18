"""The theme that the options make of the page; most apps have none."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from typing import Any, Final, NamedTuple

from mini.config.config import CONFIG
from mini.config.theme_table import THEME

_SECTIONS: Final = ("", "light.", "dark.", "sidebar.", "light.sidebar.", "dark.sidebar.")


class Theme(NamedTuple):
    """What the options make of the page."""

    css: str = ""
    base: str | None = None
    """`light` or `dark`, where a page starts with one of them; else as the browser prefers."""
    origins: tuple[str, ...] = ()
    """Where style sheets of fonts come from."""

    @property
    def digest(self) -> str:
        """A name of all of it; empty where there is no theme."""
        if not self.css and self.base is None:
            return ""
        return blake2b(repr(self).encode(), digest_size=6).hexdigest()


def theme() -> Theme:
    """Give the theme as it is now."""
    return _theme(CONFIG.version)


@lru_cache(maxsize=4)
def _theme(_: int) -> Theme:
    sections = {name: _chosen(name) for name in _SECTIONS}
    if not any(sections.values()):
        return Theme()
    # Only an app with a theme needs what draws one up.
    made: Theme = import_module("mini.config.stylesheet").made(sections)
    return made


def _chosen(section: str) -> dict[str, Any]:
    found = {}
    for name, _, where, _, _ in THEME:
        if not section or where == "all":
            value = CONFIG.get(f"theme.{section}{name}")
            if value is not None:
                found[name] = value
    return found
