"""`cache_data`, `cache_resource`, and `cache`, which came before them: what authors call.

What does the work is imported when something is decorated first: neither the first answer of a
server nor an app that caches nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from importlib import import_module
from typing import Any, Final, Literal, ParamSpec, Protocol, TypeVar, overload

from mini.memo.answers import Info, Why

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
HashFuncs = Mapping[type | str, Callable[[Any], Any]]
Duration = float | timedelta | str


class CachedFunction(Protocol[P, R_co]):
    """A decorated function."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R_co:
        """Give the stored result of this call, or compute it."""

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        """Bind a method to its instance."""

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget all results, or those for some arguments."""

    def contains(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Say whether a call would be answered from the cache."""

    def explain(self, *args: P.args, **kwargs: P.kwargs) -> Why:
        """Say whether a call would be a hit, and if not, why."""

    def warm(self, calls: Iterable[Any]) -> None:
        """Compute results ahead."""

    def info(self) -> Info:
        """Give hits, misses, entries, their bytes, and the seconds saved."""

    def left_out(self) -> dict[str, str]:
        """Give the globals that do not count for the key, each with the reason."""


class CacheData:
    """The decorator `cache_data`."""

    @overload
    def __call__(self, func: Callable[P, R]) -> CachedFunction[P, R]: ...
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
    ) -> Callable[[Callable[P, R]], CachedFunction[P, R]]: ...
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
        return _decorate(
            func, "cache_data", ttl=ttl, max_entries=max_entries, max_size=max_size,
            max_variants=max_variants, show_spinner=show_spinner, show_time=show_time,
            persist=persist, hash_funcs=hash_funcs, scope=scope, refresh_mode=refresh_mode,
            max_stale=max_stale, track_globals=track_globals, cache_if=cache_if,
        )  # fmt: skip

    def clear(self) -> None:
        """Forget all results of all `cache_data` functions, on disk too."""
        import_module(_REGISTRY).REGISTRY.clear_data()


class CacheResource:
    """The decorator `cache_resource`."""

    @overload
    def __call__(self, func: Callable[P, R]) -> CachedFunction[P, R]: ...
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
    ) -> Callable[[Callable[P, R]], CachedFunction[P, R]]: ...
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
        return _decorate(
            func, "cache_resource", ttl=ttl, max_entries=max_entries, max_variants=max_variants,
            show_spinner=show_spinner, show_time=show_time, validate=validate,
            hash_funcs=hash_funcs, on_release=on_release, scope=scope, refresh_mode=refresh_mode,
            max_stale=max_stale, track_globals=track_globals, cache_if=cache_if,
        )  # fmt: skip

    def clear(self) -> None:
        """Forget all objects of all `cache_resource` functions."""
        import_module(_REGISTRY).REGISTRY.resources.clear()


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
    return import_module(_WORK).decorate_old(func, persist, allow_output_mutation, options)


def _decorate(function: Any, command: str, **options: Any) -> Any:
    return import_module(_WORK).decorate(function, command, options)


_WORK: Final = "mini.caching.decorate"
_REGISTRY: Final = "mini.caching.registry"
cache_data: Final = CacheData()
cache_resource: Final = CacheResource()
