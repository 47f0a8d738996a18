"""Says what holds the interpreter: a call into C that lets nothing else of the process run.

While it lasts, no line of Python runs, so the stacks are written by a timer of C that is wound up
again and again as long as the loop turns. When it is over, the log says how long it took, and what
runs went on meanwhile.
"""

from __future__ import annotations

import faulthandler
import logging
import os
from typing import Final

from mini.session.app import App
from mini.session.beat import Clock, Timer

_MOST: Final = 10
"""Runs that one sentence names."""
_LOG = logging.getLogger("mini")


class Watchdog:
    """Watches one process. `patience` is in seconds; with 0 nothing is watched."""

    def __init__(self, app: App, clock: Clock, patience: float) -> None:
        self._app = app
        self._clock = clock
        self._patience = patience
        self._every = min(0.5, patience / 4)
        self._error = -1
        self._turned_at = 0.0
        self._timer: Timer | None = None

    def start(self) -> None:
        """Watch until `stop`."""
        if self._patience > 0:
            self._error = os.dup(2)  # a script may close its own
            self._turned_at = self._clock.time()
            self._turn()

    def stop(self) -> None:
        """Watch no more."""
        if self._timer is not None:
            self._timer.cancel()
            faulthandler.cancel_dump_traceback_later()
            os.close(self._error)

    def _turn(self) -> None:
        now = self._clock.time()
        held = now - self._turned_at - self._every
        self._turned_at = now
        faulthandler.dump_traceback_later(self._patience, file=self._error)
        self._timer = self._clock.call_later(self._every, self._turn)
        if held >= self._patience:
            self._report(held)

    def _report(self, held: float) -> None:
        doing = [each for each in (s.doing() for s in self._app.sessions.values()) if each]
        named = "; ".join(doing[:_MOST]) + ("; …" if len(doing) > _MOST else "")
        _LOG.warning(
            "For %.1f s nothing but one call could run, and no session was answered. The stacks of "
            "all threads stand above, under `Timeout`: those of script runs end in the name of "
            "their session. Look for what keeps the interpreter: a regular expression that tries "
            "all ways, a sum or a sort of very many. Runs that go on: %s.",
            held, named or "none any more",
        )  # fmt: skip
