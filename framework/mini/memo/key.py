"""From the arguments of a call to its key."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from inspect import Parameter
from typing import Any, Final

from mini.errors import UnhashableParamError
from mini.memo.digest import HashFuncs, digest
from mini.memo.encoders import Own, Unhashable, finish, of_str

_PLAIN: Final = frozenset({int, str, bool, bytes, type(None)})
_BOUND: Final = 1024


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
        self._function = function
        self._name = name
        self._funcs = HashFuncs(hash_funcs)
        self._own = own
        self._signature = inspect.signature(function)
        self._known: dict[Any, bytes] = {}
        kinds = {parameter.kind for parameter in self._signature.parameters.values()}
        self._quick = not self._funcs and kinds <= {
            Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD,
        }  # fmt: skip

    def key(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
        """Give the 16 bytes that stand for the arguments.

        Raises `TypeError` where the call itself would, and `UnhashableParamError`.
        """
        if kwargs or not self._quick:
            return self._key(args, kwargs)
        kinds = tuple(map(type, args))
        if not _PLAIN.issuperset(kinds):
            return self._key(args, kwargs)
        call = (kinds, args)
        found = self._known.get(call)
        if found is None:
            found = self._key(args, kwargs)
            if len(self._known) >= _BOUND:
                self._known.clear()
            self._known[call] = found
        return found

    def by_name(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, bytes]:
        """Give one digest for each parameter that counts."""
        return {
            name: self._digest(name, value)
            for name, value in self.bind(args, kwargs).items()
            if not name.startswith("_")
        }

    def bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Give all parameters with their values, as the function itself would see them."""
        try:
            bound = self._signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{self._name}() {error}") from None
        bound.apply_defaults()
        return dict(bound.arguments)

    def _key(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
        digests = self.by_name(args, kwargs)
        return finish(b"".join([of_str(name) + token for name, token in digests.items()]))

    def _digest(self, name: str, value: Any) -> bytes:
        parameter = self._signature.parameters[name]
        if parameter.kind is Parameter.VAR_KEYWORD:
            value = {key: value[key] for key in sorted(value) if not key.startswith("_")}
        try:
            return digest(value, self._funcs, None, self._own)
        except Unhashable as error:
            raise UnhashableParamError(
                self._name, name, value, name + error.path, error.culprit, error.reason
            ) from None
