"""Sounds and films: what authors hand over, as something that a player can fetch."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

from mini.page.media_types import media_type_of
from mini.page.payload import File, Payload, hold
from mini.run import contents

MOST_HELD: Final = 32 * 1024 * 1024
"""A larger file stays where it is, and is read while it is played."""
_BRANDS: Final = {b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime"}


class Recording(NamedTuple):
    """What a player fetches: a payload, or an address."""

    payload: Payload | None
    url: str | None = None


def take(command: str, value: Any, default: str, format: str) -> Recording:
    """Make a recording of anything that is one; raises `ArgumentError`.

    `default` is what `format` is where the author has named none: then the type is found out.
    """
    if isinstance(value, str) and contents.is_address(value):
        return Recording(None, value)
    named = None if format == default else format
    if isinstance(value, str | Path):
        return Recording(_from_path(command, value, named, default))
    data = contents.read(command, "data", value)
    return Recording(hold(data, named or sniff(data, default)))


def _from_path(command: str, value: str | Path, named: str | None, default: str) -> Payload:
    path = contents.path_of(command, "data", value)
    found = path.stat()
    known = media_type_of(path.name)
    guessed = known if known.startswith(("audio/", "video/")) else None
    if found.st_size > MOST_HELD:
        kind = named or guessed or sniff(_head(path), default)
        return File(path.resolve(), kind, found.st_size, found.st_mtime_ns)
    data = path.read_bytes()
    return hold(data, named or guessed or sniff(data, default))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(64)


def sniff(data: bytes, default: str) -> str:
    """Find out the type of a sound or a film by how it starts."""
    kind, head = default.partition("/")[0], data[:16]
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], f"{kind}/mp4")
    if head[:4] == b"RIFF" and head[8:12] in {b"WAVE", b"AVI "}:
        return "audio/wav" if head[8:12] == b"WAVE" else "video/x-msvideo"
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0):
        return "audio/aac" if head[:1] == b"\xff" and head[1] & 0xF6 == 0xF0 else "audio/mpeg"
    starts = {b"OggS": f"{kind}/ogg", b"fLaC": "audio/flac", b"\x1aE\xdf\xa3": f"{kind}/webm"}
    return starts.get(head[:4], default)
