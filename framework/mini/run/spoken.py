"""What a button without words is called, for those who do not see its icon."""

from __future__ import annotations

import re
from typing import Any, Final

from mini.run import checks

_ICON: Final = re.compile(r":material/([\w-]+):")
_MARKS: Final = re.compile(r":[a-z-]+\[|\]\([^)\s]*\)|[*_`~\\\[\]]")
_LONGEST: Final = 120


def spoken(label: str, help: Any, icon: str | None) -> str:
    """Give the name of a button whose label is empty or an icon; empty where it has words."""
    if label[:1].isalnum() or _words(label):
        return ""
    if help is not None and (words := _words(checks.text(help).partition("\n")[0])):
        return words[:_LONGEST]
    if label.strip() or not icon:
        return ""
    found = _ICON.fullmatch(icon)
    return found[1].replace("_", " ") if found else icon.strip(":").replace("_", " ")


def _words(text: str) -> str:
    """Take what only marks up out of a line of markdown."""
    return " ".join(_MARKS.sub("", _ICON.sub("", text)).split())
