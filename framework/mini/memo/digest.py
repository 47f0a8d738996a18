"""The digest of a value: 16 bytes that equal values share, in every process, and no others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any
from weakref import WeakKeyDictionary

from mini.errors import CacheError, type_name
from mini.memo import (
    code,
    encoders,
    encoders_array,
    encoders_builtin,
    encoders_columns,
    encoders_described,
    encoders_object,
    encoders_pandas,
)
from mini.memo.encoders import Encoder, Names, Own, Unhashable, qualified
from mini.memo.encoders_atom import ATOMS, finish
from mini.memo.globals import plan

encoders.EXACT.update(encoders_builtin.EXACT)
for known in (
    encoders_builtin, code, encoders_array, encoders_pandas, encoders_columns, encoders_described,
):  # fmt: skip
    encoders.INHERITED.update(known.INHERITED)
encoders.OTHERS.append(encoders_object.encoder_for)


class HashFuncs:
    """The author's own functions for some classes: by class, or by `"module.QualName"`.

    They hold for derived classes too, where the closest one wins, and at any depth of a value.
    """

    def __init__(self, functions: Mapping[Any, Callable[[Any], Any]] | None = None) -> None:
        self._functions = dict(functions or {})
        self._found: WeakKeyDictionary[type, Callable[[Any], Any] | None] = WeakKeyDictionary()

    def __bool__(self) -> bool:
        return bool(self._functions)

    def find(self, cls: type) -> Callable[[Any], Any] | None:
        """Give the function for values of a class, or None."""
        try:
            return self._found[cls]
        except KeyError:
            found = self._found[cls] = self._search(cls)
            return found

    def _search(self, cls: type) -> Callable[[Any], Any] | None:
        for base in cls.__mro__:
            for key in (base, qualified(base), base.__name__):
                function = self._functions.get(key)
                if function is not None and (key is not base.__name__ or _builtin(base)):
                    code = _code(function)
                    return lambda value: (code, _call(key, function, value))
        return None


def _builtin(cls: type) -> bool:
    return cls.__module__ == "builtins"


def _code(function: Callable[[Any], Any]) -> bytes:
    """Give what stands for a function: another one may give the same for other values."""
    if isinstance(function, FunctionType):
        return plan(function, None, None).code
    return str(getattr(function, "__qualname__", "")).encode()


def _call(key: Any, function: Callable[[Any], Any], value: Any) -> Any:
    try:
        return function(value)
    except Exception as error:
        name = getattr(function, "__qualname__", repr(function))
        key = key if isinstance(key, str) else qualified(key)
        raise CacheError(
            f"The function {name!r} that `hash_funcs` has for {key!r} failed on a value of type "
            f"{type_name(value)}: {type(error).__name__}: {error}. Mend it, or take it out of "
            "`hash_funcs` if the value can be hashed without it."
        ) from error


def digest(
    value: Any,
    hash_funcs: HashFuncs | None = None,
    names: Names | None = None,
    own: Own | None = None,
) -> bytes:
    """Give the 16 bytes that stand for a value.

    `names` may give a token for an object that stands for itself; `own` says whether the code of
    a file belongs to the app, and counts. Raises `Unhashable`, and `CacheError` for a failing
    function of the author.
    """
    if not hash_funcs:
        atom = ATOMS.get(type(value))
        if atom is not None:
            return finish(atom(value))
    encoder = Encoder(hash_funcs.find if hash_funcs else None, names, own)
    try:
        encoder.put(value)
    except RecursionError:
        reason = "It is nested too deep, or without end."
        raise Unhashable(value, reason) from None
    return finish(encoder.out)


__all__ = ["HashFuncs", "Unhashable", "digest"]
