"""What wants to say something when a run has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mini.run.script_run import ScriptRun

ENDINGS: Final[list[Callable[[ScriptRun], None]]] = []
