"""What one browser does: in order, each once, and not before its values have come."""

from __future__ import annotations

from collections.abc import Callable

from mini.config.config import CONFIG
from mini.model.message import Interact, Navigate, Received, Refused, Rerun
from mini.page.sequence import Sequence
from mini.session.beat import Clock, Timer
from mini.session.outgoing import Outgoing

GAP_LASTS = 2.0
"""Seconds for which interactions wait for one that has not come, though later ones have."""
_GAP = (
    "Interaction {} has not come, though later ones have. They are numbered from 1 in a session, "
    "without gaps. The connection is closed, so that the browser sends again what is missing."
)
Counted = Interact | Navigate | Rerun


def most_bytes() -> int:
    """Give the size of the largest message that a page may send."""
    return int(CONFIG.get("server.maxWidgetStateSize") * 1024 * 1024)


class Incoming:
    """The interactions of one session, whatever connection they come by."""

    def __init__(self, take: Callable[[Counted], None], outgoing: Outgoing, clock: Clock) -> None:
        self.waits_for_values = False
        """Whether the browser is to tell its values before anything runs."""
        self._take = take
        self._outgoing = outgoing
        self._clock = clock
        self._sequence: Sequence[Counted] = Sequence()
        self._waiting: list[Counted] = []
        self._gap: Timer | None = None

    @property
    def received(self) -> int:
        """The number up to which all have come."""
        return self._sequence.received

    def receive(self, message: Counted) -> None:
        """Take what is numbered when its turn has come, and only once."""
        turn = self._sequence.take(message.cseq, message)
        self._take_all(turn)
        missing = self._sequence.missing is not None
        if self._sequence.full:
            self._still_missing()
        elif missing and self._gap is None:
            self._gap = self._clock.call_later(GAP_LASTS, self._still_missing)
        elif not (missing or turn):
            self._outgoing.say(Received(cseq=self.received))

    def leave_out(self, cseq: int) -> None:
        """One was refused: those after it do not wait for it."""
        self._take_all(self._sequence.leave_out(cseq))

    def _take_all(self, turn: list[Counted]) -> None:
        for each in turn:
            if self.waits_for_values:
                self._waiting.append(each)
            else:
                self._take(each)

    def restored(self) -> None:
        """The values have come; what the browser has done since comes after them."""
        self.waits_for_values = False
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            self._take(each)

    def detach(self) -> None:
        """The browser is gone, and will send again what has not been received."""
        self._sequence.forget_early()
        if self._gap is not None:
            self._gap.cancel()
            self._gap = None

    def _still_missing(self) -> None:
        missing, connection = self._sequence.missing, self._outgoing.connection
        if missing is not None and connection is not None:
            self._outgoing.say(Refused(code="gap", message=_GAP.format(missing)))
            connection.close(4400, "An interaction is missing.")
        self.detach()
