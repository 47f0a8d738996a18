"""`time.sleep` in the app's own files: a rerun or a stop wakes it."""

from __future__ import annotations

import time
from _thread import allocate_lock
from collections.abc import Callable
from threading import TIMEOUT_MAX
from typing import Any, Final

from mini.run.context import FRAME, Frame, look_up

SHORT: Final = 0.02
"""Seconds that are not worth waking anyone for."""
_SLEEP: Final = time.sleep
_NOW: Final = time.monotonic


def sleep(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call what the script names `sleep`. If it is that of `time`, leave it when the run ends."""
    frame = FRAME.get()
    seconds = args[0] if len(args) == 1 and not kwargs else None
    lasts = isinstance(seconds, int | float) and SHORT < seconds <= TIMEOUT_MAX
    if function is not _SLEEP or frame is None or not lasts or frame.run.shields:
        return function(*args, **kwargs)
    assert seconds is not None
    ends = _NOW() + seconds
    _wait(frame, seconds)
    if frame.run.interrupted:
        look_up(frame)  # raises, unless others wait for what is computed here
    rest = ends - _NOW()
    if rest > 0:
        _SLEEP(rest)
    return None


def _wait(frame: Frame, seconds: float) -> None:
    """Wait for some seconds, or until the run is interrupted."""
    # A lock of its own, and not `threading.Event`, which a script can replace.
    lock = allocate_lock()
    lock.acquire()
    wakes = frame.run.wakes
    wakes.add(lock.release)
    try:
        if not frame.run.interrupted:
            lock.acquire(timeout=seconds)
    finally:
        wakes.discard(lock.release)
