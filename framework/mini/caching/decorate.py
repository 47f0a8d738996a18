"""What the decorators make of a function."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from typing import Any, Final, ParamSpec, TypeVar

from mini.caching.asking import Work
from mini.caching.coroutine import CachedCoroutine
from mini.caching.function import Cached
from mini.caching.generator import CachedAsyncGenerator, CachedGenerator
from mini.caching.terms import Terms, terms
from mini.errors import ArgumentError, UnserializableReturnValueError

P = ParamSpec("P")
R = TypeVar("R")
_LOG = logging.getLogger("mini")


def decorate(function: Any, command: str, options: dict[str, Any]) -> Any:
    """Cache a function, or give what will; raises `ArgumentError`."""
    return _decorate(function, terms(command, **options))


def decorate_old(
    function: Any, persist: bool, allow_output_mutation: bool, options: dict[str, Any]
) -> Any:
    """Cache a function as `cache` does; raises `ArgumentError`."""
    data = terms("cache_data", persist=persist, **options)
    shared = terms("cache_resource", **options)

    def decorated(function: Callable[P, R]) -> Callable[P, R]:
        return _Either(function, data, shared, allow_output_mutation)

    return decorated if function is None else decorated(function)


def _decorate(function: Any, given: Terms) -> Any:
    if function is None:
        return lambda decorated: _decorate(decorated, given)
    if isinstance(function, staticmethod):
        function = function.__func__
    if not callable(function) or not hasattr(function, "__qualname__") or inspect.isclass(function):
        fix = (
            "It decorates a function, as `@st.{0}` or `@st.{0}(ttl=...)`, below `@classmethod` or "
            "`@property` if there is one. Put anything else that can be called into a function."
        )
        raise ArgumentError(given.command, "func", function, fix.format(given.command))
    if inspect.iscoroutinefunction(function):
        return CachedCoroutine(function, given)
    if inspect.isasyncgenfunction(function):
        return CachedAsyncGenerator(function, given)
    if inspect.isgeneratorfunction(function):
        return CachedGenerator(function, given)
    return Cached(function, given)


class _Either(Cached[P, R]):
    """What `cache` makes of a function: data if that can be, else a resource."""

    def __init__(
        self, function: Callable[P, R], data: Terms, resource: Terms, shares: bool
    ) -> None:
        super().__init__(function, data)
        self._shared: Cached[P, R] = Cached(function, resource)
        if shares:
            self._share("its result is handed out to be changed (allow_output_mutation)")

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if self._source.name in _SHARE:
            return self._shared(*args, **kwargs)
        return super().__call__(*args, **kwargs)

    def _keep(self, work: Work, value: Any) -> Any:
        try:
            kept = super()._keep(work, value)
        except UnserializableReturnValueError:
            self._share("its result cannot be stored, only shared")
            return self._shared.keep_for(work, value)
        self._tell("cache_data", "its result is data, of which each caller gets a copy")
        return kept

    def _share(self, why: str) -> None:
        _SHARE.add(self._source.name)
        self._tell("cache_resource", why)

    def _tell(self, command: str, why: str) -> None:
        if self._source.name not in _TOLD:
            _TOLD.add(self._source.name)
            name = self._function.__qualname__
            _LOG.warning("`st.cache` is deprecated. `%s` wants `@st.%s`: %s.", name, command, why)


_SHARE: Final[set[str]] = set()
"""The functions whose results are shared."""
_TOLD: Final[set[str]] = set()
