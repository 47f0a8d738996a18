"""The parts of a frozen value that are not in its pickle stream, and come fresh for each caller.

A stream names its parts by position (the out-of-band buffers of pickle 5). What `fresh` returns
stands there, be it a buffer or any other object. Large bytes lie in one `Memory` for all parts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pickle import PickleBuffer
from typing import Any, Final

from mini.memo.mapping import Memory, offsets, remember

LARGE: Final = 1 << 20
"""From this many bytes on, bytes are mapped instead of copied."""


class Part:
    """One part. `large` is the bytes that shall be mapped, until they are in the memory."""

    __slots__ = ("large", "offset", "size")

    def __init__(self, size: int, large: memoryview | None = None) -> None:
        self.size = size
        self.large = large
        self.offset = 0

    def fresh(self, memory: Any, /) -> Any:
        """Return what one caller gets; `memory` is the caller's mapping."""
        raise NotImplementedError


class Bytes(Part):
    """A buffer of a kind that we do not know."""

    __slots__ = ("readonly", "small")

    def __init__(self, source: memoryview) -> None:
        source = source.cast("B")
        mapped = source.nbytes >= LARGE
        super().__init__(source.nbytes, source if mapped else None)
        self.small = b"" if mapped else bytes(source)
        self.readonly = source.readonly

    def fresh(self, memory: Any, /) -> Any:
        """Return a buffer that can be written if the original could."""
        if self.size < LARGE:
            return self.small if self.readonly else bytearray(self.small)
        mine = memory[self.offset : self.offset + self.size]
        return mine.toreadonly() if self.readonly else mine


class SmallArray(Part):
    """A numpy array of our own, copied for each caller; of bytes, or of immutable objects."""

    __slots__ = ("array", "readonly")

    def __init__(self, array: Any, readonly: bool, size: int) -> None:
        super().__init__(size)
        self.array = array
        self.readonly = readonly

    def fresh(self, _memory: Any, /) -> Any:
        """Return a copy in the same order."""
        copy = self.array.copy("A")
        if self.readonly:
            copy.flags.writeable = False
        return copy


class LargeArray(Part):
    """A numpy array whose bytes are mapped. `make` is `numpy.ndarray`."""

    __slots__ = ("dtype", "make", "order", "readonly", "shape")

    def __init__(self, array: Any, readonly: bool) -> None:
        # datetime64 exports no buffer, its bytes do.
        flat = array.ravel("A").view("u1")
        super().__init__(flat.nbytes, memoryview(flat))
        self.make = type(array)
        self.dtype = array.dtype
        self.shape = array.shape
        self.order = "C" if array.flags.c_contiguous else "F"
        self.readonly = readonly

    def fresh(self, memory: Any, /) -> Any:
        """Return an array over the caller's mapping."""
        array = self.make(self.shape, self.dtype, memory, self.offset, None, self.order)
        if self.readonly:
            array.flags.writeable = False
        return array


class Template(Part):
    """An object of our own with a method that makes an isolated copy."""

    __slots__ = ("copy",)

    def __init__(self, copy: Callable[[], Any], size: int) -> None:
        super().__init__(size)
        self.copy = copy

    def fresh(self, _memory: Any, /) -> Any:
        """Return a copy."""
        return self.copy()


class Shared(Part):
    """An immutable object, the same for all."""

    __slots__ = ("value",)

    def __init__(self, value: Any, size: int) -> None:
        super().__init__(size)
        self.value = value

    def fresh(self, _memory: Any, /) -> Any:
        """Return the object itself."""
        return self.value


class Parts:
    """The parts of a value that is being pickled."""

    def __init__(self) -> None:
        self.all: list[Part] = []
        self._tokens: dict[int, tuple[PickleBuffer, Part]] = {}

    def add(self, part: Part) -> PickleBuffer:
        """Take a part; what is returned stands for it in the pickle."""
        token = PickleBuffer(bytearray(1))
        self._tokens[id(token)] = token, part
        return token

    def take(self, buffer: PickleBuffer) -> None:
        """Hear from the pickler which buffer comes next."""
        token = self._tokens.pop(id(buffer), None)
        self.all.append(Bytes(buffer.raw()) if token is None else token[1])

    def settle(self) -> Memory | None:
        """Copy the large bytes of all parts into memory, and let go of where they came from."""
        large = [part for part in self.all if part.large is not None]
        if not large:
            return None
        *places, size = offsets([part.size for part in large])
        pieces = [part.large for part in large if part.large is not None]
        memory = remember(pieces, places, size)
        for part, place in zip(large, places, strict=True):
            part.large = None
            part.offset = place
        return memory


def same(value: Any) -> Any:
    """Return the value: what a pickle calls to make an object that is a part."""
    return value


def total(parts: Sequence[Part]) -> int:
    """Sum up the bytes of all parts."""
    return sum(part.size for part in parts)
