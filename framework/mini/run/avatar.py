"""What stands beside a message: an icon, an emoji, or a picture."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from hashlib import blake2b
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from mini.errors import ArgumentError
from mini.page.payload import Blob

PRESETS: Final = {"user": "user", "human": "user", "assistant": "assistant", "ai": "assistant"}
_ICON: Final = re.compile(r":material/[a-z0-9_]+:$")
_ADDRESS: Final = re.compile(r"(https?:)?//|data:image/|/?app/static/")
_SIGNATURES: Final = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)
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
        return _of_file(given)
    data = _pixels(given)
    if not data:
        raise ArgumentError("chat_message", "avatar", given, _FIX)
    return _of_bytes(data)


def _of_text(given: str) -> Avatar:
    text = given.strip()
    if text in PRESETS:
        return Avatar(icon=PRESETS[text])
    if text == "spinner" or _ICON.match(text) or _is_emoji(text):
        return Avatar(icon=text)
    if text.lstrip().startswith("<svg"):
        return _of_bytes(text.encode())
    if _ADDRESS.match(text):
        return Avatar(image=text)
    return _of_file(given)


def _of_file(path: Any) -> Avatar:
    try:
        return _of_bytes(Path(path).read_bytes())
    except (OSError, ValueError) as error:
        raise ArgumentError("chat_message", "avatar", str(path), _FIX) from error


def _of_bytes(data: bytes) -> Avatar:
    source = blake2b(data, digest_size=16).hexdigest()
    return Avatar(blob=Blob(source, data, _media_type(data)))


def _media_type(data: bytes) -> str:
    for start, media_type in _SIGNATURES:
        if data.startswith(start):
            return media_type
    if data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] == b"ftypavif":
        return "image/avif"
    return "image/svg+xml" if b"<svg" in data[:1000] else "application/octet-stream"


def _pixels(given: Any) -> bytes:
    for fits, read in _READERS:
        if fits(given):
            return read(given)
    return b""


def _png(image: Any) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


_READERS: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any], bytes]], ...]] = (
    (lambda given: isinstance(given, bytes | bytearray), bytes),
    (lambda given: hasattr(given, "getvalue"), lambda given: bytes(given.getvalue())),
    (lambda given: hasattr(given, "read"), lambda given: bytes(given.read())),
    (lambda given: hasattr(given, "save") and hasattr(given, "mode"), _png),
    (
        lambda given: type(given).__name__ == "ndarray",
        lambda given: _png(import_module("PIL.Image").fromarray(given)),
    ),
)


def _is_emoji(text: str) -> bool:
    """Tell a picture from words: nothing that is a letter, a digit or part of a path."""
    if not text or len(text) > 16 or text.isascii():
        return False
    return not any(each.isalpha() or each in "/.\\ " for each in text)
