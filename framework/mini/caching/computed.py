"""A cached function: what a hit does, and what is kept of a computation."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any, Final, NoReturn

from mini.caching.asking import LED, SPINS, Asked, Entry, Failed, Spin, Work, decode
from mini.caching.hooks import HOOKS
from mini.caching.keyed import Keyed, P, R
from mini.caching.registry import REGISTRY
from mini.elements.spinner import Spinner
from mini.errors import (
    CacheError,
    CacheRecursionError,
    RerunRequested,
    Stopped,
    UnserializableReturnValueError,
    type_name,
)
from mini.memo.cache import Found, new_leaf
from mini.memo.describe import describe, keep, thaw
from mini.memo.flight import Flight
from mini.memo.store import Leaf
from mini.memo.values import Frozen, Stale, Unserializable
from mini.run.calls import Gone
from mini.run.context import FRAME, Frame
from mini.run.log import Log
from mini.run.recorder import Recorder

NOTHING: Final = keep(None)


class Computed(Keyed[P, R]):
    """A function whose calls are computed once. Those that derive from it say how to wait."""

    # Hits

    def _hit(self, asked: Asked, found: Found) -> Any:
        leaf, frame = found.leaf, asked.frame
        assert leaf is not None
        entry = leaf.live or decode(leaf)
        try:
            value = self._value(leaf, entry)
        except Stale:
            asked.results.store.delete(leaf.meta.id, "code")
            raise
        if self._past(leaf):
            self._refresh(asked, found, entry)
        if entry.log is not None:
            if frame is None:
                raise Gone
            entry.log.replay(self._call(asked), found.path)
        elif found.path and frame is not None and frame.recording is not None:
            frame.recording.take_over(found.path, frame.node)
        stats = asked.results.stats
        stats.hits += 1
        stats.saved += leaf.meta.cost
        return value

    def _past(self, leaf: Leaf) -> bool:
        ttl = self._terms.ttl
        return self._terms.background and ttl is not None and time.time() > leaf.meta.created + ttl

    def _value(self, leaf: Leaf, entry: Entry) -> Any:
        terms = self._terms
        if not terms.resource:
            return leaf.value.thaw(describe)
        if terms.validate is not None and not terms.validate(entry.value):
            raise Stale
        if HOOKS.development and REGISTRY.changed(leaf.meta):
            self._of_scope().warn_once(
                f"What `{self._function.__qualname__}` gave was changed, and all sessions share "
                "it: `cache_resource` hands out the object itself. If each is to change its own, "
                "use `@st.cache_data`."
            )
        return entry.value

    def _refresh(self, _asked: Asked, _found: Found, _entry: Entry, /) -> None:
        """Compute a result anew that is past its time, here and now."""
        raise Gone

    # Misses

    def _check_recursion(self, asked: Asked) -> None:
        if any(flight.key == asked.key for flight in LED.get()):
            raise CacheRecursionError(
                f"{self._function.__qualname__!r} called itself with the same arguments while it "
                "was computing the result for them, which would never end. Call it with other "
                "arguments, or call the function without its cache: "
                f"`{self._function.__name__}.__wrapped__(...)`."
            )

    def _begin(self, asked: Asked, flight: Flight, found: Found | None) -> Work:
        called = self._called(asked.args, asked.kwargs)
        results, frame = asked.results, asked.frame
        results.stats.misses += 1
        if found is not None:
            results.stats.last_miss = results.why(asked.key, found, called)
        recorder = None
        if frame is not None:
            recorder = Recorder(
                self._call(asked),
                asked.key[-16:].hex()[:12],
                flight.publish,
                flight.leave,
                lambda: flight.awaited,
            )
            FRAME.set(Frame(frame.run, frame.node, frame.form, frame.fragment, frame, recorder))
        led = LED.get()
        LED.set((*led, flight))
        return Work(asked, flight, recorder, time.perf_counter(), called, led)

    def _leave(self, work: Work) -> None:
        if work.asked.frame is not None:
            FRAME.set(work.asked.frame)
        LED.set(work.led)

    def _fail(self, work: Work, error: BaseException) -> None:
        if isinstance(error, Exception):
            self._hand_over(work, error)
            return
        if work.recorder is not None:
            work.recorder.abandon()
        if isinstance(error, Stopped | RerunRequested):
            results = work.asked.results
            results.warn_once(
                f"{results.label} is not cached where it leaves the run by `st.stop` or `st.rerun`."
            )
        work.flight.leave()

    def _hand_over(self, work: Work, error: Exception) -> None:
        """Let those who wait fail too, having shown what this call has shown."""
        recorder, flight = work.recorder, work.flight
        if recorder is None:
            flight.fail(error)
            return
        log = None
        if flight.awaited and not recorder.closed:
            with suppress(CacheError):
                log = recorder.finish()
        recorder.abandon()
        if log is None:
            flight.leave()
        else:
            flight.fail(error, log)

    def _fail_too(self, asked: Asked, failed: Failed) -> NoReturn:
        if failed.log is not None and (failed.log.operations or failed.path):
            if asked.frame is None:
                raise Gone
            failed.log.replay(self._call(asked), failed.path)
        raise failed.error

    def _end(self, work: Work, value: Any) -> Any:
        try:
            kept = self._keep(work, value)
        except BaseException as error:
            self._fail(work, error)
            come_back(work)
            raise
        come_back(work)
        return kept

    def _keep(self, work: Work, value: Any) -> Any:
        cost = time.perf_counter() - work.started
        recorder, results = work.recorder, work.asked.results
        log = None if recorder is None else recorder.finish()
        if recorder is not None and log is None:
            if recorder.spoiled:
                results.warn_once(f"{results.label} is not cached. {recorder.spoiled}")
            work.flight.leave()
            return value
        if self._terms.cache_if is not None and not self._terms.cache_if(value):
            work.flight.leave()
            return value
        path = [] if recorder is None else recorder.path
        leaf = self._leaf(work, path, log, value, cost)
        given = value if self._terms.resource else self._thaw(leaf.value, value)
        results.note(work.called)
        results.add(work.asked.key, path, leaf, work.flight.generation)
        work.flight.land(Found(leaf, path, True))
        return given

    def keep_for(self, work: Work, value: Any) -> Any:
        """Keep what was computed for another way of caching the same function."""
        asked, results = work.asked, self._of_scope()
        key = self._key(results, asked.args, asked.kwargs)
        flight = results.alone(key)  # the other store counts its own clears
        asked = asked._replace(key=key, results=results)
        kept = self._keep(work._replace(asked=asked, flight=flight), value)
        if flight.result is None:
            work.flight.leave()
        else:
            work.flight.land(flight.result)
        return kept

    def _leaf(self, work: Work, path: Any, log: Log | None, value: Any, cost: float) -> Leaf:
        terms, asked = self._terms, work.asked
        frozen = NOTHING if terms.resource else self._freeze(value)
        kept = log if log is not None and log.operations else None
        size = frozen.size + (0 if kept is None else kept.size) + 128
        entry = Entry(
            kept,
            value if terms.resource else None,
            kept is None and not (terms.resource or terms.background),
        )
        leaf = new_leaf(
            asked.results.name, asked.key, path, frozen, size, cost, terms.keeps,
            lambda: keep(kept), entry,
        )  # fmt: skip
        if terms.resource:
            REGISTRY.hold(leaf.meta, value, terms.on_release)
        return leaf

    def _freeze(self, value: Any) -> Frozen:
        try:
            return keep(value)
        except Unserializable as error:
            raise self._refused(value, error) from None

    def _thaw(self, frozen: Frozen, value: Any) -> Any:
        try:
            return thaw(frozen)
        except Unserializable as error:
            raise self._refused(value, error) from None

    def _refused(self, value: Any, error: Unserializable) -> UnserializableReturnValueError:
        name = f"`{self._function.__qualname__}`"
        if self._terms.resource:  # only the items of a generator are stored all the same
            return UnserializableReturnValueError(
                f"{name} yielded a value of type {type_name(value)} that cannot be stored: "
                f"{error.reason} What a generator yields is copied for each caller. To share "
                "such objects, return a list of them."
            )
        return UnserializableReturnValueError(
            f"{name} returned a value of type {type_name(value)} that "
            f"cannot be stored: {error.reason} `cache_data` stores data, and gives each caller "
            "a copy. For a connection, a model or anything else that is to be shared, use "
            "`@st.cache_resource`."
        )

    def _spinner(self, frame: Frame | None) -> AbstractContextManager[Any]:
        show = self._terms.show_spinner
        if frame is None or show is False or SPINS.get():
            return nullcontext()
        text = show if isinstance(show, str) else f"Running `{self._function.__qualname__}(...)`."
        return Spin(frame, Spinner(text=text, show_time=self._terms.show_time))


def come_back(work: Work) -> None:
    """Leave the run if it went on for the sake of this computation only."""
    if work.recorder is not None and work.recorder.aside is not None:
        run = work.recorder.call.frame.run
        run.interrupt()
        run.checkpoint()
