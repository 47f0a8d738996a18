"""A plan: what a walk over the app's code found, and whether it still holds.

It holds until one of the names that it met stands for another object, which takes one `is` each
to see. Each run of a script makes its functions anew from the same code: a plan is then taken over
if every name stands for the like of what it stood for.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import Any, Final, TypeAlias
from weakref import ref

from mini.memo.encoders import Encoder, Names, Own, dropping

MISSING: Final = object()
_ATOMIC: Final = frozenset({int, float, str, bytes, bool, complex, type(None), type(...)})
_EXACT: Final = frozenset({int, str, bytes, bool, type(None)})
_INEXACT: Final = frozenset({float, complex, tuple, frozenset, type(...)})
_OPEN: Final = _ATOMIC | {type, tuple, frozenset, staticmethod, classmethod, property}
_DATA: Final = frozenset({"builtins", "collections", "datetime", "numpy", "pandas", "polars"})

Get: TypeAlias = Callable[[str, Any], Any]
"""How a name is looked up: `get(name, MISSING)`."""

Check: TypeAlias = tuple[Get, str, Any]
"""A name, where it is looked up, and what it stood for."""


class Kind(Enum):
    """Where a name stands: among the globals of the function itself or of another module."""

    HOME = auto()
    GLOBAL = auto()
    DEFAULT = auto()
    """A default of the function itself."""
    INNER = auto()
    """A default of a helper, a variable of an enclosing function, or an attribute of a class."""


@dataclass(slots=True, frozen=True)
class Edge:
    """A name that code refers to; `label` is for people, `shown` finds it in another run."""

    label: str
    shown: str
    holder: int
    kind: Kind

    @property
    def inner(self) -> bool:
        """Say whether this belongs to the code, rather than being a global."""
        return self.kind in {Kind.DEFAULT, Kind.INNER}


@dataclass(slots=True)
class Plan:
    """What one walk found; `data` are the places of those edges whose values count."""

    code: bytes = b""
    edges: list[Edge] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    data: list[int] = field(default_factory=list)
    fixed: dict[str, bytes] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    digest: bytes = b""

    def holds(self) -> bool:
        """Say whether every name still stands for what it stood for."""
        for get, name, value in self.checks:  # noqa: SIM110  three times as fast as `all`
            if get(name, MISSING) is not value:
                return False
        return True


@dataclass(slots=True)
class _Known:
    """The last plan of a code object, without what its run held."""

    code: ref[CodeType]
    own: Own | None
    names: Names | None
    plan: Plan
    forms: list[Any]
    same: list[Any]
    """Constants and modules, of which the same object needs no second look."""


_known: dict[int, _Known] = {}


def remember(function: FunctionType, own: Own | None, names: Names | None, plan: Plan) -> None:
    """Keep a plan for the functions that other runs make from the same code."""
    code = function.__code__
    if code.co_freevars:
        return
    forms, checks, same = [], [], []
    for edge, (get, name, value) in zip(plan.edges, plan.checks, strict=True):
        kept = edge.kind is Kind.GLOBAL
        forms.append(value if kept else form(value, function.__globals__, names))
        checks.append((get if kept else _nothing, name, None))
        lasting = value is MISSING or type(value) is ModuleType or constant(value)
        same.append(value if lasting else Unlike())
    slim = Plan(plan.code, plan.edges, checks, plan.data, plan.fixed, plan.left_out, plan.digest)
    key = id(code)
    _known[key] = _Known(ref(code, dropping(_known, key)), own, names, slim, forms, same)


def recall(function: FunctionType, own: Own | None, names: Names | None) -> Plan | None:
    """Give the plan of another function of the same code, if it holds for this one."""
    known = _known.get(id(function.__code__))
    if known is None or known.own != own or known.names != names:
        return None
    if known.code() is not function.__code__:
        return None
    space = function.__globals__
    checks: list[Check] = []
    old = known.plan
    parts = zip(old.edges, old.checks, known.forms, known.same, strict=True)
    for edge, (get, name, _), before, same in parts:
        kind = edge.kind
        if kind is Kind.GLOBAL:
            if get(name, MISSING) is not before:
                return None
            checks.append((get, name, before))
            continue
        if kind is Kind.INNER:
            return None
        look = space.get if kind is Kind.HOME else _defaults(function)
        value = look(name, MISSING)
        if value is not same and form(value, space, names) != before:
            return None
        checks.append((look, name, value))
    return Plan(old.code, old.edges, checks, old.data, old.fixed, old.left_out, old.digest)


def default_of(function: FunctionType, defaults: Any, name: str, missing: Any = MISSING) -> Any:
    """Look up the default of a parameter, as long as the function keeps these defaults."""
    if function.__kwdefaults__ and name in function.__kwdefaults__:
        return function.__kwdefaults__[name]
    if function.__defaults__ is not defaults or not defaults:
        return missing
    code = function.__code__
    return defaults[code.co_varnames.index(name) - code.co_argcount]


def _defaults(function: FunctionType) -> Get:
    return functools.partial(default_of, function, function.__defaults__)


def _nothing(_: str, default: Any) -> Any:
    return default


def form(value: Any, space: dict[str, Any], names: Names | None) -> Any:
    """Give something that equals the form of another value only if both count alike in a plan."""
    kind = type(value)
    if kind is FunctionType:
        same = value.__globals__ is space and value.__closure__ is value.__defaults__ is None
        return (kind, value.__code__) if same and not value.__kwdefaults__ else Unlike()
    if kind in _EXACT or kind is ModuleType or value is MISSING:
        return kind, value
    if kind in _INEXACT and constant(value):
        encoder = Encoder()
        encoder.put(value)  # `==` would take 1 for True, and 0.0 for -0.0
        return kind, bytes(encoder.out)
    return _form_of_data(value, space, names)


def _form_of_data(value: Any, space: dict[str, Any], names: Names | None) -> Any:
    kind = type(value)
    if kind is BuiltinFunctionType:
        return kind, value.__module__, value.__qualname__
    if kind in _OPEN or kind.__module__.partition(".")[0] not in _DATA:
        wrapped = None if isinstance(value, type) else wrapped_by(value)
        return Unlike() if wrapped is None else ("w", form(wrapped, space, names))
    return kind, None if names is None else names(value)


class Unlike:
    """The form of what is like nothing but itself."""

    __slots__ = ()


def constant(value: Any) -> bool:
    """Say whether a value can never change."""
    kind = type(value)
    return kind in _ATOMIC or (kind in {tuple, frozenset} and all(map(constant, value)))


def wrapped_by(value: Any) -> Any:
    """Give the function that a decorated one wraps, or None."""
    try:
        return vars(value).get("__wrapped__")
    except TypeError:
        return None
