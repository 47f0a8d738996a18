"""Values at rest: frozen once, thawed for each caller as a value of its own."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from typing import Any

Describe = Callable[[Any], bytes | None]
"""Digests a class or function of the app's own files; None for those of libraries."""


class Unserializable(Exception):
    """A value holds something that cannot be stored; `reason` is a sentence that names it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Stale(Exception):
    """A class in a stored value has changed since, or is gone."""


def foreign(thing: Any, /) -> bytes | None:
    """Take every class and function for one of a library."""
    del thing
    return None


class Frozen:
    """A value at rest, immutable and shared by all threads."""

    __slots__ = ("__weakref__", "buffers", "classes", "kind", "size", "stream")

    def __init__(
        self, kind: str, stream: bytes, buffers: Sequence[Any], classes: Sequence[Any] = ()
    ) -> None:
        self.kind = kind
        self.stream = stream
        self.buffers = tuple(buffers)
        self.classes = tuple(classes)
        self.size = len(stream) + sum(memoryview(each).nbytes for each in buffers)

    def thaw(self) -> Any:
        """Return a value that shares nothing that can be changed with any other."""
        return pickle.loads(self.stream, buffers=[bytearray(each) for each in self.buffers])

    @classmethod
    def load(
        cls, kind: str, stream: bytes, buffers: Sequence[Any], describe: Describe = foreign
    ) -> Frozen:
        """Make a frozen value of what a store has kept of one."""
        del describe
        return cls(kind, stream, buffers)


def freeze(value: Any, *, describe: Describe = foreign) -> Frozen:
    """Put a value to rest; raises `Unserializable`."""
    del describe
    buffers: list[pickle.PickleBuffer] = []
    try:
        stream = pickle.dumps(value, 5, buffer_callback=buffers.append)
    except Exception as error:
        raise Unserializable(str(error)) from error
    return Frozen("pickle", stream, [bytes(each.raw()) for each in buffers])
