"""`markdown`: formatted text."""

from __future__ import annotations

from typing import Any, Literal

from mini.model.element import Element
from mini.run import checks
from mini.run.checks import TextAlignment, Width
from mini.run.container import Container, command
from mini.run.emit import emit


class Markdown(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Formatted text. A plain one has no Markdown in it, so the page needs no parser.

    One that is `growing` ends in the middle of something, with a `cursor` behind it.
    """

    body: str
    html: bool = False
    help: str | None = None
    width: Any = "auto"
    align: TextAlignment = "left"
    anchors: bool = True
    wrap: bool = True
    plain: bool = False
    growing: bool = False
    cursor: str | None = None


@command
def markdown(
    body: object,
    unsafe_allow_html: bool = False,
    *,
    help: str | None = None,
    width: Width | Literal["auto"] = "auto",
    text_alignment: TextAlignment = "left",
    anchors: bool = True,
    wrap: bool = True,
) -> Container:
    """Show text with GitHub's Markdown.

    Beyond that it knows emoji shortcodes (`:balloon:`), `:red[coloured text]`, `:material/icon:`,
    formulas (`$x^2$`) and footnotes. HTML in `body` is shown as text unless
    `unsafe_allow_html=True`. `anchors=False` leaves out the links of headings. `width` is `"auto"`,
    `"stretch"`, `"content"` or pixels. Raises `ArgumentError`.

        import mini as st

        st.markdown("**Hello**, :blue[world] :wave:")
    """
    text = checks.text(body)
    return emit(
        Markdown(
            body=text,
            html=bool(unsafe_allow_html),
            help=checks.help_text(help),
            width=checks.width("markdown", width, auto=True),
            align=checks.alignment("markdown", text_alignment),
            anchors=bool(anchors),
            wrap=bool(wrap),
            plain=not unsafe_allow_html and checks.is_plain(text),
        )
    )
