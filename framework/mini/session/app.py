"""A served app: its script, its modules, and the sessions that have it open."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from mini.caching.hooks import HOOKS
from mini.config.config import CONFIG
from mini.config.secrets import SECRETS
from mini.model.message import Hello
from mini.session import checkpoints, main_module
from mini.session.beat import Beat, Clock, Timer
from mini.session.browser import Connection
from mini.session.endings import REPAIRS
from mini.session.execute import Outcome
from mini.session.garbage import Garbage
from mini.session.house import House
from mini.session.magic import use_options
from mini.session.modules import AppModules
from mini.session.pool import Pool
from mini.session.room import Room
from mini.session.script import Script
from mini.session.session import Session
from mini.session.tally import Tally
from mini.settings import Limits

STOPS_AFTER: Final = 15.0
RELOAD_WAITS: Final = 2.0
SWEEPS_EVERY: Final = 1.0
_LOG = logging.getLogger("mini")


class App:
    """The sessions of one script."""

    def __init__(
        self, script: Script, clock: Clock, pool: Pool | None = None, *, development: bool = True,
        limits: Limits = Limits(),  # noqa: B008  frozen
    ) -> None:  # fmt: skip
        self.script = script
        self.development = development
        self.limits = limits
        self._room = Room(limits)
        self.modules = AppModules(script.path.parent)
        self.sessions: dict[str, Session] = {}
        self.tally = Tally()
        self.closing = False
        """Whether the server is about to end: nobody is let in any more."""
        self._by_media: dict[str, Session] = {}
        self._clock = clock
        self._beat = Beat(clock)
        self._house = House(development=development)
        self._garbage = Garbage()
        self.pool = pool or Pool(most=CONFIG.get("runner.maxThreads"))
        self._farewells: dict[str, list[Timer]] = {}
        self._changed: set[Path] = set()
        self._reload: Timer | None = None
        self._missed: set[str] = set()
        """Tokens of sessions whose page was away when a file was saved."""
        self._sweeper: Timer | None = None

    def install(self) -> None:
        """Take over `__main__`, the imports of the app's folder and the cache of this process."""
        HOOKS.script = self.script.path
        HOOKS.development = self.development
        SECRETS.begin(self.script.path.parent)
        SECRETS.known()
        use_options()
        checkpoints.install()
        main_module.install()
        self.modules.install()
        self._house.open()
        REPAIRS.append(self._repair)
        # Scripts run in threads, where the windows that matplotlib would open end the process.
        os.environ.setdefault("MPLBACKEND", "agg")

        self._sweep()

    def _sweep(self) -> None:
        HOOKS.sweep(time.time())
        self._garbage.look(len(self.sessions))
        self._sweeper = self._clock.call_later(SWEEPS_EVERY, self._sweep)

    def wind_down(self) -> None:
        """Let nobody in any more, and tell all runs to end; one that saves something may first."""
        if self.closing:
            return
        self.closing = True
        if self._sweeper is not None:
            self._sweeper.cancel()
        for session in self.sessions.values():
            read = session.lifecycle.read_at if session.running else None
            wait = 0 if read is None else read + session.lifecycle.grace - self._clock.time()
            if wait > 0:
                self._clock.call_later(wait, session.close)
            else:
                session.close()

    @property
    def busy(self) -> int:
        """How many runs go on, or wait for a thread."""
        return self.pool.busy + self.pool.waiting

    def close(self) -> None:
        """End all sessions."""
        self.wind_down()
        for session in self.sessions.values():
            session.close()
        self.modules.uninstall()
        if self._repair in REPAIRS:
            REPAIRS.remove(self._repair)
        self._house.close()
        self.pool.close()

    def _repair(self) -> None:
        self._house.tidy()
        main_module.install()

    # Sessions

    @property
    def full(self) -> bool:
        """Whether no further session can be made."""
        return self._room.full

    def join(self, connection: Connection, hello: Hello) -> Session:
        """Give a browser its session: the one it had, or a fresh one.

        A page whose last connection has died unnoticed names itself as it did then, and takes its
        session over. Whoever else brings the token of a session that is connected is a copy of that
        tab, and starts afresh. A token that nobody knows is that of a restarted server, and the
        browser is asked for its values.

        Raises `NoRoom` for a page that would need a further session.
        """
        session = self.sessions.get(hello.token or "")
        copied = session is not None and session.connection is not None and not (
            hello.page and hello.page == session.page.browser.page
        )  # fmt: skip
        if session is not None and not copied:
            if session.connection is not None:
                session.connection.close(4409, "The page is connected elsewhere.")
                session.detach()
            for timer in self._farewells.pop(session.token, ()):
                timer.cancel()
            self._room.busy(session.token)
            session.attach(connection, hello, resumed=True, restore=False)
            self.tally.resumed += 1
            _told(session, "A page came back to its session.")
            if session.token in self._missed:
                self._missed.discard(session.token)
                session.rerun(reason="reload")
            return session
        restore = hello.token is not None and session is None
        browser = connection.visitor.browser
        other = self.sessions.get(self._room.make(browser) or "")
        if other is not None:
            self.end(other, "made room")
        session = self.open(hello)
        self._room.enter(session.token, browser)
        session.attach(connection, hello, resumed=False, restore=restore)
        if not restore:
            session.start()
        return session

    def open(self, hello: Hello) -> Session:
        """Make a session; it has not run yet."""
        session = Session(self.script, self._beat, self.pool, hello, development=self.development)
        session.page.set_fact("script", self.script.path.stem)
        session.on_end = self._run_ended
        self.tally.opened += 1
        _told(session, "A session was opened.")
        self.sessions[session.token] = session
        self._by_media[session.media] = session
        return session

    def leave(self, session: Session, connection: Connection, *, gone: bool = False) -> None:
        """A browser is gone: its run is stopped after a while, its session kept for longer.

        A page that is `gone` for good is one that was closed or left: nobody has its token now.
        """
        if session.connection is not connection:
            return
        session.detach()
        if gone or not session.received:
            self._room.idle(session.token)
        _told(session, "The page is gone; its session is kept for a while.")
        self._farewells[session.token] = [
            self._clock.call_later(STOPS_AFTER, session.leave_alone),
            self._clock.call_later(
                CONFIG.get("server.disconnectedSessionTTL"), lambda: self.end(session, "expired")
            ),
        ]

    def end(self, session: Session, reason: str) -> None:
        """Forget a session."""
        self.tally.ended[reason] += 1
        _told(session, "The session ended: %s.", reason)
        self.tally.interactions += session.received
        session.close()
        self._garbage.session_ended()
        for timer in self._farewells.pop(session.token, ()):
            timer.cancel()
        self.sessions.pop(session.token, None)
        self._missed.discard(session.token)
        self._room.leave(session.token)
        self._by_media.pop(session.media, None)

    def by_media(self, capability: str) -> Session | None:
        """Find a session by the capability in its data URLs."""
        return self._by_media.get(capability)

    def _run_ended(self, session: Session, outcome: Outcome, stopped: bool) -> None:
        how = "stopped" if stopped and outcome.how == "interrupted" else outcome.how
        self.tally.run_ended(how, outcome.seconds)
        ids = {"session": session.page.name, "run": outcome.number}
        _LOG.debug("The run %s after %.1f ms.", how, outcome.seconds * 1000, extra=ids)
        self._settle_reload()

    # Reload

    def look(self) -> None:
        """Find out whether files were saved while nobody watched."""
        self.script.watched = True
        stale = self.modules.stale() | self.script.stale()
        if stale:
            self.changed(stale)

    def changed(self, paths: Iterable[str]) -> None:
        """Files were saved: run the new code, in a gap between runs, at most 2 s later."""
        resolved = {Path(path).resolve() for path in paths}
        if not (self.modules.affected(resolved) or self.script.owns(resolved)):
            return
        self.script.invalidate()
        self._changed |= resolved
        if self._reload is None:
            self._reload = self._clock.call_later(RELOAD_WAITS, self._do_reload)
        self._settle_reload()

    def _settle_reload(self) -> None:
        if self._reload is not None and not any(s.running for s in self.sessions.values()):
            self._reload.cancel()
            self._do_reload()

    def _do_reload(self) -> None:
        names = self.modules.affected(self._changed)
        self.modules.replace(names)
        _LOG.info("Reloading: %s changed.", ", ".join(sorted(p.name for p in self._changed)))
        self._changed, self._reload = set(), None
        if not CONFIG.get("server.runOnSave"):
            return
        for session in list(self.sessions.values()):
            if session.connection is not None:
                session.rerun(reason="reload")
            else:
                self._missed.add(session.token)


def _told(session: Session, text: str, *words: object) -> None:
    _LOG.debug(text, *words, extra={"session": session.page.name})
