"""What is settled when an app is served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VERSION: Final = "0.1.0"
DEFAULT_PORT: Final = 8501
LOG_LEVELS: Final = ("debug", "info", "warning", "error")
LOG_FORMATS: Final = ("text", "json")


@dataclass(frozen=True)
class Limits:
    """How many may come."""

    sessions: int = 20_000
    """Those that wait for their page to come back are among them."""
    per_browser: int = 100


@dataclass(frozen=True)
class Settings:
    """Where and how an app is served."""

    host: str = "127.0.0.1"
    port: int | None = None
    """The port that was asked for; None: 8501, or the next free one."""
    headless: bool = False
    log_level: str = "info"
    watch: bool = True
    poll: bool = False
    """Whether saved files are noticed by looking again and again, as network drives need it."""
    development: bool = True
    """Whether the page shows what a developer needs: the cache, for one."""
    base: str = ""
    """The path below which the app is served: empty, or `/apps/one`."""
    static: bool = False
    """Whether the folder `static` beside the script is served."""
    shown_host: str | None = None
    """The address that is printed and opened, where it is not the host."""
    shown_port: int | None = None
    limits: Limits = Limits()
    readers: tuple[str, ...] = ("127.0.0.0/8", "::1")
    """Addresses and networks that may read the metrics."""
    proxies: tuple[str, ...] = ()
    """Addresses and networks of proxies whose `X-Forwarded` headers count."""
