"""Cached generator functions: the items are kept, each with what was shown while it was made.

A recorder is open only inside of `next`. Whoever comes to the end of what is there pulls the next
item, for all. A generator that reads something of its session is gone through by each by itself.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any, NamedTuple

from mini.caching.asking import Asked, Entry, aside
from mini.caching.computed import NOTHING, Computed
from mini.caching.coroutine import wake_in
from mini.caching.streams import STREAMS, Item, Recorded, Stream, Wake
from mini.memo.cache import new_leaf
from mini.memo.describe import keep, thaw
from mini.memo.store import Leaf
from mini.memo.values import Frozen, Stale
from mini.run.calls import Gone
from mini.run.context import FRAME, Frame, look_up
from mini.run.reads import Unreadable
from mini.run.recorder import Recorder


class Do(Enum):
    """What a reader does next."""

    PULL = "pull"
    WAIT = "wait"
    GIVE = "give"
    END = "end"
    ALONE = "alone"


class _Reader:
    """One who goes through the items: the call, the stream, and how far it is."""

    __slots__ = ("asked", "at", "stream")

    def __init__(self, asked: Asked, stream: Stream) -> None:
        self.asked = asked
        self.stream = stream
        self.at = 0


class _Pull(NamedTuple):
    asked: Asked
    recorder: Recorder | None
    started: float


class _Streamed(Computed[..., Any]):
    """What both kinds of generators share."""

    def _read(self, args: Any, kwargs: Any) -> _Reader:
        """Start to go through what is stored, or through what somebody has begun."""
        asked = self._ask(args, kwargs)
        stored = self._stored(asked)
        if stored is not None:
            return _Reader(asked, Stream.of(stored))
        generation = asked.results.store.generation(asked.results.name)

        def make() -> Any:
            return asked.call(self._function)

        return _Reader(asked, STREAMS.join(asked.key, generation, make))

    def _stored(self, asked: Asked) -> Recorded | None:
        try:
            found = asked.results.find(asked.key, asked.peek)
        except Unreadable:
            return None
        stats = asked.results.stats
        if found.leaf is None:
            stats.misses += 1
            return None
        stats.hits += 1
        stats.saved += found.leaf.meta.cost
        entry: Entry = found.leaf.live or _decode(found.leaf)
        return entry.value  # type: ignore[no-any-return]

    def _advance(self, reader: _Reader, wake: Wake) -> tuple[Do, Any]:
        """Give what is there already, or say what to do; with `WAIT`, `wake` tells of news."""
        stream = reader.stream
        if stream.take(reader.at, reader, wake):
            return Do.PULL, None
        if stream.spoiled and stream.lost_to(reader):
            return Do.ALONE, None
        if reader.at < len(stream.items):
            item = stream.items[reader.at]
            try:
                value = self._replay(reader.asked, item)
            except Gone:
                return Do.ALONE, None
            reader.at += 1
            if item.value is None and stream.result is not None:
                return Do.END, thaw(stream.result)
            return Do.GIVE, value
        if stream.error is not None:
            raise stream.error
        return (Do.ALONE if stream.lost_to(reader) else Do.WAIT), None

    def _again(self, asked: Asked) -> Asked:
        """The same call, from where the caller stands at this `next`."""
        frame = FRAME.get()
        if frame is not None and frame.run.attention:
            look_up(frame)
        return asked._replace(frame=frame)

    def _replay(self, asked: Asked, item: Item) -> Any:
        """Give an item that was made before, and show what belongs to it; raises `Gone`."""
        asked = self._again(asked)
        try:
            if any(asked.peek(step.read) != step.digest for step in item.path):
                raise Gone
            value = None if item.value is None else thaw(item.value)
        except (Unreadable, Stale):
            raise Gone from None
        if item.log is not None:
            if asked.frame is None:
                raise Gone
            item.log.replay(self._call(asked), item.path)
        return value

    def _open(self, asked: Asked) -> _Pull:
        asked = self._again(asked)
        frame, recorder = asked.frame, None
        if frame is not None:
            recorder = Recorder(
                self._call(asked),
                asked.key[-16:].hex()[:12],
                lambda _: None,
                lambda: None,
                lambda: False,
            )
            FRAME.set(Frame(frame.run, frame.node, frame.form, frame.fragment, frame, recorder))
        return _Pull(asked, recorder, time.perf_counter())

    def _closed(self, pull: _Pull, stream: Stream, value: Frozen | None) -> Item | None:
        """End a pull that gave something; None if others cannot use it."""
        stream.cost += time.perf_counter() - pull.started
        recorder = pull.recorder
        log = None if recorder is None else recorder.finish()
        path = [] if recorder is None else recorder.path
        if recorder is not None and log is None:
            if recorder.spoiled:
                pull.asked.results.warn_once(
                    f"{pull.asked.results.label} is not cached. {recorder.spoiled}"
                )
            return None
        return Item(value, log if log is not None and log.operations else None, path)

    def _left(self, pull: _Pull, stream: Stream, error: BaseException) -> None:
        if pull.recorder is not None:
            pull.recorder.abandon()
        if isinstance(error, Exception):
            stream.error, stream.ended = error, True
        else:
            stream.dead = True
        STREAMS.leave(pull.asked.key, stream)
        stream.give(None)

    def _took(self, pull: _Pull, reader: _Reader, value: Any, ended: bool) -> tuple[Do, Any]:
        """Keep what was pulled, and give it."""
        stream = reader.stream
        frozen = None if stream.spoiled else self._freeze(value)
        item = self._closed(pull, stream, None if ended else frozen)
        if item is None or frozen is None:
            stream.spoiled = True
            item = Item(None, None, [])
        if stream.spoiled or item.path:
            stream.owner = reader
            STREAMS.leave(pull.asked.key, stream)
        if ended:
            stream.ended, stream.result = True, frozen
            STREAMS.leave(pull.asked.key, stream)
        reader.at += 1
        stream.give(item)
        if ended and not stream.spoiled:
            self._keep_stream(pull.asked, stream)
        mine = value if stream.spoiled or frozen is None else self._thaw(frozen, value)
        return (Do.END if ended else Do.GIVE), mine

    def _keep_stream(self, asked: Asked, stream: Stream) -> None:
        """Store a stream that has ended."""
        results, path = asked.results, stream.path
        assert stream.result is not None
        recorded = Recorded(tuple(stream.items), stream.result)
        size = sum(item.value.size for item in stream.items if item.value is not None)
        size += sum(item.log.size for item in stream.items if item.log is not None)
        value = self._freeze(_bare(recorded)) if self._terms.persist else NOTHING
        logs = [(item.log, item.path) for item in recorded.items]
        leaf = new_leaf(
            results.name, asked.key, path, value, size + 128, stream.cost, self._terms.keeps,
            lambda: keep(logs), Entry(None, recorded),
        )  # fmt: skip
        results.note(self._called(asked.args, asked.kwargs))
        results.add(asked.key, path, leaf, stream.generation)


class CachedGenerator(_Streamed):
    """A cached generator function: calling it gives a generator of the same items."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._items(args, kwargs)

    def _items(self, args: Any, kwargs: Any) -> Generator[Any, None, Any]:
        reader = self._read(args, kwargs)
        while True:
            event = threading.Event()
            do, value = self._advance(reader, event.set)
            if do is Do.PULL:
                do, value = self._pull(reader)
            if do is Do.WAIT:
                self._await(event)
            elif do is Do.GIVE:
                yield value
            elif do is Do.END:
                return value
            else:
                return (yield from self._by_itself(reader))

    def _pull(self, reader: _Reader) -> tuple[Do, Any]:
        pull = self._open(reader.asked)
        try:
            value, ended = next(reader.stream.source), False
        except StopIteration as end:
            value, ended = end.value, True
        except BaseException as error:
            self._left(pull, reader.stream, error)
            raise
        finally:
            FRAME.set(pull.asked.frame)
        return self._took(pull, reader, value, ended)

    def _await(self, event: threading.Event) -> None:
        frame = FRAME.get()
        if frame is None:
            event.wait()
            return
        wake = event.set
        frame.run.wakes.add(wake)
        try:
            event.wait()
        finally:
            frame.run.wakes.discard(wake)
        look_up(frame)

    def _by_itself(self, reader: _Reader) -> Generator[Any, None, Any]:
        """Go on with a generator of one's own, past what was given already."""
        source = reader.asked.call(self._function)
        with _unseen(self._function):
            for _ in range(reader.at):
                next(source)
        return (yield from source)


class CachedAsyncGenerator(_Streamed):
    """A cached async generator function."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._items(args, kwargs)

    async def _items(self, args: Any, kwargs: Any) -> AsyncGenerator[Any, None]:
        reader = self._read(args, kwargs)
        loop = asyncio.get_running_loop()
        while True:
            event = asyncio.Event()
            do, value = self._advance(reader, wake_in(loop, event))
            if do is Do.PULL:
                do, value = await self._pull(reader)
            if do is Do.WAIT:
                await event.wait()
            elif do is Do.GIVE:
                yield value
            elif do is Do.END:
                return
            else:
                async for value in self._by_itself(reader):
                    yield value
                return

    async def _pull(self, reader: _Reader) -> tuple[Do, Any]:
        pull = self._open(reader.asked)
        try:
            value, ended = await anext(reader.stream.source), False
        except StopAsyncIteration:
            value, ended = None, True
        except BaseException as error:
            self._left(pull, reader.stream, error)
            raise
        finally:
            FRAME.set(pull.asked.frame)
        return self._took(pull, reader, value, ended)

    async def _by_itself(self, reader: _Reader) -> AsyncGenerator[Any, None]:
        source = reader.asked.call(self._function)
        with _unseen(self._function):
            for _ in range(reader.at):
                await anext(source)
        async for value in source:
            yield value


@contextmanager
def _unseen(function: Callable[..., Any]) -> Iterator[None]:
    """Run code on a page that nobody sees: what it shows is on the page already."""
    frame = FRAME.get()
    if frame is not None:
        FRAME.set(aside(frame, function))
    try:
        yield
    finally:
        FRAME.set(frame)


def _bare(recorded: Recorded) -> tuple[list[Any], Any]:
    values = [thaw(item.value) for item in recorded.items if item.value is not None]
    return values, thaw(recorded.result)


def _decode(leaf: Leaf) -> Entry:
    """Make the items of a leaf that comes from a disk."""
    values, result = thaw(leaf.value)
    frozen: list[Frozen | None] = [keep(value) for value in values]
    told = zip([*frozen, None], thaw(leaf.log()), strict=True)
    items = tuple(Item(value, log, path) for value, (log, path) in told)
    entry = leaf.live = Entry(None, Recorded(items, keep(result)))
    return entry
