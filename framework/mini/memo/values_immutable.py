"""Which values nobody can change, so that all callers may share them."""

from __future__ import annotations

import datetime as dt
import re
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import PosixPath, PurePosixPath, PureWindowsPath, WindowsPath
from types import EllipsisType, NoneType, NotImplementedType
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

ATOMS: Final[frozenset[type]] = frozenset({
    int, float, complex, bool, str, bytes, range, NoneType, EllipsisType, NotImplementedType,
    dt.date, dt.timedelta, dt.timezone, ZoneInfo, Decimal, Fraction, UUID,
    re.Pattern, PurePosixPath, PureWindowsPath, PosixPath, WindowsPath,
})  # fmt: skip
_ZONED: Final = (dt.datetime, dt.time)
_ZONES: Final = (NoneType, dt.timezone, ZoneInfo)
_OF_LIBRARIES: Final = frozenset({
    ("pandas", "NaT"), ("pandas._libs.missing", "NAType"),
    ("pandas._libs.tslibs.nattype", "NaTType"),
})  # fmt: skip
"""By module and name, since libraries are imported only by apps that use them."""


def immutable(value: Any) -> bool:
    """Say whether nothing in a value can be changed, at any depth of tuples and frozensets.

    Members of enums are no such values: the class of an enum may be defined anew by the next run.
    """
    waiting = [value]
    while waiting:
        item = waiting.pop()
        cls = type(item)
        if cls in ATOMS:
            continue
        if cls is tuple or cls is frozenset:
            if not ATOMS.issuperset(map(type, item)):
                waiting.extend(item)
        elif not _is_atom(cls, item):
            return False
    return True


def weigh(value: Any) -> int:
    """Count the bytes of an immutable value."""
    size = 0
    waiting = [value]
    while waiting:
        item = waiting.pop()
        size += sys.getsizeof(item)
        if type(item) is tuple or type(item) is frozenset:
            waiting.extend(item)
    return size


def _is_atom(cls: type, item: Any) -> bool:
    if cls in _ZONED:
        return type(item.tzinfo) in _ZONES
    if (cls.__module__, cls.__qualname__) in _OF_LIBRARIES:
        return True
    return cls.__module__ == "numpy" and _is_number(cls)


def _is_number(cls: type) -> bool:
    numpy: Any = sys.modules.get("numpy")
    return numpy is not None and issubclass(cls, numpy.generic) and cls is not numpy.void
