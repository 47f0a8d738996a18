"""What can be set when an app is served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VERSION: Final = "0.1.0"
DEFAULT_PORT: Final = 8501
LOG_LEVELS: Final = ("debug", "info", "warning", "error")


@dataclass(frozen=True)
class Settings:
    """Where and how an app is served."""

    host: str = "127.0.0.1"
    port: int | None = None
    """The port that was asked for; None: 8501, or the next free one."""
    headless: bool = False
    log_level: str = "info"
    watch: bool = True
    development: bool = True
    """Whether the page shows what a developer needs: the cache, for one."""
