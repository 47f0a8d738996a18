"""`ChatInputValue`: what a user has said, with files and a recording."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from mini.page.uploads import Accepts, Upload, Uploads
from mini.run.files import RECORDING
from mini.run.uploaded_file import UploadedFile


class ChatInputValue(MutableMapping[str, Any]):
    """A message: its `text`, its `files` and its `audio`, as attributes and as items.

    `files` is there with `accept_file` only, a list of `UploadedFile`; `audio` with `accept_audio`
    only, an `UploadedFile` or None.
    """

    text: str
    files: list[UploadedFile]
    audio: UploadedFile | None

    def __init__(self, text: str, **parts: Any) -> None:
        self.__dict__.update(text=text, **parts)

    def to_dict(self) -> dict[str, Any]:
        """Give a plain dict of all that there is."""
        return dict(self.__dict__)

    def __getattr__(self, name: str) -> Any:
        options = {"files": "accept_file", "audio": "accept_audio"}
        hint = f": give `st.chat_input` an `{options[name]}`" if name in options else ""
        raise AttributeError(f"This message has no {name!r}{hint}.", name=name, obj=self)

    def __getitem__(self, key: str) -> Any:
        return self.__dict__[key]

    def __setitem__(self, key: str, value: Any) -> None:
        if key not in self.__dict__:
            raise KeyError(key)
        self.__dict__[key] = value

    def __delitem__(self, key: str) -> None:
        del self.__dict__[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.__dict__)

    def __len__(self) -> int:
        return len(self.__dict__)

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"ChatInputValue({parts})"


class MessageReader:
    """Reads a message with files, of the wire: `{"text", "files": [id, …], "audio": id}`."""

    __slots__ = ("audio", "files", "most")

    def __init__(self, files: Accepts | None, audio: Accepts | None, most: int | None) -> None:
        self.files = files
        self.audio = audio
        self.most = most

    def read(self, wire: Any, uploads: Uploads) -> ChatInputValue | None:
        """Give the message, or None where none was sent; files that are lost are left out."""
        said = {"text": wire} if isinstance(wire, str) else wire
        text = said.get("text", "") if isinstance(said, dict) else None
        if not isinstance(text, str) or (self.most is not None and len(text) > self.most):
            return None
        parts: dict[str, Any] = {}
        if self.files is not None:
            parts["files"] = _found(said.get("files"), self.files, uploads)
        if self.audio is not None:
            sounds = _found([said.get("audio")], self.audio, uploads)
            parts["audio"] = sounds[0] if sounds else None
        return ChatInputValue(text, **parts) if text or any(parts.values()) else None


def _found(ids: Any, accepts: Accepts, uploads: Uploads) -> list[UploadedFile]:
    """The files of these ids that are there and wanted."""
    given = ids if isinstance(ids, list | tuple) else ()
    found = [uploads.find(id_) for id_ in given if isinstance(id_, str)]
    kept: list[Upload] = [each for each in found if each is not None and accepts.takes(each)]
    return [UploadedFile(each) for each in (kept if accepts.several else kept[:1])]


def wanted(files: Accepts | None, audio: Accepts | None) -> Accepts | None:
    """Give what may be uploaded for a message: files, and recordings."""
    if files is None or audio is None:
        return files or audio
    types = (*files.types, *RECORDING.types) if files.types else ()
    size = max(files.size, audio.size)
    return Accepts(types=types, size=size, several=True, folders=files.folders)
