"""How a stream is written: its texts grow in one place, the rest is shown as it comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mini.elements.markdown import Markdown
from mini.run import checks
from mini.run.chunks import pieces
from mini.run.container import Container
from mini.run.context import current
from mini.run.emit import emit, update

_MARK: Final = 8
"""No sign that makes a text Markdown is longer."""


class Streamed(list[Any]):
    """What was streamed, in its order; `write` shows it again."""


class _Growing:
    """A text in its place, which more is added to. What was sent is never sent again."""

    def __init__(self, cursor: str | None) -> None:
        self.text = ""
        self._cursor = cursor
        self._plain = True
        self._place: Container | None = None

    def add(self, piece: str) -> None:
        """Add a piece, and show the whole."""
        self._plain = self._plain and checks.is_plain(self.text[-_MARK:] + piece)
        self.text += piece
        body = self.text.rstrip() if self.text[:1].strip() else checks.text(self.text)
        cursor = None if self._place is None else self._cursor
        self._show(Markdown(body=body, plain=self._plain, growing=True, cursor=cursor))

    def end(self) -> None:
        """Show the text as `markdown` does."""
        body = checks.text(self.text)
        self._show(Markdown(body=body, plain=checks.is_plain(body)))

    def _show(self, element: Markdown) -> None:
        if self._place is None:
            self._place = emit(element)
        else:
            update(self._place, element)


def stream(values: Any, cursor: str | None, show: Callable[[Any], Any]) -> str | Streamed:
    """Write what a stream gives as it comes, with `show` for what is no text; give all of it."""
    out, text = Streamed(), _Growing(cursor)
    try:
        for piece in pieces("write_stream", values):
            current("write_stream")
            if isinstance(piece, str):
                if piece:
                    text.add(checks.exact(piece))
                continue
            text = _ended(text, out, cursor)
            if callable(piece):
                piece()
            else:
                show(piece)
                out.append(piece)
    finally:
        _ended(text, out, cursor)
    if not out:
        return ""
    return out[0] if len(out) == 1 and isinstance(out[0], str) else out


def _ended(text: _Growing, out: Streamed, cursor: str | None) -> _Growing:
    if not text.text:
        return text
    text.end()
    out.append(text.text)
    return _Growing(cursor)
