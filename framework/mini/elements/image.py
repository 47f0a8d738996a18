"""`image`: one picture or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.run import checks, contents, pictures
from mini.run.checks import Width
from mini.run.container import Container, command
from mini.run.emit import emit
from mini.run.pictures import Picture, Wish


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One picture: the name of its bytes or its address, and its size where it is known."""

    source: str | None = None
    url: str | None = None
    size: tuple[int, int] | None = None
    caption: str | None = None
    alt: str | None = None


class Image(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Pictures, side by side where there is room."""

    pictures: tuple[Shown, ...]
    each: int | Literal["content", "stretch"] = "content"
    """The width of each picture; `width` is that of all together."""
    link: str | None = None
    width: Any = "content"


@command
def image(
    image: Any,
    caption: str | Sequence[str | None] | None = None,
    width: Width | None = "content",
    clamp: bool = False,
    channels: Literal["RGB", "BGR"] = "RGB",
    output_format: Literal["auto", "PNG", "JPEG"] = "auto",
    *,
    use_container_width: bool | None = None,
    link: str | None = None,
    use_column_width: Any = None,
    alt: str | Sequence[str | None] | None = None,
) -> Container:
    """Show a picture, or several.

    `image` is the path or the address of a file, bytes, an open file, the text of an SVG, an image
    of Pillow, or a numpy array: (height, width) for grey, (height, width, 3) or (…, 4) for colours
    with transparency, as bytes or as floats from 0 to 1; `clamp` cuts off what is beyond, and
    `channels="BGR"` is how OpenCV orders colours. A list shows several, with a list for `caption`
    (Markdown) and for `alt`, which is read to who cannot see them. `width` is `"content"`,
    `"stretch"` or pixels. `output_format` is how pixels are encoded; "auto" is PNG for drawings and
    transparency, JPEG for photos. `link` is where a click leads. `use_column_width` is the old name
    of `use_container_width`. Raises `ArgumentError`.

        import mini as st
        import numpy as np

        st.image(np.linspace(0, 1, 256 * 64).reshape(64, 256), caption="From black to white")
    """
    wish = Wish(
        "image",
        clamp=bool(clamp),
        channels=checks.one_of("image", "channels", str(channels).upper(), ("RGB", "BGR")),
        format=_format(output_format),
    )
    images = _listed(image)
    captions = _texts("caption", caption, len(images))
    alts = _texts("alt", alt, len(images))
    found = [pictures.take(each, wish) for each in images]
    size = _width(width, use_container_width, use_column_width)
    return emit(
        Image(
            pictures=tuple(map(_shown, found, captions, alts)),
            link=None if link is None else contents.link("image", "link", link),
            each=size,
            width=size if len(found) == 1 else "stretch",
        ),
        payload=contents.bundle([each.blob for each in found if each.blob is not None]),
    )


def _listed(image: Any) -> list[Any]:
    if pictures.is_array(image):
        return list(image) if len(image.shape) == 4 else [image]
    return list(image) if isinstance(image, list | tuple | set) else [image]


def _format(value: Any) -> str:
    name = str(value).upper()
    known = {"AUTO": "auto", "PNG": "PNG", "JPEG": "JPEG", "JPG": "JPEG"}
    if name in known:
        return known[name]
    raise ArgumentError("image", "output_format", value, "It is 'auto', 'PNG' or 'JPEG'.")


def _texts(argument: str, value: Any, count: int) -> list[str | None]:
    """Give a text for each picture: one for one, or a list with as many."""
    if value is None:
        return [None] * count
    listed = not isinstance(value, str | bytes) and hasattr(value, "__len__")
    texts = [checks.optional(text) for text in (value if listed else [value])]
    if len(texts) == count:
        return texts
    fix = f"There are {count} pictures and {len(texts)} texts; give each picture one, or None."
    raise ArgumentError("image", argument, value, fix)


def _width(value: Any, container: bool | None, column: Any) -> Any:
    if container is None and column is not None:
        known = {"auto": False, "never": False, "always": True, True: True, False: False}
        if column not in known:
            fix = "It is True or False; newer apps say `width='stretch'` or `width='content'`."
            raise ArgumentError("image", "use_column_width", column, fix)
        container = known[column]
    if value is None:
        value = "content"
    return checks.width("image", checks.stretched(value, container))


def _shown(picture: Picture, caption: str | None, alt: str | None) -> Shown:
    size = picture.width and picture.height and (picture.width, picture.height)
    source = None if picture.blob is None else picture.blob.source
    return Shown(source=source, url=picture.url, size=size or None, caption=caption, alt=alt)
