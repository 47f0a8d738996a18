"""What an element shows but does not carry: bytes, files, or rows, fetched when needed.

A payload is kept by the nodes (and logs) that show it and freed with the last of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final
from weakref import WeakValueDictionary


class Payload(ABC):
    """Data under the name of its content digest."""

    source: str

    @property
    @abstractmethod
    def size(self) -> int:
        """About how many bytes it holds."""

    def parts(self) -> Sequence[Payload]:
        """What can be fetched: itself, or what it is made of."""
        return (self,)


class Blob(Payload):
    """Raw bytes; with a `name` a file to be saved, `framed` a page for a frame."""

    def __init__(
        self, source: str, data: bytes, media_type: str, name: str | None = None, *,
        framed: bool = False,
    ) -> None:  # fmt: skip
        self.source = source
        self.data = data
        self.media_type = media_type
        self.name = name
        self.framed = framed

    @property
    def size(self) -> int:
        """How many bytes it holds."""
        return len(self.data)

    def __reduce__(self) -> Any:
        return hold, (self.data, self.media_type, self.name, self.framed)


class File(Payload):
    """A file that stays where it is, as it was when it was shown."""

    def __init__(self, path: Path, media_type: str, length: int, changed: int) -> None:
        self.path = path
        self.media_type = media_type
        self.length = length
        self.changed = changed
        seed = f"{path}\0{media_type}\0{length}\0{changed}".encode(errors="surrogateescape")
        self.source = blake2b(seed, digest_size=16).hexdigest()

    @property
    def size(self) -> int:
        """What it holds in memory: its name."""
        return len(str(self.path))


class Bundle(Payload):
    """Several payloads of one element."""

    def __init__(self, payloads: Sequence[Payload]) -> None:
        self._parts = tuple(payloads)
        self.source = "+".join(part.source for part in self._parts)

    @property
    def size(self) -> int:
        """How many bytes all of them hold."""
        return sum(part.size for part in self._parts)

    def parts(self) -> Sequence[Payload]:
        """What it is made of."""
        return self._parts


class Rows(Payload):
    """The rows of a table, as they were when it was shown."""

    count: int

    @abstractmethod
    def page(self, start: int, stop: int) -> list[list[Any]]:
        """Give the wire cells of the rows from `start` to before `stop`, column by column."""


_HELD: Final[WeakValueDictionary[str, Blob]] = WeakValueDictionary()


def hold(data: bytes, media_type: str, name: str | None = None, framed: bool = False) -> Blob:
    """Hold bytes: the same bytes once, however many elements and sessions show them."""
    seed = f"{media_type}\0{name}\0{framed}\0".encode(errors="surrogatepass")
    source = blake2b(data, digest_size=16, key=blake2b(seed).digest()).hexdigest()
    blob = _HELD.get(source)
    if blob is None:
        blob = _HELD[source] = Blob(source, data, media_type, name, framed=framed)
    return blob
