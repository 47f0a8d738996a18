"""Single flight: one computes, the others with the same key wait and look over its shoulder.

The one that leads publishes each tracked read as it happens. A waiter compares it with what it
would read itself, and leaves at the first difference. Nothing here holds a lock while code of
others runs, and nobody waits for someone who waits for them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from mini.memo.decisions import Step

Wake = Callable[[], None]


class State(Enum):
    """How far a flight is."""

    GOING = "going"
    LANDED = "landed"
    FAILED = "failed"
    LEFT = "left"
    """The leader gave up, or its result is for nobody else."""


class Flight:
    """One computation that goes on."""

    __slots__ = (
        "_flights", "_lock", "_wakes", "error", "generation", "key", "reads", "result", "state",
        "waits_for",
    )  # fmt: skip

    def __init__(self, flights: Flights, key: bytes, generation: int) -> None:
        self._flights = flights
        self._lock = threading.Lock()
        self._wakes: dict[int, Wake] = {}
        self.key = key
        self.generation = generation
        self.reads: list[Step] = []
        self.state = State.GOING
        self.result: Any = None
        self.error: Exception | None = None
        self.waits_for: Flight | None = None

    # The leader

    def publish(self, step: Step) -> None:
        """Tell those who wait what was read."""
        self.reads.append(step)
        self._wake()

    def land(self, result: Any) -> None:
        """Hand the result to those who wait."""
        self.result = result
        self._end(State.LANDED)

    def fail(self, error: Exception, told: Any = None) -> None:
        """Hand the failure to those who wait, as the result what was done before it."""
        self.error, self.result = error, told
        self._end(State.FAILED)

    def leave(self) -> None:
        """Give up: those who wait go on by themselves."""
        self._end(State.LEFT)

    @property
    def awaited(self) -> bool:
        """Whether someone waits."""
        return bool(self._wakes)

    def _end(self, state: State) -> None:
        if self.state is State.GOING:
            self._flights.remove(self)
            self.state = state
            self._wake()

    # The others

    def watch(self, wake: Wake) -> None:
        """Have `wake` called at each read that is published, and at the end."""
        with self._lock:
            self._wakes[id(wake)] = wake

    def unwatch(self, wake: Wake) -> None:
        """Wait no more."""
        with self._lock:
            self._wakes.pop(id(wake), None)

    def _wake(self) -> None:
        with self._lock:
            wakes = list(self._wakes.values())
        for wake in wakes:
            wake()

    def agrees(self, peek: Callable[[Any], bytes], start: int = 0) -> bool:
        """Say whether all that was published from `start` on is what `peek` sees."""
        return all(peek(step.read) == step.digest for step in self.reads[start:])


class Flights:
    """All computations that go on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._going: dict[bytes, tuple[Flight, ...]] = {}

    def going(self, key: bytes) -> tuple[Flight, ...]:
        """The flights of a key that can be joined."""
        return self._going.get(key, ())

    def lead(self, key: bytes, known: Sequence[Flight], generation: int) -> Flight | None:
        """Start a flight; None if another has started that the caller has not looked at."""
        flight = Flight(self, key, generation)
        with self._lock:
            going = self._going.get(key, ())
            if any(other not in known for other in going):
                return None
            self._going[key] = (*going, flight)
        return flight

    def alone(self, key: bytes, generation: int) -> Flight:
        """Make a flight that nobody can join."""
        return Flight(self, key, generation)

    def remove(self, flight: Flight) -> None:
        """Let nobody join any more."""
        with self._lock:
            left = tuple(f for f in self._going.get(flight.key, ()) if f is not flight)
            if left:
                self._going[flight.key] = left
            else:
                self._going.pop(flight.key, None)

    def wait_for(self, flight: Flight, mine: Sequence[Flight]) -> bool:
        """Note that who leads `mine` waits for a flight; False if that one waits for them."""
        with self._lock:
            other: Flight | None = flight
            while other is not None:
                if other in mine:
                    return False
                other = other.waits_for
            for led in mine:
                led.waits_for = flight
        return True

    def waited(self, mine: Sequence[Flight]) -> None:
        """Note that the waiting is over."""
        with self._lock:
            for led in mine:
                led.waits_for = None
