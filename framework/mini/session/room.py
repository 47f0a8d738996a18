"""How many sessions there may be, in all and of one browser; and who makes room for whom."""

from __future__ import annotations

from typing import Final, Literal

from mini.settings import Limits

Code = Literal["full", "full-browser"]
SENTENCES: Final[dict[Code, str]] = {
    "full": (
        "This app has as many visitors as it can take. Keep this page open: the app starts here "
        "as soon as somebody leaves."
    ),
    "full-browser": (
        "This app is open in {tabs} of this browser, and no more are possible. Close one, and "
        "the app starts here."
    ),
}


class NoRoom(Exception):
    """There is no room for another session. Carries the `code` of the reason."""

    def __init__(self, code: Code, count: int) -> None:
        tabs = "another tab" if count == 1 else f"{count} other tabs"
        super().__init__(SENTENCES[code].format(tabs=tabs))
        self.code = code


class Room:
    """The sessions by their tokens, each with its browser; an unnamed browser has no limit.

    A session is *idle* when nothing is lost with it: its page is gone for good, or nobody has ever
    done anything there. The longest idle one makes room.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._browsers: dict[str, str] = {}
        self._tokens: dict[str, set[str]] = {}
        self._idle: dict[str, None] = {}

    @property
    def full(self) -> bool:
        """Whether nobody can come in."""
        return len(self._browsers) >= self._limits.sessions and not self._idle

    def make(self, browser: str) -> str | None:
        """Give the token of the session that has to make room, if any; raises `NoRoom`."""
        own = self._tokens.get(browser, ()) if browser else ()
        if len(own) >= self._limits.per_browser:
            found = next((token for token in self._idle if token in own), None)
            if found is None:
                raise NoRoom("full-browser", len(own))
            return found
        if len(self._browsers) < self._limits.sessions:
            return None
        if not self._idle:
            raise NoRoom("full", len(self._browsers))
        return next(iter(self._idle))

    def enter(self, token: str, browser: str) -> None:
        """A session has been made."""
        self._browsers[token] = browser
        self._tokens.setdefault(browser, set()).add(token)

    def idle(self, token: str) -> None:
        """Nothing is lost with a session from now on."""
        self._idle[token] = None

    def busy(self, token: str) -> None:
        """A page has come back to its session."""
        self._idle.pop(token, None)

    def leave(self, token: str) -> None:
        """A session has ended."""
        self._idle.pop(token, None)
        browser = self._browsers.pop(token, None)
        if browser is None:
            return
        self._tokens[browser].discard(token)
        if not self._tokens[browser]:
            del self._tokens[browser]
