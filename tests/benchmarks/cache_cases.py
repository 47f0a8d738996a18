"""What is timed of a cache: the same functions for every product, given by the command line.

Spinners are off, so that a miss is the cache's work alone. All that is built to be cached is built
inside of the function, or comes in by a parameter that does not count.
"""

from __future__ import annotations

import gc
import os
import random
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from itertools import count, repeat
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
import pandas as pd

from tests.benchmarks import cache_runs

if TYPE_CHECKING:
    from tests.benchmarks.cache_worker import Apps

Function = TypeVar("Function", bound=Callable[..., Any])
st: Any = import_module(sys.argv[1])


def cached(function: Function) -> Function:
    made: Function = st.cache_data(show_spinner=False)(function)
    return made


FRESH: Final = count()
RUNS: Final[list[int]] = []


# What is cached


@cached
def number(value: int) -> int:
    return value + 1


@cached
def small_dict(size: int) -> dict[str, float]:
    return {f"name {at}": at / 2 for at in range(size)}


@cached
def megabytes(size: int) -> bytes:
    return bytes(size * 1_000_000)


@cached
def floats(rows: int) -> Any:
    return pd.DataFrame({name: np.arange(rows, dtype="f8") for name in "abcd"})


@cached
def strings(rows: int) -> Any:
    return pd.DataFrame({"name": [f"name {at}" for at in range(rows)]})


@cached
def fresh(_value: Any, number: int) -> Any:
    return _value


@cached
def key_of(value: Any) -> None:
    """Take a value, for its key alone."""


@cached
def counted(value: Any) -> None:
    RUNS.append(1)


HITS: Final[dict[str, Any]] = {
    "int": number, "dict": small_dict, "bytes": megabytes, "floats": floats, "strings": strings
}  # fmt: skip


def _frame(rows: int) -> Any:
    return pd.DataFrame({name: np.random.default_rng(at).random(rows) for at, name in
                         enumerate("abcd")})  # fmt: skip


VALUES: Final[dict[str, Callable[[int], Any]]] = {
    "int": int,
    "frame": _frame,
    "array": lambda size: np.random.default_rng(0).random(size),
    "ints": lambda size: list(range(size)),
    "floats": lambda size: [at / 3 for at in range(size)],
    "strings": lambda size: [f"name {at}" for at in range(size)],
}
_made: Final[dict[tuple[str, int], Any]] = {}


def _value(what: str, size: int) -> Any:
    if (what, size) not in _made:
        _made[what, size] = VALUES[what](size)
    return _made[what, size]


# How it is timed, in seconds, and counted


def _timed(call: Callable[[], Any], calls: int) -> float:
    call()
    if calls > 1:
        started = perf_counter()
        for _ in repeat(None, calls):
            call()
        return (perf_counter() - started) / calls
    started = perf_counter()
    kept = call()
    spent = perf_counter() - started
    del kept  # what the caller does with it is no part of the hit
    return spent


def hit(what: str, size: int, calls: int) -> float:
    """Time hits."""
    return _timed(partial(HITS[what], size), calls)


def key(what: str, size: int, calls: int) -> float:
    """Time hits of a function that gives nothing, for an argument."""
    return _timed(partial(key_of, _value(what, size)), calls)


def miss(what: str, size: int, calls: int) -> float:
    """Time misses of a function that does nothing but give a value."""
    value = _value(what, size)
    fresh(value, next(FRESH))
    started = perf_counter()
    for _ in repeat(None, calls):
        fresh(value, next(FRESH))
    spent = (perf_counter() - started) / calls
    _clear(fresh)
    return spent


def first(what: str, size: int, calls: int) -> float:
    """Time one miss of a large value."""
    value = _value(what, size)
    started = perf_counter()
    kept = fresh(value, next(FRESH))
    spent = perf_counter() - started
    del kept
    _clear(fresh)
    return spent


def wrong_cells(what: str, size: int, calls: int) -> int:
    """Change one cell at a time, and count the changes that the cache does not see."""
    value = VALUES[what](size)
    counted(value)
    RUNS.clear()
    places = random.Random(7)
    for _ in range(calls):
        row = places.randrange(size)
        if what == "frame":
            value.iloc[row, places.randrange(4)] += 1
        else:
            value[row] += 1
        counted(value)
    return calls - len(RUNS)


def wrong_objects(what: str, size: int, calls: int) -> int:
    """Give distinct arrays of objects, each freed before the next, and count wrong hits."""
    RUNS.clear()
    for at in range(calls):
        counted(np.array([f"name {at}", at + 0.5, ("place", at)], dtype=object))
    return calls - len(RUNS)


def held(what: str, size: int, calls: int) -> float:
    """Count the bytes that a cached frame takes in memory while several readers have it."""
    before = _memory()
    readers = [HITS[what](size) for _ in range(calls)]
    gc.collect()
    grown = _memory() - before
    assert len(readers) == calls
    return grown


def _memory() -> float:
    """Give the proportional set size, with all pages of files in memory, mapped or not."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    sizes = {line.split(":")[0]: 1024 * int(line.split()[1]) for line in lines}
    return sizes["Pss"] - sizes.get("Pss_Shmem", 0) + sum(_blocks())


def _blocks() -> list[int]:
    sizes = {}
    for entry in os.scandir("/proc/self/fd"):
        try:
            if "memfd:" in Path(entry.path).readlink().name:
                status = Path(entry.path).stat()
                sizes[status.st_ino] = 512 * status.st_blocks
        except OSError:
            continue  # what the listing itself had open
    return list(sizes.values())


def _clear(function: Any) -> None:
    function.clear()


# What draws, in an app of its own

_WIDGETS = """\
@st.cache_data(show_spinner=False)
def block():
    return [st.slider(f"level {{at}}", 0, 10) for at in range({0})]

cache_runs.timed(block)
"""
_DRAWN = """\
{1}
def block():
    for at in range({0}):
        st.text(f"row {{at}}")

cache_runs.timed(block)
"""


def widgets(apps: Apps, what: str, size: int, calls: int) -> float | None:
    """Time a hit of a function with sliders; None if it may have none, or they are not shown."""
    body = _WIDGETS.format(size)
    samples: list[float] = []
    for _ in range(1 + calls):
        app = apps.run(body)
        if app.exception or len(app.slider) != size:
            return None
        samples.append(cache_runs.DONE.pop())
    return median(samples)


def drawn(apps: Apps, what: str, size: int, calls: int) -> float:
    """Time a whole run of an app with a block of texts that stands there already, or its call."""
    which, _, how = what.partition(" ")
    body = _DRAWN.format(size, "@st.cache_data(show_spinner=False)" if how == "cached" else "")
    if body not in apps.started:
        apps.run(body)
    started = perf_counter()
    apps.run(body)
    spent = perf_counter() - started
    call: float = cache_runs.DONE.pop()
    return spent if which == "run" else call


def kinds(apps: Apps) -> dict[str, Callable[[str, int, int], Any]]:
    """Give what can be ordered."""
    return {
        "hit": hit, "bare": hit, "key": key, "miss": miss, "first": first, "held": held,
        "wrong_cells": wrong_cells, "wrong_objects": wrong_objects,
        "widgets": partial(widgets, apps), "drawn": partial(drawn, apps),
    }  # fmt: skip
