"""The messages of the socket, both ways. See `docs/protocol.md`."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from mini.model.delta import Append, Move, Page, Patch, Put, Trim

ScriptState = Literal["running", "notRunning", "stopped", "compilationError"]
Change = Put | Patch | Append | Move | Trim | Page


class Message(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag=str.lower
):
    """The base of what is said on the socket."""


class Hello(Message, frozen=True, kw_only=True, omit_defaults=True):
    """The first message: which session to resume, and what the browser is."""

    token: str | None = None
    sseq: int = 0
    query: str = ""
    path: str = ""
    timezone: str = ""
    offset: int = 0
    locale: str = ""
    scheme: Literal["light", "dark"] = "light"
    url: str = ""
    """The address of the page, without query and anchor."""
    page: str = ""
    """A random name of this loaded page: another page with its token is a copy of its tab."""


class Restore(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Every widget value that the browser holds: the answer to `Welcome.restore`."""

    values: dict[str, Any] = {}


class Trigger(msgspec.Struct, frozen=True):
    """A value that is true for one run."""

    id: str
    value: Any = True


class Interact(Message, frozen=True, kw_only=True, omit_defaults=True):
    """One interaction: value changes and at most one trigger."""

    cseq: int
    values: dict[str, Any] = {}
    trigger: Trigger | None = None


class Rerun(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Run the whole script again."""

    cseq: int


class Navigate(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Go to another page of the app, or along the history of the browser."""

    cseq: int
    path: str = ""
    """The page's address below the app's; empty for the default page."""
    query: str = ""
    values: dict[str, Any] = {}
    """Values that were waiting for the next interaction."""


class Stop(Message, frozen=True, kw_only=True, omit_defaults=True):
    """End the run that goes on."""


class Ping(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Is anybody there? Answered by `Received`; said by a browser that has heard nothing."""


class Look(Message, frozen=True, kw_only=True, omit_defaults=True):
    """The page is light or dark from now on."""

    scheme: Literal["light", "dark"]


class Inspect(Message, frozen=True, kw_only=True, omit_defaults=True):
    """What is cached? Asked in development only; `clear` names a function to clear before."""

    clear: str | None = None
    """The name of a function; empty: all of them."""


Inbound = Hello | Restore | Interact | Navigate | Rerun | Stop | Ping | Look | Inspect


class Welcome(Message, frozen=True, kw_only=True, omit_defaults=True):
    """The session that the browser is in."""

    token: str
    media: str
    xsrf: str = ""
    """Goes along with each HTTP request that changes something, in the header `X-Xsrftoken`."""
    resumed: bool
    restore: bool = False
    received: int = 0
    most: int = 0
    """Bytes that a message can have; 0: any number."""
    development: bool = False


class Batch(Message, frozen=True, kw_only=True, omit_defaults=True):
    """One flush: deltas to be applied in order and shown in one frame."""

    sseq: int
    received: int = 0
    seen: int = 0
    state: ScriptState = "notRunning"
    reset: bool = False
    cursors: dict[int, int] = {}
    """Of each container that a long run writes to, its last child that is of this run."""
    passed: list[int] = []
    """The nodes before it that are not: the run has gone past them."""
    deltas: list[Change] = []


class Received(Message, frozen=True, kw_only=True, omit_defaults=True):
    """An acknowledgement without a batch."""

    cseq: int


class Refused(Message, frozen=True, kw_only=True, omit_defaults=True):
    """The last message broke the protocol or a limit."""

    code: str
    message: str
    cseq: int = 0
    """The interaction that was not taken: those after it do not wait for it."""


class CacheSummary(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of one cached function in this process, over all sessions."""

    name: str
    """What `Inspect.clear` takes."""
    label: str
    """The function's name alone."""
    module: str
    """Its module, or the file of a script."""
    kind: Literal["data", "resource", "disk"]
    hits: int = 0
    misses: int = 0
    entries: int = 0
    bytes: int = 0
    saved: float = 0.0
    """Seconds that the hits would have taken."""
    reason: str | None = None
    """Why the last miss was one, as a word."""
    why: str | None = None
    """The same as a sentence."""


class Cache(Message, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to `Inspect`: all cached functions, by name."""

    functions: tuple[CacheSummary, ...] = ()


Outbound = Welcome | Batch | Received | Refused | Cache
