"""Any value as JSON can hold it: what `json` shows, and `write` of dicts and lists."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, MappingView
from collections.abc import Set as AnySet
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from itertools import islice
from types import SimpleNamespace
from typing import Any, Final

from mini.run.checks import exact

DEEPEST: Final = 200
LONGEST: Final = 100_000
"""How many values are taken of what may never end."""
_LISTS: Final[tuple[Any, ...]] = (
    list,
    tuple,
    AnySet,
    MappingView,
    map,
    filter,
    zip,
    enumerate,
    range,
)
_TIMES: Final = (dt.date, dt.time, dt.timedelta)


def as_json(value: Any) -> str:
    """Write any value as JSON; numbers that JSON has not stand as `NaN` and `Infinity`."""
    return json.dumps(plain(value), ensure_ascii=False)


def plain(value: Any, around: tuple[int, ...] = ()) -> Any:
    """Make dicts, lists, texts, numbers, booleans and None of any value.

    What holds itself, and what is nested too deep, is shown by its `repr`. `around` are the ids of
    what the value is in.
    """
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool):
        return value
    for kind, exactly in _ATOMS:
        if isinstance(value, kind):
            return exactly(value)
    if id(value) in around or len(around) > DEEPEST:
        return f"<{type(value).__name__} inside of itself>" if id(value) in around else "…"
    return _parts(value, (*around, id(value)))


_ATOMS: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (str, exact),
    (int, int),
    (float, float),
)


def _parts(value: Any, inside: tuple[int, ...]) -> Any:
    named = _named(value)
    if named is not None:
        return _dict(named, inside)
    items = _items(value)
    return _text(value) if items is None else [plain(item, inside) for item in items]


def _dict(named: Mapping[Any, Any], inside: tuple[int, ...]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, item in list(named.items()):
        name = _key(key)
        made[name if name not in made else f"{name} ({type(key).__name__})"] = plain(item, inside)
    return made


def _key(key: Any) -> str:
    if isinstance(key, str):
        return exact(key)
    if key is None or isinstance(key, bool):
        return json.dumps(key)
    return str(key.value if isinstance(key, Enum) else key)


def _named(value: Any) -> Mapping[Any, Any] | None:
    """Give a value's parts by name, if it has such."""
    if isinstance(value, type):
        return None
    if isinstance(value, Mapping):
        return value
    return next((named(value) for fits, named in _NAMED if fits(value)), None)


def _has(*names: str) -> Callable[[Any], bool]:
    # Asked of the class: an instance may compute it, or warn that it should not be asked.
    return lambda value: all(hasattr(type(value), name) for name in names)


_NAMED: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...]] = (
    (lambda value: isinstance(value, SimpleNamespace), vars),
    (is_dataclass, lambda value: {f.name: getattr(value, f.name) for f in fields(value)}),
    (lambda value: isinstance(value, tuple) and hasattr(value, "_asdict"), lambda v: v._asdict()),
    (_has("model_dump", "model_fields"), lambda value: value.model_dump()),
    (_has("__fields__", "json", "dict"), lambda value: value.dict()),
    (
        _has("__struct_fields__"),
        lambda value: {name: getattr(value, name) for name in value.__struct_fields__},
    ),
    (
        _has("__attrs_attrs__"),
        lambda value: {a.name: getattr(value, a.name) for a in value.__attrs_attrs__},
    ),
    (_has("index", "to_dict", "dtype", "iloc"), lambda value: dict(value.items())),
)
"""Tests of a value, and what gives its parts by name; the last is a series of pandas."""


def _items(value: Any) -> Iterable[Any] | None:
    """Give a value's parts in order, if it has such."""
    if isinstance(value, type):
        return None
    if isinstance(value, _LISTS):
        return islice(value, LONGEST) if isinstance(value, Iterator) else value
    return next((listed(value) for fits, listed in _LISTED if fits(value)), None)


def _is_array(value: Any) -> bool:
    return hasattr(value, "dtype") and hasattr(value, "tolist") and getattr(value, "ndim", 0) > 0


_LISTED: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...]] = (
    (_has("to_dicts", "columns"), lambda value: value.to_dicts()),
    (_has("to_pylist"), lambda value: value.to_pylist()),
    (_has("to_dict", "columns", "iloc"), lambda value: value.to_dict("records")),
    (_has("to_list", "dtype"), lambda value: value.to_list()),
    (_is_array, lambda value: value.tolist()),
    (lambda value: hasattr(value, "popleft") or hasattr(value, "typecode"), list),
    (lambda value: isinstance(getattr(value, "data", None), list), lambda value: value.data),
)
"""Tests of a value, and what gives its rows or items: tables, arrays, deques, `UserList`."""


def _text(value: Any) -> Any:
    """Show one value: a scalar of a library as Python's own, a time as its text."""
    if getattr(value, "ndim", None) == 0 and hasattr(value, "item"):
        item = value.item()
        return item if type(item) is type(value) else plain(item)
    if isinstance(value, Decimal):
        return _number(value)
    return str(value) if isinstance(value, _TIMES) else _shown(value)


def _number(value: Decimal) -> Any:
    whole = value.is_finite() and value == value.to_integral_value() and abs(value) < 2**53
    if whole:
        return int(value)
    short = float(value)
    return short if math.isnan(short) or Decimal(repr(short)) == value else str(value)


def _shown(value: Any) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return repr(bytes(value))
    return str(value)
