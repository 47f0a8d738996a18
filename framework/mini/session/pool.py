"""The threads that runs go on: few, so that they do not fight, and more when runs take long.

A run that is older than `patience` gives up its slot and keeps its thread, so that a script that
waits or never ends starves no one.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextvars import Context
from queue import SimpleQueue
from typing import Final, NamedTuple

SLOTS: Final = 2
PATIENCE: Final = 0.01
MOST_THREADS: Final = 1000
_LOG = logging.getLogger("mini")


class Task(NamedTuple):
    """Something to run, and who is told, by a call of what it returned, when its thread is free."""

    body: Callable[[], Callable[[], None]]
    tell: Callable[[Callable[[], None]], None]


class Pool:
    """Runs tasks in the order of their arrival."""

    def __init__(self, slots: int = SLOTS, patience: float = PATIENCE) -> None:
        self._slots = slots
        self._patience = patience
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        self._released: set[int] = set()
        self._started: dict[int, float] = {}
        self._closed = False
        self._watch = threading.Event()
        self._watcher: threading.Thread | None = None

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

    def _grow(self) -> None:
        with self._lock:
            if self._closed or self._threads >= self._slots + len(self._released):
                return
            self._threads += 1
        threading.Thread(target=self._work, name="mini-run", daemon=True).start()
        if self._watcher is None:
            self._watcher = threading.Thread(target=self._oversee, name="mini-pool", daemon=True)
            self._watcher.start()

    def _work(self) -> None:
        me = threading.get_ident()
        while (task := self._tasks.get()) is not None:
            self._started[me] = time.monotonic()
            self._look_after_the_rest()
            after = Context().run(task.body)
            del self._started[me]
            ends = self._release(me)
            task.tell(after)  # last: the loop wants the interpreter next
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
                time.sleep(self._patience / 2)
                self._free_slots()
            self._watch.clear()
            if not self._tasks.empty():  # came between the last look and the clearing
                self._watch.set()

    def _free_slots(self) -> None:
        now = time.monotonic()
        for thread, since in list(self._started.items()):
            if thread in self._released or now - since < self._patience:
                continue
            if self._threads >= MOST_THREADS:
                _LOG.error(
                    "%d script runs go on at once, and more wait. A script that never ends keeps a "
                    "thread: look for endless loops.", self._threads,
                )  # fmt: skip
                return
            self._released.add(thread)
            self._grow()
