"""Files that the page offers to save."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from mini.errors import ArgumentError
from mini.page.media_types import UNKNOWN, ending_of, media_type_of
from mini.page.payload import Blob, hold
from mini.run import checks, contents

COMMAND = "download_button"


def media_type(value: Any) -> str | None:
    """Check a `mime`: it goes into a header of the answer."""
    checked = checks.optional_text(COMMAND, "mime", value)
    if checked is None or (checked.isascii() and checked.isprintable()):
        return checked
    fix = "It is the type of a file, such as `text/csv` or `image/png`."
    raise ArgumentError(COMMAND, "mime", value, fix)


def offer(data: Any, name: str | None, media_type: str | None) -> Blob:
    """Make a file of anything that holds bytes, with a name and a type; raises `ArgumentError`."""
    content = _content(data)
    name = name or _name_of(data)
    if media_type is None and name is not None:
        media_type = media_type_of(name)
    if media_type in (None, UNKNOWN):
        text = isinstance(data, str) or hasattr(data, "newlines")
        media_type = "text/plain" if text else UNKNOWN
    if name is None:
        name = "download" + ending_of(media_type)
    return hold(content, media_type, name)


def _content(data: Any) -> bytes:
    if isinstance(data, str):
        return data.encode(errors="replace")
    if hasattr(data, "to_csv") or hasattr(data, "write_csv"):
        call = "data.to_csv(index=False)" if hasattr(data, "to_csv") else "data.write_csv()"
        fix = f"A table has no bytes of its own: write it out, for example with `{call}`."
        raise ArgumentError(COMMAND, "data", data, fix)
    if isinstance(data, PathLike):
        return contents.path_of(COMMAND, "data", Path(data)).read_bytes()
    return contents.read(COMMAND, "data", data)


def _name_of(data: Any) -> str | None:
    """The name of an open file or of a path."""
    name = data if isinstance(data, PathLike) else getattr(data, "name", None)
    if isinstance(name, str | PathLike) and not str(name).startswith("<"):
        return Path(name).name or None
    return None
