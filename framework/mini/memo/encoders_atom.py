"""The encoding of what has no parts, alone and as columns: numbers, texts, bytes, dates."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import blake2b
from types import EllipsisType, NotImplementedType
from typing import Any, Final

from blake3 import blake3

BUFFER: Final = 4096
"""Bytes from here on go through BLAKE3, and only their digest is kept."""

PARALLEL: Final = 1 << 20
"""Bytes from here on are hashed by several threads."""

FEW: Final = 16
"""Items of several types are told apart one by one below this number, and by columns from it."""


def finish(data: bytes | bytearray) -> bytes:
    """Give the 16 bytes that stand for an encoding."""
    if len(data) < BUFFER:
        return blake2b(data, digest_size=16).digest()
    return blake3(data).digest(16)


def of_str(value: str) -> bytes:
    """Encode a text."""
    data = value.encode("utf-8", "surrogatepass")
    return b"s%d:" % len(data) + data if len(data) < BUFFER else b"s" + of_long(data)


def of_bytes(value: bytes) -> bytes:
    """Encode bytes."""
    return b"b%d:" % len(value) + value if len(value) < BUFFER else of_long(value)


def of_long(data: bytes | memoryview) -> bytes:
    """Encode a buffer by its length and its digest."""
    threads = blake3.AUTO if len(data) >= PARALLEL else 1
    return b"B%d:" % len(data) + blake3(data, max_threads=threads).digest(16)


def of_int(value: int) -> bytes:
    """Encode an int of any size."""
    if -(1 << 63) <= value < 1 << 63:
        return b"i%d;" % value
    size = value.bit_length() // 8 + 1
    return b"j" + of_bytes(value.to_bytes(size, "little", signed=True))


def of_float(value: float) -> bytes:
    """Encode a float by its bits."""
    return b"f" + array("d", (value,)).tobytes()


def _of_complex(value: complex) -> bytes:
    return b"c" + array("d", (value.real, value.imag)).tobytes()


def _of_date(value: date) -> bytes:
    return b"D%d;" % value.toordinal()


def _of_timedelta(value: timedelta) -> bytes:
    return b"E%d,%d,%d;" % (value.days, value.seconds, value.microseconds)


def _of_decimal(value: Decimal) -> bytes:
    return b"M" + of_str(str(value))


ATOMS: Final[dict[type, Callable[[Any], bytes]]] = {
    int: of_int,
    str: of_str,
    float: of_float,
    bool: lambda value: b"T" if value else b"F",
    type(None): lambda _: b"N",
    bytes: of_bytes,
    complex: _of_complex,
    date: _of_date,
    timedelta: _of_timedelta,
    Decimal: _of_decimal,
    EllipsisType: lambda _: b"...",
    NotImplementedType: lambda _: b"!",
}


def _pack_int(items: Sequence[Any]) -> bytes:
    return b"I%d;" % len(items) + array("q", items).tobytes()


def _pack_float(items: Sequence[Any]) -> bytes:
    return b"F%d;" % len(items) + array("d", items).tobytes()


def _pack_bool(items: Sequence[Any]) -> bytes:
    return b"T%d;" % len(items) + bytes(items)


def _pack_none(items: Sequence[Any]) -> bytes:
    return b"N%d;" % len(items)


def _pack_str(items: Sequence[Any]) -> bytes:
    data = "".join(items).encode("utf-8", "surrogatepass")
    lengths = array("q", map(len, items)).tobytes()
    return b"S%d;%d;" % (len(items), len(data)) + lengths + data


def _pack_bytes(items: Sequence[Any]) -> bytes:
    data = b"".join(items)
    lengths = array("q", map(len, items)).tobytes()
    return b"B%d;%d;" % (len(items), len(data)) + lengths + data


PACKERS: Final[dict[type, Callable[[Sequence[Any]], bytes]]] = {
    int: _pack_int,
    float: _pack_float,
    str: _pack_str,
    bool: _pack_bool,
    type(None): _pack_none,
    bytes: _pack_bytes,
}
PACKABLE: Final = frozenset(PACKERS)
_ORDER: Final = {kind: at for at, kind in enumerate(PACKERS)}
SORTABLE: Final = {int, str, bytes}


def pack_mixed(items: Sequence[Any], kinds: set[type]) -> bytes:
    """Encode which type stands where, and then one column for each type."""
    parts = [b"X%d;" % len(items), bytes(map(_ORDER.__getitem__, map(type, items)))]
    for kind, pack in PACKERS.items():
        if kind in kinds:
            parts.append(pack([item for item in items if type(item) is kind]))
    return b"".join(parts)
