"""The files that the browser of a session has uploaded, and what a widget accepts of them.

An upload's id is made of its name, its type and what it holds, so it is the same in each session
that has the file; but only a session that has received the file itself finds it by this id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from hashlib import blake2b
from itertools import count
from typing import Any, NamedTuple

import msgspec

from mini.page.content import Content
from mini.page.media_types import media_type_of

MEGABYTE = 1024 * 1024


class Upload(NamedTuple):
    """One file, complete."""

    id: str
    name: str
    type: str
    content: Content


class Accepts(msgspec.Struct, frozen=True):
    """What a widget takes: `types` are endings (`.csv`) and media types (`image/*`)."""

    types: tuple[str, ...] = ()
    size: int = 200 * MEGABYTE
    """The most bytes of one file."""
    several: bool = False
    folders: bool = False
    """Whether names keep the folders that they are in."""

    def takes_type(self, name: str, media_type: str) -> bool:
        """Say whether a file of this name and type is one of those that are wanted."""
        if not self.types:
            return True
        lower = name.lower()
        kinds = {media_type.partition(";")[0].strip().lower(), media_type_of(lower)}
        return any(
            any(fnmatchcase(kind, wanted) for kind in kinds)
            if "/" in wanted
            else lower.endswith(wanted)
            for wanted in self.types
        )

    def takes(self, upload: Upload) -> bool:
        """Say whether the widget can have a file as its value."""
        return upload.content.size <= self.size and self.takes_type(upload.name, upload.type)


class Uploads:
    """The uploads of one session, by id."""

    def __init__(self) -> None:
        self._by_id: dict[str, Upload] = {}
        self._used: set[str] = set()
        """Those that were the value of a widget in some run."""

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def size(self) -> int:
        """How many bytes all of them hold."""
        return sum(upload.content.size for upload in list(self._by_id.values()))

    def find(self, id_: str) -> Upload | None:
        """Give the upload with an id."""
        return self._by_id.get(id_)

    def add(self, name: str, media_type: str, content: Content) -> Upload:
        """Take a file in; the same one again gets an id of its own while the first is there."""
        seed = f"{name}\0{media_type}\0".encode(errors="surrogatepass") + content.digest
        base = blake2b(seed, digest_size=16).hexdigest()
        names = (base if number == 1 else f"{base}-{number}" for number in count(1))
        id_ = next(name for name in names if name not in self._by_id)
        upload = self._by_id[id_] = Upload(id_, name, media_type, content)
        return upload

    def use(self, wire: Any) -> None:
        """Note that a wire value is about to be read: what it names is deleted when none does."""
        if self._by_id:
            self._used |= self._named(wire)

    def sweep(self, values: Iterable[Any]) -> None:
        """Delete what was used and is named by none of the wire values that there are now."""
        if not self._used:
            return
        still = set().union(*map(self._named, values))
        for id_ in self._used - still:
            self._delete(id_)

    def drop(self, id_: str) -> None:
        """Delete a file that was not used yet; one that is in use goes when its widget lets it."""
        if id_ not in self._used:
            self._delete(id_)

    def clear(self) -> None:
        """Delete all of them."""
        for id_ in list(self._by_id):
            self._delete(id_)

    def _delete(self, id_: str) -> None:
        self._used.discard(id_)
        upload = self._by_id.pop(id_, None)
        if upload is not None:
            upload.content.leave()

    def _named(self, wire: Any) -> set[str]:
        return {text for text in _texts(wire) if text in self._by_id}


def _texts(wire: Any) -> Iterator[str]:
    if isinstance(wire, str):
        yield wire
    elif isinstance(wire, dict):
        for item in wire.values():
            yield from _texts(item)
    elif isinstance(wire, list | tuple):
        for item in wire:
            yield from _texts(item)
