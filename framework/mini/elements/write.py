"""`write`: shows anything, each thing in its own way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Mapping, MappingView
from inspect import cleandoc, signature
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, Final

from mini.elements.code import code
from mini.elements.dataframe import dataframe
from mini.elements.exception import exception
from mini.elements.markdown import markdown
from mini.run import frames
from mini.run.container import Container, command

_SCALARS: Final = frozenset({int, float, bool, type(None), complex, bytes})
_TICKS: Final = re.compile("`+")
_THINGS: Final = (type, FunctionType, BuiltinFunctionType, MethodType, ModuleType)
_CO_GENERATOR: Final = 0x20


@command
def write(*args: Any, unsafe_allow_html: bool = False) -> None:
    r"""Show things, each in its own way.

    Texts are Markdown, and those that follow each other make one paragraph with numbers and other
    values, which are shown as `code`. Tables of any library are shown as `dataframe`, dicts and
    lists as JSON, exceptions as `exception`, functions, classes and modules by their signature and
    docstring; a generator is written as it goes on, and an object
    with `_repr_html_` is shown so if `unsafe_allow_html=True`, which also lets HTML in texts pass.

        import mini as st

        st.write("The answer is", 42, {"question": None})
    """
    words: list[str] = []
    for arg in args:
        show = None if type(arg) in _SCALARS else _way(arg, unsafe_allow_html)
        if show is None:
            words.append(arg if isinstance(arg, str) else _ticked(str(arg)))
            continue
        _flush(words, unsafe_allow_html)
        show(arg)
    _flush(words, unsafe_allow_html)


def _flush(words: list[str], html: bool) -> None:
    if words:
        markdown(" ".join(words), html)
        words.clear()


def _way(value: Any, html: bool) -> Callable[[Any], Any] | None:
    """Find the command that shows a value; None if it is shown among the words."""
    if isinstance(value, str):
        return None
    if html and not frames.is_table(value) and callable(getattr(value, "_repr_html_", None)):
        return _html
    return next((show for fits, show in _WAYS if fits(value)), None)


def _ticked(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in _TICKS.findall(text)), default=0))
    space = " " if len(fence) > 1 else ""
    return f"{fence}{space}{text}{space}{fence}"


def _html(value: Any) -> None:
    markdown(value._repr_html_(), unsafe_allow_html=True)


def _json(value: Any) -> None:
    value = value._asdict() if hasattr(value, "_asdict") else value
    if isinstance(value, Mapping):
        value = dict(value)
    elif not isinstance(value, list):
        value = list(value)
    try:
        text = json.dumps(value, indent=2, ensure_ascii=False, default=_plain)
    except (TypeError, ValueError, RecursionError):
        text = repr(value)
    code(text, language="json")


def _plain(value: Any) -> Any:
    return value.item() if getattr(value, "ndim", None) == 0 else str(value)


def _stream(values: Any) -> None:
    """Write what a generator gives as it comes; texts that follow each other are one text."""
    text, place = "", None
    for value in values() if _makes_generators(values) else values:
        if isinstance(value, str):
            text += value
            place = markdown(text) if place is None else place.markdown(text)
        else:
            text, place = "", None
            write(value)


def _lines(value: Any) -> None:
    code(str(value), language=None)


def _about(value: Any) -> None:
    """Show how a function or class is called, and what its docstring says."""
    name = getattr(value, "__qualname__", None) or value.__name__
    if isinstance(value, ModuleType):
        head = f"module {name}"
    else:
        head = f"{'class ' if isinstance(value, type) else ''}{name}{_signature(value)}"
    code("\n\n".join(filter(None, (head, cleandoc(value.__doc__ or "")))))


def _signature(value: Any) -> str:
    try:
        return str(signature(value))
    except (TypeError, ValueError):
        return "(...)"


def _is_json(value: Any) -> bool:
    return isinstance(value, Mapping | MappingView | list | map | filter) or (
        isinstance(value, tuple) and hasattr(value, "_asdict")
    )


def _is_stream(value: Any) -> bool:
    return isinstance(value, Generator) or _makes_generators(value)


def _makes_generators(value: Any) -> bool:
    return bool(getattr(getattr(value, "__code__", None), "co_flags", 0) & _CO_GENERATOR)


def _has_lines(value: Any) -> bool:
    return not isinstance(value, Container) and "\n" in str(value)


_WAYS: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...]] = (
    (_is_json, _json),
    (frames.is_table, dataframe),
    (lambda value: isinstance(value, BaseException), exception),
    (_is_stream, _stream),
    (lambda value: isinstance(value, _THINGS), _about),
    (_has_lines, _lines),
)
