"""Cached generator functions: the items are kept, each with what was shown while it was made.

A recorder is open only inside of `next`. Whoever comes to the end of what is there pulls the next
item, for all. A generator that reads something of its session is gone through by each by itself.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Generator
from typing import Any, NamedTuple

from mini.caching.asking import Asked, Entry, aside
from mini.caching.computed import NOTHING, Computed
from mini.caching.coroutine import wake_in
from mini.caching.streams import STREAMS, Item, Recorded, Stream
from mini.memo.cache import new_leaf
from mini.memo.describe import keep, thaw
from mini.memo.store import Leaf
from mini.memo.values import Frozen, Stale
from mini.run.calls import Gone
from mini.run.context import FRAME, Frame, look_up
from mini.run.reads import Unreadable
from mini.run.recorder import Recorder


class _Pull(NamedTuple):
    asked: Asked
    recorder: Recorder | None
    started: float


class _Streamed(Computed[..., Any]):
    """What both kinds of generators share."""

    def _stored(self, asked: Asked) -> Recorded | None:
        try:
            found = asked.results.find(asked.key, asked.peek)
        except Unreadable:
            return None
        if found.leaf is None:
            asked.results.stats.misses += 1
            return None
        stats = asked.results.stats
        stats.hits += 1
        stats.saved += found.leaf.meta.cost
        entry: Entry = found.leaf.live or _decode(found.leaf)
        return entry.value  # type: ignore[no-any-return]

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

    def _took(self, pull: _Pull, stream: Stream, reader: object, value: Any, ended: bool) -> Any:
        """Keep what was pulled; give it for the caller."""
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
        stream.give(item)
        if ended and not stream.spoiled:
            self._keep_stream(pull.asked, stream)
        return value if stream.spoiled or frozen is None else self._thaw(frozen, value)

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
        asked = self._ask(args, kwargs)
        recorded = self._stored(asked)
        at = 0
        if recorded is not None:
            try:
                for item in recorded.items:
                    value = self._replay(asked, item)
                    if item.value is not None:
                        at += 1
                        yield value
            except Gone:
                return (yield from self._by_itself(asked, at))
            return thaw(recorded.result)
        generation = asked.results.store.generation(asked.results.name)
        stream = STREAMS.join(
            asked.key, generation, lambda: self._function(*asked.args, **asked.kwargs)
        )
        try:
            return (yield from self._go_through(asked, stream))
        except _OnItsOwn as left:
            return (yield from self._by_itself(asked, left.at))

    def _go_through(self, asked: Asked, stream: Stream) -> Generator[Any, None, Any]:
        at, reader = 0, object()
        while True:
            event = threading.Event()
            if stream.take(at, reader, event.set):
                value = self._pull(asked, stream, reader)
                at += 1
                if stream.ended:
                    return value
                yield value
                continue
            self._await(event)
            if at < len(stream.items):
                item = stream.items[at]
                try:
                    value = self._replay(asked, item)
                except Gone:
                    raise _OnItsOwn(at) from None
                at += 1
                if item.value is None:
                    assert stream.result is not None
                    return thaw(stream.result)
                yield value
            elif stream.error is not None:
                raise stream.error
            elif stream.lost_to(reader):
                raise _OnItsOwn(at)

    def _pull(self, asked: Asked, stream: Stream, reader: object) -> Any:
        pull = self._open(asked)
        try:
            value, ended = next(stream.source), False
        except StopIteration as end:
            value, ended = end.value, True
        except BaseException as error:
            self._left(pull, stream, error)
            raise
        finally:
            FRAME.set(pull.asked.frame)
        return self._took(pull, stream, reader, value, ended)

    def _await(self, event: threading.Event) -> None:
        frame = FRAME.get()
        if frame is None:
            event.wait()
            return
        frame.run.wakes.add(event.set)
        try:
            event.wait()
        finally:
            frame.run.wakes.discard(event.set)
        look_up(frame)

    def _by_itself(self, asked: Asked, skip: int) -> Generator[Any, None, Any]:
        """Go through a generator of one's own, from the item after the `skip`-th on."""
        source = self._function(*asked.args, **asked.kwargs)
        frame = FRAME.get()
        if frame is not None:
            FRAME.set(aside(frame, self._function))
        try:
            for _ in range(skip):
                next(source)
        finally:
            FRAME.set(frame)
        return (yield from source)


class CachedAsyncGenerator(_Streamed):
    """A cached async generator function."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._items(args, kwargs)

    async def _items(self, args: Any, kwargs: Any) -> AsyncGenerator[Any, None]:
        asked = self._ask(args, kwargs)
        recorded = self._stored(asked)
        at = 0
        if recorded is not None:
            try:
                for item in recorded.items:
                    value = self._replay(asked, item)
                    if item.value is not None:
                        at += 1
                        yield value
            except Gone:
                async for value in self._by_itself(asked, at):
                    yield value
            return
        generation = asked.results.store.generation(asked.results.name)
        stream = STREAMS.join(
            asked.key, generation, lambda: self._function(*asked.args, **asked.kwargs)
        )
        try:
            async for value in self._go_through(asked, stream):
                yield value
        except _OnItsOwn as left:
            async for value in self._by_itself(asked, left.at):
                yield value

    async def _go_through(self, asked: Asked, stream: Stream) -> AsyncGenerator[Any, None]:
        at, reader = 0, object()
        while True:
            event = asyncio.Event()
            if stream.take(at, reader, wake_in(asyncio.get_running_loop(), event)):
                value = await self._pull(asked, stream, reader)
                at += 1
                if stream.ended:
                    return
                yield value
                continue
            await event.wait()
            if at < len(stream.items):
                item = stream.items[at]
                try:
                    value = self._replay(asked, item)
                except Gone:
                    raise _OnItsOwn(at) from None
                at += 1
                if item.value is None:
                    return
                yield value
            elif stream.error is not None:
                raise stream.error
            elif stream.lost_to(reader):
                raise _OnItsOwn(at)

    async def _pull(self, asked: Asked, stream: Stream, reader: object) -> Any:
        pull = self._open(asked)
        try:
            value, ended = await anext(stream.source), False
        except StopAsyncIteration:
            value, ended = None, True
        except BaseException as error:
            self._left(pull, stream, error)
            raise
        finally:
            FRAME.set(pull.asked.frame)
        return self._took(pull, stream, reader, value, ended)

    async def _by_itself(self, asked: Asked, skip: int) -> AsyncGenerator[Any, None]:
        source = self._function(*asked.args, **asked.kwargs)
        frame = FRAME.get()
        if frame is not None:
            FRAME.set(aside(frame, self._function))
        try:
            for _ in range(skip):
                await anext(source)
        finally:
            FRAME.set(frame)
        async for value in source:
            yield value


class _OnItsOwn(Exception):
    """A reader leaves its stream, having seen `at` items."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at


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
