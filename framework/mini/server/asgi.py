"""The ASGI app: the page, its files, the socket, the data that pages show, and health."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from mini.config.config import CONFIG
from mini.server import uploads
from mini.server.access import AccessLog
from mini.server.connection import Socket
from mini.server.ending import runs_end
from mini.server.files import BuiltPage
from mini.server.guard import Guard
from mini.server.health import health
from mini.server.index import Index
from mini.server.media import made, media, rows
from mini.server.plotly import plotly_script
from mini.server.protocols import SOCKETS
from mini.server.reach import Forwarded, Networks
from mini.server.secure import Guarded, Secured
from mini.server.static import StaticFolder
from mini.server.watchdog import Watchdog
from mini.session.app import App
from mini.session.garbage import go_on
from mini.session.script import Script
from mini.session.upload_folder import FOLDER, clear_dead
from mini.session.watcher import watch
from mini.settings import Settings

AFTER_START = 0.03
"""Seconds in which whoever has waited for the server gets an answer."""
_NOT_FOUND = """<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not found</title>
<style>
html { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
main { max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem; }
</style>
<main>
<h1>Not found</h1>
<p>There is nothing at this address. The pages of an app lie right below its own.</p>
</main>
</html>
"""


def make_asgi(script: Script, settings: Settings = Settings()) -> ASGIApp:  # noqa: B008
    """Make the ASGI app that serves one script."""
    routes = _routes(script, settings)
    if settings.base:
        to_app = _to(settings.base)
        routes = [Mount(settings.base, routes=routes), Route("/", to_app)]
        routes.append(Route(settings.base, to_app))
    starlette = Starlette(
        lifespan=_life(script, settings), routes=routes, exception_handlers={405: _other_method}
    )
    starlette.router.redirect_slashes = False
    starlette.state.guard = Guard.of(settings)
    around: ASGIApp = Guarded(starlette, starlette.state.guard)
    if proxies := Networks(settings.proxies):
        around = Forwarded(around, proxies)
    if settings.log_level == "debug":
        around = AccessLog(around)
    return Secured(around)


def _life(
    script: Script, settings: Settings
) -> Callable[[Starlette], AbstractAsyncContextManager[dict[str, App]]]:
    """Open the app when the server starts, and end it in good order."""

    @contextlib.asynccontextmanager
    async def lifespan(starlette: Starlette) -> AsyncIterator[dict[str, App]]:
        app = App(
            script, asyncio.get_running_loop(), development=settings.development,
            limits=settings.limits,
        )  # fmt: skip
        app.install()
        starlette.state.app = app
        watchdog = Watchdog(app, asyncio.get_running_loop(), CONFIG.get("server.watchdogSeconds"))
        watchdog.start()
        watcher = asyncio.create_task(watch(app, settings.poll)) if settings.watch else None
        after = asyncio.create_task(_after_start())
        try:
            yield {"served": app}
        finally:
            if watcher is not None:
                watcher.cancel()
            watchdog.stop()
            app.wind_down()
            await runs_end(app)
            await after
            app.close()
            FOLDER.remove()

    return lifespan


async def _after_start() -> None:
    """Do what no answer waits for: the first run finds the commands loaded, but can load them."""
    await asyncio.sleep(AFTER_START)
    try:
        for name in (SOCKETS, "mini.public"):
            await asyncio.to_thread(import_module, name)
    finally:
        go_on()
    await asyncio.to_thread(clear_dead)


def _routes(script: Script, settings: Settings) -> list[BaseRoute]:
    """Give what is served below the base path, the first that fits first."""
    page = BuiltPage()
    index = Index(page, settings.base)

    async def asset(request: Request) -> Response:
        return page.respond("assets/" + request.path_params["name"], request)

    async def socket(websocket: WebSocket) -> None:
        await Socket(websocket, websocket.app.state.app).serve()

    async def plain(_: Request) -> Response:
        text = "This is the socket of the app's page: ask for it as a WebSocket."
        return PlainTextResponse(text, 426, {"upgrade": "websocket", "connection": "upgrade"})

    routes: list[BaseRoute] = [
        Route("/", index.respond),
        Route("/_mini/theme.css", index.sheet),
        Route("/assets/{name}", asset),
        *health(Networks(settings.readers)),
        Route("/_mini/media/{media}/made", made, methods=["POST"]),
        Route("/_mini/media/{media}/made", _made_by_post),
        Route("/_mini/media/{media}/{source}", media),
        Route("/_mini/media/{media}/{source}/rows", rows),
        Route("/_mini/plotly/{name}", plotly_script),
        Route("/_mini/uploads/{media}", uploads.begin, methods=["POST"]),
        Route(
            "/_mini/uploads/{media}/{upload}", uploads.upload, methods=["GET", "PATCH", "DELETE"]
        ),
        WebSocketRoute("/_mini/socket", socket),
        Route("/_mini/socket", plain),
    ]
    if settings.static:
        static = StaticFolder(script.path.parent / "static")
        routes.append(Route("/app/static/{path:path}", static.respond))
    return routes + _addresses(index, tuple(routes))


async def _made_by_post(_: Request) -> Response:
    raise HTTPException(405, headers={"Allow": "POST"})


async def _other_method(request: Request, error: Exception) -> Response:
    """Say which methods there are; who asks for no more than that has asked rightly."""
    methods = (getattr(error, "headers", None) or {}).get("Allow", "")
    allow = {"allow": f"{methods}, OPTIONS"}
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=allow)
    return PlainTextResponse(f"This address takes {methods} alone.", 405, allow)


def _to(base: str) -> Callable[[Request], Awaitable[Response]]:
    """Send those who know only the host to the app."""

    async def redirect(_: Request) -> Response:
        return RedirectResponse(f"{base}/")

    return redirect


def _addresses(index: Index, others: Sequence[BaseRoute]) -> list[BaseRoute]:
    """Answer at the addresses of the app's pages, and at all that are none."""

    async def nothing(request: Request) -> Response:
        for route in others:
            if isinstance(route, Route) and route.matches(request.scope)[0] is Match.PARTIAL:
                raise HTTPException(405, headers={"Allow": ", ".join(sorted(route.methods or ()))})
        return await _not_found(request)

    async def page_of_app(request: Request) -> Response:
        # Which pages there are is known to the script alone, and it says so when it runs.
        if mimetypes.guess_type(request.path_params["page"])[0] is not None:
            return await _not_found(request)
        return await index.respond(request)

    return [
        Route("/{page}", page_of_app),
        Route("/{page}/", _without_slash),
        Route("/{path:path}", nothing),
    ]


async def _not_found(_: Request) -> Response:
    return HTMLResponse(_NOT_FOUND, 404)


async def _without_slash(request: Request) -> Response:
    name, query = request.path_params["page"], request.scope["query_string"].decode("latin-1")
    if name in {".", ".."}:
        return await _not_found(request)
    # Below this address, whatever the name is: nothing in it can name another host.
    return RedirectResponse(f"../{quote(name, safe='')}{query and '?' + query}")
