"""Containers that hold nothing but atoms: copying them is faster than unpickling."""

from __future__ import annotations

import sys
from typing import Any

from mini.memo.values_immutable import ATOMS


def is_flat(value: Any) -> bool:
    """Say whether a value is a list, dict, set or bytearray that a shallow copy isolates."""
    cls = type(value)
    if cls is list or cls is set:
        return ATOMS.issuperset(map(type, value))
    if cls is dict:
        return ATOMS.issuperset(map(type, value)) and ATOMS.issuperset(map(type, value.values()))
    return cls is bytearray


def weigh_flat(value: Any) -> int:
    """Count the bytes of a flat container and of what it holds."""
    size = sys.getsizeof(value)
    if type(value) is not bytearray:
        size += sum(map(sys.getsizeof, value))
    if type(value) is dict:
        size += sum(map(sys.getsizeof, value.values()))
    return size
