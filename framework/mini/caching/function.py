"""A cached function: looks its call up, joins the one that computes it, or leads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from functools import update_wrapper
from types import MethodType
from typing import Any, Final, Generic, NamedTuple, ParamSpec, TypeVar

from mini.caching.registry import REGISTRY
from mini.caching.terms import Terms
from mini.elements.spinner import Spinner, Spinning
from mini.errors import CacheRecursionError, UnserializableReturnValueError, type_name
from mini.memo.cache import Called, Found, Results, Why, new_leaf
from mini.memo.code import Source
from mini.memo.describe import describe, keep, thaw
from mini.memo.flight import Flight, State
from mini.memo.key import Binder
from mini.memo.store import Leaf
from mini.memo.values import Frozen, Stale, Unserializable
from mini.run.calls import Call, Gone
from mini.run.context import FRAME, Frame, current
from mini.run.log import Log
from mini.run.reads import Read, Unreadable
from mini.run.recorder import Recorder

P = ParamSpec("P")
R = TypeVar("R")
Peek = Callable[[Read], bytes]
LED: Final[ContextVar[tuple[Flight, ...]]] = ContextVar("mini_led", default=())
"""The computations that the code of this context leads, the innermost last."""
_SPINS: Final[ContextVar[bool]] = ContextVar("mini_spins", default=False)
NOTHING: Final = keep(None)


class Info(NamedTuple):
    """What is counted of a cached function."""

    hits: int
    misses: int
    entries: int
    bytes: int
    """What the results hold."""
    time_saved: float
    """Seconds that the hits would have taken."""


class Entry(NamedTuple):
    """What this process has decoded of a leaf."""

    log: Log | None
    value: Any = None


class Asked(NamedTuple):
    """One call: its key, what it was given, and where it stands."""

    key: bytes
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    frame: Frame | None
    results: Results

    def peek(self, read: Read) -> bytes:
        """See what a read would give now."""
        if self.frame is None:
            raise Unreadable("there is no script run")
        return read.now(self.frame)


class Work(NamedTuple):
    """A computation that goes on."""

    asked: Asked
    flight: Flight
    recorder: Recorder | None
    started: float
    called: Called
    led: tuple[Flight, ...]


class Cached(Generic[P, R]):
    """What the decorators make of a function; also the base of those for coroutines."""

    def __init__(self, function: Callable[P, R], terms: Terms) -> None:
        update_wrapper(self, function)
        self._function = function
        self._terms = terms
        self._source = Source(function, names=REGISTRY.token_of, track_globals=terms.track_globals)
        self._binder = Binder(function, function.__qualname__, terms.hash_funcs)
        self._results: Results | None = None

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else MethodType(self, instance)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Give the stored result of this call, or compute it."""
        asked = self._ask(args, kwargs)
        try:
            found = asked.results.find(asked.key, asked.peek)
            if found.leaf is not None:
                return self._hit(asked, found)  # type: ignore[no-any-return]
            return self._miss(asked, found)
        except (Unreadable, Gone, Stale):
            pass  # and what comes up from here on has nothing to do with it
        return self._alone(asked)

    # What authors ask

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget all results, or those for some arguments.

        A computation that goes on is finished, and its result is not stored.
        """
        results = self._of_scope()
        if args or kwargs:
            results.store.clear(results.name, self._key(results, args, kwargs))
        else:
            results.store.clear(results.name)

    def contains(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Say whether a call would be answered from the cache, with the widgets as they are now."""
        return self._look(args, kwargs)[1].leaf is not None

    def explain(self, *args: P.args, **kwargs: P.kwargs) -> Why:
        """Say whether a call would be a hit, and if not, why.

        `reason` of what is given is a word, `text` a sentence.

        The reasons are `hit`, `first`, `code`, `global`, `argument`, `read` (a widget or
        session_state), `expired`, `evicted` and `cleared`.
        """
        asked, found = self._look(args, kwargs)
        return asked.results.why(asked.key, found, self._called(args, kwargs))

    def warm(self, calls: Any) -> None:
        """Compute results ahead: `calls` gives the arguments, each a tuple, a dict or one value."""
        for call in calls:
            if isinstance(call, Mapping):
                self(**call)  # type: ignore[call-arg]
            elif isinstance(call, tuple):
                self(*call)  # type: ignore[call-arg]
            else:
                self(call)  # type: ignore[call-arg, arg-type]

    def info(self) -> Info:
        """Give hits, misses, entries, their bytes, and the seconds saved."""
        results = self._of_scope()
        metas = results.store.metas(results.name)
        stats = results.stats
        size = sum(meta.size for meta in metas)
        return Info(stats.hits, stats.misses, len(metas), size, stats.saved)

    def left_out(self) -> dict[str, str]:
        """Give the globals that do not count for the key, each with the reason."""
        return self._source.left_out()

    def _look(self, args: Any, kwargs: Any) -> tuple[Asked, Found]:
        asked = self._ask(args, kwargs)
        try:
            return asked, asked.results.find(asked.key, asked.peek)
        except Unreadable:
            return asked, Found(None, [], False)

    # Keys

    def _ask(self, args: Any, kwargs: Any) -> Asked:
        frame = FRAME.get()
        if frame is not None and frame.run.attention:
            frame.run.checkpoint()
        results = self._results or self._of_scope()
        return Asked(self._key(results, args, kwargs), args, kwargs, frame, results)

    def _key(self, results: Results, args: Any, kwargs: Any) -> bytes:
        source = self._source
        return results.prefix + source.code() + source.data() + self._binder.key(args, kwargs)

    def _of_scope(self) -> Results:
        name = self._source.name
        if self._terms.scope == "session":
            page = current(self._function.__qualname__).run.page
            return REGISTRY.results(f"{name} {page.name}", self._terms)
        if self._results is None:
            self._results = REGISTRY.results(name, self._terms)
        return self._results

    def _called(self, args: Any, kwargs: Any) -> Called:
        source = self._source
        return Called(source.code(), source.data_by_name(), self._binder.by_name(args, kwargs))

    def _call(self, asked: Asked) -> Call:
        assert asked.frame is not None
        return Call(
            self._function, self._function.__qualname__, asked.frame,
            lambda: self._binder.bind(asked.args, asked.kwargs), self._source.containers,
        )  # fmt: skip

    # Hits

    def _hit(self, asked: Asked, found: Found) -> Any:
        leaf, frame = found.leaf, asked.frame
        assert leaf is not None
        entry = leaf.live or _decode(leaf)
        try:
            value = self._value(leaf, entry)
        except Stale:
            asked.results.store.delete(leaf.meta.id, "code")
            raise
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

    def _value(self, leaf: Leaf, entry: Entry) -> Any:
        terms = self._terms
        if not terms.resource:
            return leaf.value.thaw(describe)
        if terms.validate is not None and not terms.validate(entry.value):
            raise Stale
        return entry.value

    # Misses

    def _miss(self, asked: Asked, found: Found) -> Any:
        self._check_recursion(asked)
        with self._spinner(asked.frame):
            outcome = self._drive(asked)
            if isinstance(outcome, Found):
                return self._hit(asked, outcome)
            return self._lead(asked, outcome, found)

    def _alone(self, asked: Asked) -> Any:
        self._check_recursion(asked)
        with self._spinner(asked.frame):
            return self._lead(asked, asked.results.flights.alone(asked.key), None)

    def _lead(self, asked: Asked, flight: Flight, found: Found | None) -> Any:
        work = self._begin(asked, flight, found)
        try:
            value = self._function(*asked.args, **asked.kwargs)
        except BaseException as error:
            self._fail(work, error)
            raise
        finally:
            self._leave(work)
        return self._end(work, value)

    def _drive(self, asked: Asked) -> Found | Flight:
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
                if run is not None and run.attention:
                    run.checkpoint()
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
                self._call(asked), asked.key[-16:].hex()[:12], flight.publish, flight.leave
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
        if work.recorder is not None:
            work.recorder.abandon()
        if isinstance(error, Exception):
            work.flight.fail(error)
            return
        work.flight.leave()

    def _end(self, work: Work, value: Any) -> Any:
        try:
            return self._keep(work, value)
        except BaseException as error:
            self._fail(work, error)
            raise

    def _keep(self, work: Work, value: Any) -> Any:
        cost = time.perf_counter() - work.started
        recorder, results = work.recorder, work.asked.results
        log = None if recorder is None else recorder.finish()
        if recorder is not None and log is None:
            if recorder.spoiled:
                results.warn_once(f"{results.name} is not cached. {recorder.spoiled}")
            work.flight.leave()
            return value
        if self._terms.cache_if is not None and not self._terms.cache_if(value):
            work.flight.leave()
            return value
        path = [] if recorder is None else recorder.path
        leaf = self._leaf(work, path, log, value, cost)
        results.note(work.called)
        if results.store.generation(results.name) == work.flight.generation:
            results.add(work.asked.key, path, leaf)
        work.flight.land(Found(leaf, path, True))
        return value if self._terms.resource else leaf.value.thaw(describe)

    def _leaf(self, work: Work, path: Any, log: Log | None, value: Any, cost: float) -> Leaf:
        terms, asked = self._terms, work.asked
        frozen = NOTHING if terms.resource else self._freeze(value)
        kept = log if log is not None and log.operations else None
        size = frozen.size + (0 if kept is None else kept.size) + 128
        entry = Entry(kept, value if terms.resource else None)
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
            raise UnserializableReturnValueError(
                f"`{self._function.__qualname__}` returned a value of type {type_name(value)} that "
                f"cannot be stored: {error.reason} `cache_data` stores data, and gives each caller "
                "a copy. For a connection, a model or anything else that is to be shared, use "
                "`@st.cache_resource`."
            ) from None

    def _spinner(self, frame: Frame | None) -> AbstractContextManager[Any]:
        show = self._terms.show_spinner
        if frame is None or show is False or _SPINS.get():
            return nullcontext()
        text = show if isinstance(show, str) else f"Running `{self._function.__qualname__}(...)`."
        return _Spin(frame, Spinner(text=text, show_time=self._terms.show_time))


class _Spin(Spinning):
    """The one spinner of nested calls."""

    __slots__ = ("_token",)

    def __enter__(self) -> None:
        self._token = _SPINS.set(True)
        super().__enter__()

    def __exit__(self, *error: Any) -> None:
        _SPINS.reset(self._token)
        super().__exit__(*error)


def negotiate(asked: Asked, led: tuple[Flight, ...]) -> Generator[Flight, None, Found | Flight]:
    """Find out who computes: yields a flight to wait for until it has news.

    Ends with a result, or with a flight that the caller leads. Raises what the one who led raised.
    """
    results, flights, key = asked.results, asked.results.flights, asked.key
    left: list[Flight] = []
    while True:
        generation = results.store.generation(results.name)
        going = flights.going(key)
        open_ = (each for each in going if each not in left and each.generation == generation)
        other = next((each for each in open_ if each.agrees(asked.peek)), None)
        if other is None:
            mine = flights.lead(key, going, generation)
            if mine is None:
                continue
            found = results.find(key, asked.peek)  # someone may have landed in between
            if found.leaf is None:
                return mine
            mine.leave()
            return found
        if not flights.wait_for(other, led):
            return flights.alone(key)
        try:
            if not (yield from _follow(asked, other)):
                left.append(other)
                continue
        finally:
            flights.waited(led)
        if other.state is State.LANDED:
            return other.result  # type: ignore[no-any-return]
        if other.error is not None:
            raise other.error
        left.append(other)


def _follow(asked: Asked, flight: Flight) -> Generator[Flight, None, bool]:
    """Go along with a flight to its end; False where it reads something else than we would."""
    at = 0
    while True:
        going = flight.state is State.GOING  # before the reads: none comes after the end
        while at < len(flight.reads):
            step = flight.reads[at]
            if asked.peek(step.read) != step.digest:
                return False
            at += 1
        if not going:
            return True
        yield flight


def _decode(leaf: Leaf) -> Entry:
    entry = leaf.live = Entry(thaw(leaf.log()))
    return entry
