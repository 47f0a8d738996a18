"""The threads that runs go on: few, so that they do not fight, and more when runs take long.

A run that is older than `patience` gives up its slot and keeps its thread, so that a script that
waits or never ends starves no one. Tasks start in the order of their arrival; a session has one run
at a time, so that is turn by turn.

A script can replace what it likes in `threading` and `time`: what is needed here was taken before.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextvars import Context
from queue import SimpleQueue
from threading import Event, Lock, Thread, get_ident, stack_size
from time import monotonic, sleep
from typing import Final, NamedTuple

SLOTS: Final = 2
PATIENCE: Final = 0.01
MOST_THREADS: Final = 1000
STACK: Final = 64 * 1024 * 1024
"""Bytes of address space for a thread's calls; memory is taken as calls go deeper."""
_LOG = logging.getLogger("mini")
_start = Thread.start


def _nobody(threads: int) -> None:
    """Nobody wants to know that all threads are taken."""


class Task(NamedTuple):
    """Something to run, and who is told, by a call of what it returned, when its thread is free.

    `full` is called, at most once, with the number of threads where all that there may be are
    taken. The task goes on waiting.
    """

    body: Callable[[], Callable[[], None]]
    tell: Callable[[Callable[[], None]], None]
    full: Callable[[int], None] = _nobody


class Pool:
    """Runs tasks in the order of their arrival."""

    def __init__(
        self, slots: int = SLOTS, patience: float = PATIENCE, most: int = MOST_THREADS
    ) -> None:
        self._slots = slots
        self._patience = patience
        self._most = most
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._lock = Lock()
        self._threads = 0
        self._released: set[int] = set()
        self._started: dict[int, float] = {}
        self._waiting: dict[int, Task] = {}
        """Those that no thread has taken yet, and that have not heard that all are taken."""
        self._full = False
        self._closed = False
        self._process = os.getpid()
        self._watch = Event()
        self._watcher: Thread | None = None

    @property
    def threads(self) -> int:
        """How many threads there are."""
        return self._threads

    @property
    def busy(self) -> int:
        """How many threads do something."""
        return len(self._started)

    @property
    def waiting(self) -> int:
        """How many tasks wait for a thread."""
        return self._tasks.qsize()

    def submit(self, task: Task) -> None:
        """Run a task on one of the threads, in a context of its own."""
        self._waiting[id(task)] = task
        self._tasks.put(task)
        if self._threads < self._slots:
            self._grow()
        if not self._watch.is_set() and len(self._started) >= self._threads:
            self._watch.set()

    def close(self) -> None:
        """Let the threads end when their tasks do."""
        self._closed = True
        for _ in range(self._threads):
            self._tasks.put(None)
        self._watch.set()

    def _grow(self) -> bool:
        """Start one more thread, if there may be one; says whether the machine has none."""
        with self._lock:
            if self._closed or self._threads >= self._slots + len(self._released):
                return True
            self._threads += 1
            before = stack_size(STACK)
            try:
                _start(Thread(target=self._work, name="mini-run", daemon=True))
            except RuntimeError:  # the system gives no more
                self._threads -= 1
                return False
            finally:
                stack_size(before)
        if self._watcher is None:
            self._watcher = Thread(target=self._oversee, name="mini-pool", daemon=True)
            _start(self._watcher)
        return True

    def _work(self) -> None:
        me = get_ident()
        while (task := self._tasks.get()) is not None:
            self._started[me] = monotonic()
            self._waiting.pop(id(task), None)
            self._look_after_the_rest()
            after = Context().run(task.body)
            if os.getpid() != self._process:  # the script has called os.fork: this is the copy
                os._exit(0)
            del self._started[me]
            ends = self._release(me)
            task.tell(after)  # last: the loop wants the interpreter next
            del task, after  # an idle thread holds no session
            if ends:
                self._look_after_the_rest()
                return
        with self._lock:
            self._threads -= 1

    def _look_after_the_rest(self) -> None:
        """Wake the watcher for what `submit` may have left to this thread, taking it for idle."""
        if not (self._tasks.empty() or self._watch.is_set()):
            self._watch.set()

    def _release(self, me: int) -> bool:
        """A thread that gave up its slot ends with its task, unless it is needed."""
        if me not in self._released:
            return False
        with self._lock:
            self._released.discard(me)
            if self._threads <= self._slots + len(self._released):
                return False
            self._threads -= 1
            return True

    def _oversee(self) -> None:
        while not self._closed:
            self._watch.wait()
            while not (self._tasks.empty() or self._closed):
                sleep(self._patience / 2)
                self._free_slots()
            self._full = False
            self._watch.clear()
            if not self._tasks.empty():  # came between the last look and the clearing
                self._watch.set()

    def _free_slots(self) -> None:
        if len(self._started) < self._threads:  # who is idle takes what waits
            self._full = False
            return
        now, wanted = monotonic(), self._tasks.qsize()
        for thread, since in list(self._started.items()):
            if thread in self._released or now - since < self._patience:
                continue
            if not wanted:
                return
            wanted -= 1
            if self._threads >= self._most:
                self._is_full()
                return
            self._released.add(thread)
            if not self._grow():
                self._released.discard(thread)
                self._is_full()
                return
        if self._full:
            self._is_full()

    def _is_full(self) -> None:
        """Say that what waits now has to wait for the end of what goes on."""
        if not self._full:
            self._full = True
            _LOG.error(
                "%d script runs go on at once, which is as many as there can be, and more wait. A "
                "script that never ends keeps its thread: look for endless loops.", self._threads,
            )  # fmt: skip
        for key in list(self._waiting):
            task = self._waiting.pop(key, None)
            if task is not None:
                task.tell(lambda task=task: task.full(self._threads))  # type: ignore[misc]
