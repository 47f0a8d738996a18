"""Fragments with `run_every`: they run again and again while someone looks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mini.page.lifecycle import Request
from mini.page.page import Page
from mini.session.beat import Clock, Timer


class Repeats:
    """The timers of one session's fragments. `ask` takes a request, unless a run goes on."""

    __slots__ = ("_ask", "_clock", "_page", "_timers")

    def __init__(self, page: Page, clock: Clock, ask: Callable[[Request], bool]) -> None:
        self._page = page
        self._clock = clock
        self._ask = ask
        self._timers: dict[str, Timer] = {}

    def settle(self) -> None:
        """Wait for each fragment that there is, and for none that is gone."""
        fragments = self._page.fragments
        for id_ in [id_ for id_ in self._timers if id_ not in fragments]:
            self._timers.pop(id_).cancel()
        for id_, fragment in list(fragments.items()):
            if fragment.every is not None and id_ not in self._timers:
                again = partial(self._repeated, id_)
                self._timers[id_] = self._clock.call_later(fragment.every, again)

    def stop(self) -> None:
        """Nobody looks."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _repeated(self, id_: str) -> None:
        self._timers.pop(id_, None)
        if id_ not in self._page.fragments:
            return
        if not self._ask(Request(fragments=frozenset({id_}), reason="repeat")):
            self.settle()
