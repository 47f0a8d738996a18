"""`text`: preformatted text, without Markdown."""

from __future__ import annotations

from typing import Any

from mini.model.element import Element
from mini.run import checks
from mini.run.checks import TextAlignment, Width
from mini.run.container import Container, command
from mini.run.emit import emit


class Text(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Text in a fixed-width font, as it is."""

    body: str
    help: str | None = None
    width: Any = "content"
    align: str = "left"
    wrap: bool = True


@command
def text(
    body: object,
    *,
    help: str | None = None,
    width: Width = "content",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> Container:
    r"""Show text in a fixed-width font, without Markdown and with its line breaks.

    `body` is a text, or anything that `str()` makes one of. `help` is shown in a tooltip. `width`
    is `"content"`, `"stretch"` or pixels. `text_alignment` is `"left"`, `"center"`, `"right"` or
    `"justify"`. With `wrap=False` long lines scroll. Raises `ArgumentError`.

        import mini as st

        st.text("Hello\n  world")
    """
    return emit(
        Text(
            body=checks.text(body),
            help=checks.help_text(help),
            width=checks.width("text", width),
            align=checks.alignment("text", text_alignment),
            wrap=bool(wrap),
        )
    )
