"""`title`, `header` and `subheader`: headings of the first three levels."""

from __future__ import annotations

from typing import Any, Literal
from zlib import crc32

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.run import checks
from mini.run.checks import TextAlignment, Width
from mini.run.container import Container, command
from mini.run.emit import emit

Anchor = str | Literal[False] | None
Divider = (
    bool | Literal["red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "rainbow"]
)
CYCLE = ("blue", "green", "orange", "red", "violet", "yellow")
DIVIDERS = (*CYCLE, "gray", "grey", "rainbow")


class Heading(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A heading, which links can lead to."""

    body: str
    level: Literal[1, 2, 3]
    anchor: str | Literal[False] | None = None
    divider: str | None = None
    help: str | None = None
    icon: str | None = None
    width: Any = "stretch"
    align: TextAlignment = "left"
    wrap: bool = True


@command
def title(
    body: object,
    anchor: Anchor = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> Container:
    """Show the title of the page; Markdown of one line is allowed.

    `anchor` is the name of the link to it: by default one made of the text, False for none. `icon`
    is an emoji or `":material/name:"`. `width` is `"stretch"`, `"content"` or pixels. Raises
    `ArgumentError`.

        import mini as st

        st.title("Penguins of the Palmer Archipelago")
    """
    element = _heading("title", 1, body, anchor, False, help, icon, width, text_alignment, wrap)
    return emit(element)


@command
def header(
    body: object,
    anchor: Anchor = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: Divider = False,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> Container:
    """Show a heading of the second level; Markdown of one line is allowed.

    `anchor` is the name of the link to it: by default one made of the text, False for none.
    `divider` draws a line below, in a colour such as `"red"` or, if True, in one that follows from
    the text. `width` is `"stretch"`, `"content"` or pixels. Raises `ArgumentError`.

        import mini as st

        st.header("Results", divider="blue")
    """
    element = _heading("header", 2, body, anchor, divider, help, icon, width, text_alignment, wrap)
    return emit(element)


@command
def subheader(
    body: object,
    anchor: Anchor = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: Divider = False,
    width: Width = "stretch",
    text_alignment: TextAlignment = "left",
    wrap: bool = True,
) -> Container:
    """Show a heading of the third level; Markdown of one line is allowed.

    The parameters are those of `header`. Raises `ArgumentError`.

        import mini as st

        st.subheader("By island")
    """
    element = _heading(
        "subheader", 3, body, anchor, divider, help, icon, width, text_alignment, wrap
    )
    return emit(element)


def _heading(
    name: str, level: Literal[1, 2, 3], body: object, anchor: Any, divider: Any, help: str | None,
    icon: str | None, width: Width, text_alignment: TextAlignment, wrap: bool,
) -> Heading:  # fmt: skip
    text = checks.text(body)
    return Heading(
        body=text,
        level=level,
        anchor=_anchor(name, anchor),
        divider=_divider(name, divider, text),
        help=checks.help_text(help),
        icon=checks.icon(name, icon),
        width=checks.width(name, width),
        align=checks.alignment(name, text_alignment),
        wrap=bool(wrap),
    )


def _anchor(name: str, anchor: Any) -> Anchor:
    if anchor is None or anchor is False or isinstance(anchor, str):
        return anchor
    fix = "It is a text, False for no link, or None for one made of the heading."
    raise ArgumentError(name, "anchor", anchor, fix)


def _divider(name: str, divider: Any, text: str) -> str | None:
    choice = checks.one_of(name, "divider", divider, (None, False, True, *DIVIDERS))
    if choice is True:
        return CYCLE[crc32(text.encode(errors="replace")) % len(CYCLE)]
    if not choice:
        return None
    return "gray" if choice == "grey" else str(choice)
