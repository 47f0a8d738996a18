"""`cache_data`, `cache_resource`, and `cache`, which came before them."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from typing import Any, Final, Literal, ParamSpec, TypeVar, overload

from mini.caching.asking import Work
from mini.caching.coroutine import CachedCoroutine
from mini.caching.function import Cached
from mini.caching.generator import CachedAsyncGenerator, CachedGenerator
from mini.caching.registry import REGISTRY
from mini.caching.terms import Duration, HashFuncs, Terms, terms
from mini.errors import ArgumentError, UnserializableReturnValueError

P = ParamSpec("P")
R = TypeVar("R")
_LOG = logging.getLogger("mini")


class CacheData:
    """The decorator `cache_data`."""

    @overload
    def __call__(self, func: Callable[P, R]) -> Cached[P, R]: ...
    @overload
    def __call__(
        self,
        func: None = None,
        *,
        ttl: Duration | None = None,
        max_entries: int | None = None,
        max_size: int | str | None = None,
        max_variants: int = 1000,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: Literal["disk"] | bool | None = None,
        hash_funcs: HashFuncs | None = None,
        scope: Literal["global", "session"] = "global",
        refresh_mode: Literal["foreground", "background"] = "foreground",
        max_stale: Duration | None = None,
        track_globals: bool = True,
        cache_if: Callable[[Any], bool] | None = None,
        experimental_allow_widgets: bool = False,
    ) -> Callable[[Callable[P, R]], Cached[P, R]]: ...
    def __call__(
        self,
        func: Callable[..., Any] | None = None,
        *,
        ttl: Duration | None = None,
        max_entries: int | None = None,
        max_size: int | str | None = None,
        max_variants: int = 1000,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: Literal["disk"] | bool | None = None,
        hash_funcs: HashFuncs | None = None,
        scope: Literal["global", "session"] = "global",
        refresh_mode: Literal["foreground", "background"] = "foreground",
        max_stale: Duration | None = None,
        track_globals: bool = True,
        cache_if: Callable[[Any], bool] | None = None,
        experimental_allow_widgets: bool = False,  # noqa: ARG002  they always are
    ) -> Any:
        """Keep what a function returns, and give each later call with the same arguments a copy.

        A call is the same if the function's code, its arguments, the globals that it reads, and the
        widgets, `session_state` and `query_params` that it looks at are the same. What it shows is
        shown again, widgets too. Parameters whose name starts with `_` do not count.

        - `ttl`: how long a result is kept, in seconds, as a `timedelta`, or as a text such as
          `"1h30m"`; `max_entries`, `max_size` (bytes, or `"100 MB"`): how much; `max_variants`: how
          many results one set of arguments may have. What was used least recently goes first.
        - `show_spinner`: whether a spinner is shown meanwhile, or its text; `show_time` counts.
        - `persist="disk"`: results outlive the server.
        - `hash_funcs`: how to hash what has no key, by type or by `"module.Name"`.
        - `scope="session"`: each session has its own results.
        - `refresh_mode="background"`: for `max_stale` (default: as long as the `ttl`) after the
          `ttl`, the old result is given while a new one is computed.
        - `track_globals=False`: no global data counts. `cache_if`: a function of the result that
          says whether to keep it.

        The function gets the methods `clear`, `info`, `explain`, `contains` and `warm`. Raises
        `ArgumentError`, and at the call `UnhashableParamError`, `UnserializableReturnValueError`,
        `CacheReplayClosureError`, `CacheRecursionError`, and what the function raises, which is not
        kept.

            import mini as st

            @st.cache_data(ttl="1h")
            def squares(count):
                return [number**2 for number in range(count)]

            st.write(squares(4))
        """
        given = terms(
            "cache_data", ttl=ttl, max_entries=max_entries, max_size=max_size,
            max_variants=max_variants, show_spinner=show_spinner, show_time=show_time,
            persist=persist, hash_funcs=hash_funcs, scope=scope, refresh_mode=refresh_mode,
            max_stale=max_stale, track_globals=track_globals, cache_if=cache_if,
        )  # fmt: skip
        return _decorate(func, given)

    def clear(self) -> None:
        """Forget all results of all `cache_data` functions, on disk too."""
        REGISTRY.clear_data()


class CacheResource:
    """The decorator `cache_resource`."""

    @overload
    def __call__(self, func: Callable[P, R]) -> Cached[P, R]: ...
    @overload
    def __call__(
        self,
        func: None = None,
        *,
        ttl: Duration | None = None,
        max_entries: int | None = None,
        max_variants: int = 1000,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Callable[[Any], bool] | None = None,
        hash_funcs: HashFuncs | None = None,
        on_release: Callable[[Any], Any] | None = None,
        scope: Literal["global", "session"] = "global",
        refresh_mode: Literal["foreground", "background"] = "foreground",
        max_stale: Duration | None = None,
        track_globals: bool = True,
        cache_if: Callable[[Any], bool] | None = None,
        experimental_allow_widgets: bool = False,
    ) -> Callable[[Callable[P, R]], Cached[P, R]]: ...
    def __call__(
        self,
        func: Callable[..., Any] | None = None,
        *,
        ttl: Duration | None = None,
        max_entries: int | None = None,
        max_variants: int = 1000,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Callable[[Any], bool] | None = None,
        hash_funcs: HashFuncs | None = None,
        on_release: Callable[[Any], Any] | None = None,
        scope: Literal["global", "session"] = "global",
        refresh_mode: Literal["foreground", "background"] = "foreground",
        max_stale: Duration | None = None,
        track_globals: bool = True,
        cache_if: Callable[[Any], bool] | None = None,
        experimental_allow_widgets: bool = False,  # noqa: ARG002  they always are
    ) -> Any:
        """Keep the object that a function returns, and give every caller that same object.

        For connections, models, and whatever else is to be shared by all sessions; it must be safe
        to use from several threads. What makes two calls the same, what is shown again, and the
        other parameters are as for `cache_data`. `validate` is called with the object at each hit;
        if it returns False, the object is made anew. `on_release` is called with it when it is
        removed. Raises what `cache_data` raises, but for `UnserializableReturnValueError`.

            import sqlite3

            import mini as st

            @st.cache_resource
            def database():
                return sqlite3.connect(":memory:", check_same_thread=False)

            st.write(database().execute("select 1").fetchone())
        """
        given = terms(
            "cache_resource", ttl=ttl, max_entries=max_entries, max_variants=max_variants,
            show_spinner=show_spinner, show_time=show_time, validate=validate,
            hash_funcs=hash_funcs, on_release=on_release, scope=scope, refresh_mode=refresh_mode,
            max_stale=max_stale, track_globals=track_globals, cache_if=cache_if,
        )  # fmt: skip
        return _decorate(func, given)

    def clear(self) -> None:
        """Forget all objects of all `cache_resource` functions."""
        REGISTRY.resources.clear()


def cache(
    func: Callable[..., Any] | None = None,
    persist: bool = False,
    allow_output_mutation: bool = False,
    show_spinner: bool | str = True,
    suppress_st_warning: bool = False,  # noqa: ARG001  there is nothing to suppress
    hash_funcs: HashFuncs | None = None,
    max_entries: int | None = None,
    ttl: Duration | None = None,
) -> Any:
    """Cache as older apps do. Deprecated: use `cache_data` or `cache_resource`.

    It works as `cache_data`, and as `cache_resource` with `allow_output_mutation` or where a result
    cannot be stored. A warning in the terminal says which of the two the function wants, and why.

        import mini as st

        @st.cache
        def answer():
            return 42

        st.write(answer())
    """
    options: dict[str, Any] = {
        "show_spinner": show_spinner, "hash_funcs": hash_funcs, "max_entries": max_entries,
        "ttl": ttl,
    }  # fmt: skip
    data = terms("cache_data", persist=persist, **options)
    shared = terms("cache_resource", **options)

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        return _Either(function, data, shared, allow_output_mutation)

    return decorate if func is None else decorate(func)


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


cache_data: Final = CacheData()
cache_resource: Final = CacheResource()
