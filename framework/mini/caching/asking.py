"""What is known of one call of a cached function, and of its computation."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from copy import copy
from typing import Any, Final, NamedTuple

from mini.elements.spinner import Spinning
from mini.memo.cache import Called, Results
from mini.memo.decisions import Step
from mini.memo.describe import thaw
from mini.memo.flight import Flight
from mini.memo.store import Leaf
from mini.page.page import Page
from mini.run.context import Frame
from mini.run.log import Log
from mini.run.reads import Read, Unreadable
from mini.run.recorder import Recorder
from mini.run.script_run import ScriptRun
from mini.run.uploaded_file import UploadedFile

LED: Final[ContextVar[tuple[Flight, ...]]] = ContextVar("mini_led", default=())
"""The computations that the code of this context leads, the innermost last."""
SPINS: Final[ContextVar[bool]] = ContextVar("mini_spins", default=False)
"""Whether a spinner is shown for a call around this one."""


class Entry(NamedTuple):
    """What this process has decoded of a leaf."""

    log: Log | None
    value: Any = None
    plain: bool = False
    """The value is all there is: no log, and it is in the leaf."""


class Asked(NamedTuple):
    """One call: its key, what it was given, and where it stands."""

    key: bytes
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    frame: Frame | None
    results: Results

    def peek(self, read: Read) -> bytes:
        """See what a read would give now."""
        if self.frame is None:
            raise Unreadable("there is no script run")
        return read.now(self.frame)

    def call(self, function: Callable[..., Any]) -> Any:
        """Call the function itself.

        Uploads that it is given are its own: what it reads of them leaves the caller's where it
        was, as a hit does.
        """
        kwargs = {name: _own(value) for name, value in self.kwargs.items()}
        return function(*map(_own, self.args), **kwargs)


def _own(value: Any) -> Any:
    if type(value) is UploadedFile:
        return copy(value)
    if type(value) in {list, tuple} and any(type(each) is UploadedFile for each in value):
        return type(value)(_own(each) for each in value)
    return value


class Failed(NamedTuple):
    """What another's computation failed with, and what it did before."""

    error: Exception
    log: Log | None
    path: list[Step]


class Work(NamedTuple):
    """A computation that goes on."""

    asked: Asked
    flight: Flight
    recorder: Recorder | None
    started: float
    called: Called
    led: tuple[Flight, ...]


def decode(leaf: Leaf) -> Entry:
    """Give what a leaf holds beside its value; raises `Stale`."""
    log = thaw(leaf.log())
    entry = leaf.live = Entry(log, None, log is None)
    return entry


def aside(frame: Frame | None, function: Callable[..., Any]) -> Frame:
    """Make a frame on a page that nobody sees, with the session's values if there is one."""
    page = Page()
    page.tree.begin()
    if frame is not None:
        page.widgets = frame.run.widgets.copy()
    run = ScriptRun(page, 0)
    names = function.__globals__
    run.names = names if names.get("__name__") == "__main__" else None
    root = page.tree.roots[1]
    return Frame(run, root, *((frame.form, frame.fragment) if frame is not None else ()))


class Spin(Spinning):
    """The one spinner of nested calls."""

    __slots__ = ("_token",)

    def __enter__(self) -> None:
        self._token = SPINS.set(True)
        super().__enter__()

    def __exit__(self, *error: Any) -> None:
        SPINS.reset(self._token)
        super().__exit__(*error)
