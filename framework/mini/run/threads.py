"""Threads that scripts start by themselves: whose they are, and when they leave with their run.

A thread is its author's own, and outlives the run that has started it. Only where the run itself
waits for it (`thread.join()`, `future.result()`, the end of a pool's block) does an interruption
reach into it: else its endless loop would hold up the session for ever.
"""

from __future__ import annotations

import gc
import sys
import threading
from _thread import allocate_lock
from concurrent.futures import Future
from types import FrameType
from typing import Final
from weakref import WeakKeyDictionary, ref

from mini.errors import Interrupted
from mini.run.script_run import ScriptRun

_OWNERS: Final[WeakKeyDictionary[threading.Thread, ref[ScriptRun]]] = WeakKeyDictionary()
_POOLS: Final = "concurrent.futures.thread"
_WAITING: Final = frozenset({"threading", "concurrent.futures._base", _POOLS})
_JOIN: Final = threading.Thread.join.__code__
_RESULTS: Final = frozenset({Future.result.__code__, Future.exception.__code__})


_LOOKING: Final = allocate_lock()


def note_owner(thread: threading.Thread, run: ScriptRun) -> None:
    """Remember the run that starts a thread."""
    _OWNERS[thread] = ref(run)


def owner() -> ScriptRun | None:
    """Give the run that has started the current thread, if it still exists."""
    found = _OWNERS.get(threading.current_thread())
    return None if found is None else found()


def leave_if_awaited() -> None:
    """Leave the current thread if an interrupted run waits for it, directly or not."""
    run = owner()
    if run is not None and run.interrupted and run.thread and not run.shields:
        frames = _frames()
        if _awaits(frames, run.thread, threading.get_ident()):
            raise Interrupted


def _frames() -> dict[int, FrameType]:
    """Look at all threads. Python before 3.11.5 hangs if a look for garbage comes between."""
    with _LOOKING:
        enabled = gc.isenabled()
        gc.disable()
        try:
            return sys._current_frames()
        finally:
            if enabled:
                gc.enable()


def _awaits(frames: dict[int, FrameType], waiting: int, wanted: int) -> bool:
    seen = set()
    while waiting != wanted:
        seen.add(waiting)
        found = _awaited(frames, frames.get(waiting))
        if found is None or found in seen:
            return False
        waiting = found
    return True


def _awaited(frames: dict[int, FrameType], frame: FrameType | None) -> int | None:
    """The number of the thread for which the code in a frame waits."""
    while frame is not None and frame.f_globals.get("__name__") in _WAITING:
        awaited = frame.f_locals.get("self")
        if frame.f_code is _JOIN:
            return getattr(awaited, "ident", None)
        if frame.f_code in _RESULTS:
            return next((id_ for id_, each in frames.items() if _computes(each, awaited)), None)
        frame = frame.f_back
    return None


def _computes(frame: FrameType | None, future: object) -> bool:
    """Say whether a thread of a pool computes this future just now."""
    while frame is not None:
        if frame.f_globals.get("__name__") == _POOLS and frame.f_code.co_name == "run":
            return getattr(frame.f_locals.get("self"), "future", None) is future
        frame = frame.f_back
    return False
