"""What an element shows but does not carry: bytes, or the rows of a table, fetched when needed.

A payload is kept by the nodes (and logs) that show it and freed with the last of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any


class Payload(ABC):
    """Data under the name of its content digest."""

    source: str

    @property
    @abstractmethod
    def size(self) -> int:
        """About how many bytes it holds."""


class Blob(Payload):
    """Raw bytes."""

    def __init__(self, source: str, data: bytes, media_type: str) -> None:
        self.source = source
        self.data = data
        self.media_type = media_type

    @property
    def size(self) -> int:
        """How many bytes it holds."""
        return len(self.data)


class Rows(Payload):
    """The rows of a table, as they were when it was shown."""

    count: int

    @abstractmethod
    def page(self, start: int, stop: int) -> list[list[Any]]:
        """Give the wire cells of the rows from `start` to before `stop`, column by column."""
