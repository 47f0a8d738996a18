"""`html`: HTML and CSS as authors write them, scripts only in a frame of their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from mini.elements.iframe import show
from mini.errors import ArgumentError
from mini.model.element import Element
from mini.run import checks
from mini.run.checks import Width
from mini.run.container import Container, command
from mini.run.emit import emit

_SCRIPT: Final = re.compile(r"<script\b|\son\w+\s*=|javascript:", re.IGNORECASE)
_STYLES: Final = re.compile(
    r"(?:\s|(?><!--.*?-->)|(?><style\b.*?</style\s*>))*+", re.IGNORECASE | re.DOTALL
)


class Html(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """HTML, which the page makes safe. `styles`: it is style sheets only, and takes no room."""

    body: str
    styles: bool = False
    width: Any = "stretch"


@command
def html(
    body: object, *, width: Width = "stretch", unsafe_allow_javascript: bool = False
) -> Container:
    """Show HTML and CSS as part of the page; scripts are left out.

    `body` is HTML, a `Path` of a file with HTML or CSS, or an object with `_repr_html_`. HTML of
    style sheets only takes no room. `width` is `"stretch"`, `"content"` or pixels. With
    `unsafe_allow_javascript=True`, HTML that holds a script stands in a frame of its own, as with
    `iframe`: its scripts run there, and cannot reach the page or its styles. Raises
    `ArgumentError`, and `OSError` for a file that cannot be read.

        import mini as st

        st.html("<p>An <u>underlined</u> word.</p>")
    """
    text = _content(body)
    if not text:
        raise ArgumentError("html", "body", body, "It is HTML that is not empty.")
    if unsafe_allow_javascript and _SCRIPT.search(text):
        return show("html", text, True, width, "content", True, None, None)
    only_styles = _STYLES.fullmatch(text) is not None
    return emit(Html(body=text, styles=only_styles, width=checks.width("html", width)))


def _content(body: Any) -> str:
    if callable(getattr(body, "_repr_html_", None)):
        return checks.text(body._repr_html_())
    if isinstance(body, Path):
        text = body.read_text(encoding="utf-8")
        return f"<style>{text}</style>" if body.suffix.lower() == ".css" else text
    return checks.text(body)
