"""Sealed files: what can be trusted of a folder that others may write to.

    ┌───────┬─────────────┬─────┬──────┬─────────┬────────────────┐
    │ magic │ head length │ MAC │ head │ streams │ memory (large) │
    └───────┴─────────────┴─────┴──────┴─────────┴────────────────┘
                             └── of ──┘└── their digests are ────┘
                                             in the head

Nothing is decoded before the MAC over the head holds, and nothing is unpickled before the digest
of its stream, which the head states, holds.
"""

from __future__ import annotations

import os
import secrets
import stat
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from blake3 import blake3

from mini.memo.mapping import Memory, allocate
from mini.memo.values import Frozen

MAGIC: Final = b"mini\x00c\x00\x01"
"""The last two bytes are the version of the format."""
KEY_SIZE: Final = 32
PYTHON: Final = "{}.{}".format(*sys.version_info)
CHUNK: Final = 1 << 24
_START: Final = struct.Struct(f">{len(MAGIC)}sI32s")
_MOST_HEAD: Final = 1 << 20
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Damaged(Exception):
    """A file is torn, forged, foreign, or of another version."""


class Section(msgspec.Struct, frozen=True, array_like=True):
    """One frozen value in a file: how long its bytes are, and their digests."""

    kind: str
    stream: int
    stream_digest: bytes
    memory: int
    memory_digest: bytes


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What a file says of itself. `name` is the file's own, so that no file can stand for another.

    `about` is what the caller wrote about the values.
    """

    name: str
    python: str
    about: bytes
    sections: tuple[Section, ...]


def write(path: Path, key: bytes, about: bytes, values: Sequence[Frozen]) -> None:
    """Write values to a file that appears at once and as a whole. Raises `OSError`."""
    encoded = [value.encode() for value in values]
    sections = tuple(_section(*each) for each in encoded)
    head = msgspec.msgpack.encode(Head(path.name, PYTHON, about, sections))
    pieces = [_START.pack(MAGIC, len(head), _mac(head, key)), head]
    pieces += [stream for _, stream, _ in encoded]
    with replacing(path) as descriptor:
        for piece in pieces:
            _write(descriptor, memoryview(piece))
        for _, _, memory in encoded:
            if memory is not None:
                _write(descriptor, memory.view())


def read_about(path: Path, key: bytes) -> bytes:
    """Read what was written about the values of a file. Raises `Damaged` and `OSError`."""
    with _opened(path) as descriptor:
        return _head(descriptor, path.name, key)[0].about


def read(path: Path, key: bytes) -> tuple[bytes, list[Frozen]]:
    """Read a file. Raises `Damaged` and `OSError`."""
    with _opened(path) as descriptor:
        head, size = _head(descriptor, path.name, key)
        if size + sum(each.stream + each.memory for each in head.sections) != _size(descriptor):
            raise Damaged
        streams = [_stream(descriptor, each) for each in head.sections]
        memories = [_memory(descriptor, each) for each in head.sections]
    try:
        kinds = [each.kind for each in head.sections]
        return head.about, list(map(Frozen.load, kinds, streams, memories))
    except Exception as error:
        raise Damaged from error


@contextmanager
def replacing(path: Path) -> Iterator[int]:
    """Open a new private file that takes the place of `path` when all went well."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        try:
            yield descriptor
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    # Neither a link nor a pipe, which would keep us waiting, comes from us.
    descriptor = os.open(path, _READ)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Damaged
        yield descriptor
    finally:
        os.close(descriptor)


def _head(descriptor: int, name: str, key: bytes) -> tuple[Head, int]:
    start = _read(descriptor, _START.size)
    magic, length, mac = _START.unpack(start)
    if magic != MAGIC or length > _MOST_HEAD:
        raise Damaged
    encoded = _read(descriptor, length)
    if not secrets.compare_digest(mac, _mac(encoded, key)):
        raise Damaged
    head = msgspec.msgpack.decode(encoded, type=Head)
    if head.name != name or head.python != PYTHON:
        raise Damaged
    return head, _START.size + length


def _section(kind: str, stream: bytes, memory: Memory | None) -> Section:
    if memory is None:
        return Section(kind, len(stream), _digest(stream), 0, b"")
    digest = blake3(memory.view(), max_threads=blake3.AUTO).digest()
    return Section(kind, len(stream), _digest(stream), memory.size, digest)


def _stream(descriptor: int, section: Section) -> bytes:
    stream = _read(descriptor, section.stream)
    if not secrets.compare_digest(_digest(stream), section.stream_digest):
        raise Damaged
    return stream


def _memory(descriptor: int, section: Section) -> Memory | None:
    """Read large bytes into memory of our own; a mapped file could be cut off under us."""
    if not section.memory:
        return None
    memory, seen, done = allocate(section.memory), blake3(max_threads=blake3.AUTO), 0
    while done < section.memory:
        piece = _read(descriptor, min(CHUNK, section.memory - done))
        seen.update(piece)
        memory.write(done, memoryview(piece))
        done += len(piece)
    memory.seal()
    if not secrets.compare_digest(seen.digest(), section.memory_digest):
        raise Damaged
    return memory


def _mac(head: bytes, key: bytes) -> bytes:
    return blake3(head, key=key).digest()


def _digest(stream: bytes) -> bytes:
    return blake3(stream).digest()


def _size(descriptor: int) -> int:
    return os.fstat(descriptor).st_size


def _read(descriptor: int, size: int) -> bytes:
    """Read exactly so many bytes."""
    if size > _size(descriptor):
        raise Damaged
    pieces = []
    while size and (piece := os.read(descriptor, size)):
        pieces.append(piece)
        size -= len(piece)
    if size:
        raise Damaged
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _write(descriptor: int, piece: memoryview) -> None:
    done = 0
    while done < piece.nbytes:
        done += os.write(descriptor, piece[done : done + CHUNK])
