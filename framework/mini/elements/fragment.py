"""`fragment`: a part of the script that runs by itself when something in it changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar, overload

from mini.errors import ArgumentError
from mini.model.element import ContainerElement, encode
from mini.page.page import Fragment
from mini.run.context import FRAME, Frame, current
from mini.run.emit import put
from mini.run.widget import Key, author_key

P = ParamSpec("P")
R = TypeVar("R")

_UNITS = {
    name: size
    for names, size in (
        ("ms millisecond milliseconds", 0.001),
        ("s sec secs second seconds", 1.0),
        ("m min mins minute minutes", 60.0),
        ("h hour hours", 3600.0),
        ("d day days", 86400.0),
    )
    for name in names.split()
} | {"": 1.0}
_PART = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*")
_CLOCK = re.compile(r"\d+:\d\d:\d\d(\.\d+)?")


class FragmentElement(
    ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="fragment"
):
    """What one fragment shows; the browser draws its children in its place."""

    id: str


@overload
def fragment(func: Callable[P, R]) -> Callable[P, R]: ...
@overload
def fragment(
    func: None = None,
    *,
    run_every: float | timedelta | str | None = None,
    parallel: bool = False,
    key: Key | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def fragment(
    func: Callable[P, R] | None = None,
    *,
    run_every: float | timedelta | str | None = None,
    parallel: bool = False,
    key: Key | None = None,
) -> Any:
    """Make a function a part of the page that runs again by itself.

    A change of a widget in it runs this function only, with the arguments of its last call. With
    `run_every` (seconds, a `timedelta`, or a text such as `"5s"` or `"1m 30s"`) it also runs again
    and again while the page is open; with 0 it does not. `key` names it for `st.rerun("key")`.
    `parallel` is accepted; the runs of one session follow each other. Raises `ArgumentError`.

        import mini as st

        @st.fragment
        def counter():
            st.session_state.n = st.session_state.get("n", 0) + st.button("Count")
            st.write(st.session_state.n)

        counter()
    """
    if func is None:
        return lambda function: fragment_of(function, run_every, author_key("fragment", key))
    return fragment_of(func, run_every, author_key("fragment", key))


def fragment_of(
    function: Callable[P, R], run_every: float | timedelta | str | None, key: str | None
) -> Callable[P, R]:
    """Wrap a function so that each call of it becomes a fragment of the page."""
    every = seconds(run_every)
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        frame = current("fragment")
        number = frame.count(f"{frame.fragment}/{name}")
        id_ = f"{frame.fragment or ''}/{name}:{key if key is not None else number}"
        element = FragmentElement(id=id_)
        node = put(frame, element, encode(element), "&" + id_)
        inner = Frame(frame.run, node, frame.form, id_, frame, frame.recording)
        frame.run.page.fragments[id_] = Fragment(
            id_, lambda: function(*args, **kwargs), node, frame.form, key, every, frame.run.entry
        )
        if frame.recording is not None:
            frame.recording.fragment(id_, function, args, kwargs, (frame.form, key, every))
        FRAME.set(inner)
        try:
            return function(*args, **kwargs)
        finally:
            FRAME.set(frame)

    return called


def seconds(value: float | timedelta | str | None) -> float | None:
    """Read a time span: seconds, a `timedelta`, or a text such as `"1m 30s"`."""
    if value is None:
        return None
    if isinstance(value, timedelta):
        span: float | None = value.total_seconds()
    else:
        span = _spelled(value) if isinstance(value, str) else float(value)
    if span is not None and abs(span) < float("inf"):
        return span if span > 0 else None
    fix = 'It is a number of seconds, a timedelta, or a text such as "5s" or "1m 30s".'
    raise ArgumentError("fragment", "run_every", value, fix)


def _spelled(text: str) -> float | None:
    if _CLOCK.fullmatch(text):
        return sum(
            float(part) * size for part, size in zip(text.split(":"), (3600, 60, 1), strict=True)
        )
    total, at = 0.0, 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or part[2] not in _UNITS:
            return None
        total += float(part[1]) * _UNITS[part[2]]
        at = part.end()
    return total if text else None
