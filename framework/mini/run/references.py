"""Callbacks in logs: kept as names, and found again in the run that replays them.

What a callback closes over belongs to the session that made it; so a log keeps how to find or
rebuild it, and never the function itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from inspect import CO_VARARGS, CO_VARKEYWORDS
from types import BuiltinFunctionType, CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any, NamedTuple

from mini.errors import CacheReplayClosureError
from mini.memo.code_reading import read
from mini.memo.describe import keep, thaw
from mini.memo.values import Frozen, Unserializable
from mini.page.widgets import Widget
from mini.run.calls import Call, Gone, Name
from mini.run.state import SessionState


class ByName(NamedTuple):
    """A function of a module."""

    module: str
    name: str
    wrappers: int
    """How many decorators stand around it."""
    code: bytes

    def resolve(self, call: Call) -> Callable[..., Any]:
        """Find it; raises `Gone`."""
        found = _named(self.module, self.name, call)
        for _ in range(self.wrappers):
            found = getattr(found, "__wrapped__", None)
        if found is None or _code(found) != self.code:
            raise Gone
        return found  # type: ignore[no-any-return]


class Rebuilt(NamedTuple):
    """A function inside of the cached one, whose free variables are its parameters."""

    path: tuple[int, ...]
    free: tuple[str, ...]
    defaults: Frozen | None

    def resolve(self, call: Call) -> Callable[..., Any]:
        """Make it of the arguments of this call."""
        code: Any = call.function.__code__
        for at in self.path:
            code = code.co_consts[at]
        given = call.arguments()
        cells = tuple(CellType(given[name]) for name in self.free)
        names = call.function.__globals__
        made = FunctionType(code, names, code.co_name, None, cells)
        if self.defaults is not None:
            made.__defaults__, made.__kwdefaults__ = thaw(self.defaults)
        return made


class Part(NamedTuple):
    """A `partial` of something that can be found."""

    of: Reference
    given: Frozen

    def resolve(self, call: Call) -> Callable[..., Any]:
        """Make it anew."""
        args, kwargs = thaw(self.given)
        return partial(self.of.resolve(call), *args, **kwargs)


class OfState(NamedTuple):
    """A method of `session_state`."""

    name: str

    def resolve(self, _: Call) -> Callable[..., Any]:
        """Find it."""
        return getattr(SessionState(), self.name)  # type: ignore[no-any-return]


class Within(NamedTuple):
    """What is inside of a cached function that the call itself calls."""

    function: Reference
    given: Frozen
    of: Reference

    def resolve(self, call: Call) -> Callable[..., Any]:
        """Find it in a call of that function with the arguments it had."""
        function, given = self.function.resolve(call), thaw(self.given)
        inside = Call(function, call.name, call.frame, lambda: given, lambda: iter(()))
        return self.of.resolve(inside)


class Named(NamedTuple):
    """What the cached function itself can name: `load`, `tools.load`, or a method, `load.clear`."""

    names: tuple[Name, ...]
    method: str | None

    def resolve(self, call: Call) -> Callable[..., Any]:
        """Find it by all of its names, as a place; raises `Gone`."""
        found: Any = call.find_named(self.names)
        if self.method is not None:
            found = getattr(found, self.method, None)
        if not callable(found):
            raise Gone
        return found  # type: ignore[no-any-return]


Reference = ByName | Rebuilt | Part | OfState | Within | Named


class Referred(NamedTuple):
    """A reference, and the call that can resolve it."""

    reference: Reference
    call: Call


class Known(NamedTuple):
    """How the functions of a widget are found: its callback, and what makes its file."""

    callback: Referred | None = None
    supply: Referred | None = None

    def within(self, widget: Widget, call: Call) -> Known:
        """Say how a call around finds them."""
        functions = (widget.callback, widget.supply)
        return Known(*(
            None if function is None else refer_within(function, call, widget.kind, inner)
            for function, inner in zip(functions, self, strict=True)
        ))  # fmt: skip


def refer_within(
    callback: Callable[..., Any], call: Call, kind: str, inner: Referred | None
) -> Referred:
    """Refer to a callback, or to how a call inside refers to it."""
    try:
        return Referred(refer(callback, call, kind), call)
    except CacheReplayClosureError:
        if inner is None:
            raise
    function = refer(inner.call.function, call, kind)
    names = set(_free(inner.reference))
    arguments = {n: value for n, value in inner.call.arguments().items() if n in names}
    given = _freeze(arguments, call, kind)
    return Referred(Within(function, given, inner.reference), call)


def refer(callback: Callable[..., Any], call: Call, kind: str) -> Reference:
    """Say how a callback is found again; raises `CacheReplayClosureError`."""
    if isinstance(callback, partial):
        given = _freeze((callback.args, callback.keywords), call, kind)
        return Part(refer(callback.func, call, kind), given)
    if isinstance(callback, MethodType) and isinstance(callback.__self__, SessionState):
        return OfState(callback.__name__)
    named = _by_name(callback, call) or _by_own_name(callback, call)
    if named is not None:
        return named
    if isinstance(callback, FunctionType):
        return _rebuilt(callback, call, kind)
    what = getattr(callback, "__qualname__", type(callback).__qualname__)
    raise _refused(call, kind, f"{what!r} is no function of a module.")


def _free(reference: Reference) -> tuple[str, ...]:
    """The parameters that a reference needs to be resolved."""
    if isinstance(reference, Part):
        return _free(reference.of)
    if isinstance(reference, Within):
        return _free(reference.function)
    return reference.free if isinstance(reference, Rebuilt) else ()


def _by_name(callback: Any, call: Call) -> ByName | None:
    module, name = getattr(callback, "__module__", None), getattr(callback, "__qualname__", None)
    if isinstance(callback, BuiltinFunctionType) and not isinstance(callback.__self__, ModuleType):
        return None
    if not module or not name or "<" in name:
        return None
    found, wrappers = _named(module, name, call), 0
    while found is not callback and hasattr(found, "__wrapped__"):
        found, wrappers = found.__wrapped__, wrappers + 1
    return ByName(module, name, wrappers, _code(callback)) if found is callback else None


def _by_own_name(callback: Any, call: Call) -> Named | None:
    method = isinstance(callback, MethodType | BuiltinFunctionType)
    owner = callback.__self__ if method else callback
    if owner is None or (method and getattr(owner, callback.__name__, None) != callback):
        return None
    names = tuple(call.names_of(owner))
    return Named(names, callback.__name__ if method else None) if names else None


def _named(module: str, name: str, call: Call) -> Any:
    names = call.function.__globals__
    if names.get("__name__") != module:
        names = vars(sys.modules[module]) if module in sys.modules else {}
    first, *rest = name.split(".")
    found = names.get(first)
    for part in rest:
        found = getattr(found, part, None)
    return found


def _code(callback: Any) -> bytes:
    code = getattr(callback, "__code__", None)
    return read(code).digest if isinstance(code, CodeType) else b""


def _rebuilt(callback: FunctionType, call: Call, kind: str) -> Rebuilt:
    path = _path(call.function.__code__, callback.__code__)
    if path is None or callback.__globals__ is not call.function.__globals__:
        raise _refused(call, kind, f"{callback.__qualname__!r} is made in another function.")
    given, packed = call.arguments(), _packed(call.function.__code__)
    cells = zip(callback.__code__.co_freevars, callback.__closure__ or (), strict=True)
    for name, cell in cells:
        if name not in given or not _is_given(_content(cell), given[name], name in packed):
            raise _refused(
                call, kind,
                f"{callback.__qualname__!r} uses {name!r}, a variable of the function that is not "
                "one of its parameters.",
            )  # fmt: skip
    defaults = None
    if callback.__defaults__ or callback.__kwdefaults__:
        defaults = _freeze((callback.__defaults__, callback.__kwdefaults__), call, kind)
    return Rebuilt(path, callback.__code__.co_freevars, defaults)


def _packed(code: CodeType) -> tuple[str, ...]:
    """The names of `*args` and `**kwargs`, which each call packs anew."""
    first = code.co_argcount + code.co_kwonlyargcount
    flags = code.co_flags & CO_VARARGS, code.co_flags & CO_VARKEYWORDS
    return code.co_varnames[first : first + sum(map(bool, flags))]


def _is_given(value: Any, given: Any, packed: bool) -> bool:
    if not packed or type(value) is not type(given) or len(value) != len(given):
        return value is given
    pairs = zip(value, given, strict=True)
    if isinstance(value, dict):
        return all(one == other and value[one] is given[other] for one, other in pairs)
    return all(one is other for one, other in pairs)


def _content(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not set yet
        return None


def _path(outer: CodeType, inner: CodeType) -> tuple[int, ...] | None:
    """Where in the constants of a function the code of one inside of it stands."""
    for at, const in enumerate(outer.co_consts):
        if const is inner:
            return (at,)
        if isinstance(const, CodeType):
            rest = _path(const, inner)
            if rest is not None:
                return (at, *rest)
    return None


def _freeze(value: Any, call: Call, kind: str) -> Frozen:
    try:
        return keep(value)
    except Unserializable as error:
        raise _refused(call, kind, f"What it is given cannot be stored: {error.reason}") from None


def _refused(call: Call, kind: str, why: str) -> CacheReplayClosureError:
    return CacheReplayClosureError(
        f"The callback of a `{kind}` in the cached function {call.name!r} could not be found again "
        f"when the result comes from the cache. {why} Define it at the top of a module, and hand "
        "what it needs to it by `args=` and `kwargs=`, or as parameters of the cached function."
    )
