"""Notes each HTTP request, for who looks for a fault: at the log level `debug` only."""

from __future__ import annotations

import logging
import re
from time import perf_counter
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("mini")
_CAPABILITY: Final = re.compile(r"(/_mini/(?:media|upload)/)[^/]+")


class AccessLog:
    """Says what was asked for and what was answered; of a capability in an address, nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        told: dict[str, Any] = {"status": 0, "bytes": 0}

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
            told["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            self._note(scope, told, perf_counter() - began)

    def _note(self, scope: Scope, told: dict[str, Any], seconds: float) -> None:
        client = scope["client"][0] if scope["client"] else "?"
        path = _CAPABILITY.sub(r"\1…", scope["path"])
        told |= {"method": scope["method"], "path": path, "client": client, "seconds": seconds}
        _LOG.debug(
            "%s %r: %d, %d bytes in %.1f ms, for %s", told["method"], path, told["status"],
            told["bytes"], seconds * 1000, client, extra=told,
        )  # fmt: skip
