"""Memory that is written once and then mapped privately, copy-on-write, for each caller.

    write, seal ──▶ Memory ──map()───▶ bytes of the caller's own, writable, copied page by page
                           ──view()──▶ the same bytes for all, read-only

`Anonymous` is what Linux offers, `Unlinked` a temporary file, `Copied` works everywhere.
"""

from __future__ import annotations

import ctypes
import itertools
import logging
import mmap
import os
import sys
import tempfile
import weakref
from collections.abc import Callable, Sequence
from typing import Any, Final

PAGE: Final = mmap.PAGESIZE
CHUNK: Final = 1 << 26
"""Bytes a write; measured: 64 MiB is faster than 1 MiB, and than a copy through a shared map."""
MOST_MAPPINGS: Final = 30_000
"""Below `vm.max_map_count` (65,530), of which the rest of the process needs a share."""

log = logging.getLogger("mini.memo")


class Memory:
    """Bytes at rest: written, sealed, and then only read."""

    __slots__ = ("__weakref__", "size")

    def __init__(self, size: int) -> None:
        self.size = size

    def write(self, offset: int, piece: memoryview) -> None:
        """Write a piece to its place."""
        raise NotImplementedError

    def seal(self) -> None:
        """Hear that all is written."""

    def map(self) -> memoryview:
        """Return all bytes, for one caller to write into."""
        raise NotImplementedError

    def view(self) -> memoryview:
        """Return all bytes, read-only and the same for all."""
        raise NotImplementedError


class Copied(Memory):
    """Plain memory, copied for each caller."""

    __slots__ = ("_bytes",)

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self._bytes = bytearray(size)

    def write(self, offset: int, piece: memoryview) -> None:
        """Copy a piece."""
        self._bytes[offset : offset + piece.nbytes] = piece

    def map(self) -> memoryview:
        """Copy everything."""
        return memoryview(bytearray(self._bytes))

    def view(self) -> memoryview:
        """Return the bytes themselves."""
        return memoryview(self._bytes).toreadonly()


class Unlinked(Memory):
    """A temporary file without a name, mapped by Python, which takes a descriptor a mapping."""

    __slots__ = ("_file",)

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (see the next line)
        weakref.finalize(self, self._file.close).atexit = False
        self._file.truncate(size)

    def write(self, offset: int, piece: memoryview) -> None:
        """Write a piece to the file."""
        self._file.seek(offset)
        self._file.write(piece)

    def seal(self) -> None:
        """Flush the file."""
        self._file.flush()

    def map(self) -> memoryview:
        """Map the file, copy-on-write."""
        return memoryview(mmap.mmap(self._file.fileno(), self.size, access=mmap.ACCESS_COPY))

    def view(self) -> memoryview:
        """Map the file to be read."""
        return memoryview(mmap.mmap(self._file.fileno(), self.size, access=mmap.ACCESS_READ))


class Anonymous(Memory):
    """A file in memory without a name: one descriptor, and none for a mapping.

    `most` bounds the number of mappings that live in this process; past it, all callers get the
    same read-only bytes.
    """

    __slots__ = ("_array", "_descriptor", "_most", "_view")

    def __init__(self, size: int, most: int = MOST_MAPPINGS) -> None:
        super().__init__(size)
        self._descriptor = os.memfd_create("mini", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        weakref.finalize(self, os.close, self._descriptor).atexit = False
        os.ftruncate(self._descriptor, size)
        self._array: Any = ctypes.c_ubyte * size
        self._most = most
        self._view: Callable[[], mmap.mmap | None] = _gone

    def write(self, offset: int, piece: memoryview) -> None:
        """Write a piece, with the interpreter free meanwhile."""
        done = 0
        while done < piece.nbytes:
            done += os.pwrite(self._descriptor, piece[done : done + CHUNK], offset + done)

    def seal(self) -> None:
        """Let nobody write or resize any more: a mapping past the end would kill the process."""
        fcntl.fcntl(self._descriptor, fcntl.F_ADD_SEALS, _SEALS)

    def map(self) -> memoryview:
        """Map the memory, copy-on-write."""
        if len(_live) >= self._most:
            _warn_of_many(self._most)
            return self.view()
        # Not Python's mmap: it duplicates the descriptor for each mapping.
        protection = mmap.PROT_READ | mmap.PROT_WRITE
        address = _mmap(None, self.size, protection, mmap.MAP_PRIVATE, self._descriptor, 0)
        if address == _FAILED:
            _warn_of_many(len(_live))
            return self.view()
        holder = self._array.from_address(address)
        _live.add(address)
        # At exit the process takes its mappings along, which others may still read till then.
        weakref.finalize(holder, _unmap, address, self.size).atexit = False
        return memoryview(holder).cast("B")

    def view(self) -> memoryview:
        """Map the memory to be read, once for all as long as somebody holds it."""
        held = self._view()
        if held is None:
            # Python's mmap here: numpy lets nobody make an array over it writable.
            descriptor, flags = self._descriptor, mmap.MAP_PRIVATE
            held = mmap.mmap(descriptor, self.size, flags=flags, prot=mmap.PROT_READ)
            self._view = weakref.ref(held)
        return memoryview(held)


_live: set[int] = set()
_FAILED: Final = ctypes.c_void_p(-1).value

if sys.platform == "linux":
    import fcntl

    _SEALS: Final = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
    _libc = ctypes.CDLL(None, use_errno=True)
    _mmap = _libc.mmap
    _mmap.restype = ctypes.c_void_p
    _mmap.argtypes = [
        ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int,
        ctypes.c_int64,
    ]  # fmt: skip
    _munmap = _libc.munmap
    _munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
    BACKINGS: tuple[type[Memory], ...] = (Anonymous, Unlinked, Copied)
else:
    BACKINGS = (Unlinked, Copied)


def allocate(size: int, backings: Sequence[type[Memory]] = BACKINGS) -> Memory:
    """Make memory in the first of these ways that works here."""
    for backing in backings[:-1]:
        try:
            return backing(size)
        except OSError as error:
            log.warning("Large values are kept in a slower way, since: %s", error)
    return backings[-1](size)


def remember(
    pieces: Sequence[memoryview], places: Sequence[int], size: int,
    backings: Sequence[type[Memory]] = BACKINGS,
) -> Memory:  # fmt: skip
    """Copy pieces to their places in memory; where there is no room for it, in plain memory."""
    memory = allocate(size, backings)
    try:
        _fill(memory, pieces, places)
    except OSError as error:
        log.warning("A large value is kept in a slower way, since: %s", error)
        memory = Copied(size)
        _fill(memory, pieces, places)
    return memory


def offsets(sizes: Sequence[int]) -> list[int]:
    """Lay out pieces of these sizes from page to page; the last number is the end of them all."""
    pages = itertools.accumulate((-(-size // PAGE) for size in sizes), initial=0)
    return [page * PAGE for page in pages]


def _fill(memory: Memory, pieces: Sequence[memoryview], places: Sequence[int]) -> None:
    for place, piece in zip(places, pieces, strict=True):
        memory.write(place, piece)
    memory.seal()


def _gone() -> None:
    """Stand for the weak reference to what is not there any more."""


def _unmap(address: int, size: int) -> None:
    _live.discard(address)
    _munmap(address, size)


def _warn_of_many(most: int) -> None:
    if not _warned:
        _warned.add(True)
        log.warning(
            "%d copies of large cached values are alive, so callers get read-only arrays from now "
            "on. Does the app keep what cached functions return, for instance in session_state?",
            most,
        )


_warned: set[bool] = set()
