"""What a cache decorator was given, checked when it decorates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from mini.caching.decorators import Duration, HashFuncs
from mini.errors import ArgumentError, listed
from mini.memo.sizes import check_max_entries, parse_size, parse_ttl
from mini.memo.store import Bounds

SCOPES: Final = ("global", "session")
MODES: Final = ("foreground", "background")


class Terms(NamedTuple):
    """How a function is to be cached."""

    command: str
    ttl: float | None
    bounds: Bounds
    max_variants: int
    show_spinner: bool | str
    show_time: bool
    persist: bool
    hash_funcs: HashFuncs | None
    scope: str
    background: bool
    max_stale: float
    track_globals: bool
    cache_if: Callable[[Any], bool] | None
    validate: Callable[[Any], bool] | None
    on_release: Callable[[Any], Any] | None

    @property
    def resource(self) -> bool:
        """Whether the object itself is handed out."""
        return self.command == "cache_resource"

    @property
    def keeps(self) -> float | None:
        """For how many seconds a result is kept at all."""
        return None if self.ttl is None else self.ttl + self.max_stale


def terms(
    command: str, *, ttl: Duration | None = None, max_entries: int | None = None,
    max_size: int | str | None = None, max_variants: int = 1000, show_spinner: bool | str = True,
    show_time: bool = False, persist: Any = None, hash_funcs: HashFuncs | None = None,
    scope: str = "global", refresh_mode: str = "foreground", max_stale: Duration | None = None,
    track_globals: bool = True, cache_if: Any = None, validate: Any = None, on_release: Any = None,
) -> Terms:  # fmt: skip
    """Check everything; raises `ArgumentError`."""
    seconds = parse_ttl(ttl, command=command)
    background = _one_of(command, "refresh_mode", refresh_mode, MODES) == "background"
    if background and seconds is None:
        raise ArgumentError(
            command,
            "refresh_mode",
            refresh_mode,
            "Only what has a `ttl` is ever refreshed: give one.",
        )
    stale = parse_ttl(max_stale, command=command, argument="max_stale")
    if stale is None:
        stale = seconds if background and seconds is not None else 0.0
    size = None if max_size is None else parse_size(max_size, command=command)
    return Terms(
        command, seconds, Bounds(check_max_entries(max_entries, command=command), size),
        check_max_entries(max_variants, command=command) or 1000,
        show_spinner, bool(show_time), _persist(command, persist), hash_funcs,
        _one_of(command, "scope", scope, SCOPES), background, stale if background else 0.0,
        bool(track_globals), _callable(command, "cache_if", cache_if),
        _callable(command, "validate", validate), _callable(command, "on_release", on_release),
    )  # fmt: skip


def _persist(command: str, persist: Any) -> bool:
    if persist in (None, False):
        return False
    if persist in (True, "disk"):
        return True
    raise ArgumentError(command, "persist", persist, "It is 'disk' or None.")


def _one_of(command: str, argument: str, value: Any, words: tuple[str, ...]) -> str:
    if value in words:
        return str(value)
    raise ArgumentError(command, argument, value, f"It is {listed(words)}.")


def _callable(command: str, argument: str, value: Any) -> Any:
    if value is None or callable(value):
        return value
    raise ArgumentError(command, argument, value, "It is a function of the value that is returned.")
