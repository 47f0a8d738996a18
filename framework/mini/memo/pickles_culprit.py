"""Which part of a value it is that cannot be pickled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

MOST: Final = 20_000
"""Tries; past them the search stops at what it has found."""


def culprit(
    value: Any, error: Exception, attempt: Callable[[Any], Any]
) -> tuple[str, Any, Exception]:
    """Go down from a value to the innermost thing that fails by itself: path, thing and error."""
    path, found, seen = "", value, {id(value)}
    tries = MOST
    while True:
        for step, child in _children(found):
            tries -= 1
            failure = None if id(child) in seen else _failure(child, attempt)
            if failure is not None:
                path, found, error = path + step, child, failure
                seen.add(id(child))
                break
            if tries <= 0:
                return path, found, error
        else:
            return path, found, error


def _failure(child: Any, attempt: Callable[[Any], Any]) -> Exception | None:
    try:
        attempt(child)
    except Exception as error:  # noqa: BLE001  (whatever the child's own code raises)
        return error
    return None


def _children(thing: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a thing is made of, each with how to write it behind the thing's name."""
    if isinstance(thing, dict):
        for key, item in list(thing.items()):
            yield f"[{key!r}]", item
    elif isinstance(thing, list | tuple):
        for place, item in enumerate(thing):
            yield f"[{place}]", item
    elif isinstance(thing, set | frozenset):
        for item in list(thing):
            yield "{...}", item
    yield from _attributes(thing)


def _attributes(thing: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(thing, type):
        return
    held = getattr(thing, "__dict__", None)
    if isinstance(held, dict):
        for name, item in list(held.items()):
            yield f".{name}", item
    for cls in type(thing).__mro__:
        slots = cls.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(thing, name) and not name.startswith("__"):
                yield f".{name}", getattr(thing, name)
