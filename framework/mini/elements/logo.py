"""`logo`: the sign of the app, above the sidebar and above the page."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, Literal

from mini.errors import ArgumentError
from mini.run import checks, contents, pictures
from mini.run.context import current
from mini.run.emit import set_fact
from mini.run.pictures import Wish

SIZES = ("small", "medium", "large")
TALLEST = 128


def logo(
    image: Any,
    *,
    size: Literal["small", "medium", "large"] = "medium",
    link: str | None = None,
    icon_image: Any = None,
) -> None:
    """Show the sign of the app at the top of the sidebar, and above the page where that is closed.

    `image` is what `image` takes, an emoji or `:material/name:`. `icon_image` is a smaller one for
    the place above the page. `size` is how high it is: `"small"` 20, `"medium"` 24, `"large"` 32
    pixels. `link` is where a click leads. A run that does not call it has none. Raises
    `ArgumentError`.

        import mini as st

        st.logo(":material/sailing:", size="large", link="https://example.org")
    """
    frame = current("logo")
    fact = {
        "image": _sign("image", image),
        "icon": None if icon_image is None else _sign("icon_image", icon_image),
        "size": checks.one_of("logo", "size", str(size).lower(), SIZES),
        "link": None if link is None else contents.link("logo", "link", link),
    }
    set_fact(frame, "logo", fact)


def _sign(argument: str, value: Any) -> dict[str, str]:
    """Give a sign as the page takes it: an icon's name, or an address, which can hold a picture."""
    if isinstance(value, str) and "." not in value and len(value) <= 64:
        try:
            icon = checks.icon("logo", value)
        except ArgumentError:
            icon = None
        if icon is not None:
            return {"icon": icon}
    picture = pictures.take(value, Wish("logo", argument, tallest=TALLEST))
    if picture.blob is None:
        return {"url": picture.url or ""}
    data = b64encode(picture.blob.data).decode()
    return {"url": f"data:{picture.blob.media_type};base64,{data}"}
