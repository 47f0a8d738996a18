"""What a served process changes in Python itself, so that no script harms the sessions of others.

All sessions share one process. What belongs to the process, and not to a script, is changed here,
in one table, and put back when the app is closed.
"""

from __future__ import annotations

import builtins
import gc
import logging
import os
import sys
import threading
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from typing import Any, Final

from mini.elements.uncaught import in_a_thread, logged_text
from mini.errors import PlacementError, RunEnded
from mini.run.context import FRAME
from mini.run.script_run import PENDING, ScriptRun
from mini.run.threads import note_owner, owner
from mini.session.garbage import is_put_off
from mini.session.terminal import Terminal

DEEPEST: Final = 20_000
"""Calls in each other that the stack of a run's thread bears, whatever they are."""
_LOG = logging.getLogger("mini")
_DEBUGS: Final = frozenset({"cmd", "pdb", "code"})
"""Modules that ask the developer, who sits at the terminal."""
_NO_INPUT: Final = (
    "`input()` asks in the terminal of the server, where no user of this page is. Ask on the page, "
    "for example with `st.text_input` or `st.chat_input`."
)
_NO_DEBUGGER: Final = (
    "A debugger, such as `breakpoint()`, asks in the terminal of the server, which has none or is "
    "started with --production. Take it out, or start `mini run` in a terminal."
)


class House:
    """The rules of one process, while it serves an app."""

    def __init__(self, *, development: bool = True) -> None:
        self._development = development
        self._before: list[tuple[Any, str, Any, Any]] = []
        self._told: set[str] = set()
        self._folder = ""
        self._moved = False
        """Whether a script may be in another folder now. To ask the system each time takes long."""
        self._interval = 0.0
        self._builtins: dict[str, Any] = {}
        self._lists: dict[str, list[Any]] = {}

    def open(self) -> None:
        """Let the rules hold."""
        if isinstance(sys.stdout, TextIOWrapper):  # a log file shows each line when it is printed
            sys.stdout.reconfigure(line_buffering=True)
        rules: list[tuple[Any, str, Callable[[Any], Any]]] = [
            (threading.Thread, "start", _owned),
            (threading, "excepthook", _discreet),
            (sys, "unraisablehook", _scrubbed),
            (sys, "setrecursionlimit", self._bounded),
            (builtins, "input", self._asking),
            (os, "chdir", self._moving),
            (os, "fchdir", self._moving),
            (sys, "stdout", Terminal),
            (sys, "stderr", Terminal),
        ]
        for place, name, make in rules:
            if not hasattr(place, name):  # no system has all of `os`
                continue
            before = getattr(place, name)
            after = make(before)
            setattr(place, name, after)
            self._before.append((place, name, before, after))
        self._folder, self._interval = _folder(), sys.getswitchinterval()
        self._builtins = dict(builtins.__dict__)
        self._lists = {name: list(getattr(sys, name)) for name in ("path", "meta_path")}
        if not _FORKS:
            os.register_at_fork(after_in_child=_forked)
            _FORKS.append(True)

    def close(self) -> None:
        """Put back what nobody else has changed since."""
        for place, name, before, after in reversed(self._before):
            if getattr(place, name) is after:
                setattr(place, name, before)
        self._before = []

    def tidy(self) -> None:
        """After a run: put back what all sessions need, and say so once."""
        names = builtins.__dict__
        if names != self._builtins and not self._builtins.items() <= names.items():
            names.update(self._builtins)  # before all else: what is called here may be broken
            self._say("replaced a builtin function", "It was put back.")
        for name, wanted in self._lists.items():
            now = getattr(sys, name, None)
            kept = now if isinstance(now, list) else []
            missing = [each for each in wanted if each not in kept]
            if missing:
                setattr(sys, name, [*kept, *missing])
                self._say(f"taken something out of sys.{name}", "It was put back.")
        for place, name, _, after in self._before:
            if place is sys and name in {"stdout", "stderr"} and getattr(sys, name) is None:
                setattr(sys, name, after)
                self._say(f"set sys.{name} to None", "It was put back.")
        if sys.getswitchinterval() != self._interval:
            sys.setswitchinterval(self._interval)
            self._say("called sys.setswitchinterval", "It was put back.")
        if not (gc.isenabled() or is_put_off()):
            gc.enable()
            self._say("called gc.disable", "It was enabled again.")
        if self._moved:
            self._moved = False
            self._say_where()

    def _say_where(self) -> None:
        folder = _folder()
        if folder != self._folder:
            before, self._folder = self._folder, folder
            self._say(
                f"changed the working directory from {before} to {folder or 'one that is gone'}",
                "Files that are named without their folder are looked for there now, in every "
                "session: name them by `Path(__file__).parent` instead.",
            )

    def _say(self, what: str, then: str) -> None:
        kind = what.partition(" from ")[0]
        if kind not in self._told:
            self._told.add(kind)
            _LOG.warning("A script has %s, which all sessions share. %s", what, then)

    def _bounded(self, set_limit: Callable[[int], None]) -> Callable[[int], None]:
        def setrecursionlimit(limit: int, /) -> None:
            if limit > DEEPEST:
                self._say(
                    f"asked for a recursion limit of {limit}",
                    f"It got {DEEPEST}: deeper calls could end the process.",
                )
                limit = DEEPEST
            set_limit(limit)

        return setrecursionlimit

    def _moving(self, change: Callable[..., None]) -> Callable[..., None]:
        @wraps(change)
        def moving(*args: Any, **kwargs: Any) -> None:
            try:
                change(*args, **kwargs)
            finally:
                self._moved = True

        return moving

    def _asking(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def asking(*args: Any) -> Any:
            debugs = sys._getframe(1).f_globals.get("__name__") in _DEBUGS
            if FRAME.get() is None or (debugs and self._development and _has_terminal()):
                return ask(*args)
            raise PlacementError(_NO_DEBUGGER if debugs else _NO_INPUT)

        return asking


_FORKS: Final[list[bool]] = []


def _owned(start: Callable[[threading.Thread], None]) -> Callable[[threading.Thread], None]:
    def started(self: threading.Thread) -> None:
        """Start the thread's activity."""
        run = _of_run()
        if run is not None:
            note_owner(self, run)
        start(self)

    return started


def _of_run() -> ScriptRun | None:
    """The run that the current thread belongs to, if any."""
    frame = FRAME.get()
    return owner() if frame is None else frame.run


def _discreet(hook: Callable[[Any], None]) -> Callable[[Any], None]:
    def excepthook(args: Any, /) -> None:
        run = _of_run()
        if run is None or args.exc_value is None:
            hook(args)
        elif not issubclass(args.exc_type, RunEnded | SystemExit):
            in_a_thread(args.exc_value, run.page.name, run.number)

    return excepthook


def _scrubbed(hook: Callable[[Any], None]) -> Callable[[Any], None]:
    def unraisablehook(args: Any, /) -> None:
        if _of_run() is None or args.exc_value is None:
            hook(args)
        else:  # to the terminal, which is bounded: there can be very many
            print(f"Exception ignored:\n{logged_text(args.exc_value)}", file=sys.stderr)

    return unraisablehook


def _forked() -> None:
    """A copy of the process has no page: what it shows is an error, and it ends with its run."""
    FRAME.set(None)
    PENDING.up = 0


def _folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109  a path costs more
    except OSError:
        return ""


def _has_terminal() -> bool:
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # a script has closed it
        return False
