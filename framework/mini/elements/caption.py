"""`caption`: small, quiet text."""

from __future__ import annotations

from typing import Any

from mini.model.element import Element
from mini.run import checks
from mini.run.checks import TextAlignment, Width
from mini.run.container import Container, command
from mini.run.emit import emit


class Caption(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Small text for notes and sources."""

    body: str
    html: bool = False
    help: str | None = None
    width: Any = "stretch"
    align: TextAlignment = "left"
    wrap: bool = True
    plain: bool = False


@command
def caption(
    body: object,
    unsafe_allow_html: bool = False,
    *,
    help: str | None = None,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> Container:
    """Show small text, for captions, notes and sources; Markdown is allowed.

    HTML in `body` is shown as text unless `unsafe_allow_html=True`. `width` is `"stretch"`,
    `"content"` or pixels. Raises `ArgumentError`.

        import mini as st

        st.caption("Source: *Palmer Station*, 2007 to 2009")
    """
    text = checks.text(body)
    return emit(
        Caption(
            body=text,
            html=bool(unsafe_allow_html),
            help=checks.help_text(help),
            width=checks.width("caption", width),
            align=checks.alignment("caption", text_alignment),
            wrap=bool(wrap),
            plain=not unsafe_allow_html and checks.is_plain(text),
        )
    )
