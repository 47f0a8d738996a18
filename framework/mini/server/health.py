"""What those who run the server ask: does it answer, can it take someone in, how does it fare?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from importlib import import_module
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from mini.server.reach import Networks
from mini.session.app import App

_NOT_FOR_ALL: Final = (
    "This address is not among those that may read the metrics: see the option "
    "`server.metricsReaders`."
)
_HEADERS: Final = {"cache-control": "no-store"}


def health(readers: Networks) -> list[BaseRoute]:
    """Make the routes; `readers` are those who may read the metrics, and details of faults."""

    async def metrics(request: Request) -> Response:
        if not readers.hold(request):
            return PlainTextResponse(_NOT_FOR_ALL, 403, _HEADERS)
        # Imported when it is asked for first: it costs 100 ms.
        return await asyncio.to_thread(_metrics, request)

    async def ready(request: Request) -> Response:
        app: App = request.app.state.app
        fault = await asyncio.to_thread(_fault, app, readers.hold(request))
        reasons = [*_reasons(app), *([fault] if fault else [])]
        return PlainTextResponse("\n".join(reasons) or "ok", 503 if reasons else 200, _HEADERS)

    return [
        Route("/livez", _live),
        Route("/readyz", ready),
        Route("/metrics", metrics),
        Route("/_stcore/health", _live),
    ]


async def _live(_: Request) -> Response:
    return PlainTextResponse("ok", headers=_HEADERS)


def _reasons(app: App) -> Iterator[str]:
    if app.closing:
        yield "The server is about to end."
    if app.full:
        yield f"All {app.limits.sessions} sessions that the server may have are taken."


def _fault(app: App, details: bool) -> str:
    """Say what is wrong with the script; where, only to those who may read the metrics."""
    try:
        app.script.code()
    except SyntaxError as error:
        where = f": {app.script.path.name}, line {error.lineno}: {error.msg}" if details else ""
        return f"The script does not compile{where}."
    except OSError as error:
        return f"The script cannot be read{f': {error.strerror}' if details else ''}."
    return ""


def _metrics(request: Request) -> Response:
    body, kind = import_module("mini.server.metrics").told(
        request.app.state.app, request.headers.get("accept", "")
    )
    return Response(body, headers={**_HEADERS, "content-type": kind})
