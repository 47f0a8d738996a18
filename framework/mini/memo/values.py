"""Values at rest: frozen once, thawed for each caller as a value of its own.

value ──freeze──▶ Frozen = pickle stream + parts + memory ──thaw──▶ value of one caller
                  Frozen = the value itself, if nobody can change it
"""

from __future__ import annotations

import importlib
import pickle
from typing import Any, Final

from mini.errors import UnevaluatedDataFrameError, type_name
from mini.memo.buffers import Part, total
from mini.memo.mapping import Memory
from mini.memo.pickles import Describe, Named, dump, find
from mini.memo.pickles_culprit import culprit
from mini.memo.values_immutable import immutable, weigh
from mini.memo.values_plain import is_flat, weigh_flat

__all__ = ["Describe", "Frozen", "Stale", "Unserializable", "foreign", "freeze", "immutable"]

IMMUTABLE: Final = "immutable"
FLAT: Final = "flat"
PICKLE: Final = "pickle"


class Unserializable(Exception):
    """A value holds something that cannot be stored.

    Carries the `path` to it from the value (`"['model'].lock"`, empty for the value itself), the
    name of its type as `kind`, and the `reason`, a sentence that says all of it.
    """

    def __init__(self, reason: str, path: str = "", kind: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path
        self.kind = kind


class Stale(Exception):
    """A class in a stored value has changed since, or is gone."""


class Frozen:
    """A value at rest, immutable and shared by all threads. `size` is the bytes that it holds."""

    __slots__ = ("__weakref__", "size")

    size: int

    def thaw(self, describe: Describe | None = None, /) -> Any:
        """Return a value that shares nothing that can be changed with any other.

        Raises `Stale` if a class of the app that it needs is not as `describe` says any more, and
        `Unserializable` if the value's own code fails to build it again.
        """
        raise NotImplementedError

    def encode(self) -> tuple[str, bytes, Memory | None]:
        """Return what a store writes: the kind, the stream, and the large bytes if there are any.

        Raises `Unserializable`.
        """
        raise NotImplementedError

    @classmethod
    def load(cls, kind: str, stream: bytes, memory: Memory | None) -> Frozen:
        """Make a frozen value of what `encode` returned. The stream must be trusted."""
        if kind == IMMUTABLE:
            return _Immutable(pickle.loads(stream))
        if kind == FLAT:
            return _Flat(pickle.loads(stream))
        main, parts, named = pickle.loads(stream)
        return _Pickled(main, parts, named, memory)


class _Immutable(Frozen):
    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value
        self.size = weigh(value)

    def thaw(self, _describe: Describe | None = None, /) -> Any:
        return self.value

    def encode(self) -> tuple[str, bytes, Memory | None]:
        return IMMUTABLE, pickle.dumps(self.value, 5), None


class _Flat(Frozen):
    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value
        self.size = weigh_flat(value)

    def thaw(self, _describe: Describe | None = None, /) -> Any:
        return self.value.copy()

    def encode(self) -> tuple[str, bytes, Memory | None]:
        return FLAT, pickle.dumps(self.value, 5), None


class _Pickled(Frozen):
    __slots__ = ("main", "memory", "named", "parts")

    def __init__(
        self, main: bytes, parts: list[Part], named: list[Named], memory: Memory | None
    ) -> None:
        self.main = main
        self.parts = parts
        self.named = named
        self.memory = memory
        self.size = len(main) + total(parts)

    def thaw(self, describe: Describe | None = None, /) -> Any:
        if self.named:
            _check(self.named, describe)
        memory = None if self.memory is None else self.memory.map()
        try:
            return pickle.loads(self.main, buffers=[part.fresh(memory) for part in self.parts])
        except Exception as error:
            raise Unserializable(f"it can be pickled, but not unpickled: {error}") from error

    def encode(self) -> tuple[str, bytes, Memory | None]:
        try:
            stream = pickle.dumps((self.main, self.parts, self.named), 5)
        except Exception as error:
            raise Unserializable(f"it cannot be written: {error}") from error
        return PICKLE, stream, self.memory


def foreign(thing: Any, /) -> bytes | None:
    """Take every class and function for one of a library."""
    del thing
    return None


def freeze(value: Any, *, describe: Describe = foreign) -> Frozen:
    """Put a value to rest.

    `describe` digests those classes and functions that belong to the app's own files. They are
    written by name, and checked at each thaw. Raises `Unserializable`, and
    `UnevaluatedDataFrameError` for a plan of a table.
    """
    if immutable(value):
        return _Immutable(value)
    if is_flat(value):
        return _Flat(value.copy())
    try:
        main, dispatch = dump(value, describe)
    except UnevaluatedDataFrameError:
        raise
    except Exception as error:
        raise _unserializable(value, error, describe) from error
    memory = dispatch.parts.settle()
    named = [(*name, digest) for name, digest in dispatch.named.items()]
    return _Pickled(main, dispatch.parts.all, named, memory)


def _unserializable(value: Any, error: Exception, describe: Describe) -> Unserializable:
    path, found, why = culprit(value, error, lambda item: dump(item, describe))
    kind = type_name(found)
    what = f"`value{path}`, a `{kind}`," if path else f"a `{kind}`"
    return Unserializable(f"{what} cannot be pickled: {why}", path, kind)


def _check(named: list[Named], describe: Describe | None) -> None:
    for module, name, digest in named:
        thing = find(module, name) or _imported(module, name)
        if thing is None or (describe is not None and describe(thing) != digest):
            raise Stale(f"{module}.{name} has changed since, or is gone")


def _imported(module: str, name: str) -> Any:
    try:
        importlib.import_module(module)
    except ImportError:
        return None
    return find(module, name)
