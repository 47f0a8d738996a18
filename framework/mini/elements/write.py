"""`write`: shows anything, each thing in its own way."""

from __future__ import annotations

import inspect
import re
from collections import UserList
from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Mapping, MappingView
from dataclasses import is_dataclass
from io import StringIO
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, Final

from mini.elements import plotly_chart as plotly
from mini.elements import pyplot as matplotlib
from mini.elements import vega_lite_chart as vega
from mini.elements.dataframe import dataframe
from mini.elements.exception import exception
from mini.elements.help import help as help_
from mini.elements.html import html as html_
from mini.elements.image import image
from mini.elements.json import json
from mini.elements.latex import is_expression, latex
from mini.elements.markdown import markdown
from mini.elements.streaming import Streamed, stream
from mini.run import frames, pictures
from mini.run.checks import exact
from mini.run.chunks import is_stream
from mini.run.container import Container, command

_SCALARS: Final = frozenset({int, float, bool, type(None), complex, bytes})
_TICKS: Final = re.compile("`+")
_ADDRESS: Final = re.compile(r"<.* at 0x[0-9A-Fa-f]+>")
_THINGS: Final = (type, FunctionType, BuiltinFunctionType, MethodType, ModuleType, Container)
_NESTED: Final = (Mapping, MappingView, list, UserList, map, filter, enumerate)
_CO_GENERATOR: Final = inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR


@command
def write(*args: Any, unsafe_allow_html: bool = False) -> None:
    r"""Show things, each in its own way.

    Texts are Markdown, and those that follow each other make one paragraph with numbers and other
    values, which are shown as `code`. Tables of any library are shown as `dataframe`; dicts, lists,
    named tuples and models as `json`; images of Pillow as `image`; figures and charts of
    matplotlib, Plotly and Altair as what they are; expressions of sympy as `latex`; exceptions as
    `exception`; functions, classes, modules, dataclasses and what has no text of its own as `help`.
    A generator is written as it goes on. An object with `_repr_html_` is shown as `html` if
    `unsafe_allow_html=True`, which also lets HTML in texts pass.

        import mini as st

        st.write("The answer is", 42, {"question": None})
    """
    words: list[str] = []
    for arg in args:
        show = None if type(arg) in _SCALARS else _way(arg, unsafe_allow_html)
        if show is None:
            words.append(exact(arg) if isinstance(arg, str) else _fenced(str(arg)))
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
    if html and not frames.is_table(value) and _shows_html(value):
        return html_
    return next((show for fits, show in _WAYS if fits(value)), None)


def _shows_html(value: Any) -> bool:
    return callable(getattr(value, "_repr_html_", None)) and not isinstance(value, type)


def _fenced(text: str) -> str:
    """Make a text code, with a fence that is longer than any in it."""
    fence = "`" * (1 + max((len(run) for run in _TICKS.findall(text)), default=0))
    if "\n" in text:
        fence = fence.ljust(3, "`")
        return f"\n\n{fence}text\n{text}\n{fence}\n\n"
    space = " " if len(fence) > 1 or not text.strip("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _stream(values: Any) -> None:
    stream(values, None, write)


def _again(streamed: Streamed) -> None:
    for value in streamed:
        write(value)


def _is_json(value: Any) -> bool:
    if isinstance(value, type):
        return False
    return (
        isinstance(value, _NESTED)
        or (isinstance(value, tuple) and hasattr(value, "_asdict"))
        or _is_model(value)
        or (isinstance(value, Iterable) and _are_models(value))
    )


def _is_model(value: Any) -> bool:
    """Say whether a value is a model of pydantic."""
    return any(
        kind.__name__ == "BaseModel" and kind.__module__.startswith("pydantic.")
        for kind in type(value).__mro__
    )


def _are_models(value: Any) -> bool:
    return isinstance(value, tuple | set | frozenset) and bool(value) and all(map(_is_model, value))


def _is_stream(value: Any) -> bool:
    makes = isinstance(value, Generator | AsyncGenerator) or _makes_generators(value)
    return makes or is_stream(value)


def _makes_generators(value: Any) -> bool:
    return bool(getattr(getattr(value, "__code__", None), "co_flags", 0) & _CO_GENERATOR)


def _is_thing(value: Any) -> bool:
    return isinstance(value, _THINGS) or is_dataclass(value) or inspect.isroutine(value)


def _becomes_table(value: Any) -> bool:
    return any(callable(getattr(value, name, None)) for name in ("to_pandas", "__dataframe__"))


def _has_no_text(value: Any) -> bool:
    """Say whether the text of a value is no more than where it lies in memory."""
    return _ADDRESS.fullmatch(str(value)) is not None


_WAYS: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...]] = (
    (lambda value: isinstance(value, Streamed), _again),
    (lambda value: isinstance(value, BaseException), exception),
    (matplotlib.is_figure, matplotlib.pyplot),
    (plotly.is_figure, plotly.plotly_chart),
    (vega.is_chart, vega.altair_chart),
    (lambda value: isinstance(value, Container), help_),
    (pictures.is_picture, image),
    (frames.is_table, dataframe),
    (is_expression, latex),
    (_is_json, json),
    (lambda value: isinstance(value, StringIO), lambda value: markdown(value.getvalue())),
    (_is_stream, _stream),
    (_is_thing, help_),
    (_becomes_table, dataframe),
    (_has_no_text, help_),
)
