"""Who looks at a page: what the browser's request said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visitor:
    """The request that opened the connection."""

    headers: tuple[tuple[str, str], ...] = ()
    """Names in small letters, and values; a name may come again."""
    address: str | None = None
    """Where the request came from; None: from this machine."""
    browser: str = ""
    """What tells its browser from others; empty: unknown."""
