"""What commands check of their arguments; each check gives the value as it goes on the wire."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from numbers import Integral
from typing import Any, Final, Literal

from mini.errors import ArgumentError, listed

Width = int | Literal["stretch", "content"]
Height = int | Literal["stretch", "content"]
Gap = int | Literal["xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge"]
LabelVisibility = Literal["visible", "hidden", "collapsed"]
TextAlignment = Literal["left", "center", "right", "justify"]
GAPS = ("xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge")
ALIGNMENTS = ("left", "center", "right", "justify")
VISIBILITIES = ("visible", "hidden", "collapsed")
_ICON = re.compile(r":material/[a-z0-9_]+:$")


def one_of(command: str, argument: str, value: Any, options: Sequence[Any]) -> Any:
    """Check a choice, and give the option itself."""
    for option in options:
        alike = type(option) is type(value) or (isinstance(option, str) and isinstance(value, str))
        if option is value or (alike and option == value):
            return option
    raise ArgumentError(command, argument, value, f"It is {listed(options)}.")


def whole(value: Any) -> int | None:
    """Give an integer of any library as an `int`; None for what is none."""
    return int(value) if isinstance(value, Integral) and not isinstance(value, bool) else None


def width(command: str, value: Any, *, content: bool = True, auto: bool = False) -> Any:
    """Check a width: `"stretch"`, `"content"` or pixels."""
    words = ("stretch", *(("content",) if content else ()), *(("auto",) if auto else ()))
    return _size(command, "width", value, words)


def height(command: str, value: Any, words: Sequence[str] = ("content", "stretch")) -> Any:
    """Check a height: one of `words`, or pixels."""
    return _size(command, "height", value, words)


def stretched(value: Any, use_container_width: bool | None) -> Any:
    """Apply the older `use_container_width` to a width."""
    if use_container_width is None:
        return value
    return "stretch" if use_container_width else "content"


def _size(command: str, argument: str, value: Any, words: Sequence[str]) -> Any:
    for word in words:
        if isinstance(value, str) and value == word:
            return word
    number = whole(value)
    if number is not None and number > 0:
        return number
    fix = f"It is {listed(words)}, or a whole number of pixels above 0."
    raise ArgumentError(command, argument, value, fix)


def pixels(command: str, argument: str, value: Any) -> int:
    """Check a whole number of pixels above 0."""
    number = whole(value)
    if number is not None and number > 0:
        return number
    raise ArgumentError(command, argument, value, "It is a whole number of pixels above 0.")


def label(value: Any) -> str:
    """Give the text of a label, which can be anything; None is an empty one."""
    if type(value) is str:
        return value
    return "" if value is None else exact(value)


def exact(value: Any) -> str:
    """Give the text of anything as a plain `str`: of a subclass, its content."""
    # Not `str(value)`: that of an enum's member is its name, and the wire takes no subclass.
    return str.__str__(value) if isinstance(value, str) else str(value)


def text(value: Any) -> str:
    """Give the text of anything; indentation that all lines share is taken away."""
    body = exact(value)
    return textwrap.dedent(body).strip() if "\n" in body else body.strip()


def icon(command: str, value: Any) -> str | None:
    """Check an icon: an emoji, or `:material/name:`."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        if value == "spinner" or _ICON.match(value) or re.match(r":[a-z0-9_+-]+:$", value):
            return value
        stripped = value.strip()
        if stripped and len(stripped) <= 16 and not stripped.isascii():
            return stripped
    fix = 'It is one emoji such as "🔥", a shortcode such as ":fire:", or ":material/thumb_up:".'
    raise ArgumentError(command, "icon", value, fix)


def alignment(command: str, value: Any) -> Any:
    """Check a `text_alignment`."""
    return one_of(command, "text_alignment", value, ALIGNMENTS)


def silent(command: str, on_change: Any, argument: str = "on_change") -> bool:
    """Check an `on_change`, and say whether a change starts no run."""
    if on_change is None or on_change == "rerun" or callable(on_change):
        return False
    if on_change == "ignore":
        return True
    fix = "It is a function, 'rerun' or 'ignore'."
    raise ArgumentError(command, argument, on_change, fix)


def callback(command: str, argument: str, value: Any) -> Any:
    """Check what is called when a button is pressed or a message is sent."""
    if value is None or callable(value):
        return value
    raise ArgumentError(command, argument, value, "It is a function or None.")


def shortcut(command: str, value: Any) -> str | None:
    """Check a `shortcut`: one key, after the keys that are held down meanwhile."""
    if value is None:
        return None
    text = optional_text(command, "shortcut", value) or ""
    *held, key = [part.strip().lower() for part in text.split("+")]
    if _HELD.issuperset(held) and (len(key) == 1 or key in _KEYS):
        return text
    fix = 'It is a key such as "Enter", "F2" or "k", after "Ctrl+", "Alt+" or "Shift+": "Ctrl+K".'
    raise ArgumentError(command, "shortcut", value, fix)


_HELD: Final = frozenset(
    {"ctrl", "control", "cmd", "command", "meta", "mod", "alt", "option", "shift"}
)
_KEYS: Final = frozenset(
    {"enter", "return", "space", "tab", "esc", "escape", "backspace", "del", "delete", "insert",
     "home", "end", "pageup", "pagedown", "up", "down", "left", "right", "arrowup",
     "arrowdown", "arrowleft", "arrowright", *(f"f{number}" for number in range(1, 13))}
)  # fmt: skip


def optional_text(command: str, argument: str, value: Any) -> str | None:
    """Check a text that may be left out."""
    if value is None or isinstance(value, str):
        return optional(value)
    fix = "It is a text or None; wrap the value in `str()`."
    raise ArgumentError(command, argument, value, fix)


def optional(value: Any) -> str | None:
    """Give the text of anything but None."""
    return None if value is None else exact(value)


def help_text(value: Any) -> str | None:
    """Give the text of a `help`, without the indentation that all lines share."""
    return None if value is None else text(value)


def gap(command: str, value: Any) -> str | None:
    """Check a `gap`: a size's name, in capitals, too, None, or pixels, as `"10px"`."""
    size = value.lower() if isinstance(value, str) else value
    if size is None or size in GAPS:
        return size
    if isinstance(size, int) and not isinstance(size, bool) and size >= 0:
        return f"{int(size)}px"
    fix = f"It is {listed((*GAPS, None))}, or a whole number of pixels from 0."
    raise ArgumentError(command, "gap", value, fix)


def visibility(command: str, value: Any) -> Any:
    """Check a `label_visibility`."""
    return one_of(command, "label_visibility", value, VISIBILITIES)


_SYNTAX = re.compile(r"[\\`*_~#\[\]<>|:$&!+\-=]|\d[.)]|https?:|www\.|  \n|\t|@")


def is_plain(body: str) -> bool:
    """Say whether a text has no Markdown in it, so that the page needs no parser for it."""
    return _SYNTAX.search(body) is None
