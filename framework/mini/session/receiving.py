"""An upload that is on its way: its bytes go to the disk, and into its digest, as they come."""

from __future__ import annotations

import os
from asyncio import Lock
from importlib import import_module
from pathlib import Path
from typing import Any

from mini.page.content import Content


class Gap(Exception):
    """Bytes came that do not follow on those that are there."""


class Surplus(Exception):
    """More bytes came than were announced."""


class Receiving:
    """One upload that is not complete.

        0 ──── received ──── offset ──── still to come ──── size

    Whatever comes again from before the offset is left out, so chunks may be repeated and overlap.
    """

    def __init__(self, id_: str, widget: str, name: str, media_type: str, size: int) -> None:
        self.id = id_
        self.widget = widget
        self.name = name
        self.type = media_type
        self.size = size
        self.offset = 0
        self.touched = 0.0
        """When something came last, by the clock of the sessions."""
        self.turn = Lock()
        """Held while bytes are written: two requests may bring the same ones."""
        self._path: Path | None = None
        self._digest: Any = import_module("blake3").blake3()

    @property
    def complete(self) -> bool:
        """Whether all bytes are there."""
        return self.offset == self.size

    def store_in(self, path: Path) -> None:
        """Say where the bytes go."""
        self._path = path

    def write(self, at: int, data: bytes) -> None:
        """Take bytes that belong at a place; raises `Gap`, `Surplus` and `OSError`.

        Where the disk fails, the offset stays what it was.
        """
        if at > self.offset:
            raise Gap
        if at + len(data) > self.size:
            raise Surplus
        fresh, path = data[self.offset - at :], self._path
        if not fresh or path is None:
            return
        with path.open("r+b", buffering=0) as file:
            file.seek(self.offset)
            left = memoryview(fresh)
            while left:
                left = left[file.write(left) or 0 :]
        self._digest.update(fresh)
        self.offset += len(fresh)

    def content(self) -> Content:
        """Give what has arrived, once it is complete."""
        assert self._path is not None
        os.truncate(self._path, self.size)  # a write that failed may have left more
        return Content(self._path, self.size, self._digest.digest())

    def discard(self) -> None:
        """Delete what has arrived."""
        path, self._path = self._path, None
        if path is not None:
            path.unlink(missing_ok=True)
