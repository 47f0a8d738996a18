"""`code`: program text with its colours and a button to copy it."""

from __future__ import annotations

from typing import Any

from mini.model.element import Element
from mini.run import checks
from mini.run.checks import Height, Width
from mini.run.container import Container, command
from mini.run.emit import emit


class Code(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A block of program text."""

    body: str
    language: str | None = "python"
    line_numbers: bool = False
    wrap_lines: bool = False
    height: Any = "content"
    width: Any = "stretch"


@command
def code(
    body: object,
    language: str | None = "python",
    *,
    line_numbers: bool = False,
    wrap_lines: bool = False,
    height: Height | None = "content",
    width: Width = "stretch",
) -> Container:
    r"""Show program text as it is, with a button to copy it.

    `language` chooses the colours, None for none. One line break at the start and one at the end
    are left out. `height` and `width` are `"stretch"`, `"content"` or pixels. Raises
    `ArgumentError`.

        import mini as st

        st.code("def double(x):\n    return 2 * x", line_numbers=True)
    """
    spoken = checks.optional_text("code", "language", language)
    return emit(
        Code(
            body=str(body).removeprefix("\n").removesuffix("\n"),
            language="python" if spoken == "python" else spoken,
            line_numbers=bool(line_numbers),
            wrap_lines=bool(wrap_lines),
            height=checks.height("code", "content" if height is None else height),
            width=checks.width("code", width),
        )
    )
