"""Generators in flight: the items so far, shared by all who go through them.

    items[0] items[1] … items[n]   |  next(source): one of them pulls, the others wait

Each item has the log of what was shown while it was made. A stream is kept alive by those who read
it, and whoever is first at its end pulls on; so nobody depends on who began.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

from mini.memo.decisions import Step
from mini.memo.values import Frozen
from mini.run.log import Log

Wake = Callable[[], None]


class Item(NamedTuple):
    """One item, or the end: what the source gave, what was read and shown for it."""

    value: Frozen | None
    """The item; None at the end."""
    log: Log | None
    path: list[Step]


class Recorded(NamedTuple):
    """A generator that has ended, as it is stored: its items, the last of which is the end."""

    items: tuple[Item, ...]
    result: Frozen


class Stream:
    """One generator that is gone through for the first time."""

    def __init__(self, source: Any, generation: int) -> None:
        self.source = source
        self.generation = generation
        self.items: list[Item] = []
        self.ended = False
        self.dead = False
        """It was left in the middle of an item, and gives no more."""
        self.owner: object | None = None
        """Its one reader, once it reads what each session has its own of."""
        self.spoiled = False
        self.error: BaseException | None = None
        self.result: Frozen | None = None
        self.cost = 0.0
        self._pulled = False
        self._lock = threading.Lock()
        self._wakes: list[Wake] = []

    @classmethod
    def of(cls, recorded: Recorded) -> Stream:
        """Give the stream of a generator that has ended."""
        stream = cls(None, 0)
        stream.items, stream.result, stream.ended = list(recorded.items), recorded.result, True
        return stream

    def take(self, at: int, reader: object, wake: Wake) -> bool:
        """Say whether the caller is to pull item `at`; else `wake` is called when there is news."""
        with self._lock:
            done = at < len(self.items) or self.ended or self.lost_to(reader)
            if not done and not self._pulled:
                self._pulled = True
                return True
            if not done:
                self._wakes.append(wake)
                return False
        wake()
        return False

    def lost_to(self, reader: object) -> bool:
        """Say whether a reader has to go on by itself."""
        return self.dead or self.owner not in (None, reader)

    def give(self, item: Item | None) -> None:
        """End a pull; None if it gave nothing."""
        with self._lock:
            self._pulled = False
            if item is not None:
                self.items.append(item)
            wakes, self._wakes = self._wakes, []
        for wake in wakes:
            wake()

    @property
    def path(self) -> list[Step]:
        """All that was read so far."""
        return [step for item in self.items for step in item.path]


class Streams:
    """The streams that can be joined, as long as someone reads them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._going: WeakValueDictionary[bytes, Stream] = WeakValueDictionary()

    def join(self, key: bytes, generation: int, make: Callable[[], Any]) -> Stream:
        """Give the stream of a key, or a new one."""
        with self._lock:
            found = self._going.get(key)
            if found is not None and found.generation == generation and not found.dead:
                return found
        fresh = Stream(make(), generation)
        with self._lock:
            return self._going.setdefault(key, fresh) if found is None else self._put(key, fresh)

    def _put(self, key: bytes, fresh: Stream) -> Stream:
        self._going[key] = fresh
        return fresh

    def leave(self, key: bytes, stream: Stream) -> None:
        """Let nobody join a stream any more."""
        with self._lock:
            if self._going.get(key) is stream:
                del self._going[key]


STREAMS = Streams()
