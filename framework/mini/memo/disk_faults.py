"""Faults of a folder: each is a miss for the cache, and said once in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from mini.memo.disk_files import Damaged
from mini.memo.values import Unserializable

log = logging.getLogger("mini.memo")


class Faults:
    """What has been said about one folder."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    @contextmanager
    def forgiven(self, what: str) -> Iterator[None]:
        """Leave the block quietly at a fault; `what` is what the cache could not do."""
        try:
            yield
        except Damaged:
            log.warning("A file of the cache on disk was damaged or not ours; it is removed.")
        except (OSError, Unserializable) as error:
            self._say(f"{what}: {getattr(error, 'strerror', None) or error}")

    def _say(self, what: str) -> None:
        if what not in self._said:
            self._said.add(what)
            log.warning("The cache on disk cannot %s. Values go without it.", what)
