"""When a session's script runs: its queue of interactions and the states of its runs.

    IDLE ── start ──▶ RUNNING ── a newer one, and it may ──▶ INTERRUPTED
      ▲                  │ ▲                                  │      │ end
      │                  │ └── it reads its trigger just now ─┘      │
      │              end │                                           │
      └──────────────────┴───── or straight to the next ─────────────┘

Pure: an event goes in, an `Action` comes out. Time is a number that the caller passes in.
"""

from __future__ import annotations

from collections import deque
from enum import Enum
from typing import Any

from mini.page.routes import Going

GRACE = 1.0
"""Seconds for which a run that has read a trigger is not interrupted by later interactions."""
PATIENCE = 10.0
"""Seconds for which later interactions wait until a run comes to where its trigger is read."""


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

    __slots__ = ("asked", "cseq", "fired", "fragments", "going", "reason", "values")

    def __init__(
        self, *, cseq: int = 0, values: dict[str, Any] | None = None,
        fired: dict[str, Any] | None = None, fragments: frozenset[str] | None = None,
        reason: str = "interaction", going: Going | None = None, asked: bool = False,
    ) -> None:  # fmt: skip
        self.cseq = cseq
        self.values = values or {}
        self.fired = fired or {}
        self.fragments = fragments
        self.reason = reason
        self.going = going
        self.asked = asked
        """Whether a new run is what was asked for, and not only what has to follow."""

    def merge(self, later: Request) -> None:
        """Take over a later request; the whole absorbs fragments."""
        self.cseq = max(self.cseq, later.cseq)
        self.values |= later.values
        self.fired |= later.fired
        self.asked = self.asked or later.asked
        self.fragments = _union(self.fragments, later.fragments)
        self.going = later.going or self.going


class Lifecycle:
    """The queue and the state of one session's runs."""

    def __init__(self, grace: float = GRACE) -> None:
        self.state = State.IDLE
        self.queue: deque[Request] = deque()
        self.running: Request | None = None
        self.read_at: float | None = None
        self.started_at = 0.0
        self.grace = grace
        self.waits = False
        """Whether interactions wait for the end of the run, instead of ending it."""
        self.unwatched = False
        """Whether nothing more is to run until somebody looks again."""
        self.stopped = False
        """Whether the run that goes on, or has just ended, was to end as the user wished."""

    def request(self, new: Request, now: float) -> Action:
        """Queue an interaction or a rerun."""
        if self.state is State.CLOSED:
            return Action.WAIT
        tail = self.queue[-1] if self.queue else None
        if tail is not None and not tail.fired and not new.fired:
            tail.merge(new)
        else:
            self.queue.append(new)
        return self._next() if self.state is State.IDLE else self.poll(now)

    def poll(self, now: float) -> Action:
        """Ask whether the run that goes on should make room for what waits."""
        if self.state is not State.RUNNING:
            return Action.WAIT
        if self.unwatched and self.read_at is None:
            return self._interrupt()
        if not self.queue or self.waits or self.unwatched:
            return Action.WAIT
        if self.wait(now) > 0:
            return Action.LATER
        return self._interrupt()

    def wait(self, now: float) -> float:
        """Seconds until the run may be interrupted by what waits."""
        if self._unread():
            # Whoever asks for a new run gets one, which has the trigger again.
            asked = any(request.asked for request in self.queue)
            return 0.0 if asked else self.started_at + PATIENCE - now
        start = self.read_at
        if start is None and self._only_a_fragment_waits():
            start = self.started_at
        return 0.0 if start is None else start + self.grace - now

    def stop(self) -> Action:
        """The user wants the run to end, whatever it does."""
        if self.state is not State.RUNNING:
            return Action.WAIT
        self.stopped = True
        return self._interrupt()

    def leave(self, now: float) -> Action:
        """Nobody has looked for long: end a run that has not read a trigger, and start none."""
        self.unwatched = True
        return self.poll(now)

    def look(self) -> Action:
        """Somebody looks again: what was left goes on."""
        self.unwatched = False
        return self._next() if self.state is State.IDLE else Action.WAIT

    def start(self, now: float) -> Request | None:
        """Take the next request for a run that starts now."""
        if self.state is not State.IDLE or not self.queue:
            return None
        self.state = State.RUNNING
        self.started_at = now
        self.read_at = None
        self.stopped = False
        self.running = self.queue.popleft()
        return self.running

    def read_trigger(self, now: float) -> bool:
        """The run reads its trigger, or goes into a callback, and is left alone from now on.

        Says whether an interruption that it has not noticed yet is to be taken back.
        """
        if self.read_at is None:
            self.read_at = now
        if self.state is not State.INTERRUPTED or self.stopped:
            return False
        self.state = State.RUNNING
        return True

    def leave_callbacks(self) -> None:
        """The callbacks are over: a run without a trigger can be interrupted again."""
        if self.running is not None and not self.running.fired:
            self.read_at = None

    def end(self, *, again: Request | None = None) -> Action:
        """The run is over; `again` is what it asked for itself.

        An interrupted run that had not read its trigger gives it back to the head of the queue.
        """
        running, self.running = self.running, None
        interrupted = self.state is State.INTERRUPTED and not self.stopped
        if self.state is State.CLOSED:
            return Action.WAIT
        self.state = State.IDLE
        if running is not None and interrupted:
            self._give_back(running)
        if again is not None:
            if running is not None and self.read_at is None:
                again.fired = running.fired  # it runs anew before it came there
            self._first(again)
        return self._next()

    def close(self) -> Action:
        """The session is over."""
        running = self.state is State.RUNNING
        self.state = State.CLOSED
        self.queue.clear()
        return Action.INTERRUPT if running else Action.WAIT

    def _interrupt(self) -> Action:
        self.state = State.INTERRUPTED
        return Action.INTERRUPT

    def _next(self) -> Action:
        return Action.START if self.queue and not self.unwatched else Action.WAIT

    def _unread(self) -> bool:
        return self.running is not None and bool(self.running.fired) and self.read_at is None

    def _give_back(self, running: Request) -> None:
        if self.read_at is None and (running.fired or self.unwatched or not self.queue):
            self._stand_in_line_again(running)
        elif self.queue:
            # What the run has not finished showing is shown by the next one.
            head = self.queue[0]
            head.fragments = _union(head.fragments, running.fragments)

    def _stand_in_line_again(self, running: Request) -> None:
        asked = [request for request in self.queue if request.asked]
        for request in asked:
            request.asked = False  # it is a new run
        if self.queue and not (asked or self.unwatched) and not self.queue[0].fired:
            running.merge(self.queue.popleft())  # it has waited in vain; what it changes may help
        self.queue.appendleft(running)

    def _first(self, again: Request) -> None:
        head = self.queue[0] if self.queue else None
        if head is None or again.fired:
            self.queue.appendleft(again)
        else:
            head.fragments = _union(head.fragments, again.fragments)
            head.going = head.going or again.going

    def _only_a_fragment_waits(self) -> bool:
        whole = self.running is not None and self.running.fragments is None
        return whole and all(request.fragments is not None for request in self.queue)


def _union(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None else one | other
