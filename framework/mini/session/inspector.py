"""The cache as the page shows it to developers: questions are answered one after another."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from importlib import import_module

from mini.model.message import Inspect, Outbound, Refused
from mini.session.beat import Beat
from mini.session.pool import Pool, Task

MODULE = "mini.caching.inspector"
"""Imported when a developer looks: it knows all of the cache."""
_NOT_INSPECTED = (
    "The cache is shown and cleared from the page in development only, and this app is served "
    "with --production. On the server, `mini cache clear` clears what is on disk."
)
_NOT_LISTED = "The cache could not be listed; the terminal says why."
_LOG = logging.getLogger("mini")


class Inspector:
    """Answers one session's questions about the cache."""

    __slots__ = ("_allowed", "_asked", "_beat", "_pool", "_say")

    def __init__(
        self, pool: Pool, beat: Beat, say: Callable[[Outbound], None], *, allowed: bool
    ) -> None:
        self._pool = pool
        self._beat = beat
        self._say = say
        self._allowed = allowed
        self._asked: deque[Inspect] = deque()

    def ask(self, message: Inspect) -> None:
        """Answer when it is its turn."""
        if not self._allowed:
            self._say(Refused(code="development", message=_NOT_INSPECTED))
            return
        self._asked.append(message)
        if len(self._asked) == 1:
            self._submit()

    @property
    def waiting(self) -> int:
        """How many questions wait for their answers."""
        return len(self._asked)

    def _submit(self) -> None:
        # On a thread: disks are slow, and what a resource does when it is released is anything.
        self._pool.submit(Task(partial(self._answer, self._asked[0]), self._beat.call))

    def _answer(self, message: Inspect) -> Callable[[], None]:
        try:
            answer = import_module(MODULE).answer(message)
        except Exception:  # noqa: BLE001  the thread goes on
            _LOG.exception("The cache could not be listed.")
            answer = Refused(code="cache", message=_NOT_LISTED)
        return partial(self._answered, answer)

    def _answered(self, answer: Outbound) -> None:
        self._asked.popleft()
        self._say(answer)
        if self._asked:
            self._submit()
