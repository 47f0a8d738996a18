"""What sessions tell the cache. It listens once something is cached."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final


def _nobody(_: Any) -> None:
    """Nothing is cached yet."""


class Hooks:
    """The app that is served, and who hears of its sessions."""

    def __init__(self) -> None:
        self.script: Path | None = None
        self.development = True
        self.sweep: Callable[[float], None] = _nobody
        """Called now and then, with the time."""
        self.end_scope: Callable[[str], None] = _nobody
        """Called with the name of a page whose session has ended."""


HOOKS: Final = Hooks()
