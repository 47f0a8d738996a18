"""Who computes: whether a call joins one that goes on, or leads."""

from __future__ import annotations

from collections.abc import Generator

from mini.caching.asking import Asked, Failed
from mini.memo.cache import Found
from mini.memo.flight import Flight, State


def negotiate(
    asked: Asked, led: tuple[Flight, ...]
) -> Generator[Flight, None, Found | Failed | Flight]:
    """Find out who computes: yields a flight to wait for until it has news.

    Ends with a result, a failure, or a flight that the caller leads.
    """
    results, flights, key = asked.results, asked.results.flights, asked.key
    left: list[Flight] = []
    while True:
        generation = results.store.generation(results.name)
        going = flights.going(key)
        open_ = (each for each in going if each not in left and each.generation == generation)
        other = next((each for each in open_ if each.agrees(asked.peek)), None)
        if other is None:
            mine = flights.lead(key, going, generation)
            if mine is None:
                continue
            found = results.find(key, asked.peek)  # someone may have landed in between
            if found.leaf is None:
                return mine
            mine.leave()
            return found
        if not flights.wait_for(other, led):
            return results.alone(key)
        try:
            if not (yield from _follow(asked, other)):
                left.append(other)
                continue
        finally:
            flights.waited(led)
        if other.state is State.LANDED:
            return other.result  # type: ignore[no-any-return]
        if other.error is not None:
            return Failed(other.error, other.result, list(other.reads))
        left.append(other)


def _follow(asked: Asked, flight: Flight) -> Generator[Flight, None, bool]:
    """Go along with a flight to its end; False where it reads something else than we would."""
    at = 0
    while True:
        going = flight.state is State.GOING  # before the reads: none comes after the end
        while at < len(flight.reads):
            step = flight.reads[at]
            if asked.peek(step.read) != step.digest:
                return False
            at += 1
        if not going:
            return True
        yield flight
