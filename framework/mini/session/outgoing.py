"""What one browser is told: batches, one after the other, each from what it was told last."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from mini.model.delta import Page as PageDelta
from mini.model.element import encode
from mini.model.message import Batch, Change, Hello, Outbound, ScriptState
from mini.page.deltas import cursors, flush, passed, snapshot
from mini.page.page import Page
from mini.session.browser import Connection

QUIET = 0.1
"""A younger run that has shown nothing says nothing: the browser presumes that it goes on."""
FADES_AFTER = 0.2
Stale = tuple[dict[int, int], list[int]]
NOTHING: Stale = ({}, [])
_ENCODER = msgspec.json.Encoder()


class Standing(NamedTuple):
    """How a session stands at a flush."""

    received: int
    state: ScriptState
    age: float | None
    """Seconds since the run began that goes on; None: no run goes on."""


class Outgoing:
    """The way from a page to its browser, over one connection after the other."""

    def __init__(self, page: Page) -> None:
        self.connection: Connection | None = None
        self.flushed_at = 0.0
        self.held_back = False
        """Whether there was something to tell while the last batch was still on its way."""
        self._page = page
        self._sseq = 0
        self._told: tuple[int, int, ScriptState] = (0, 0, "notRunning")
        self._stale: Stale = ({}, [])
        self._reset = False

    def resume(self, hello: Hello) -> None:
        """Another connection: what the browser has missed comes with the next flush."""
        self._reset = hello.sseq != self._sseq
        self._told = (-1, -1, "notRunning")

    def say(self, message: Outbound) -> None:
        """Send one message, if somebody is there."""
        if self.connection is not None:
            self.connection.send(_ENCODER.encode(message))

    def flush(self, standing: Standing, now: float) -> None:
        """Send what has changed since the last flush, unless that is still on its way."""
        connection = self.connection
        if connection is None:
            return
        self.held_back = not connection.ready
        if self.held_back:
            return
        page, reset, age, stale = self._page, self._reset, standing.age, NOTHING
        with page.tree.lock:
            deltas = snapshot(page.tree) if reset else flush(page.tree)
            if age is not None and age > FADES_AFTER:
                stale = cursors(page.tree), passed(page.tree)
            facts = page.take_facts(everything=reset)
            told = (standing.received, page.seen, standing.state)
        if facts:
            deltas.insert(0, PageDelta({n: msgspec.Raw(encode(fact)) for n, fact in facts.items()}))
        quiet = told == self._told or (age is not None and age < QUIET)
        if quiet and not deltas and not reset and stale == self._stale:
            return
        self._told, self._stale, self._reset, self.flushed_at = told, stale, False, now
        self._sseq += 1
        self.say(self._batch(deltas, reset, stale))

    def _batch(self, deltas: list[Change], reset: bool, stale: Stale) -> Batch:
        received, seen, state = self._told
        return Batch(
            sseq=self._sseq, received=received, seen=seen, state=state, reset=reset,
            cursors=stale[0], passed=stale[1], deltas=deltas,
        )  # fmt: skip
