"""One browser tab: its page, its queue, and the runs that bring the one up to date with the other.

Everything here happens on the event loop's thread, except `_execute` and what it calls: that is the
run, on a thread of the pool.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from threading import Lock, get_ident
from time import perf_counter
from typing import Any, Final, Literal
from weakref import WeakSet

import msgspec

from mini.caching.hooks import HOOKS
from mini.config.config import CONFIG
from mini.model.message import (
    Hello,
    Inbound,
    Inspect,
    Interact,
    Look,
    Navigate,
    Ping,
    Received,
    Rerun,
    Restore,
    ScriptState,
    Stop,
    Welcome,
)
from mini.page.lifecycle import Action, Lifecycle, Request, State
from mini.page.page import Page
from mini.page.payload import Payload
from mini.page.routes import Going
from mini.run.script_run import ScriptRun
from mini.session.beat import FRAME, Beat, Timer
from mini.session.browser import Connection
from mini.session.execute import Outcome, broken, execute, named
from mini.session.held import Held, where
from mini.session.inbox import Inbox
from mini.session.incoming import Counted, Incoming, most_bytes
from mini.session.inspector import Inspector
from mini.session.lingering import Lingering
from mini.session.outgoing import Outgoing, Standing
from mini.session.pool import Pool, Task
from mini.session.repeats import Repeats
from mini.session.script import Script

SHORT = 0.015
"""A run younger than this is shown when it ends, and not in the middle."""
RESTS = 4.0
"""Times as long as a frame has taken, no other is made: a page that grows leaves time to others."""
THREADS_LEAVE = 0.25
"""Seconds in which the threads of an interrupted run that are attached to it leave, too."""


ALIVE: Final[WeakSet[Session]] = WeakSet()
"""The sessions in memory, with those that have ended and are not freed yet."""


class Session:
    """One browser tab."""

    def __init__(
        self, script: Script, beat: Beat, pool: Pool, browser: Hello | None = None, *,
        development: bool = True,
    ) -> None:  # fmt: skip
        self.token, self.media, self.xsrf = (secrets.token_urlsafe(16) for _ in range(3))
        self.page = Page(browser)
        self.lifecycle = Lifecycle()
        ALIVE.add(self)
        self.state: ScriptState = "notRunning"
        self.on_idle: Callable[[], None] = lambda: None
        self.on_end: Callable[[Session, Outcome, bool], None] = _nothing
        self._development = development
        self._script = script
        self._beat = beat
        self._clock = beat.clock
        self._pool = pool
        self._run: ScriptRun | None = None
        self._runs = 0
        self._whole = 0
        self._outgoing = Outgoing(self.page)
        self._incoming = Incoming(self._interacted, self._outgoing, beat.clock)
        self.leave_out = self._incoming.leave_out
        self._late_frame = False
        self._rests_until = 0.0
        self._poll: Timer | None = None
        self._turn = Lock()
        """Held while it is decided whether a run is interrupted or comes to read its trigger."""
        self._repeats = Repeats(self.page, self._clock, self._again)
        self._lingering = Lingering(self._clock)
        self.inbox = Inbox(self.page, self._clock)
        self._inspector = Inspector(pool, beat, self._outgoing.say, allowed=development)
        self._held = Held(self.page, self._clock, self.flush, names_lines=development)

    # The connection

    @property
    def received(self) -> int:
        """How many interactions have come."""
        return self._incoming.received

    @property
    def connection(self) -> Connection | None:
        """The browser's end, while somebody looks."""
        return self._outgoing.connection

    def attach(self, connection: Connection, hello: Hello, *, resumed: bool, restore: bool) -> None:
        """Give the session a browser; a resumed one is shown what it has missed."""
        self._outgoing.connection = connection
        page, incoming = self.page, self._incoming
        page.visitor, page.tree.watched = connection.visitor, True
        page.browser = msgspec.structs.replace(page.browser, page=hello.page)
        restore = incoming.waits_for_values = restore or incoming.waits_for_values
        resumed = resumed and not restore
        self._outgoing.say(
            Welcome(
                token=self.token, media=self.media, xsrf=self.xsrf, resumed=resumed,
                restore=restore, received=self.received, most=most_bytes(),
                development=self._development,
            )
        )  # fmt: skip
        if resumed:
            self._outgoing.resume(hello)
            self._act(self.lifecycle.look)
            self.flush()
            self._repeats.settle()
            self._look(hello.scheme)

    def detach(self) -> None:
        """The browser is gone, for now."""
        self._outgoing.connection = None
        self._incoming.detach()
        self._repeats.stop()

    def close(self) -> None:
        """End the session for good."""
        self.detach()
        self._lingering.clear()
        self.inbox.clear()
        if self._poll is not None:
            self._poll.cancel()
        HOOKS.end_scope(self.page.name)
        self._act(self.lifecycle.close)
        if self._run is None:
            self.page.clear()

    @property
    def running(self) -> bool:
        """Whether a run goes on."""
        return self._run is not None

    @property
    def waiting(self) -> int:
        """How much of what the browser has sent waits for its turn."""
        return len(self.lifecycle.queue) + self._inspector.waiting

    def doing(self) -> str:
        """Say what run goes on, and where it is; empty if none does."""
        run = self._run
        if run is None:
            return ""
        return f"run {run.number} of session {self.page.name[:8]} ({where(run) or 'mini itself'})"

    # What the browser says

    def receive(self, message: Inbound) -> None:
        """Take one message after the hello."""
        if isinstance(message, Interact | Navigate | Rerun):
            self._incoming.receive(message)
        elif isinstance(message, Stop):
            self.stop()
        elif isinstance(message, Ping):
            self._outgoing.say(Received(cseq=self.received))
        elif isinstance(message, Restore):
            self._restore(message)
        elif isinstance(message, Look):
            self._look(message.scheme)
        elif isinstance(message, Inspect):
            self._inspector.ask(message)

    def _restore(self, message: Restore) -> None:
        if self._incoming.waits_for_values:
            self.start(message.values)
            self._incoming.restored()

    def _interacted(self, message: Counted) -> None:
        self._request(self._asked(message))

    def _look(self, scheme: Literal["light", "dark"]) -> None:
        """The page is light or dark now: run again if the last whole run has asked."""
        page = self.page
        if scheme != page.browser.scheme:
            page.browser = msgspec.structs.replace(page.browser, scheme=scheme)
            if page.theme_read and page.theme_read >= self._whole:
                self.rerun(reason="theme")

    def start(self, values: dict[str, Any] | None = None) -> None:
        """Run the script for the first time."""
        self._request(Request(values=values, reason="start"))

    def rerun(self, reason: str = "rerun") -> None:
        """Run the whole script again."""
        self._request(Request(reason=reason, asked=True))

    def navigate(self, going: Going, values: dict[str, Any] | None = None, cseq: int = 0) -> None:
        """Go to another page of the app, taking along values that have changed."""
        self._request(Request(cseq=cseq, values=values, reason="navigate", going=going))

    def stop(self) -> None:
        """End the run that goes on, as the user wishes."""
        self._act(self.lifecycle.stop)

    def leave_alone(self) -> None:
        """Nobody has looked for long: let nothing run but what has read a trigger."""
        self._act(partial(self.lifecycle.leave, self._clock.time()))

    def find(self, source: str) -> Payload | None:
        """Give data that this session's page shows now, or did a moment ago."""
        return self._lingering.find(self.page.tree, source)

    def _asked(self, message: Interact | Navigate | Rerun) -> Request:
        if isinstance(message, Interact):
            return self._interaction(message)
        if isinstance(message, Rerun):
            return Request(cseq=message.cseq, reason="rerun", asked=True)
        going = Going(message.path, query=message.query)
        return Request(cseq=message.cseq, values=message.values, reason="navigate", going=going)

    def _interaction(self, message: Interact) -> Request:
        fired = {} if message.trigger is None else {message.trigger.id: message.trigger.value}
        known = self.page.widgets.known
        fragments: set[str] | None = set()
        for id_ in (*message.values, *fired):
            fragment = known[id_].fragment if id_ in known else None
            if fragment is None or fragments is None or fragment not in self.page.fragments:
                fragments = None
            else:
                fragments.add(fragment)
        scope = frozenset(fragments) if fragments else None
        return Request(cseq=message.cseq, values=message.values, fired=fired, fragments=scope)

    # Runs

    def _request(self, request: Request) -> None:
        self._act(partial(self.lifecycle.request, request, self._clock.time()))

    def _act(self, asked: Callable[[], Action]) -> None:
        with self._turn:
            action = asked()
            if action is Action.INTERRUPT and self._run is not None:
                self._run.interrupt()
        if action is Action.START:
            self._start()
        elif action is Action.INTERRUPT and self._run is not None:
            self._held.asked(self._run)
        elif action is Action.LATER:
            if self._poll is not None:
                self._poll.cancel()
            wait = self.lifecycle.wait(self._clock.time())
            self._poll = self._clock.call_later(max(wait, 0.001), self._look_again)

    def _look_again(self) -> None:
        """May what waits interrupt the run now?"""
        self._act(partial(self.lifecycle.poll, self._clock.time()))

    def _start(self) -> None:
        request = self.lifecycle.start(self._clock.time())
        if request is None:
            return
        self.lifecycle.waits = not CONFIG.get("runner.fastReruns")
        self.lifecycle.grace = CONFIG.get("runner.triggerGrace")
        self._runs += 1
        if request.fragments is None:
            self._whole = self._runs
        self.state = "running"
        run = ScriptRun(self.page, self._runs, request.fragments)
        run.on_trigger = partial(self._read_trigger, run)
        run.on_callbacks = partial(self._leave_callbacks, run)
        run.script, run.part = self._script.path, self._script.part
        run.on_late = partial(self._beat.call, self._late)
        left = partial(self._ended, run, Outcome.aside())
        run.on_aside = partial(self._beat.call, left)
        self._run = run
        self._beat.start(self)
        full = partial(self._full, run)
        self._pool.submit(Task(partial(self._execute, run, request), self._beat.call, full))

    def _execute(self, run: ScriptRun, request: Request) -> Callable[[], None]:
        outcome = Outcome.broken()
        run.thread = get_ident()
        if "held" in self.page.facts:
            self._beat.call(self._held.over)
        try:
            outcome = named(self.page.name, run)(partial(execute, run, request, self._script))
        except BaseException as error:  # noqa: BLE001  the session goes on
            broken(error)
        if run.aside is None:
            return partial(self._ended, run, outcome)
        run.over()
        run.forget()
        return _nothing

    def _read_trigger(self, run: ScriptRun) -> None:
        """On the run's thread: what came a moment ago and would interrupt it has to wait now."""
        with self._turn:
            if run is self._run and run.aside is None:
                if self.lifecycle.read_trigger(self._clock.time()):
                    run.go_on()
                if self.lifecycle.queue:
                    self._beat.call(self._look_again)

    def _leave_callbacks(self, run: ScriptRun) -> None:
        with self._turn:
            if run is self._run and run.aside is None:
                self.lifecycle.leave_callbacks()
                self._beat.call(self._look_again)

    def _ended(self, run: ScriptRun, outcome: Outcome) -> None:
        if run.aside is None:
            run.over()
            if run.attached:  # its threads are to see it, too, if they are in loops
                self._clock.call_later(THREADS_LEAVE, run.settle)
            else:
                run.settle()
            run.forget()
        self._held.over()
        with self._turn:
            self._run, stopped = None, self.lifecycle.stopped
            action = self.lifecycle.end(again=outcome.again)
        if action is Action.START:
            self._start()
        else:
            self.state = "stopped" if stopped else outcome.state
            self._beat.end(self)
        self.inbox.sweep(self.lifecycle)
        # Of runs that follow one another at once, the browser is shown one a frame.
        if action is not Action.START or self._clock.time() - self._outgoing.flushed_at >= FRAME:
            self.flush()
        if self.connection is not None:
            self._repeats.settle()
        self.on_end(self, outcome, stopped)
        if self.lifecycle.state is State.CLOSED:
            self.page.clear()
        if self.lifecycle.state in {State.IDLE, State.CLOSED}:
            self.on_idle()

    def _again(self, request: Request) -> bool:
        """Run fragments again, unless a run goes on."""
        idle = self.lifecycle.state is State.IDLE
        if idle:
            self._request(request)
        return idle

    def _full(self, run: ScriptRun, threads: int) -> None:
        if self._run is run and not run.thread:
            self._held.full(threads)

    # What the browser is told

    def frame(self) -> None:
        """Show what a run that takes long has emitted so far."""
        began = perf_counter()
        if self._clock.time() - self.lifecycle.started_at >= SHORT and began >= self._rests_until:
            self.flush()
            now = perf_counter()
            self._rests_until = now + RESTS * (now - began)

    def _late(self) -> None:
        """A thread of a run that has ended emits still: show it in the next frame."""
        if not self._late_frame:
            self._late_frame = True
            self._clock.call_later(FRAME, self._show_late)

    def _show_late(self) -> None:
        self._late_frame = False
        self.flush()

    def drained(self) -> None:
        """The connection can take more: send what was held back."""
        if self._outgoing.held_back:
            self.flush()

    def flush(self) -> None:
        """Send what has changed since the last flush, unless that is still on its way."""
        self._lingering.take_from(self.page.tree)
        if self._runs:
            now = self._clock.time()
            age = None if self._run is None else now - self.lifecycle.started_at
            self._outgoing.flush(Standing(self.received, self.state, age), now)


def _nothing(*_: object) -> None:
    """What is left to do at the end of a run that its session has left before."""
