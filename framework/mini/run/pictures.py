"""Pictures of all sorts, as the browser can show them, with their size.

What a browser knows (PNG, JPEG, GIF, WebP, AVIF, BMP, SVG) goes to it as it is; arrays and
Pillow's images are encoded, once for the same pixels.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple
from weakref import WeakValueDictionary

from mini.errors import ArgumentError, type_name
from mini.page.payload import Blob, hold
from mini.run import contents
from mini.run.picture_formats import identify

MOST_PIXELS: Final = 80_000_000
WIDEST: Final = 4096
_LARGEST: Final = 100_000
FEW_COLOURS: Final = 1024
FORMATS: Final = {"PNG": "image/png", "JPEG": "image/jpeg"}
_KNOWN: Final = {
    **FORMATS, "GIF": "image/gif", "WEBP": "image/webp", "AVIF": "image/avif", "BMP": "image/bmp",
    "ICO": "image/x-icon",
}  # fmt: skip
_TURNED: Final = {5, 6, 7, 8}
_SVG: Final = re.compile(
    # No part is tried again in another length: hostile bytes would keep it busy without an end.
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>|(?><!--.*?-->)|<!DOCTYPE[^>]*>)*+<svg[\s/>]",
    re.DOTALL,
)
_HEAD: Final = 4096
_ENCODED: Final[WeakValueDictionary[bytes, Blob]] = WeakValueDictionary()


class Picture(NamedTuple):
    """A picture: bytes or an address, and its size in pixels where it is known."""

    blob: Blob | None
    url: str | None = None
    width: int | None = None
    height: int | None = None


class Wish(NamedTuple):
    """How an author wants pixels to be taken; `argument` is what errors name."""

    command: str
    argument: str = "image"
    clamp: bool = False
    channels: str = "RGB"
    format: str = "auto"
    tallest: int | None = None


def is_picture(value: Any) -> bool:
    """Say whether a value is one of Pillow's images."""
    return any(
        base.__module__ == "PIL.Image" and base.__name__ == "Image" for base in type(value).__mro__
    )


def is_array(value: Any) -> bool:
    """Say whether a value is an array, or a tensor of another library."""
    return hasattr(value, "__array__") and hasattr(value, "shape") and not is_picture(value)


def take(value: Any, wish: Wish) -> Picture:
    """Make a picture of anything that is one; raises `ArgumentError`."""
    if is_picture(value):
        return _encode(value, wish)
    if is_array(value):
        return _encode(_from_array(value, wish), wish)
    if contents.is_address(value):
        return Picture(None, value)
    if isinstance(value, str) and _is_svg(value[:_HEAD].encode(errors="replace")):
        return _svg(value.encode(errors="replace"))
    if isinstance(value, str | Path) or _holds_bytes(value):
        return _from_bytes(contents.read(wish.command, wish.argument, value), value, wish)
    fix = (
        f"It is of the type {type_name(value)!r}; pass a path, an address, bytes, a numpy array or "
        "a Pillow image."
    )
    raise ArgumentError(wish.command, wish.argument, value, fix)


def is_shown(value: Any) -> bool:
    """Say whether a value is an image, an array, or something that holds bytes."""
    return is_picture(value) or is_array(value) or _holds_bytes(value)


def _is_svg(data: bytes) -> bool:
    return _SVG.match(data[:_HEAD]) is not None


def _holds_bytes(value: Any) -> bool:
    return isinstance(value, bytes | bytearray | memoryview) or hasattr(value, "read")


# What is encoded already


def _from_bytes(data: bytes, value: Any, wish: Wish) -> Picture:
    if _is_svg(data):
        return _svg(data)
    image = _open(data, value, wish)
    kind = _KNOWN.get(image.format)
    forced = wish.format not in {"auto", image.format}
    if kind is None or forced or (wish.tallest is not None and image.height > wish.tallest):
        return _encode(image, wish)
    turned = image.getexif().get(0x0112) in _TURNED
    width, height = image.size[::-1] if turned else image.size
    return Picture(hold(data, kind), None, width, height)


def _open(data: bytes, value: Any, wish: Wish) -> Any:
    """Read what an image says of itself, without its pixels."""
    pil = import_module("PIL.Image")
    try:
        image = identify(data)
    except (pil.DecompressionBombError, pil.DecompressionBombWarning):
        raise _too_large(value, wish) from None
    except (OSError, SyntaxError, ValueError):
        named = isinstance(value, str | Path)
        fix = (
            f"{'The file' if named else 'What it holds'} is no image that can be shown: it starts "
            f"with {data[:8]!r}. Pass PNG, JPEG, GIF, WebP, SVG or another image."
        )
        raise ArgumentError(wish.command, wish.argument, value, fix) from None
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(value, wish)
    return image


def _too_large(value: Any, wish: Wish) -> ArgumentError:
    fix = (
        f"It has more than {MOST_PIXELS // 1_000_000} million pixels, too many for a page. Make it "
        "smaller before it is shown."
    )
    return ArgumentError(wish.command, wish.argument, value, fix)


def _svg(data: bytes) -> Picture:
    """An SVG, with the size that its first tag names."""
    start = data.find(b"<svg")
    tag = data[start : data.find(b">", start) + 1]
    width, height = _length(tag, b"width"), _length(tag, b"height")
    box = re.search(rb"viewBox\s*=\s*[\"']\s*([^\"']*)", tag)
    parts = [] if box is None else re.findall(rb"-?\d*\.?\d+(?:e-?\d+)?", box[1])
    if len(parts) == 4 and float(parts[2]) > 0 and float(parts[3]) > 0:
        ratio = float(parts[2]) / float(parts[3])
        if width is None and height is None:
            width, height = float(parts[2]), float(parts[3])
        width = width if width is not None or height is None else height * ratio
        height = height if height is not None or width is None else width / ratio
    if not (width and height and 0 < width < _LARGEST and 0 < height < _LARGEST):
        return Picture(hold(data, "image/svg+xml"))
    return Picture(hold(data, "image/svg+xml"), None, max(1, round(width)), max(1, round(height)))


def _length(tag: bytes, name: bytes) -> float | None:
    found = re.search(rb"\s" + name + rb"\s*=\s*[\"']\s*(\d*\.?\d+)(?:px)?\s*[\"']", tag)
    return None if found is None else float(found[1])


# What is pixels


def _from_array(value: Any, wish: Wish) -> Any:
    """Make an image of grey, RGB or RGBA values: bytes, or floats from 0 to 1."""
    np = import_module("numpy")
    array = np.asarray(value)
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if not (array.ndim == 2 or (array.ndim == 3 and array.shape[2] in {3, 4})) or 0 in array.shape:
        fix = (
            f"Its shape is {array.shape}; an image has (height, width), or (height, width, 3) for "
            "colours, or (height, width, 4) for colours with transparency."
        )
        raise ArgumentError(wish.command, wish.argument, value, fix)
    if array.shape[0] * array.shape[1] > MOST_PIXELS:
        raise _too_large(value, wish)
    array = _as_bytes(array, value, wish)
    if wish.channels == "BGR" and array.ndim == 3:
        array = array[:, :, [2, 1, 0, 3][: array.shape[2]]]
    return import_module("PIL.Image").fromarray(np.ascontiguousarray(array))


def _as_bytes(array: Any, value: Any, wish: Wish) -> Any:
    np = import_module("numpy")
    if array.dtype == np.uint8:
        return array
    if array.dtype.kind == "b":
        return array.astype(np.uint8) * 255
    if array.dtype.kind not in "iuf":
        fix = f"Its values are of the type {array.dtype}; pixels are numbers."
        raise ArgumentError(wish.command, wish.argument, value, fix)
    most = 1.0 if array.dtype.kind == "f" else 255
    if wish.clamp:
        array = np.clip(np.nan_to_num(array), 0, most)
    elif not (array.min() >= 0 and array.max() <= most):
        fix = (
            f"Its values go from {array.min()} to {array.max()}; pixels go from 0 to {most:g} "
            f"({'as floats' if most == 1 else 'as whole numbers'}). Scale them, or pass "
            "`clamp=True` to cut them off."
        )
        raise ArgumentError(wish.command, wish.argument, value, fix)
    return (array * 255 if most == 1 else array).astype(np.uint8)


def _encode(image: Any, wish: Wish) -> Picture:
    """Encode an image of Pillow's, unless the same pixels are held already."""
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(image, wish)
    animated = getattr(image, "is_animated", False) and wish.format == "auto"
    if not animated:
        image = _fitted(import_module("PIL.ImageOps").exif_transpose(image), wish)
    key = None if animated else _key(image, wish)
    blob = None if key is None else _ENCODED.get(key)
    if blob is None:
        blob = _animated(image) if animated else _still(image, wish)
        if key is not None:
            _ENCODED[key] = blob
    return Picture(blob, None, *image.size)


def _fitted(image: Any, wish: Wish) -> Any:
    """Give an image in a mode and a size that a page can use."""
    if image.mode in {"PA", "La", "RGBa", "LA"} or "transparency" in image.info:
        image = image.convert("RGBA")
    elif image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        image = _scaled(image)
    elif image.mode not in {"L", "RGB", "RGBA"}:
        image = image.convert("RGB" if image.mode != "1" else "L")
    height = min(image.height, wish.tallest or image.height)
    width = min(image.width, WIDEST, max(1, image.width * height // image.height))
    if width < image.width:
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), import_module("PIL.Image").Resampling.LANCZOS)
    return image


def _scaled(image: Any) -> Any:
    """Grey values of more than a byte, from the darkest to the brightest that there is."""
    np = import_module("numpy")
    values = np.nan_to_num(np.asarray(image, dtype="f8"))
    low, high = float(values.min()), float(values.max())
    if low >= 0 and high <= 255 and not image.mode.startswith("I;16"):
        low, high = 0.0, 255.0
    scaled = (values - low) * (255 / (high - low or 1))
    return import_module("PIL.Image").fromarray(scaled.astype("u1"))


def _key(image: Any, wish: Wish) -> bytes:
    digest = blake2b(f"{image.mode} {image.size} {wish.format}".encode(), digest_size=16)
    digest.update(image.tobytes())
    return digest.digest()


def _still(image: Any, wish: Wish) -> Blob:
    """Encode it as PNG, without loss, or as JPEG where it is opaque and has many colours."""
    kind, out = wish.format, BytesIO()
    if kind == "auto":
        many = image.mode == "RGB" and image.getcolors(FEW_COLOURS) is None
        kind = "JPEG" if many and image.width * image.height > 16_384 else "PNG"
    if kind == "JPEG":
        flat = image if image.mode in {"L", "RGB"} else _on_white(image)
        flat.save(out, "JPEG", quality=92, subsampling=0)
    else:
        image.save(out, "PNG", compress_level=4)
    return hold(out.getvalue(), FORMATS[kind])


def _on_white(image: Any) -> Any:
    ground = import_module("PIL.Image").new("RGBA", image.size, "white")
    ground.alpha_composite(image)
    return ground.convert("RGB")


def _animated(image: Any) -> Blob:
    out = BytesIO()
    image.save(out, "GIF", save_all=True)
    return hold(out.getvalue(), _KNOWN["GIF"])
