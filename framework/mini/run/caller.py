"""The author's line that called a command: what `help` names and `echo` shows."""

from __future__ import annotations

import linecache
import sys
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Any, Final

_NOT_THE_AUTHORS: Final = (str(Path(__file__).parents[1]), "<frozen importlib")


def author_frame() -> FrameType | None:
    """Give the innermost frame that is neither of mini nor of an import."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(_NOT_THE_AUTHORS):
        frame = frame.f_back
    return frame


def author_line() -> tuple[str, int]:
    """Give the file and the line of that frame."""
    frame = author_frame()
    return ("?", 0) if frame is None else (frame.f_code.co_filename, frame.f_lineno)


def source_lines(frame: FrameType) -> list[str]:
    """Give the lines of the file that a frame runs; none where it cannot be read."""
    file = frame.f_code.co_filename
    linecache.checkcache(file)
    return linecache.getlines(file, frame.f_globals)


def call_text(frame: FrameType) -> str | None:
    """Give the source of the call that a frame is in, as `"st.help(birds[0])"`."""
    positions: Any = islice(frame.f_code.co_positions(), frame.f_lasti // 2, None)
    first, last, start, stop = next(positions, (None,) * 4)
    lines = source_lines(frame)
    if first is None or last is None or start is None or stop is None or last > len(lines):
        return None
    cut = [line.encode() for line in lines[first - 1 : last]]  # columns count bytes of UTF-8
    cut[-1] = cut[-1][:stop]
    cut[0] = cut[0][start:]
    return b"".join(cut).decode(errors="replace")
