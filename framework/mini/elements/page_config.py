"""`set_page_config`: the title, the icon and the layout of the page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from importlib import import_module
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from random import choice
from typing import Any, Literal

from mini.errors import ArgumentError
from mini.run import checks
from mini.run.context import current
from mini.run.emit import set_fact

_SOME = ["🎈", "🚀", "🌈", "🌻", "🐙", "🍋", "🧩", "🪁", "🐧", "🎲"]
MENU = ("Get help", "Report a bug", "About")


def set_page_config(
    page_title: str | None = None,
    page_icon: Any = None,
    layout: Literal["centered", "wide"] | None = None,
    initial_sidebar_state: Literal["auto", "expanded", "collapsed"] | int | None = None,
    menu_items: Mapping[str, str | None] | None = None,
) -> None:
    """Set the title, the icon and the layout of the page.

    Can be called anywhere and many times; what is not named stays. `page_icon` is an emoji, a
    shortcode, `:material/name:`, `"random"`, the address or the file of an image, or an image.
    `initial_sidebar_state` is `"auto"`, `"expanded"`, `"collapsed"`, or the sidebar's width in
    pixels. `menu_items` has the entries `"Get help"`, `"Report a bug"` (each an address or None)
    and `"About"` (Markdown). Raises `ArgumentError`.

        import mini as st

        st.set_page_config(page_title="Penguins", page_icon="🐧", layout="wide")
    """
    frame = current("set_page_config")
    if page_title is not None:
        set_fact(frame, "title", str(page_title))
    if page_icon is not None:
        set_fact(frame, "icon", _icon(page_icon))
    if layout is not None:
        words = ("centered", "wide")
        set_fact(frame, "layout", checks.one_of("set_page_config", "layout", layout, words))
    if initial_sidebar_state is not None:
        set_fact(frame, "sidebar", _sidebar(initial_sidebar_state))
    if menu_items is not None:
        set_fact(frame, "menu", _menu(menu_items))


def _icon(value: Any) -> str:
    """Give an icon as the page takes it: an emoji, a name, or an address, which can hold a file."""
    if isinstance(value, str | Path):
        text = checks.exact(value)
        if text == "random":
            return choice(_SOME)
        kind = guess_type(text, strict=False)[0] or ""
        if kind.startswith("image/") and Path(text).is_file():
            return _held(Path(text).read_bytes(), kind)
        return text.strip()
    if hasattr(value, "dtype") and hasattr(value, "shape"):
        value = import_module("PIL.Image").fromarray(value)
    if hasattr(value, "save"):
        picture = BytesIO()
        value.save(picture, "PNG")
        return _held(picture.getvalue(), "image/png")
    fix = "It is an emoji, a shortcode, `:material/name:`, the address of an image, or an image."
    raise ArgumentError("set_page_config", "page_icon", value, fix)


def _held(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


def _sidebar(value: Any) -> Any:
    pixels = checks.whole(value)
    if pixels is not None and pixels > 0:
        return pixels
    words = ("auto", "expanded", "collapsed")
    return checks.one_of("set_page_config", "initial_sidebar_state", value, words)


def _menu(items: Mapping[str, str | None]) -> dict[str, str | None]:
    names = {name.lower(): name for name in MENU}
    for name in items:
        if str(name).lower() not in names:
            fix = "Its entries are 'Get help', 'Report a bug' and 'About'."
            raise ArgumentError("set_page_config", "menu_items", dict(items), fix)
    return {names[name.lower()]: value for name, value in items.items()}
