"""`exception`: an error with the lines that it came through."""

from __future__ import annotations

import linecache
import os
import textwrap
import traceback
from collections.abc import Iterator
from itertools import dropwhile
from pathlib import Path
from types import FrameType
from typing import Any, Final, Literal

import msgspec

from mini.config.secrets import SECRETS
from mini.model.element import Element
from mini.run import checks
from mini.run.container import Container, command
from mini.run.emit import emit
from mini.run.hints import hint

_OURS = str(Path(__file__).parents[1]) + os.sep
_STANDARD = str(Path(os.__file__).parent) + os.sep
_INSTALLED = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")
_ENDS = 50
"""Lines of a long traceback that are shown of its start, and of its end."""
_AROUND = 2
"""Lines shown above and below the one at which it happened."""
MOST: Final = 20_000
"""Characters of a message that are shown."""
_CAUSE = "Its direct cause:"
_CONTEXT = "It came up while this was handled:"


class Frame(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One line that an error came through. `user`: it is the author's own."""

    file: str
    line: int
    name: str
    code: str
    user: bool
    before: tuple[str, ...] = ()
    """The lines above, where this is the author's line at which it happened."""
    after: tuple[str, ...] = ()
    indent: int = 0
    """By how much `code` is indented, as these lines stand."""


class ExceptionBox(
    Element, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="exception"
):
    """An error, with its frames from the outermost to the innermost."""

    type: str
    message: str
    frames: tuple[Frame, ...] = ()
    hint: str | None = None
    id: str | None = None
    width: Any = "stretch"


@command
def exception(exception: object, width: int | Literal["stretch"] = "stretch") -> Container:
    """Show an exception with its message and the lines that it came through.

    Anything else is shown as a message under the name of its type. `width` is `"stretch"` or
    pixels. Raises `ArgumentError`.

        import mini as st

        try:
            1 / 0
        except ZeroDivisionError as error:
            st.exception(error)
    """
    wide = checks.width("exception", width, content=False)
    return emit(msgspec.structs.replace(exception_element(exception), width=wide))


def exception_element(error: object) -> ExceptionBox:
    """Make the element that shows an exception; the lines inside of mini are left out."""
    if not isinstance(error, BaseException):
        text = SECRETS.scrub(str(error)[: 2 * MOST])
        return ExceptionBox(type=type(error).__name__, message=shortened(text))
    return ExceptionBox(
        type=type(error).__name__,
        message=shortened(SECRETS.scrub("\n\n".join(_messages(error))[: 2 * MOST])),
        frames=tuple(map(_scrubbed, _with_context(list(_frames(error))))),
        hint=hint(error),
    )


def shortened(text: str) -> str:
    """Cut a text that nobody reads to its end."""
    return text if len(text) <= MOST else f"{text[:MOST]} … (it goes on)"


def _messages(error: BaseException) -> Iterator[str]:
    yield "\n".join([said(error), *getattr(error, "__notes__", ())])
    seen = {id(error)}
    while (before := error.__cause__ or _context(error)) is not None and id(before) not in seen:
        yield _CAUSE if error.__cause__ is not None else _CONTEXT
        yield f"{type(before).__name__}: {said(before)}"
        seen.add(id(before))
        error = before


def _context(error: BaseException) -> BaseException | None:
    return None if error.__suppress_context__ else error.__context__


def said(error: BaseException) -> str:
    """Give the message of an error, whatever becomes of it."""
    if isinstance(error, SyntaxError):
        return str(error.msg)
    try:
        return str(error)
    except BaseException as broken:  # noqa: BLE001  (an author's __str__ may raise anything)
        return f"<its message cannot be shown: {type(broken).__name__}>"


def _frames(error: BaseException) -> Iterator[Frame]:
    linecache.checkcache()  # files are edited while they are served
    for frame, line in _lines(error):
        code = frame.f_code
        text = linecache.getline(code.co_filename, line, frame.f_globals).strip()
        yield Frame(code.co_filename, line, code.co_qualname, text, _own(code.co_filename))
    if isinstance(error, SyntaxError) and error.filename is not None:
        yield Frame(error.filename, error.lineno or 0, "<module>", _marked(error), True)


def _lines(error: BaseException) -> list[tuple[FrameType, int]]:
    """The lines that an error came through; of a deep recursion the first and the last."""
    lines = [
        each
        for each in traceback.walk_tb(error.__traceback__)
        if not each[0].f_code.co_filename.startswith(_OURS)
    ]
    return lines if len(lines) <= 2 * _ENDS else lines[:_ENDS] + lines[-_ENDS:]


def _with_context(frames: list[Frame]) -> list[Frame]:
    """Add the lines around the author's line at which it happened."""
    for at in reversed(range(len(frames))):
        if frames[at].user:
            frames[at] = _surrounded(frames[at])
            break
    return frames


def _surrounded(frame: Frame) -> Frame:
    lines = linecache.getlines(frame.file)
    at = min(frame.line - 1, _AROUND)
    shown = [
        line.expandtabs(4).rstrip() for line in lines[frame.line - 1 - at :][: at + 1 + _AROUND]
    ]
    if not 0 <= at < len(shown) or shown[at].strip() != frame.code.partition("\n")[0].strip():
        return frame  # there is no such line any more
    shown = textwrap.dedent("\n".join(shown)).split("\n")
    indent = len(shown[at]) - len(shown[at].lstrip())
    before = tuple(dropwhile(_is_blank, shown[:at]))
    after = tuple(dropwhile(_is_blank, reversed(shown[at + 1 :])))[::-1]
    return msgspec.structs.replace(frame, before=before, after=after, indent=indent)


def _scrubbed(frame: Frame) -> Frame:
    """Take secrets out of the lines of code, too: some authors write them there."""
    code, scrub = SECRETS.scrub(frame.code), SECRETS.scrub
    before, after = tuple(map(scrub, frame.before)), tuple(map(scrub, frame.after))
    return msgspec.structs.replace(frame, code=code, before=before, after=after)


def _is_blank(line: str) -> bool:
    return not line.strip()


def _own(file: str) -> bool:
    if file.startswith(("<frozen", "<__array_function__")):
        return False
    if any(part in file for part in _INSTALLED):
        return False
    return not file.startswith(_STANDARD)


def _marked(error: SyntaxError) -> str:
    line = (error.text or "").rstrip("\n")
    text = line.lstrip()
    if not text or not error.offset:
        return text
    start = max(0, error.offset - 1 - (len(line) - len(text)))
    ends_here = error.end_lineno == error.lineno and error.end_offset
    length = max(1, (error.end_offset or 0) - error.offset) if ends_here else 1
    return f"{text}\n{' ' * start}{'^' * length}"
