"""The browser's end of a session, as the session needs it."""

from __future__ import annotations

from typing import Protocol

from mini.page.visitor import Visitor


class Connection(Protocol):
    """The browser's end: takes one text at a time and says when it can take the next."""

    @property
    def visitor(self) -> Visitor:
        """Who is at the other end."""

    @property
    def ready(self) -> bool:
        """Whether all that was sent has left."""

    def send(self, text: bytes) -> None:
        """Send without waiting."""

    def close(self, code: int, reason: str) -> None:
        """Let go of the browser."""
