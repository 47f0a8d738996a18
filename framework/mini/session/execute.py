"""A script run from its first line to its end, whatever that is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import perf_counter
from types import FunctionType
from typing import Any, Literal

from mini.elements.uncaught import uncaught
from mini.errors import Interrupted, RerunRequested, RunEnded, Stopped, SwitchRequested
from mini.model.message import ScriptState
from mini.page.lifecycle import Request
from mini.page.node import Node
from mini.page.page import Fragment
from mini.page.routes import missing
from mini.page.tree import Tree
from mini.page.widgets import Widget
from mini.run.configured import begin_run
from mini.run.context import FRAME, Frame
from mini.run.offer import offer_folder
from mini.run.script_run import ScriptRun
from mini.session.endings import ENDINGS, REPAIRS
from mini.session.script import Script

_LOG = logging.getLogger("mini")
OF_A_PAGE = ("title", "icon", "layout", "sidebar", "menu")
"""The facts that do not outlive the page that has told them."""
OF_A_RUN = ("logo",)
"""The facts that each run has to tell again."""


How = Literal["finished", "failed", "stopped", "rerun", "interrupted", "aside", "broken"]


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what it wants next."""

    how: How = "finished"
    """`aside`: it goes on for others who wait for what it computes; `broken`: a fault of ours."""
    number: int = 0
    """The number of the run in its session."""
    seconds: float = 0.0
    state: ScriptState = "notRunning"
    complete: bool = True
    """Everything was emitted that will be: what is stale can go."""
    clean: bool = True
    """The last line was reached: widgets that were not drawn are forgotten."""
    again: Request | None = None

    @staticmethod
    def broken() -> Outcome:
        """The outcome of a run that the framework itself could not finish."""
        return Outcome("broken", complete=False, clean=False)

    @staticmethod
    def aside() -> Outcome:
        """The outcome of a run that its session has left."""
        return Outcome("aside", complete=False, clean=False)


def execute(run: ScriptRun, request: Request, script: Script) -> Outcome:
    """Run the callbacks, then the script or the fragments of the scope."""
    began = perf_counter()
    outcome = _execute(run, request, script)
    return replace(outcome, number=run.number, seconds=perf_counter() - began)


def _execute(run: ScriptRun, request: Request, script: Script) -> Outcome:
    page, tree, widgets = run.page, run.tree, run.widgets
    begin_run(page)
    if request.going is not None:
        page.go(request.going)
    fragments = _scope(run)
    widgets.begin()
    with tree.lock:
        for id_, value in request.values.items():
            if id_ in widgets.known:
                tree.adopt_value(id_, value)
        page.seen = max(page.seen, request.cseq)
    changed = widgets.apply(request.values, request.fired)
    kept = dict(page.fragments)
    _begin(run, fragments)
    root = tree.roots[1]
    FRAME.set(Frame(run, root))
    called = [widget for widget in changed if widget.callback is not None]
    outcome = _guarded(run, root, lambda: _callbacks(run, called)) if called else Outcome()
    if outcome.clean:
        run.on_callbacks()
        if fragments is not None and run.scope is None:  # a callback wants the whole script
            fragments = None
            _begin(run, None)
        outcome = _whole(run, root, script) if fragments is None else _fragments(run, fragments)
    for ending in ENDINGS:
        ending(run)
    if run.aside is not None:  # the session has gone on long ago
        return outcome
    if not outcome.clean:
        page.fragments = _still_there(run, kept) | page.fragments
    _finish(run, outcome)
    return outcome


def _call(body: Callable[[], Outcome]) -> Outcome:
    return body()


def named(page: str, run: ScriptRun) -> Callable[[Callable[[], Outcome]], Outcome]:
    """Give what calls a function from a frame that says whose run it is.

    A stack that is written while nothing of Python can run says no more than its frames do.
    """
    file, name = f"mini: session {page[:8]}", f"run_{run.number}"
    code = _call.__code__.replace(co_filename=file, co_name=name, co_qualname=name)
    return FunctionType(code, globals())


def broken(error: BaseException) -> None:
    """Log what the framework itself could not bear; the session goes on."""
    sentence = "A script run broke in the framework itself; please report this."
    try:
        _LOG.error(sentence, exc_info=error)
    except Exception as worse:  # noqa: BLE001  errors of an app may refuse to be looked at
        _LOG.error("%s (%s, and then %s)", sentence, type(error).__name__, type(worse).__name__)


def _begin(run: ScriptRun, fragments: list[Fragment] | None) -> None:
    page = run.page
    nodes = None if fragments is None else [fragment.node for fragment in fragments]
    with run.tree.lock:
        run.tree.begin(nodes, foreign=page.whereabouts.moving)
    if fragments is None:
        page.fragments, page.told = {}, set()


def _still_there(run: ScriptRun, fragments: dict[str, Fragment]) -> dict[str, Fragment]:
    """The fragments of a run before that are of the entry script or of the page that is open."""
    here = run.page.whereabouts.here
    entries = {"", here.prefix if here is not None else ""}
    return {id_: each for id_, each in fragments.items() if each.entry in entries}


def _scope(run: ScriptRun) -> list[Fragment] | None:
    """The fragments to run; the whole script where one of them is gone."""
    if run.scope is None:
        return None
    known = run.page.fragments
    wanted = {id_: known[id_] for id_ in run.scope if id_ in known}
    with run.tree.lock:
        found = [fragment for _, fragment in _standing(wanted, run.tree)]
    if len(found) < len(run.scope):
        run.scope = None
        return None
    return found


def _heir(node: Node) -> Node:
    while node.heir is not None:
        node = node.heir
    return node


def _callbacks(run: ScriptRun, called: list[Widget]) -> None:
    for widget in called:
        assert widget.callback is not None
        run.on_trigger()
        try:
            with _callback_of(run, widget):
                widget.callback(*widget.args, **widget.kwargs)
        except RerunRequested as request:
            run.page.widgets.fired = {}  # the run that was asked for is not the one of the click
            if request.fragments is None:
                run.scope = None
            if isinstance(request, SwitchRequested):
                run.page.go(request.going)


@contextmanager
def _callback_of(run: ScriptRun, widget: Widget) -> Iterator[None]:
    before = FRAME.get()
    fragment = run.page.fragments.get(widget.fragment or "")
    if fragment is not None and run.scope is not None:
        FRAME.set(Frame(run, fragment.node, None, fragment.id))
    try:
        yield
    finally:
        FRAME.set(before)


def _whole(run: ScriptRun, root: Node, script: Script) -> Outcome:
    outcome = _guarded(run, root, lambda: _script(run, script))
    page, whereabouts = run.page, run.page.whereabouts
    if outcome.clean and "navigation" not in page.told:
        page.forget_facts(("navigation",))
        if whereabouts.wish is not None and not script.navigates:
            page.set_fact("missing", missing(whereabouts.wish))
            page.set_fact("path", "")
            whereabouts.wish = None
    return outcome


def _script(run: ScriptRun, script: Script) -> None:
    code = script.code()
    files = [] if script.navigates else script.files()
    if files:
        run.takes_over = script.takes_over
        offer_folder(files).run()
        return
    run.names = script.names()
    exec(code, run.names)


def _fragments(run: ScriptRun, fragments: list[Fragment]) -> Outcome:
    outcome = Outcome()
    for fragment in fragments:
        run.entry = fragment.entry
        FRAME.set(Frame(run, fragment.node, fragment.form, fragment.id))
        outcome = _guarded(run, fragment.node, fragment.call)
        if not outcome.complete:
            break
    return outcome


def _guarded(run: ScriptRun, root: Node, body: Callable[[], Any]) -> Outcome:
    """Run a part of the app; its errors are shown where it would have gone on."""
    frame = FRAME.get()
    try:
        try:
            body()
        finally:
            for repair in REPAIRS:
                repair()
    except Stopped:
        return Outcome("stopped", clean=False)
    except RerunRequested as request:
        going = request.going if isinstance(request, SwitchRequested) else None
        again = Request(fragments=request.fragments, reason="rerun", going=going)
        return Outcome("rerun", complete=False, clean=False, again=again)
    except (Interrupted, RunEnded):
        return Outcome("interrupted", complete=False, clean=False)
    except BaseException as error:  # noqa: BLE001  whatever a script does, its page shows it
        FRAME.set(Frame(run, root, None, None if frame is None else frame.fragment))
        run.shields += 1
        run.shown = run.written = 0  # there is room for the error
        uncaught(error)
        compiled = run.names is not None or run.scope is not None
        broken = isinstance(error, SyntaxError) and not compiled
        state: ScriptState = "compilationError" if broken else "notRunning"
        return Outcome("failed", state=state, clean=False)
    return Outcome()


def _standing(fragments: dict[str, Fragment], tree: Tree) -> Iterator[tuple[str, Fragment]]:
    """The fragments that are on the page, each with its node there."""
    for id_, fragment in fragments.items():
        heir = _heir(fragment.node)
        node = heir if tree.holds(heir) else tree.find("&" + id_)
        if node is not None:
            fragment.node = node
            yield id_, fragment


def _finish(run: ScriptRun, outcome: Outcome) -> None:
    tree, widgets = run.tree, run.widgets
    with tree.lock:
        tree.finish(outcome.complete)
        widgets.finish(outcome.clean, run.scope, run.page.whereabouts.name)
        for id_ in widgets.take_resets():
            tree.reset_value(id_)
        if outcome.clean and run.scope is None:
            run.page.forget_facts(OF_A_RUN)
        if outcome.clean:
            run.page.fragments = dict(_standing(run.page.fragments, tree))
    if outcome.complete and run.page.whereabouts.moving:
        run.page.whereabouts.moving = False
        run.page.forget_facts(OF_A_PAGE)
