"""The encoding of what has no parts, alone and as columns: numbers, texts, bytes, dates."""

from __future__ import annotations

import marshal
import struct
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


_MARSHALLED: Final = {int: (b"i", 5), float: (b"g", 9)}
_HEADER: Final = 5


def pack_numbers(items: Any) -> bytes | None:
    """Encode floats, or ints of 32 bits, as one column; give None for anything else.

    `marshal` writes each number behind a tag of its exact type, in 5 or 9 bytes: with the tag in
    all places that are so far apart, each item leads to the next, and there is nothing but them.
    This takes a third of the time of asking each item for its type.
    """
    kind = type(items[0]) if items else None
    if kind not in _MARSHALLED or type(items[-1]) is not kind:
        return None
    tag, width = _MARSHALLED[kind]
    count = len(items)
    try:
        data = marshal.dumps(items, 2)
    except ValueError:  # something else stands between them
        return None
    if len(data) != _HEADER + count * width or data[_HEADER::width].count(tag) != count:
        return None
    return b"%b%d;" % (tag, count) + data[_HEADER:]


def _pack_int(items: Sequence[Any]) -> bytes:
    return b"I%d;" % len(items) + array("q", items).tobytes()


def _pack_float(items: Sequence[Any]) -> bytes:
    return b"F%d;" % len(items) + array("d", items).tobytes()


def _pack_bool(items: Sequence[Any]) -> bytes:
    return b"T%d;" % len(items) + bytes(items)


def _pack_none(items: Sequence[Any]) -> bytes:
    return b"N%d;" % len(items)


def _pack_str(items: Sequence[Any]) -> bytes:
    """Encode texts with a zero between them, or with their lengths where one holds a zero."""
    text = "\0".join(items)
    if text.count("\0") == len(items) - 1:
        data = text.encode("utf-8", "surrogatepass")
        return b"Z%d;%d;" % (len(items), len(data)) + data
    data = "".join(items).encode("utf-8", "surrogatepass")
    return b"S%d;%d;" % (len(items), len(data)) + _lengths(items) + data


def _pack_bytes(items: Sequence[Any]) -> bytes:
    data = b"".join(items)
    return b"B%d;%d;" % (len(items), len(data)) + _lengths(items) + data


def _lengths(items: Sequence[Any]) -> bytes:
    return struct.pack(f"<{len(items)}q", *map(len, items))


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
