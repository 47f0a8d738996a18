"""The one ContextVar: where in which run, and in which container, the code stands."""

from __future__ import annotations

import sys
import threading
from contextlib import AbstractContextManager
from contextvars import ContextVar
from types import FrameType
from typing import Any, Final, Protocol
from weakref import WeakSet

from mini.errors import NoRunContextError
from mini.memo.decisions import Step
from mini.model.element import Element
from mini.page.node import Node
from mini.page.widgets import Widget
from mini.run.script_run import ScriptRun, shielded
from mini.run.threads import leave_if_awaited


class Recording(Protocol):
    """What a command tells of what it does, while a cached function runs for the first time."""

    def enter(self, node: Node, named: bool) -> Node:
        """Give the node that stands for a place in what is recorded; `named` as in `Frame`."""

    def replaced(
        self, node: Node, element: Element, data: bytes, key: str | None, payload: Any
    ) -> None:
        """An element was put in the place of a leaf."""

    def updated(self, node: Node, element: Element) -> None:
        """An element was changed."""

    def event(self, node: Node, element: Element, new: bool) -> None:
        """An event was shown, or changed."""

    def draws(self) -> None:
        """A widget is about to get its id."""

    def drew(
        self, widget: Widget, element: Any, data: bytes, wire: Any, bound: bool, known: Any = None
    ) -> None:
        """A widget was drawn, with this wire value; `known` says how its callback is found."""

    def read(self, kind: str, name: Any = None, value: Any = None) -> None:
        """Something of the session was looked at."""

    def take_over(self, path: list[Step], place: Node) -> None:
        """A call inside, made in `place`, came from the cache, having looked at these."""

    def before(self) -> None:
        """Something of the session is about to be changed."""

    def wrote(self, kind: str, name: Any, value: Any = None) -> None:
        """Something of the session was changed."""

    def counted(self, name: str) -> None:
        """Something is about to be numbered in this run."""

    def fragment(
        self, id_: str, function: Any, args: Any, kwargs: Any, told: Any, known: Any = None
    ) -> None:
        """A fragment was made; `known` says how its function is found."""

    def carries_on(self) -> bool:
        """The run is to be left: go on, away from the session, if others wait for the result."""

    def holds(self, node: Node | None) -> bool:
        """Say whether a node is inside of what the function has shown."""

    def spoil(self, reason: str) -> None:
        """This run of the function is for nobody else."""


class Frame:
    """Where code stands: the run, the container that is open, its form, fragment and recording.

    `named` says that the container was named by a handle, such as `with box:`; else it is the one
    that was open.
    """

    __slots__ = ("form", "fragment", "named", "node", "outer", "recording", "run")

    def __init__(
        self, run: ScriptRun, node: Node, form: str | None = None, fragment: str | None = None,
        outer: Frame | None = None, recording: Recording | None = None,
    ) -> None:  # fmt: skip
        self.run = run
        self.node = node
        self.form = form
        self.fragment = fragment
        self.outer = outer
        self.recording = recording
        self.named = False

    def count(self, name: str) -> int:
        """Count the calls of something in this run, from 0."""
        if self.recording is not None:
            self.recording.counted(name)
        return self.run.count(name)


FRAME: Final[ContextVar[Frame | None]] = ContextVar("mini_frame", default=None)
RECORDINGS: Final[WeakSet[Any]] = WeakSet()
"""The recordings that are open in this process."""


def current(command: str) -> Frame:
    """Give the frame of the calling code; `command` names the caller in the error.

    Raises `NoRunContextError` where no script run is going on.
    """
    frame = FRAME.get()
    if frame is None:
        name = _called(command)
        for recording in list(RECORDINGS):
            recording.spoil(f"A thread without a context called `{name}` meanwhile.")
        raise NoRunContextError(name)
    if frame.run.attention:
        look_up(frame)
    return frame


def look_up(frame: Frame) -> None:
    """Leave the run if it was asked to; unless others wait for what it computes just now."""
    run, recording = frame.run, frame.recording
    if run.interrupted and not run.shields and recording is not None and recording.carries_on():
        return
    run.checkpoint()


def _called(command: str) -> str:
    """Name the command that the author called, which may go by another name than its element."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and str(frame.f_globals.get("__name__", "")).startswith("mini."):
        name = frame.f_code.co_name
        if str(frame.f_globals["__name__"]).startswith("mini.elements.") and name.isidentifier():
            command = name if not name.startswith("_") else command
        frame = frame.f_back
    return command


def checkpoint() -> bool:
    """Leave the run here if something newer waits. Called in the loops of the app's files."""
    frame = FRAME.get()
    if frame is None:
        leave_if_awaited()
    elif frame.run.interrupted:
        look_up(frame)
    return True


def shield() -> AbstractContextManager[None]:
    """Let what follows run to its end. Wraps every `finally` of the app's files."""
    frame = FRAME.get()
    return shielded(None if frame is None else frame.run)


def get_script_run_ctx() -> Frame | None:
    """Give the context of this thread's script run, or None; to be handed to another thread."""
    return FRAME.get()


def add_script_run_ctx(
    thread: threading.Thread | None = None, ctx: Frame | None = None
) -> threading.Thread:
    """Attach a thread to the script run, so that it may emit elements.

    `thread` is one that has not been started (default: the current thread), `ctx` comes from
    `get_script_run_ctx` (default: the context of the caller). Returns the thread.

        import threading
        import mini as st

        worker = st.add_script_run_ctx(threading.Thread(target=lambda: st.write("hello")))
        worker.start()
        worker.join()
    """
    frame = ctx if ctx is not None else FRAME.get()
    if thread is None or thread is threading.current_thread():
        FRAME.set(frame)
        return thread or threading.current_thread()
    run = thread.run
    if frame is not None:
        frame.run.attached = True

    def attached() -> None:
        FRAME.set(frame)
        run()

    thread.run = attached  # type: ignore[method-assign]
    return thread
