"""Subtitles of a film: WebVTT, which browsers know, and SRT, which becomes it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from mini.errors import ArgumentError
from mini.page.payload import Blob, hold
from mini.run import contents

_TIME: Final = re.compile(r"(\d{1,2}:\d{2}:\d{2}|\d{1,2}:\d{2}),(\d{3})")
_CUE: Final = re.compile(r"\d{1,2}:\d{2}[.,]\d{3}\s*-->")


def tracks(value: Any) -> list[tuple[str, Blob]]:
    """Give the label and the file of each track; raises `ArgumentError`."""
    if value is None:
        return []
    named = value if isinstance(value, dict) else {"Subtitles": value}
    return [(str(label), _track(each)) for label, each in named.items()]


def _track(value: Any) -> Blob:
    text = _text(value).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text.startswith("WEBVTT"):
        if not _CUE.search(text):
            fix = (
                "It is neither WebVTT, which starts with `WEBVTT`, nor SRT, whose lines with times "
                "look like `00:00:01,000 --> 00:00:03,000`. Pass such a text, a path, or bytes."
            )
            raise ArgumentError("video", "subtitles", value, fix)
        text = "WEBVTT\n\n" + _TIME.sub(r"\1.\2", text)
    return hold((text + "\n").encode(errors="replace"), "text/vtt")


def _text(value: Any) -> str:
    if isinstance(value, str) and ("\n" in value or "-->" in value or value.startswith("WEBVTT")):
        return value
    if isinstance(value, str | Path | bytes | bytearray) or hasattr(value, "read"):
        return contents.read("video", "subtitles", value).decode("utf-8", "replace")
    fix = "It is a text, a path, bytes, an open file, or a dict of labels and those."
    raise ArgumentError("video", "subtitles", value, fix)
