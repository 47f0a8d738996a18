"""Numbered messages, in order and each once, in whatever order and how often they come.

came:  1 2 3 . 5 6 . 8
       ^^^^^             taken
             ^           missing: what comes after it waits
"""

from __future__ import annotations

from typing import Final, Generic, TypeVar

MOST_WAITING: Final = 256
T = TypeVar("T")


class Sequence(Generic[T]):
    """Gives messages out in the order of their numbers, which start at 1."""

    def __init__(self) -> None:
        self.received = 0
        """The number up to which all have come."""
        self._early: dict[int, T] = {}
        self._left_out: set[int] = set()

    @property
    def missing(self) -> int | None:
        """The number that others wait for, if any."""
        return self.received + 1 if self._early else None

    @property
    def full(self) -> bool:
        """Whether more wait than is reasonable: the one that is missing will not come."""
        return len(self._early) >= MOST_WAITING

    def take(self, number: int, message: T) -> list[T]:
        """Take one; give those whose turn it is now. One that has come before gives nothing."""
        if number <= self.received:
            return []
        self._early.setdefault(number, message)
        return self._turn()

    def leave_out(self, number: int) -> list[T]:
        """One was refused, and those after it do not wait for it; it may come again before them."""
        if self.received < number <= self.received + MOST_WAITING:
            self._left_out.add(number)
        return self._turn()

    def _turn(self) -> list[T]:
        turn = []
        while self._early and self.received + 1 in self._early.keys() | self._left_out:
            self.received += 1
            self._left_out.discard(self.received)
            if self.received in self._early:
                turn.append(self._early.pop(self.received))
        return turn

    def forget_early(self) -> None:
        """The sender starts again after `received`."""
        self._early.clear()
        self._left_out.clear()
