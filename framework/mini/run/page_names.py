"""What the file or the function of a page says about its title, its icon and its address."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

_STEM = re.compile(r"([0-9]*)[_ -]*(.*)")
_PICTURE = (
    "[\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2934\u2935\u2b00-\u2bff\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001faff]"
)
_EMOJI = re.compile(
    f"((?:[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*"
    f"(?:\u200d{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*)*))[_ -]*"
)
_GAPS = re.compile(r"[\s_]+")
_UNFIT = re.compile(r"""[&#?/\\:*"<>|'%]""")


class Named(NamedTuple):
    """A page's own name, as its address has it, and its icon."""

    name: str
    icon: str | None


def of_file(path: Path) -> Named:
    """Read the name of a file: `1_🏠_Home_page.py` is `Home_page` with a house."""
    found = _STEM.fullmatch(path.stem)
    assert found is not None
    text = re.sub(r"[_ ]+", "_", found[2]).strip() or found[1]
    emoji = _EMOJI.match(text)
    if emoji is None:
        return Named(text, None)
    return Named(text[emoji.end() :], emoji[1])


def of_function(function: Callable[..., Any], title: str | None) -> Named:
    """Read the name of a function; one without a name takes the title's."""
    name = getattr(function, "__name__", "")
    return Named(name if name.isidentifier() else of_title(title or ""), None)


def of_title(title: str) -> str:
    """Make an address of a title: `Our plans` is `our_plans`."""
    return _GAPS.sub("_", _UNFIT.sub("", title.lower())).strip("_")


def order(path: Path) -> tuple[float, str]:
    """Sort the files of a folder: by their numbers, then those without one by name."""
    found = _STEM.fullmatch(path.stem)
    assert found is not None
    return (float(found[1]) if found[1] else float("inf"), found[2].lower())
