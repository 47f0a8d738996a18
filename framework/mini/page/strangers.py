"""Values that came for widgets which have not been drawn: so many are kept, and the newest.

A page may send what a widget that is just gone has had, or all it holds after a restart. A run that
ends before it has drawn everything, such as one that waits for a password, forgets none of it.
"""

from __future__ import annotations

from typing import Any, Final

from mini.model.element import encode

MOST_BYTES: Final = 16 * 1024 * 1024
MOST: Final = 100_000


def weight(id_: str, value: Any) -> int:
    """Give about how many bytes a value takes."""
    return len(id_) + len(encode(value))


def surplus(weights: dict[str, int]) -> list[str]:
    """Give the oldest, as many as are too many or too much; `weights` is in order of arrival."""
    total, many, found = sum(weights.values()), len(weights), []
    for id_, size in weights.items():
        if total <= MOST_BYTES and many <= MOST:
            break
        total, many = total - size, many - 1
        found.append(id_)
    return found
