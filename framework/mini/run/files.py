"""What commands with uploads share: which files they take, and how a value of them is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from mini.errors import ArgumentError
from mini.page.uploads import MEGABYTE, Accepts, Uploads
from mini.page.widgets import Unfit
from mini.run import checks
from mini.run.configured import read_option
from mini.run.uploaded_file import UploadedFile

WIDE: Final = ("image", "audio", "video", "text")
"""Words that stand for all types of a sort: `image` for `image/*`."""
_ALIKE: Final = (
    (".jpg", ".jpeg"), (".mpg", ".mpeg"), (".mp4", ".mpeg4"), (".tif", ".tiff"), (".htm", ".html"),
)  # fmt: skip
RATES: Final = (8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, None)
"""Samples in a second of a recording; None: as many as the microphone gives."""
PHOTO: Final = Accepts(types=(".jpg",))
RECORDING: Final = Accepts(types=(".wav",))


def accepts(command: str, types: Any, size: Any, mode: Any, argument: str = "type") -> Accepts:
    """Check what a widget is to take: types, megabytes, and one file, several, or a folder."""
    return Accepts(
        types=_types(command, argument, types),
        size=_bytes(command, size),
        several=mode in {"multiple", "directory"},
        folders=mode == "directory",
    )


def sized(kind: Accepts) -> Accepts:
    """Give what a widget takes whose files are as large as `server.maxUploadSize` says."""
    return Accepts(types=kind.types, size=_bytes("", None), several=kind.several)


def rate(command: str, argument: str, value: Any) -> int | None:
    """Check a number of samples in a second."""
    number = checks.whole(value)
    return checks.one_of(command, argument, value if number is None else number, RATES)  # type: ignore[no-any-return]


def _types(command: str, argument: str, value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, Iterable) or not all(isinstance(each, str) for each in (*given,)):
        fix = 'It is an ending such as "csv", a type such as "image/png" or "image", or a list.'
        raise ArgumentError(command, argument, value, fix)
    words = [str.__str__(each).strip().lower() for each in given]
    found = [_type(word) for word in words if word]
    for one, other in (*_ALIKE, *(pair[::-1] for pair in _ALIKE)):
        if one in found and other not in found:
            found.append(other)
    return tuple(dict.fromkeys(found))


def _type(word: str) -> str:
    if word in WIDE:
        return f"{word}/*"
    return word if "/" in word or word.startswith(".") else f".{word}"


def _bytes(command: str, megabytes: Any) -> int:
    if megabytes is None:
        return int(read_option("server.maxUploadSize") * MEGABYTE)
    number = checks.whole(megabytes)
    if number is not None and number > 0:
        return number * MEGABYTE
    fix = "It is a whole number of megabytes above 0, or None for `server.maxUploadSize`."
    raise ArgumentError(command, "max_upload_size", megabytes, fix)


class Reader:
    """Reads the value of a widget: the ids of uploads."""

    __slots__ = ("accepts",)

    def __init__(self, accepts: Accepts) -> None:
        self.accepts = accepts

    def read(self, wire: Any, uploads: Uploads) -> list[UploadedFile]:
        """Give the files, each at its beginning; raises `Unfit` for what the widget refuses."""
        if not isinstance(wire, list | tuple) or (len(wire) > 1 and not self.accepts.several):
            raise Unfit
        found = [uploads.find(id_) if isinstance(id_, str) else None for id_ in wire]
        if any(upload is None or not self.accepts.takes(upload) for upload in found):
            raise Unfit
        return [UploadedFile(upload) for upload in found if upload is not None]

    def read_one(self, wire: Any, uploads: Uploads) -> UploadedFile | None:
        """Give the only file, or None."""
        files = self.read(wire, uploads)
        return files[0] if files else None
