"""`UploadedFile`: what a script gets of an upload."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any, Final

from mini.page.content import Content, Data
from mini.page.uploads import Upload

_READING: Final = (
    "__iter__", "__next__", "__enter__", "getvalue", "read", "read1", "readinto", "readinto1",
    "readline", "readlines", "seek",
)  # fmt: skip
_WRITING: Final = ("getbuffer", "truncate", "write", "writelines")


class UploadedFile(BytesIO):
    """A file that a user has uploaded: an `io.BytesIO` with a name, a media type and a size.

    Each run gets an object of its own, at position 0. The bytes are read from the disk when they
    are asked for first, and are shared by all that read them.
    """

    def __init__(self, upload: Upload) -> None:
        super().__init__()
        self.file_id = upload.id
        """The same for files with the same name, type and content."""
        self.name = upload.name
        """The name as the browser gave it, without folders that lead out of the one chosen."""
        self.type = upload.type
        """The media type, such as `text/csv`."""
        self.size = upload.content.size
        """How many bytes it holds."""
        self._content: Content | None = upload.content
        self._data: Data | None = None

    @property
    def content_digest(self) -> bytes | None:
        """The digest of all its bytes, known since they arrived; None once it was written to."""
        return None if self._content is None else self._content.digest

    def _load(self) -> None:
        """Read the bytes, unless that was done."""
        if self._data is None and self._content is not None and not self.closed:
            self._data = self._content.read()
            super().__init__(self._data.data)  # shares the bytes until it is written to

    def _own(self) -> None:
        """Get ready to be written to: what it holds is its own from then on."""
        self._load()
        self._content = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, UploadedFile):
            return NotImplemented
        return self.file_id == other.file_id

    def __hash__(self) -> int:
        return hash(self.file_id)

    def __repr__(self) -> str:
        return f"UploadedFile(name={self.name!r}, type={self.type!r}, size={self.size})"

    def __copy__(self) -> UploadedFile:
        if self._content is None:
            return _restored(*self.__reduce__()[1])
        twin = UploadedFile(Upload(self.file_id, self.name, self.type, self._content))
        if place := self.tell():  # at its beginning, nothing needs to be read
            twin.seek(place)
        return twin

    def __deepcopy__(self, _: Any) -> UploadedFile:
        return self.__copy__()

    def __reduce_ex__(self, _: Any) -> Any:
        return self.__reduce__()

    def __reduce__(self) -> Any:
        known = (self.file_id, self.name, self.type, self.size)
        return _restored, (*known, self.content_digest, self.getvalue(), self.tell())


class _Kept(Content):
    """The content of a file that came from elsewhere than the disk, such as a pickle."""

    __slots__ = ("_held",)

    def __init__(self, data: bytes, digest: bytes) -> None:
        self.size = len(data)
        self.digest = digest
        self._held = Data(data)

    def read(self) -> Data:
        """Give the bytes."""
        return self._held

    def leave(self) -> None:
        """Nothing is on disk."""


def _restored(
    file_id: str, name: str, media_type: str, size: int, digest: bytes | None, data: bytes,
    position: int,
) -> UploadedFile:  # fmt: skip
    """Make a file again of what was pickled."""
    file = UploadedFile(Upload(file_id, name, media_type, _Kept(data, digest or b"")))
    if digest is None:
        file._own()
    file.size = size
    file.seek(position)
    return file


def _before(name: str, prepare: Callable[[UploadedFile], None]) -> None:
    inherited = getattr(BytesIO, name)

    @wraps(inherited)
    def method(self: UploadedFile, *args: Any) -> Any:
        prepare(self)
        return inherited(self, *args)

    setattr(UploadedFile, name, method)


for _name in _READING:
    _before(_name, UploadedFile._load)
for _name in _WRITING:
    _before(_name, UploadedFile._own)
