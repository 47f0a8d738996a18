"""Which files Pillow may read: those that it reads by itself."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any, Final

_AT_ONCE: Final = ("PNG", "JPEG", "GIF", "BMP", "PPM")
_LATER: Final = (
    "WEBP", "AVIF", "TIFF", "ICO", "DIB", "MPO", "JPEG2000", "TGA", "ICNS", "PCX", "SGI", "DDS",
    "CUR", "QOI", "PSD", "SUN", "XBM", "XPM", "IM", "MSP", "SPIDER",
)  # fmt: skip
"""Not among them: EPS, WMF and the like, for which Pillow starts other programs."""


def identify(data: bytes) -> Any:
    """Open an image without its pixels; raises as `PIL.Image.open` does."""
    pil = import_module("PIL.Image")
    pil.preinit()
    try:
        return pil.open(BytesIO(data), formats=_AT_ONCE)
    except pil.UnidentifiedImageError:
        pil.init()  # costs 40 ms
        return pil.open(BytesIO(data), formats=[name for name in _LATER if name in pil.OPEN])
