"""`iframe`: another page inside of this one, or HTML of the author's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final, Literal

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.media_types import media_type_of
from mini.page.payload import hold
from mini.run import checks, contents
from mini.run.container import Container, command
from mini.run.emit import emit

UNKNOWN_HEIGHT: Final = 400
_PAGES: Final = {".html", ".htm", ".xhtml"}
_DOCTYPE: Final = re.compile(r"\s*(<\?xml|<!doctype)", re.IGNORECASE)
_TELL: Final = """
<script>(() => {
  const html = document.documentElement;
  let told = 0, gap = 0, loops = 0, resized = 0;
  const width = () => {
    const before = html.style.width;
    html.style.width = "max-content";
    const found = html.offsetWidth;
    html.style.width = before;
    return found;
  };
  const tell = () => {
    const over = html.scrollHeight > innerHeight ? html.scrollHeight : 0;
    const height = Math.max(Math.ceil(html.getBoundingClientRect().height), over);
    if (height === told) return;
    // What is as high as its window and a bit more would grow for ever.
    loops = height - innerHeight === gap && performance.now() - resized < 200 ? loops + 1 : 0;
    gap = height - innerHeight;
    if (loops > 2) return;
    told = height;
    parent.postMessage({ type: "mini:size", height, width: width() }, "*");
  };
  addEventListener("resize", () => { resized = performance.now(); });
  addEventListener("load", tell);
  new ResizeObserver(tell).observe(html);
  tell();
})();</script>"""
"""Tells the page around the frame how large its content is."""


class Iframe(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A frame: with bytes of the app's own, or with an address; `measured` if it tells its size."""

    source: str | None = None
    url: str | None = None
    page: bool = False
    measured: bool = False
    scrolling: bool = True
    height: Any = "content"
    width: Any = "stretch"
    tab_index: int | None = None
    alt: str | None = None


@command
def iframe(
    src: str | Path,
    *,
    width: int | Literal["stretch", "content"] = "stretch",
    height: int | Literal["stretch", "content"] = "content",
    tab_index: int | None = None,
    alt: str | None = None,
) -> Container:
    """Show another page, a file or HTML of your own in a frame.

    `src` is an address, the `Path` of a file (HTML, PDF, an image), or HTML; scripts in it run, but
    cannot reach the app's page. `width` and `height` are `"stretch"`, `"content"` or pixels: HTML
    has the height of its content, other pages 400 pixels. `tab_index` is the place in the order of
    the Tab key, -1 for none. `alt` names the frame for who cannot see it. Raises `ArgumentError`.

        import mini as st

        st.iframe("<b>Hello</b> from a page of its own", alt="A greeting")
    """
    own = isinstance(src, str) and not src.startswith("/") and not contents.is_address(src)
    return show("iframe", src, own, width, height, True, tab_index, alt)


def show(
    command: str, src: Any, own: bool, width: Any, height: Any, scrolling: bool,
    tab_index: int | None, alt: str | None,
) -> Container:  # fmt: skip
    """Show a frame for one of the commands that make one; `own` if `src` is HTML."""
    measured = False
    blob, url = None, None
    checked = checks.height(command, height)
    if own or (isinstance(src, Path) and src.suffix.lower() in _PAGES):
        text = src if own else contents.path_of(command, "src", src).read_text("utf-8", "replace")
        measured = "content" in (height, width)
        blob = hold(page(text, measured), "text/html", None, True)
    elif isinstance(src, Path):
        kind = media_type_of(src.name)
        blob = hold(contents.read(command, "src", src), kind)
    else:
        url = _address(command, src)
    return emit(
        Iframe(
            source=None if blob is None else blob.source,
            url=url,
            page=blob is not None and blob.framed,
            measured=measured,
            scrolling=scrolling,
            height=UNKNOWN_HEIGHT if checked == "content" and not measured else checked,
            width="stretch" if width is None else checks.width(command, width),
            tab_index=_tab_index(command, tab_index),
            alt=checks.optional_text(command, "alt", alt) or None,
        ),
        payload=blob,
    )


def page(html: str, measured: bool) -> bytes:
    """Make a whole page of HTML: in standards mode, and telling its size if that is `measured`."""
    head = "" if _DOCTYPE.match(html) else "<!DOCTYPE html>"
    return (head + html + (_TELL if measured else "")).encode(errors="replace")


def _address(command: str, src: Any) -> str:
    if isinstance(src, str) and contents.scheme_of(src) in {"http", "https", "data", ""}:
        return src
    fix = "It is an address with http:, https: or data:, or a relative one such as `/report`."
    raise ArgumentError(command, "src", src, fix)


def _tab_index(command: str, value: Any) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= -1):
        return value
    raise ArgumentError(command, "tab_index", value, "It is None, -1 or a whole number from 0.")
