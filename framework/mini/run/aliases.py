"""Whether values share something that can be changed: what is stored apart would not."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any, Final

from mini.memo.values import immutable

_MANY: Final = 1_000_000
_SEQUENCES: Final = (list, tuple, set, frozenset, deque)


def mutable_parts(value: Any) -> set[int]:
    """Give the ids of what can be changed in a value: itself, its items and attributes.

    The value has to live as long as the ids are used.
    """
    found: set[int] = set()
    seen: set[int] = set()
    waiting = [value]
    while waiting and len(seen) < _MANY:
        part = waiting.pop()
        if id(part) in seen or immutable(part):
            continue
        seen.add(id(part))
        if not isinstance(part, tuple | frozenset):
            found.add(id(part))
        waiting.extend(_inside(part))
    return found


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    if isinstance(value, _SEQUENCES):
        return value
    if isinstance(value, type):
        return ()
    attributes = getattr(value, "__dict__", None)
    return list(attributes.values()) if isinstance(attributes, dict) else ()


def shared_parts(read: dict[Any, Any], written: dict[Any, Any]) -> str | None:
    """Say which written name of the state shares with another what can be changed."""
    known: dict[int, Any] = {}
    for name, value in (*read.items(), *written.items()):
        for part in mutable_parts(value):
            if name in written and known.setdefault(part, name) != name:
                return (
                    f"What it sets as st.session_state[{name!r}] shares something with "
                    f"st.session_state[{known[part]!r}]: a change of one would change both."
                )
            known[part] = name
    return None
