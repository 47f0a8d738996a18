"""What freezes values for the cache: classes and functions of the app are checked by their code."""

from __future__ import annotations

from types import FunctionType
from typing import Any, Final
from weakref import WeakKeyDictionary

from mini.memo.digest import Unhashable, digest
from mini.memo.globals import in_app, is_own_class
from mini.memo.values import Frozen, freeze

_KNOWN: Final[WeakKeyDictionary[Any, bytes | None]] = WeakKeyDictionary()


def describe(thing: Any) -> bytes | None:
    """Give the digest of a class or function of the app; None for one of a library."""
    try:
        return _KNOWN[thing]
    except KeyError:
        found = _KNOWN[thing] = _describe(thing)
        return found
    except TypeError:
        return _describe(thing)


def _describe(thing: Any) -> bytes | None:
    if isinstance(thing, type):
        own = is_own_class(thing, in_app)
    else:
        own = isinstance(thing, FunctionType) and in_app(thing.__code__.co_filename)
    if not own:
        return None
    try:
        return digest(thing)
    except Unhashable:
        return b"?"


def keep(value: Any) -> Frozen:
    """Freeze a value; raises `Unserializable`."""
    return freeze(value, describe=describe)


def thaw(frozen: Frozen) -> Any:
    """Give an isolated copy; raises `Stale` where a class has changed since."""
    return frozen.thaw(describe)
