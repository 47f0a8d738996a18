"""Watches the app's folder for saved Python files."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path


async def watch(root: Path, changed: Callable[[Iterable[Path]], None]) -> None:
    """Call `changed` with the Python files that were saved below `root`, until cancelled."""
    import watchfiles  # noqa: PLC0415  costs 30 ms: not before the first answer

    def is_python(_: watchfiles.Change, path: str) -> bool:
        return path.endswith(".py")

    events = watchfiles.awatch(
        root, watch_filter=is_python, debounce=50, step=20, recursive=True,
        ignore_permission_denied=True,
    )  # fmt: skip
    try:
        async for batch in events:
            changed({Path(path) for _, path in batch})
    except asyncio.CancelledError:
        return
