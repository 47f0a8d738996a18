"""A cached function as authors ask about it: its keys, and what is kept under them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import update_wrapper
from types import MethodType
from typing import Any, Generic, ParamSpec, TypeVar, cast

from mini.caching.asking import Asked
from mini.caching.registry import REGISTRY
from mini.caching.terms import Terms
from mini.memo.answers import Info, Why
from mini.memo.cache import Called, Found, Results
from mini.memo.code import Source
from mini.memo.key import Binder
from mini.run.calls import Call
from mini.run.context import FRAME, current, look_up
from mini.run.reads import Unreadable

P = ParamSpec("P")
R = TypeVar("R")


class Bound:
    """A cached method of an instance, which is its first argument."""

    def __init__(self, cached: Any, instance: Any) -> None:
        self.__func__ = cached
        self.__self__ = instance
        self.__wrapped__ = MethodType(cached.__wrapped__, instance)
        self.__name__, self.__qualname__ = cached.__name__, cached.__qualname__
        self.__module__, self.__doc__ = cached.__module__, cached.__doc__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.__func__(self.__self__, *args, **kwargs)

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget all results, for all instances, or those of this one for some arguments."""
        if args or kwargs:
            self.__func__.clear(self.__self__, *args, **kwargs)
        else:
            self.__func__.clear()

    def contains(self, *args: Any, **kwargs: Any) -> bool:
        """Say whether a call would be answered from the cache."""
        return bool(self.__func__.contains(self.__self__, *args, **kwargs))

    def explain(self, *args: Any, **kwargs: Any) -> Why:
        """Say whether a call would be a hit, and if not, why."""
        why: Why = self.__func__.explain(self.__self__, *args, **kwargs)
        return why

    def info(self) -> Info:
        """Give what is counted of the method, over all instances."""
        counted: Info = self.__func__.info()
        return counted


class Keyed(Generic[P, R]):
    """A function whose calls have keys."""

    def __init__(self, function: Callable[P, R], terms: Terms) -> None:
        update_wrapper(cast(Callable[P, R], self), function)
        self._function = function
        self._terms = terms
        self._source = Source(function, names=REGISTRY.token_of, track_globals=terms.track_globals)
        self._binder = Binder(function, function.__qualname__, terms.hash_funcs)
        self._results: Results | None = None

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else Bound(self, instance)

    # What authors ask

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget all results, or those for some arguments.

        A computation that goes on is finished, and its result is not stored.
        """
        results = self._of_scope()
        if args or kwargs:
            results.store.clear(results.name, self._key(results, args, kwargs))
        else:
            results.store.clear(results.name)

    def contains(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Say whether a call would be answered from the cache, with the widgets as they are now."""
        return self._look(args, kwargs)[1].leaf is not None

    def explain(self, *args: P.args, **kwargs: P.kwargs) -> Why:
        """Say whether a call would be a hit, and if not, why.

        `reason` of what is given is a word, `text` a sentence.

        The reasons are `hit`, `first`, `code`, `global`, `argument`, `read` (a widget or
        session_state), `expired`, `evicted` and `cleared`.
        """
        asked, found = self._look(args, kwargs)
        return asked.results.why(asked.key, found, self._called(args, kwargs))

    def warm(self, calls: Iterable[Any]) -> None:
        """Compute results ahead: `calls` gives the arguments, each a tuple, a dict or one value."""
        function = cast(Any, self)
        for call in calls:
            if isinstance(call, Mapping):
                function(**call)
            elif isinstance(call, tuple):
                function(*call)
            else:
                function(call)

    def info(self) -> Info:
        """Give hits, misses, entries, their bytes, and the seconds saved."""
        results = self._of_scope()
        metas = results.store.metas(results.name)
        stats = results.stats
        size = sum(meta.size for meta in metas)
        return Info(stats.hits, stats.misses, len(metas), size, stats.saved)

    def left_out(self) -> dict[str, str]:
        """Give the globals that do not count for the key, each with the reason."""
        return self._source.left_out()

    def _look(self, args: Any, kwargs: Any) -> tuple[Asked, Found]:
        asked = self._ask(args, kwargs)
        try:
            return asked, asked.results.find(asked.key, asked.peek)
        except Unreadable:
            return asked, Found(None, [], False)

    # Keys

    def _ask(self, args: Any, kwargs: Any) -> Asked:
        frame = FRAME.get()
        if frame is not None and frame.run.attention:
            look_up(frame)
        results = self._results or self._of_scope()
        return Asked(self._key(results, args, kwargs), args, kwargs, frame, results)

    def _key(self, results: Results, args: Any, kwargs: Any) -> bytes:
        source = self._source
        return results.prefix + source.code() + source.data() + self._binder.key(args, kwargs)

    def _of_scope(self) -> Results:
        name, label = self._source.name, self._function.__qualname__
        if self._terms.scope == "session":
            page = current(self._function.__qualname__).run.page
            return REGISTRY.results(f"{name} {page.name}", self._terms, label)
        if self._results is None:
            self._results = REGISTRY.results(name, self._terms, label)
        return self._results

    def _called(self, args: Any, kwargs: Any) -> Called:
        source = self._source
        return Called(source.code(), source.data_by_name(), self._binder.by_name(args, kwargs))

    def _call(self, asked: Asked) -> Call:
        assert asked.frame is not None
        return Call(
            self._function, self._function.__qualname__, asked.frame,
            lambda: self._binder.bind(asked.args, asked.kwargs), self._source.containers,
        )  # fmt: skip
