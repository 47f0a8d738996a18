"""`echo`: a part of the script that is shown and run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Literal

from mini.elements.code import code
from mini.errors import PlacementError
from mini.run import checks
from mini.run.caller import author_frame, source_lines
from mini.run.container import command
from mini.run.context import FRAME, Frame, current

With = ast.With | ast.AsyncWith


class Echo:
    """Shows the source of its `with` block."""

    __slots__ = ("_below", "_frame", "_source")

    def __init__(self, frame: Frame, below: bool) -> None:
        self._frame = frame
        self._below = below
        self._source = ""

    def __enter__(self) -> None:
        self._source = _block(author_frame())
        if not self._below:
            self._show()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._below and kind is None:
            self._show()

    def _show(self) -> None:
        with _standing(self._frame):
            code(self._source)


@command
def echo(code_location: Literal["above", "below"] = "above") -> Echo:
    """Show the source of a `with` block, and run it.

    `code_location` is `"above"` what the block shows, or `"below"`. Raises `ArgumentError`, and
    `PlacementError` where the source cannot be found.

        import mini as st

        with st.echo():
            st.write("This line is shown, too.")
    """
    below = checks.one_of("echo", "code_location", code_location, ("above", "below")) == "below"
    return Echo(current("echo"), below)


@contextmanager
def _standing(frame: Frame) -> Iterator[None]:
    before = FRAME.get()
    FRAME.set(frame)
    try:
        yield
    finally:
        FRAME.set(before)


def _block(frame: FrameType | None) -> str:
    lines = source_lines(frame) if frame is not None else []
    try:
        tree = ast.parse("".join(lines))
    except SyntaxError:  # it was edited while it ran
        tree = ast.Module([], [])
    line = frame.f_lineno if frame is not None else 0
    blocks = [node for node in ast.walk(tree) if isinstance(node, With) and _heads(node, line)]
    if not blocks:
        raise PlacementError(
            "`echo` cannot find the source of the block that it is to show: the file is gone or "
            "has changed since it ran. Use it as `with st.echo():` in a file, and run it again."
        )
    return _text(max(blocks, key=lambda block: block.lineno), lines)


def _heads(block: With, line: int) -> bool:
    return block.lineno <= line <= _head_end(block)


def _head_end(block: With) -> int:
    return max(item.context_expr.end_lineno or block.lineno for item in block.items)


def _text(block: With, lines: list[str]) -> str:
    """Cut a block's body out of its file, with the comments above its first statement."""
    first = block.body[0]
    start = min([first, *getattr(first, "decorator_list", [])], key=lambda node: node.lineno).lineno
    if start <= _head_end(block):  # all of it stands in one line
        source = "".join(lines)
        return "; ".join(ast.get_source_segment(source, part) or "" for part in block.body)
    while lines[start - 2].lstrip().startswith("#"):
        start -= 1
    texts = _within_texts(block)
    indent = lines[first.lineno - 1][: first.col_offset]
    shown = [
        line if number in texts else line.removeprefix(indent)
        for number, line in enumerate(lines[start - 1 : block.end_lineno], start)
    ]
    return "".join(shown).rstrip()


def _within_texts(block: With) -> set[int]:
    """The lines on which a text of several lines goes on: their indentation is the text's."""
    return {
        line
        for node in ast.walk(block)
        if isinstance(node, ast.Constant | ast.JoinedStr)
        for line in range(node.lineno + 1, (node.end_lineno or node.lineno) + 1)
    }
