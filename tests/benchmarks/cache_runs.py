"""What the scripts of the benchmark of the cache find beside them."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any, Final

ALONE: Final = {"widgets", "drawn", "bare"}
"""Orders that run apps of their own, or none."""

ORDERED: Final[list[Callable[[], Any]]] = []
DONE: Final[list[Any]] = []


def turn() -> None:
    """Do what was ordered."""
    try:
        DONE.append(ORDERED[0]())
    except Exception as error:  # noqa: BLE001  the page would show it
        DONE.append(error)


def timed(call: Callable[[], Any]) -> None:
    """Time one call of a function of the script."""
    started = perf_counter()
    call()
    DONE.append(perf_counter() - started)
