"""What holds up a session: all threads are taken, or a run that was asked to leave does not.

Calls into C and in libraries end by themselves, and what the user has done waits for them: two runs
of a session at once would work on the same values. The page and the log say what is waited for.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

from mini.page.page import Page
from mini.run.script_run import ScriptRun
from mini.session.beat import Clock, Timer

PATIENCE: Final = 2.0
"""Seconds that a run may take to leave before its page says what holds it up."""
_LOG = logging.getLogger("mini")


class Held:
    """Says on one page, and in the log, what its next run waits for."""

    __slots__ = ("_clock", "_names_lines", "_page", "_show", "_timer")

    def __init__(
        self, page: Page, clock: Clock, show: Callable[[], None], *, names_lines: bool
    ) -> None:
        self._names_lines = names_lines
        self._page = page
        self._clock = clock
        self._show = show
        self._timer: Timer | None = None

    def full(self, threads: int) -> None:
        """All threads are taken."""
        self._tell(
            f"{threads} script runs go on at once on this server, and this one waits until one of "
            "them ends. Nothing that you did is lost."
        )

    def asked(self, run: ScriptRun) -> None:
        """A run was asked to leave; it mostly has left long before this looks again."""
        self.over()
        self._timer = self._clock.call_later(PATIENCE, lambda: self._look(run))

    def over(self) -> None:
        """Nothing is waited for any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._page.facts.get("held") is not None:
            self._page.set_fact("held", None)

    def _look(self, run: ScriptRun) -> None:
        self._timer = None
        if not run.interrupted:  # it has read its trigger in time, and goes on
            return
        place = where(run)
        _LOG.warning(
            "A run was asked to end %.0f s ago and is still in a call that cannot be interrupted "
            "(%s). The session's next run starts when that ends.",
            PATIENCE, place or "its line is unknown",
            extra={"session": self._page.name, "run": run.number},
        )  # fmt: skip
        self._tell(
            "The app is in a call that cannot be interrupted"
            + (f" ({place})" if place and self._names_lines else "")
            + ". What you did is kept, and runs when the call ends."
        )

    def _tell(self, sentence: str) -> None:
        self._page.set_fact("held", sentence)
        self._show()


def where(run: ScriptRun) -> str:
    """Name the line of the app in which a run is, as `app.py, line 12`; empty if there is none."""
    frame: FrameType | None = sys._current_frames().get(run.thread)
    folder = run.script.parent
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(folder) and "site-packages" not in path.parts:
            return f"{path.relative_to(folder)}, line {frame.f_lineno}"
        frame = frame.f_back
    return ""
