"""When a session's script runs: its queue of interactions and the states of its runs.

    IDLE ── start ──▶ RUNNING ── a newer one, and it may ──▶ INTERRUPTED
      ▲                  │ end                                   │ end
      └──────────────────┴───── or straight to the next ─────────┘

Pure: an event goes in, an `Action` comes out. Time is a number that the caller passes in.
"""

from __future__ import annotations

from collections import deque
from enum import Enum
from typing import Any

from mini.page.routes import Going

GRACE = 1.0
"""Seconds for which a run that has read a trigger is not interrupted by later interactions."""


class State(Enum):
    """Where the session's run is."""

    IDLE = "idle"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    CLOSED = "closed"


class Action(Enum):
    """What the caller has to do now."""

    WAIT = "wait"
    START = "start"
    INTERRUPT = "interrupt"
    LATER = "later"


class Request:
    """What the next run is for: values, at most one trigger, its scope, and another page."""

    __slots__ = ("cseq", "fired", "fragments", "going", "reason", "values")

    def __init__(
        self, *, cseq: int = 0, values: dict[str, Any] | None = None,
        fired: dict[str, Any] | None = None, fragments: frozenset[str] | None = None,
        reason: str = "interaction", going: Going | None = None,
    ) -> None:  # fmt: skip
        self.cseq = cseq
        self.values = values or {}
        self.fired = fired or {}
        self.fragments = fragments
        self.reason = reason
        self.going = going

    def merge(self, later: Request) -> None:
        """Take over a later request that has no trigger; the whole absorbs fragments."""
        self.cseq = max(self.cseq, later.cseq)
        self.values |= later.values
        self.fragments = _union(self.fragments, later.fragments)
        self.going = later.going or self.going


class Lifecycle:
    """The queue and the state of one session's runs."""

    def __init__(self, grace: float = GRACE) -> None:
        self.state = State.IDLE
        self.queue: deque[Request] = deque()
        self.received = 0
        self.running: Request | None = None
        self.read_at: float | None = None
        self.started_at = 0.0
        self.grace = grace
        self.waits = False
        """Whether interactions wait for the end of the run, instead of ending it."""

    def accept(self, cseq: int) -> bool:
        """Say whether an interaction is new; one that was received before is dropped."""
        if cseq <= self.received:
            return False
        self.received = cseq
        return True

    def request(self, new: Request, now: float) -> Action:
        """Queue an interaction or a rerun."""
        if self.state is State.CLOSED:
            return Action.WAIT
        tail = self.queue[-1] if self.queue else None
        if tail is not None and not tail.fired and not new.fired:
            tail.merge(new)
        else:
            self.queue.append(new)
        return Action.START if self.state is State.IDLE else self.poll(now)

    def poll(self, now: float) -> Action:
        """Ask whether the run that goes on should make room for what waits."""
        if self.state is not State.RUNNING or not self.queue or self.waits:
            return Action.WAIT
        if self.wait(now) > 0:
            return Action.LATER
        if self.running is not None and self.running.fired and self.read_at is None:
            return Action.WAIT
        self.state = State.INTERRUPTED
        return Action.INTERRUPT

    def wait(self, now: float) -> float:
        """Seconds until the run may be interrupted by what waits."""
        start = self.read_at
        if start is None and self._only_a_fragment_waits():
            start = self.started_at
        return 0.0 if start is None else start + self.grace - now

    def stop(self) -> Action:
        """The user wants the run to end, whatever it does."""
        if self.state is not State.RUNNING:
            return Action.WAIT
        self.state = State.INTERRUPTED
        return Action.INTERRUPT

    def start(self, now: float) -> Request | None:
        """Take the next request for a run that starts now."""
        if self.state is not State.IDLE or not self.queue:
            return None
        self.state = State.RUNNING
        self.started_at = now
        self.read_at = None
        self.running = self.queue.popleft()
        return self.running

    def read_trigger(self, now: float) -> None:
        """The run has read its trigger, or is in a callback."""
        if self.read_at is None:
            self.read_at = now

    def end(self, *, stopped: bool = False, again: Request | None = None) -> Action:
        """The run is over; `again` is what it asked for itself.

        An interrupted run that had not read its trigger gives it back to the head of the queue.
        """
        running, self.running = self.running, None
        interrupted = self.state is State.INTERRUPTED
        if self.state is State.CLOSED:
            return Action.WAIT
        self.state = State.IDLE
        if interrupted and not stopped and running is not None:
            self._give_back(running)
        if again is not None:
            self._first(again)
        return Action.START if self.queue else Action.WAIT

    def close(self) -> Action:
        """The session is over."""
        running = self.state is State.RUNNING
        self.state = State.CLOSED
        self.queue.clear()
        return Action.INTERRUPT if running else Action.WAIT

    def _give_back(self, running: Request) -> None:
        unread = bool(running.fired) and self.read_at is None
        if unread:
            self.queue.appendleft(running)
        elif self.queue:
            # What the run has not finished showing is shown by the next one.
            head = self.queue[0]
            head.fragments = _union(head.fragments, running.fragments)

    def _first(self, again: Request) -> None:
        head = self.queue[0] if self.queue else None
        if head is None:
            self.queue.append(again)
        else:
            head.fragments = _union(head.fragments, again.fragments)
            head.going = head.going or again.going

    def _only_a_fragment_waits(self) -> bool:
        whole = self.running is not None and self.running.fragments is None
        return whole and all(request.fragments is not None for request in self.queue)


def _union(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None else one | other
