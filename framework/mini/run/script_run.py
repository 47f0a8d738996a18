"""One script run, as the code that it executes sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from mini.errors import Interrupted
from mini.page.aside import Aside
from mini.page.node import Node
from mini.page.page import Page


class Pending:
    """How many runs are to be left at their next checkpoint: what loops look at, for 13 ns."""

    __slots__ = ("_lock", "up")

    def __init__(self) -> None:
        self.up = 0
        self._lock = threading.Lock()

    def change(self, by: int) -> None:
        """Count one more, or one less: from the loop's thread, and from those of runs."""
        with self._lock:
            self.up += by


PENDING: Final = Pending()


Part = tuple[Any, dict[str, Any]]


def _no_part(path: Path) -> Part:
    raise FileNotFoundError(path)


def _nothing() -> None:
    """Who was told once has gone."""


class ScriptRun:
    """One run over the whole script or some fragments, with the page that it writes to."""

    __slots__ = (
        "__weakref__", "aside", "attached", "attention", "calls", "ended", "entry", "full",
        "interrupted", "names", "number", "offered", "on_aside", "on_callbacks", "on_late",
        "on_trigger", "page", "part", "scope", "script", "shields", "shown", "takes_over",
        "thread", "tree", "wakes", "widgets", "written",
    )  # fmt: skip

    def __init__(
        self, page: Page, number: int, scope: frozenset[str] | None = None, entry: str = "",
    ) -> None:  # fmt: skip
        self.page = page
        self.tree = page.tree
        self.widgets = page.widgets
        self.number = number
        self.scope = scope
        self.entry = entry
        self.on_trigger: Callable[[], None] = lambda: None
        """Called when a trigger is read, or a callback is about to be called."""
        self.on_late: Callable[[], None] = lambda: None
        self.on_callbacks: Callable[[], None] = lambda: None
        """Called when the callbacks are over."""
        self.on_aside: Callable[[], None] = lambda: None
        self.aside: Aside | None = None
        self.attention = False
        self.interrupted = False
        self.attached = False
        """Whether threads of the script may show something in this run."""
        self.ended = False
        self.thread = 0
        """The number of the thread that it is on; 0: none."""
        self.shields = 0
        self.shown = self.written = 0
        """Elements and bytes since it was last counted what the page holds."""
        self.full: tuple[int, int] | None = None
        """How many elements and bytes the page had when it had too much."""
        self.wakes: set[Callable[[], None]] = set()
        self.calls: dict[str, int] = {}
        self.names: dict[str, Any] | None = None
        self.script = Path()
        """The entry script; paths of pages start in its folder."""
        self.part: Callable[[Path], Part] = _no_part
        """Gives the compiled file of a page, and the names that it starts with."""
        self.takes_over: Callable[[], None] | None = None
        """Called where the script itself turns out to call `navigation`."""
        self.offered: Any = None
        """The page that `navigation` gave, until it has run."""

    def interrupt(self) -> None:
        """Ask the run to leave at its next checkpoint."""
        if not self.interrupted:
            self.interrupted = self.attention = True
            PENDING.change(1)
            for wake in list(self.wakes):
                wake()

    def go_on(self) -> None:
        """Take an interruption back that the run has not noticed."""
        if self.interrupted:
            self.interrupted = self.attention = False
            PENDING.change(-1)

    def step_aside(self, segments: list[Node]) -> Aside:
        """Go on for others, away from the session: what the run writes it writes to copies."""
        page, tree = self.page, self.tree
        with tree.lock:
            tree.still()
            self.aside = Aside(tree, segments)
            self.page = page.aside(self.aside.tree)
            self.tree, self.widgets = self.aside.tree, self.page.widgets
            tree.finish(complete=False)
            page.widgets.finish(False, self.scope)
        self.interrupted = self.attention = False
        PENDING.change(-1)
        self.on_aside()
        return self.aside

    def over(self) -> None:
        """The run has been left; threads that it has started may go on."""
        self.ended = self.attention = True
        self.thread = 0

    def forget(self) -> None:
        """Let go of whom it would have told: they know it, and nothing is freed in such a ring."""
        self.on_trigger = self.on_callbacks = self.on_aside = _nothing
        self.part, self.takes_over = _no_part, None

    def settle(self) -> None:
        """Nothing is to look any more whether it should leave this run."""
        if self.interrupted:
            PENDING.change(-1)

    def checkpoint(self) -> None:
        """Leave the run if it was asked to, but never inside a `finally`."""
        if self.interrupted and not self.shields:
            raise Interrupted
        if self.ended:
            self.on_late()

    def count(self, name: str) -> int:
        """Count the calls of something in this run, from 0."""
        number = self.calls.get(name, 0)
        self.calls[name] = number + 1
        return number


@contextmanager
def shielded(run: ScriptRun | None) -> Iterator[None]:
    """Let a `finally` of the script run to its end."""
    if run is None:
        yield
        return
    run.shields += 1
    try:
        yield
    finally:
        run.shields -= 1
