"""The results of one function: found by walking, added, explained, counted."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from mini.memo.answers import Why
from mini.memo.decisions import Decisions, Leaf, Step, insert, leaves, prune, walk
from mini.memo.describe import keep, thaw
from mini.memo.flight import Flight, Flights
from mini.memo.store import Bounds, Meta, Record, Store
from mini.memo.store import Leaf as Stored
from mini.memo.values import Frozen

_REMEMBERED: Final = 1000
"""How many removed keys are remembered to explain misses."""
_CALLS: Final = 50
"""How many calls are."""
REPLACED: Final = "replaced"


class Found(NamedTuple):
    """What a walk came to: a stored leaf, or none; and the path to there."""

    leaf: Stored | None
    path: list[Step]
    known: bool
    """Whether there is a tree for the key at all."""


class Called(NamedTuple):
    """What a call was made of, by name: kept to say what was different in another."""

    code: bytes
    globals: Mapping[str, bytes]
    arguments: Mapping[str, bytes]


class Stats:
    """What is counted of a function."""

    __slots__ = ("hits", "last_miss", "misses", "saved")

    def __init__(self) -> None:
        self.hits = 0
        self.misses = 0
        self.saved = 0.0
        self.last_miss: Why | None = None


class Results:
    """The results of one function in one store.

    `max_variants` bounds the leaves of one argument key; `warn` is told once of what an author
    should know, in sentences that call the function by its `label`.
    """

    def __init__(
        self, name: str, store: Store, warn: Callable[[str], None],
        on_removed: Callable[[Meta], None] = lambda _: None, label: str = "",
    ) -> None:  # fmt: skip
        self.name = name
        self.label = f"`{label or name}`"
        self.store = store
        self.prefix = blake2b(name.encode(), digest_size=16).digest()
        self.flights = Flights()
        self.stats = Stats()
        self.bounds = Bounds()
        self.max_variants = _REMEMBERED
        self._warn = warn
        self._warned: set[str] = set()
        self._on_removed = on_removed
        self._gone: OrderedDict[bytes, str] = OrderedDict()
        self._calls: deque[Called] = deque(maxlen=_CALLS)
        self._lock = threading.Lock()

    def warn_once(self, text: str) -> None:
        """Tell the author something, once."""
        if text not in self._warned:
            self._warned.add(text)
            self._warn(text)

    # Finding

    def find(self, key: bytes, peek: Callable[[Any], bytes]) -> Found:
        """Walk to the leaf of a call; `peek` gives the digest of what a read would see now."""
        record = self.store.record(key)
        if record is None:
            return _UNKNOWN
        root = decisions_of(record).root
        if type(root) is bytes:
            return Found(self.store.leaf(root), [], True)
        leaf, path = walk(root, peek)
        return Found(None if leaf is None else self.store.leaf(leaf), path, True)

    def alone(self, key: bytes) -> Flight:
        """Start a computation that nobody can join."""
        return self.flights.alone(key, self.store.generation(self.name))

    # Adding

    def add(self, key: bytes, path: list[Step], leaf: Stored, generation: int) -> None:
        """Store a leaf, and the path to it, unless there was a clear since `generation`."""
        id_ = leaf.meta.id
        self.store.put(leaf, self.bounds, generation)
        if self.store.generation(self.name) != generation:
            return
        lost = self._change(key, lambda tree: insert(tree, path, id_))
        if lost:
            self.warn_once(
                f"{self.label} reads other things in another order with the same arguments and "
                "values, so it depends on something that mini cannot see. The newest result "
                "is kept."
            )
        for other in lost:
            self.store.delete(other, REPLACED)
        self._limit(key)
        if self.store.leaf(id_) is None:  # too large for its bounds
            self._prune(key, id_)

    def _limit(self, key: bytes) -> None:
        record = self.store.record(key)
        if record is None:
            return
        tree = decisions_of(record)
        if tree.size <= self.max_variants:
            return
        self.warn_once(
            f"{self.label} has {self.max_variants} results for the same arguments, which differ in "
            "the widgets and session_state that it reads. The oldest are dropped; give "
            "`max_variants` if you need more."
        )
        oldest = next(iter(leaves(tree.root)))
        self.store.delete(oldest, "evicted")

    def _change(
        self, key: bytes, change: Callable[[Decisions | None], tuple[Decisions | None, list[Leaf]]]
    ) -> list[Leaf]:
        while True:
            record = self.store.record(key)
            before = None if record is None else decisions_of(record)
            after, lost = change(before)
            if after is before:
                return lost
            new = None if after is None else Record(partial(keep, after), after)
            version = 0 if record is None else record.version
            if self.store.put_record(self.name, key, new, version):
                return lost

    def removed(self, meta: Meta, reason: str) -> None:
        """The store has removed a leaf: cut the branch that led to it."""
        self._on_removed(meta)
        if reason != REPLACED:
            with self._lock:
                self._gone[meta.key] = reason
                while len(self._gone) > _REMEMBERED:
                    self._gone.popitem(last=False)
        self._prune(meta.key, meta.id)

    def _prune(self, key: bytes, id_: bytes) -> None:
        self._change(key, lambda tree: (None if tree is None else prune(tree, id_), []))

    # Explaining

    def note(self, called: Called) -> None:
        """Remember what a call was made of."""
        if called not in self._calls:
            self._calls.append(called)

    def why(self, key: bytes, found: Found, called: Called) -> Why:
        """Say why a call is a hit or a miss."""
        if found.leaf is not None:
            return Why("hit", f"{self.label} has a result for this call.")
        gone = self._gone.get(key)
        if found.known and found.path:
            last = found.path[-1].read
            return Why(
                "read",
                f"{self.label} has results for these arguments, but none for the value that "
                f"{last!r} has now.",
            )
        if gone is not None:
            return Why(gone, _GONE.get(gone, _GONE["evicted"]).format(self.label))
        return self._what_differs(called)

    def _what_differs(self, called: Called) -> Why:
        calls = list(self._calls)
        if not calls:
            return Why("first", f"{self.label} has not been called before.")
        same_arguments = [call for call in calls if call.arguments == called.arguments]
        if not same_arguments:
            nearest = min(calls, key=lambda call: len(_differing(call.arguments, called.arguments)))
            names = _differing(nearest.arguments, called.arguments)
            return Why(
                "argument",
                f"{self.label} was called with other values of {_listed(names)} before.",
            )
        if all(call.code != called.code for call in same_arguments):
            return Why(
                "code", f"The code of {self.label}, or of a function that it calls, has changed."
            )
        nearest = same_arguments[-1]
        names = _differing(nearest.globals, called.globals)
        if not names:
            return Why("first", f"{self.label} has not been called so before.")
        return Why(
            "global", f"{self.label} uses {_listed(names)} from outside, which had another value."
        )


_UNKNOWN: Final = Found(None, [], False)
_GONE: Final = {
    "expired": "The result of {} has expired: its ttl is over.",
    "evicted": "The result of {} was removed to make room for others: see max_entries, max_size "
    "and max_variants.",
    "cleared": "The result of {} was cleared.",
}


def decisions_of(record: Record) -> Decisions:
    """Give the decoded tree of a record."""
    if record.live is None:
        record.live = thaw(record.encoded())
    return record.live  # type: ignore[no-any-return]


def leaf_id(key: bytes, path: Iterable[Step]) -> bytes:
    """Name the leaf at the end of a path."""
    steps = (step.read.key + b"\0" + step.digest for step in path)
    return blake2b(key + b"".join(steps), digest_size=16).digest()


def new_leaf(
    name: str, key: bytes, path: list[Step], value: Frozen, size: int, cost: float,
    keeps: float | None, log: Callable[[], Frozen], live: Any,
) -> Stored:  # fmt: skip
    """Make a leaf that is kept for `keeps` seconds."""
    now = time.time()
    expires = None if keeps is None else now + keeps
    meta = Meta(leaf_id(key, path), key, name, now, expires, cost, size)
    return Stored(meta, value, log, live)


def _differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def _listed(names: list[str]) -> str:
    return ", ".join(f"{name!r}" for name in names[:5]) or "nothing"
