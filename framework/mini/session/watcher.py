"""Watches the app's folder for saved Python files."""

from __future__ import annotations

import asyncio
from typing import Final

from mini.session.app import App

STARTS_AFTER: Final = 0.3
SETTLES_AFTER: Final = 0.2


async def watch(app: App, poll: bool = False) -> None:
    """Tell the app of the Python files that were saved in its folder, until cancelled.

    Starts a little later than the server, which answers first; what was saved before then is found
    by a look at the files themselves.
    """
    await asyncio.sleep(STARTS_AFTER)
    import watchfiles  # noqa: PLC0415  costs 30 ms

    folder = str(app.script.folder.resolve())

    def matters(_: watchfiles.Change, path: str) -> bool:
        return path.endswith(".py") or path == folder

    events = watchfiles.awatch(
        app.modules.root, watch_filter=matters, debounce=120, step=60, recursive=True,
        ignore_permission_denied=True, force_polling=poll or None,
    )  # fmt: skip
    look = asyncio.get_running_loop().call_later(SETTLES_AFTER, app.look)
    try:
        async for batch in events:
            app.changed({path for _, path in batch})
    finally:
        look.cancel()
