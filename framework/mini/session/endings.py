"""What wants to say or do something when a run has ended, or a part of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mini.run.script_run import ScriptRun

ENDINGS: Final[list[Callable[[ScriptRun], None]]] = []

REPAIRS: Final[list[Callable[[], None]]] = []
"""Called when the app's code has been left, before anything else is done."""
