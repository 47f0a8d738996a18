"""When Python is asked to look for garbage: it counts objects by itself, and knows no bytes.

A script whose functions and tables are its globals is a ring that only a look for garbage frees,
and a few objects can hold very much. So it is looked for when the process has grown, and when many
sessions have ended. While a server starts it is not looked for at all: nothing that is imported is
garbage, and each look takes longer than the one before.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

GROWN: Final = 64 * 1024 * 1024
"""Bytes by which the process has to be larger than after the last look."""
SHARE: Final = 8
"""It has to be larger by one part in so many, too."""
MANY: Final = 50
"""Ended sessions that are worth a look."""
LATEST: Final = 30
"""Seconds after which fewer are worth one."""
_STATUS: Final = Path("/proc/self/statm")


_PUT_OFF: Final[list[bool]] = []


def put_off() -> None:
    """Look for no garbage until `go_on`."""
    gc.disable()
    _PUT_OFF.append(True)


def is_put_off() -> bool:
    """Whether the server still starts."""
    return bool(_PUT_OFF)


def go_on() -> None:
    """Look for garbage from now on."""
    if _PUT_OFF:
        _PUT_OFF.clear()
        gc.enable()


class Garbage:
    """Decides when to look. A look takes the interpreter for 10 to 100 ms."""

    def __init__(self) -> None:
        self._ended = 0
        self._waited = 0
        self._size = resident()

    def session_ended(self) -> None:
        """A session more has left rings of objects behind."""
        self._ended += 1

    def look(self, sessions: int) -> bool:
        """Look for garbage if it is worth it; called every second."""
        size = resident()
        self._size = min(self._size, size)
        grown = size - self._size
        self._waited += 1 if self._ended else 0
        many = self._ended >= max(MANY, sessions // 4) or (
            self._waited >= LATEST and self._ended >= sessions // 20
        )
        if not many and grown < max(GROWN, self._size // SHARE):
            return False
        gc.collect()
        _give_back()
        self._ended, self._waited, self._size = 0, 0, resident()
        return True


def _give_back() -> None:
    """Give free memory back to the system, where the C library keeps it until it is told to."""
    if sys.platform == "linux":
        trim = getattr(import_module("ctypes").CDLL(None), "malloc_trim", None)
        if trim is not None:  # that of GNU
            trim(0)


def resident() -> int:
    """Give the bytes of memory that this process has; 0 where the system does not say."""
    try:
        return int(_STATUS.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
