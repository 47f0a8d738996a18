"""What stands beside a message: an icon, an emoji, or a picture."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Final, NamedTuple

from mini.errors import ArgumentError
from mini.page.payload import Blob
from mini.run import contents, pictures
from mini.run.pictures import Wish

PRESETS: Final = {"user": "user", "human": "user", "assistant": "assistant", "ai": "assistant"}
_ICON: Final = re.compile(r":material/[a-z0-9_]+:$")
_WISH: Final = Wish("chat_message", "avatar", tallest=256)
_FIX: Final = (
    'It is "user", "assistant", an emoji such as "🦊", an icon such as ":material/robot:", '
    '"spinner", or a picture: an address, the path of a file, its bytes, or an image of PIL or '
    "numpy."
)


class Avatar(NamedTuple):
    """An icon or emoji, the address of a picture, or the picture; all None: an initial."""

    icon: str | None = None
    image: str | None = None
    blob: Blob | None = None


def avatar_of(name: str, given: Any) -> Avatar:
    """Take in an `avatar`; without one the name decides. Raises `ArgumentError`."""
    if given is None:
        preset = PRESETS.get(name.lower())
        return Avatar(icon=preset or (name if _is_emoji(name) else None))
    if isinstance(given, str):
        return _of_text(given)
    if isinstance(given, os.PathLike):
        return _of_file(Path(given))
    if pictures.is_shown(given):
        return _picture(given)
    raise ArgumentError("chat_message", "avatar", given, _FIX)


def _of_text(given: str) -> Avatar:
    text = given.strip()
    if text in PRESETS:
        return Avatar(icon=PRESETS[text])
    if text == "spinner" or _ICON.match(text) or _is_emoji(text):
        return Avatar(icon=text)
    if text.startswith("<"):
        return _picture(text.encode(errors="replace"))
    if contents.is_address(text) or text.startswith("//"):
        return Avatar(image=text)
    return _of_file(given)


def _of_file(path: str | Path) -> Avatar:
    try:
        contents.path_of("chat_message", "avatar", path)
    except ArgumentError:
        raise ArgumentError("chat_message", "avatar", str(path), _FIX) from None
    return _picture(path)


def _picture(value: Any) -> Avatar:
    return Avatar(blob=pictures.take(value, _WISH).blob)


def _is_emoji(text: str) -> bool:
    """Tell a picture from words: nothing that is a letter, a digit or part of a path."""
    if not text or len(text) > 16 or text.isascii():
        return False
    return not any(each.isalpha() or each in "/.\\ " for each in text)
