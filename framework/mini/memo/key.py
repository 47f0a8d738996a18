"""From the arguments of a call to its key."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import Parameter
from math import isnan
from types import CellType, CodeType, FunctionType
from typing import Any, Final, TypeAlias
from weakref import ref

from mini.errors import UnhashableParamError
from mini.memo.digest import HashFuncs, digest
from mini.memo.encoders import Own, Unhashable, dropping
from mini.memo.encoders_atom import finish, of_str

_PLAIN: Final = frozenset({int, str, float, bool, bytes, type(None)})
_BOUND: Final = 1024
_LONG: Final = 256

Call: TypeAlias = tuple[tuple[type, ...], tuple[Any, ...], tuple[str, ...]]
"""The types of the arguments, what they are, and the names of the last of them."""


@dataclass(slots=True)
class _Shape:
    """The parameters of all functions that are made from one code object.

    `bind` takes the same parameters and returns their values in order: so Python itself binds a
    call, in no time, and says in its own words what is wrong with one.
    """

    code: ref[CodeType] | None
    bind: CodeType
    names: tuple[str, ...]
    kept: tuple[tuple[int, bytes], ...]
    more: int
    positions: int
    known: dict[Call, bytes] = field(default_factory=dict)


class _Last(threading.local):
    """The arguments of this thread's last key, by their ids, and their digests.

    Who asks by name has asked for the key of the same arguments before, and still holds them.
    """

    args = 0
    kwargs = 0
    digests: Sequence[bytes] = ()


class Binder:
    """The signature of one function: arguments in, key out.

    Parameters whose names begin with an underscore are left out of the key.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        name: str,
        hash_funcs: Mapping[Any, Callable[[Any], Any]] | None = None,
        own: Own | None = None,
    ) -> None:
        self._name = name
        self._funcs = HashFuncs(hash_funcs) if hash_funcs else None
        self._own = own
        inner = inspect.unwrap(function, stop=lambda f: hasattr(f, "__signature__"))
        if type(inner) is FunctionType and not hasattr(inner, "__signature__"):
            shape = _shape_of(inner.__code__)
            defaults, named = inner.__defaults__, inner.__kwdefaults__
        else:
            shape, defaults, named = _shape_from(inspect.signature(function))
        self._shape = shape
        self._values = FunctionType(shape.bind, {}, name, defaults)
        self._values.__kwdefaults__ = named
        self._values.__qualname__ = name
        self._known: dict[Call, bytes] = {}
        self._last = _Last()

    def key(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
        """Give the 16 bytes that stand for the arguments.

        Raises `TypeError` where the call itself would, and `UnhashableParamError`.
        """
        names: tuple[str, ...] = ()
        values = args
        if kwargs:
            names = tuple(kwargs)
            values += tuple(kwargs.values())
        kinds = tuple(map(type, values))
        if kinds not in _quick or self._funcs is not None:
            if self._funcs is not None or not _PLAIN.issuperset(kinds):
                return self._key(args, kwargs)
            _quick.add(kinds)
        # With all arguments given in order, the key is the same for each function of this code.
        shape = self._shape
        known = shape.known if len(args) == shape.positions else self._known
        call = (kinds, values, names)
        return known.get(call) or self._keep(known, call, args, kwargs)

    def by_name(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, bytes]:
        """Give one digest for each parameter that counts."""
        if self._last.args == id(args) and self._last.kwargs == id(kwargs):
            digests = self._last.digests
        else:
            digests = self._digests(self._values(*args, **kwargs))
        return {self._shape.names[at]: each
                for (at, _), each in zip(self._shape.kept, digests, strict=True)}  # fmt: skip

    def bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Give all parameters with their values, as the function itself would see them."""
        return dict(zip(self._shape.names, self._values(*args, **kwargs), strict=True))

    def _keep(
        self, known: dict[Call, bytes], call: Call, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> bytes:
        found = self._key(args, kwargs)
        if all(map(_keepable, call[1])):
            if len(known) >= _BOUND:
                known.clear()
            known[call] = found
        return found

    def _key(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
        digests = self._digests(self._values(*args, **kwargs))
        if self._funcs is not None:  # the author's functions are asked once for each call
            self._last.args, self._last.kwargs = id(args), id(kwargs)
            self._last.digests = digests
        parts: list[bytes] = []
        for (_, name), each in zip(self._shape.kept, digests, strict=True):
            parts += (name, each)
        return finish(b"".join(parts))

    def _digests(self, values: Sequence[Any]) -> list[bytes]:
        return [self._digest(at, values[at]) for at, _ in self._shape.kept]

    def _is_default(self, value: object) -> bool:
        known = (*(self._values.__defaults__ or ()), *(self._values.__kwdefaults__ or {}).values())
        return any(value is each for each in known)

    def _digest(self, at: int, value: Any) -> bytes:
        if at == self._shape.more:
            value = {key: value[key] for key in sorted(value) if not key.startswith("_")}
        if type(value) is object and self._is_default(value):
            return _DEFAULT
        try:
            return digest(value, self._funcs, None, self._own)
        except Unhashable as error:
            name = self._shape.names[at]
            raise UnhashableParamError(
                self._name, name, value, name + error.path, error.culprit, error.reason
            ) from None


_DEFAULT: Final = b"a default of its own"
"""A bare `object()` that is a parameter's default, and says that no argument was given."""

_quick: set[tuple[type, ...]] = set()
"""Types of arguments that are all plain; there are few, as functions have few parameters."""

_shapes: dict[int, _Shape] = {}


def _keepable(value: Any) -> bool:
    """Say whether a plain value is short, and equal to no other one of its type."""
    if isinstance(value, float):
        return value != 0 and not isnan(value)  # of the two zeros, one would be found for the other
    if value is None or isinstance(value, int):
        return value is None or value.bit_length() <= _LONG
    return len(value) <= _LONG


def _shape_of(code: CodeType) -> _Shape:
    known = _shapes.get(id(code))
    if known is not None and known.code is not None and known.code() is code:
        return known
    shape, _, _ = _shape_from(
        inspect.signature(
            FunctionType(code, {}, closure=tuple(CellType() for _ in code.co_freevars))
        )
    )
    key = id(code)
    shape.code = ref(code, dropping(_shapes, key))
    _shapes[key] = shape
    return shape


def _shape_from(
    signature: inspect.Signature,
) -> tuple[_Shape, tuple[Any, ...] | None, dict[str, Any]]:
    """Read a signature; beside the shape, give its defaults as a function keeps them."""
    parameters = list(signature.parameters.values())
    names = tuple(parameter.name for parameter in parameters)
    kept = tuple((at, of_str(name)) for at, name in enumerate(names) if not name.startswith("_"))
    kinds = [parameter.kind for parameter in parameters]
    more = kinds.index(Parameter.VAR_KEYWORD) if Parameter.VAR_KEYWORD in kinds else -1
    plain = all(kind <= Parameter.POSITIONAL_OR_KEYWORD for kind in kinds)
    shape = _Shape(None, _binding(parameters), names, kept, more, len(names) if plain else -1)
    defaults = [p.default for p in parameters if p.kind <= 1 and p.default is not p.empty]
    named = {p.name: p.default for p in parameters if p.kind == 3 and p.default is not p.empty}
    return shape, tuple(defaults) or None, named


def _binding(parameters: list[Parameter]) -> CodeType:
    bare = [parameter.replace(annotation=Parameter.empty, default=Parameter.empty)
            for parameter in parameters]  # fmt: skip
    values = "".join(f"{parameter.name}, " for parameter in parameters)
    module = compile(f"def bind{inspect.Signature(bare)}: return ({values})", "<call>", "exec")
    return next(constant for constant in module.co_consts if isinstance(constant, CodeType))
