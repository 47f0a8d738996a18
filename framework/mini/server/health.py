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
    """Make the routes; `readers` are those who may read the metrics."""

    async def metrics(request: Request) -> Response:
        if not readers.hold(request):
            return PlainTextResponse(_NOT_FOR_ALL, 403, _HEADERS)
        # Imported when it is asked for first: it costs 100 ms.
        return await asyncio.to_thread(_metrics, request)

    return [
        Route("/livez", _live),
        Route("/readyz", _ready),
        Route("/metrics", metrics),
        Route("/_stcore/health", _live),
    ]


async def _live(_: Request) -> Response:
    return PlainTextResponse("ok", headers=_HEADERS)


async def _ready(request: Request) -> Response:
    app: App = request.app.state.app
    reasons = [*_reasons(app), *await asyncio.to_thread(_faults, app)]
    if reasons:
        return PlainTextResponse("\n".join(reasons), 503, _HEADERS)
    return PlainTextResponse("ok", headers=_HEADERS)


def _reasons(app: App) -> Iterator[str]:
    if app.closing:
        yield "The server is about to end."
    if app.full:
        yield f"All {app.limits.sessions} sessions that the server may have are taken."


def _faults(app: App) -> list[str]:
    try:
        app.script.code()
    except SyntaxError as error:
        where = f"{app.script.path.name}, line {error.lineno}"
        return [f"The script does not compile: {where}: {error.msg}."]
    except OSError as error:
        return [f"The script cannot be read: {error.strerror}."]
    return []


def _metrics(request: Request) -> Response:
    body, kind = import_module("mini.server.metrics").told(
        request.app.state.app, request.headers.get("accept", "")
    )
    return Response(body, headers={**_HEADERS, "content-type": kind})
