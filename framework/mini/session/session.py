"""One browser tab: its page, its queue, and the runs that bring the one up to date with the other.

Everything here happens on the event loop's thread, except `_execute` and what it calls: that is the
run, on a thread of the pool.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, Literal

import msgspec

from mini.caching.hooks import HOOKS
from mini.config.config import CONFIG
from mini.model.delta import Page as PageDelta
from mini.model.message import (
    Batch,
    Change,
    Hello,
    Inbound,
    Inspect,
    Interact,
    Look,
    Navigate,
    Outbound,
    Received,
    Refused,
    Rerun,
    Restore,
    ScriptState,
    Stop,
    Welcome,
)
from mini.page.deltas import cursors, flush, snapshot
from mini.page.lifecycle import Action, Lifecycle, Request, State
from mini.page.page import Page
from mini.page.payload import Payload
from mini.page.routes import Going
from mini.run.script_run import ScriptRun
from mini.session.beat import FRAME, Beat, Timer
from mini.session.browser import Connection
from mini.session.execute import Outcome, execute
from mini.session.inbox import Inbox
from mini.session.lingering import Lingering
from mini.session.pool import Pool, Task
from mini.session.script import Script

SHORT = 0.015
"""A run younger than this is shown when it ends, and not in the middle."""
QUIET = 0.1
"""A younger run that has shown nothing says nothing: the browser presumes that it goes on."""
FADES_AFTER = 0.2
INSPECTOR = "mini.caching.inspector"
"""Imported when a developer looks: it knows all of the cache."""
_NOT_INSPECTED = (
    "The cache is shown and cleared from the page in development only, and this app is served "
    "with --production. On the server, `mini cache clear` clears what is on disk."
)
_NOT_LISTED = "The cache could not be listed; the terminal says why."
_ENCODER = msgspec.json.Encoder()
_LOG = logging.getLogger("mini")


class Session:
    """One browser tab."""

    def __init__(
        self, script: Script, beat: Beat, pool: Pool, browser: Hello | None = None, *,
        development: bool = True,
    ) -> None:  # fmt: skip
        self.token, self.media, self.xsrf = (secrets.token_urlsafe(16) for _ in range(3))
        self.page = Page(browser)
        self.lifecycle = Lifecycle()
        self.connection: Connection | None = None
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
        self._seen = 0
        self._sseq = 0
        self._told: tuple[int, int, ScriptState] = (0, 0, "notRunning")
        self._stale: dict[int, int] = {}
        self._held_back = False
        self._late_frame = False
        self._poll: Timer | None = None
        self._repeats: dict[str, Timer] = {}
        self._stopping = False
        self._reset = False
        self._lingering = Lingering(self._clock)
        self.inbox = Inbox(self.page, self._clock)

    # The connection

    def attach(self, connection: Connection, hello: Hello, *, resumed: bool, restore: bool) -> None:
        """Give the session a browser; a resumed one is shown what it has missed."""
        self.connection = connection
        self.page.visitor = connection.visitor
        self._say(
            Welcome(
                token=self.token, media=self.media, xsrf=self.xsrf, resumed=resumed,
                restore=restore, received=self.lifecycle.received, development=self._development,
            )
        )  # fmt: skip
        if resumed:
            self._reset = hello.sseq != self._sseq
            self._told = (-1, -1, "notRunning")
            self.flush()
            self._repeat()
            self._look(hello.scheme)

    def detach(self) -> None:
        """The browser is gone, for now."""
        self.connection = None
        for timer in self._repeats.values():
            timer.cancel()
        self._repeats.clear()

    def close(self) -> None:
        """End the session for good."""
        self.detach()
        self._lingering.clear()
        self.inbox.clear()
        HOOKS.end_scope(self.page.name)
        if self.lifecycle.close() is Action.INTERRUPT and self._run is not None:
            self._run.interrupt()

    @property
    def running(self) -> bool:
        """Whether a run goes on."""
        return self._run is not None

    # What the browser says

    def receive(self, message: Inbound) -> None:
        """Take one message after the hello."""
        if isinstance(message, Interact | Navigate | Rerun):
            if self.lifecycle.accept(message.cseq):
                self._act(self.lifecycle.request(self._asked(message), self._clock.time()))
            elif self.connection is not None:
                self._say(Received(cseq=self.lifecycle.received))
        elif isinstance(message, Stop):
            self.stop()
        elif isinstance(message, Restore):
            self.start(message.values)
        elif isinstance(message, Look):
            self._look(message.scheme)
        elif isinstance(message, Inspect):
            self._inspect(message)

    def _look(self, scheme: Literal["light", "dark"]) -> None:
        """The page is light or dark now: run again if the last whole run has asked."""
        page = self.page
        if scheme != page.browser.scheme:
            page.browser = msgspec.structs.replace(page.browser, scheme=scheme)
            if page.theme_read and page.theme_read >= self._whole:
                self.rerun(reason="theme")

    def start(self, values: dict[str, Any] | None = None) -> None:
        """Run the script for the first time."""
        self._act(
            self.lifecycle.request(Request(values=values, reason="start"), self._clock.time())
        )

    def rerun(self, reason: str = "rerun") -> None:
        """Run the whole script again."""
        request = Request(reason=reason)
        self._act(self.lifecycle.request(request, self._clock.time()))

    def navigate(self, going: Going, values: dict[str, Any] | None = None, cseq: int = 0) -> None:
        """Go to another page of the app, taking along values that have changed."""
        request = Request(cseq=cseq, values=values, reason="navigate", going=going)
        self._act(self.lifecycle.request(request, self._clock.time()))

    def stop(self) -> None:
        """End the run that goes on, as the user wishes."""
        if self.lifecycle.stop() is Action.INTERRUPT and self._run is not None:
            self._stopping = True
            self._run.interrupt()

    def find(self, source: str) -> Payload | None:
        """Give data that this session's page shows now, or did a moment ago."""
        with self.page.tree.lock:
            roots = self.page.tree.roots.values()
            shown: list[Payload] = [payload for root in roots for payload in root.payloads()]
        found = next((payload for payload in shown if payload.source == source), None)
        if found is None:  # what a run has just replaced is not known to linger before its flush
            self._lingering.take_from(self.page.tree)
        return found or self._lingering.find(source)

    def _inspect(self, message: Inspect) -> None:
        if self._development:
            # On a thread: disks are slow, and what a resource does when it is released is anything.
            self._pool.submit(Task(partial(self._inspected, message), self._beat.call))
        else:
            self._say(Refused(code="development", message=_NOT_INSPECTED))

    def _inspected(self, message: Inspect) -> Callable[[], None]:
        try:
            return partial(self._say, import_module(INSPECTOR).answer(message))
        except Exception:  # noqa: BLE001  the thread goes on
            _LOG.exception("The cache could not be listed.")
            return partial(self._say, Refused(code="cache", message=_NOT_LISTED))

    def _asked(self, message: Interact | Navigate | Rerun) -> Request:
        if isinstance(message, Interact):
            return self._interaction(message)
        if isinstance(message, Rerun):
            return Request(cseq=message.cseq, reason="rerun")
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

    def _act(self, action: Action) -> None:
        if action is Action.START:
            self._start()
        elif action is Action.INTERRUPT and self._run is not None:
            self._run.interrupt()
        elif action is Action.LATER and self._poll is None:
            wait = self.lifecycle.wait(self._clock.time())
            self._poll = self._clock.call_later(max(wait, 0.001), self._polled)

    def _polled(self) -> None:
        self._poll = None
        self._act(self.lifecycle.poll(self._clock.time()))

    def _start(self) -> None:
        request = self.lifecycle.start(self._clock.time())
        if request is None:
            return
        self.lifecycle.waits = not CONFIG.get("runner.fastReruns")
        self._runs += 1
        if request.fragments is None:
            self._whole = self._runs
        self.state = "running"
        run = ScriptRun(self.page, self._runs, request.fragments, self._read_trigger)
        run.script, run.part = self._script.path, self._script.part
        run.on_late = partial(self._beat.call, self._late)
        left = partial(self._ended, run, Outcome.aside())
        run.on_aside = partial(self._beat.call, left)
        self._run = run
        self._beat.start(self)
        self._pool.submit(Task(partial(self._execute, run, request), self._beat.call))

    def _execute(self, run: ScriptRun, request: Request) -> Callable[[], None]:
        self._seen = max(self._seen, request.cseq)
        outcome = Outcome.broken()
        try:
            outcome = execute(run, request, self._script)
        except Exception:  # noqa: BLE001  the session goes on
            _LOG.exception("A script run broke in the framework itself; please report this.")
        if run.aside is None:
            return partial(self._ended, run, outcome)
        run.over()
        return _nothing

    def _read_trigger(self) -> None:
        self.lifecycle.read_trigger(self._clock.time())

    def _ended(self, run: ScriptRun, outcome: Outcome) -> None:
        if run.aside is None:
            run.over()
        self._run = None
        stopped, self._stopping = self._stopping, False
        action = self.lifecycle.end(stopped=stopped, again=outcome.again)
        if action is Action.START:
            self._start()
        else:
            self.state = "stopped" if stopped else outcome.state
            self._beat.end(self)
        self.flush()
        self._repeat()
        self.inbox.sweep(self.lifecycle)
        self.on_end(self, outcome, stopped)
        if self.lifecycle.state in {State.IDLE, State.CLOSED}:
            self.on_idle()

    def _repeat(self) -> None:
        """Fragments with `run_every` run again and again while someone looks."""
        fragments = self.page.fragments if self.connection is not None else {}
        for id_ in [id_ for id_ in self._repeats if id_ not in fragments]:
            self._repeats.pop(id_).cancel()
        for id_, fragment in list(fragments.items()):
            if fragment.every is not None and id_ not in self._repeats:
                again = partial(self._repeated, id_)
                self._repeats[id_] = self._clock.call_later(fragment.every, again)

    def _repeated(self, id_: str) -> None:
        self._repeats.pop(id_, None)
        if id_ not in self.page.fragments:
            return
        if self.lifecycle.state is State.IDLE:
            request = Request(fragments=frozenset({id_}), reason="repeat")
            self._act(self.lifecycle.request(request, self._clock.time()))
        else:
            self._repeat()

    # What the browser is told

    def frame(self) -> None:
        """Show what a run that takes long has emitted so far."""
        if self._clock.time() - self.lifecycle.started_at >= SHORT:
            self.flush()

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
        if self._held_back:
            self.flush()

    def flush(self) -> None:
        """Send what has changed since the last flush, unless that is still on its way."""
        self._lingering.take_from(self.page.tree)
        connection = self.connection
        if connection is None or not self._runs:
            return
        self._held_back = not connection.ready
        if self._held_back:
            return
        page, reset, stale = self.page, self._reset, {}
        age = self._clock.time() - self.lifecycle.started_at
        with page.tree.lock:
            deltas = snapshot(page.tree) if reset else flush(page.tree)
            if self._run is not None and age > FADES_AFTER:
                stale = cursors(page.tree)
        facts = dict(page.facts) if reset else page.changed_facts
        page.changed_facts = {}
        if facts:
            deltas.insert(0, PageDelta(facts))
        told = (self.lifecycle.received, self._seen, self.state)
        quiet = told == self._told or (self._run is not None and age < QUIET)
        if quiet and not deltas and not reset and stale == self._stale:
            return
        self._told, self._stale, self._reset = told, stale, False
        self._sseq += 1
        self._say(self._batch(deltas, reset, stale))

    def _batch(self, deltas: list[Change], reset: bool, stale: dict[int, int]) -> Batch:
        received, seen, state = self._told
        return Batch(
            sseq=self._sseq, received=received, seen=seen, state=state, reset=reset, cursors=stale,
            deltas=deltas,
        )  # fmt: skip

    def _say(self, message: Outbound) -> None:
        if self.connection is not None:
            self.connection.send(_ENCODER.encode(message))


def _nothing(*_: object) -> None:
    """What is left to do at the end of a run that its session has left before."""
