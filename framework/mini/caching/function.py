"""A cached function: looks its call up, joins the one that computes it, or leads."""

from __future__ import annotations

import logging
import threading
from asyncio import iscoroutine, isfuture
from contextvars import Context
from inspect import CORO_CREATED, getcoroutinestate
from typing import Any, Final

from mini.caching.asking import LED, Asked, Entry, Failed, Work, aside
from mini.caching.computed import Computed, come_back
from mini.caching.joining import negotiate
from mini.caching.keyed import P, R
from mini.errors import AwaitableReturnedError
from mini.memo.cache import Found, decisions_of
from mini.memo.describe import describe
from mini.memo.flight import Flight
from mini.memo.values import Stale
from mini.run.calls import Gone
from mini.run.context import FRAME, look_up
from mini.run.reads import Unreadable

_LEASE: Final = 600.0
_LOG = logging.getLogger("mini")


class Cached(Computed[P, R]):
    """What the decorators make of a function."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Give the stored result of this call, or compute it."""
        frame = FRAME.get()
        if frame is not None and frame.run.attention:
            look_up(frame)
        results, source = self._results or self._of_scope(), self._source
        key = results.prefix + source.code() + source.data() + self._binder.key(args, kwargs)
        # The shortest way, for what reads and shows nothing; `_hit` is the way for all.
        record = results.store.record(key)
        if record is not None and type(root := decisions_of(record).root) is bytes:
            leaf = results.store.leaf(root)
            if leaf is not None and leaf.live is not None and leaf.live.plain:
                stats = results.stats
                stats.hits += 1
                stats.saved += leaf.meta.cost
                try:
                    return leaf.value.thaw(describe)  # type: ignore[no-any-return]
                except Stale:
                    results.store.delete(root, "code")
        return self._look_up(Asked(key, args, kwargs, frame, results))  # type: ignore[no-any-return]

    def _look_up(self, asked: Asked) -> Any:
        try:
            found = asked.results.find(asked.key, asked.peek)
            if found.leaf is not None:
                return self._hit(asked, found)
            return self._miss(asked, found)
        except (Unreadable, Gone, Stale):
            pass  # and what comes up from here on has nothing to do with it
        return self._alone(asked)

    # Misses

    def _miss(self, asked: Asked, found: Found) -> Any:
        self._check_recursion(asked)
        with self._spinner(asked.frame):
            outcome = self._drive(asked)
            if isinstance(outcome, Found):
                return self._hit(asked, outcome)
            if isinstance(outcome, Failed):
                self._fail_too(asked, outcome)
            return self._lead(asked, outcome, found)

    def _alone(self, asked: Asked) -> Any:
        self._check_recursion(asked)
        with self._spinner(asked.frame):
            return self._lead(asked, asked.results.alone(asked.key), None)

    def _lead(self, asked: Asked, flight: Flight, found: Found | None) -> Any:
        try:
            return self._run(asked, flight, found)
        finally:
            flight.leave()  # whatever has happened, nobody waits for what will not come

    def _run(self, asked: Asked, flight: Flight, found: Found | None) -> Any:
        work = self._begin(asked, flight, found)
        try:
            value = asked.call(self._function)
        except BaseException as error:
            self._fail(work, error)
            come_back(work)
            raise
        finally:
            self._leave(work)
        return self._end(work, value)

    def _keep(self, work: Work, value: Any) -> Any:
        if iscoroutine(value) or isfuture(value):
            raise self._unawaited(value)
        return super()._keep(work, value)

    def _unawaited(self, value: Any) -> AwaitableReturnedError:
        if iscoroutine(value) and getcoroutinestate(value) == CORO_CREATED:
            value.close()  # nobody gets it, so that nobody can await it
        name, command = self._function.__qualname__, self._terms.command
        return AwaitableReturnedError(
            f"`{name}` returned a {type(value).__name__}, which can be awaited once or in one "
            "event loop, so it cannot be cached. Make it "
            f"`async def {self._function.__name__}(...)` and `await` the value in it: "
            f"`@st.{command}` caches what a coroutine function gives. Or return the value itself."
        )

    def _drive(self, asked: Asked) -> Found | Failed | Flight:
        """Wait for others, on this thread, until there is a result or a flight to lead."""
        event = threading.Event()
        wake = event.set
        run = None if asked.frame is None else asked.frame.run
        watched: Flight | None = None
        steps = negotiate(asked, LED.get())
        if run is not None:
            run.wakes.add(wake)
        try:
            while True:
                event.clear()
                if asked.frame is not None and asked.frame.run.attention:
                    look_up(asked.frame)
                try:
                    flight = next(steps)
                except StopIteration as end:
                    return end.value  # type: ignore[no-any-return]
                if flight is watched:
                    event.wait()
                    continue
                if watched is not None:
                    watched.unwatch(wake)
                flight.watch(wake)
                watched = flight
        finally:
            steps.close()
            if watched is not None:
                watched.unwatch(wake)
            if run is not None:
                run.wakes.discard(wake)

    def _refresh(self, asked: Asked, found: Found, entry: Entry, /) -> None:
        """Compute a result anew that is past its time, while the old one is handed out."""
        if entry.log is not None or found.path:
            raise Gone  # what it shows needs this session
        if not asked.results.store.lease(asked.key, _LEASE):
            return
        frame = aside(asked.frame, self._function)
        threading.Thread(
            target=Context().run, args=(self._refreshed, asked._replace(frame=frame)), daemon=True,
            name="mini-refresh",
        ).start()  # fmt: skip

    def _refreshed(self, asked: Asked) -> None:
        FRAME.set(asked.frame)
        try:
            self._lead(asked, asked.results.alone(asked.key), None)
        except Exception:  # noqa: BLE001  the old result is still there, and nobody waits
            _LOG.exception("%s could not be refreshed.", asked.results.name)
        finally:
            asked.results.store.release(asked.key)
