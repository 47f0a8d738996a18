"""The ASGI app: the page, its files, the socket, the data that pages show, and health."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib import import_module

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from mini.server.access import AccessLog
from mini.server.connection import Socket
from mini.server.files import BuiltPage
from mini.server.health import health
from mini.server.index import POLICY, Index
from mini.server.media import made, media, rows
from mini.server.plotly import plotly_script
from mini.server.reach import Forwarded, Networks
from mini.server.static import StaticFolder
from mini.session.app import App
from mini.session.script import Script
from mini.session.watcher import watch
from mini.settings import Settings

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
_HEADERS = [
    (b"content-security-policy", POLICY.format("").encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]


def make_asgi(script: Script, settings: Settings = Settings()) -> Starlette:  # noqa: B008
    """Make the ASGI app that serves one script."""
    page = BuiltPage()
    index = Index(page)
    healthy = health(Networks(settings.readers))
    proxies = Networks(settings.proxies)

    @contextlib.asynccontextmanager
    async def lifespan(starlette: Starlette) -> AsyncIterator[None]:
        app = App(
            script, asyncio.get_running_loop(), development=settings.development,
            limits=settings.limits,
        )  # fmt: skip
        app.install()
        starlette.state.app = app
        watcher = asyncio.create_task(watch(app, settings.poll)) if settings.watch else None
        # The first answer does not wait for the commands, and the first run finds them loaded.
        commands = asyncio.create_task(asyncio.to_thread(import_module, "mini.public"))
        try:
            yield
        finally:
            if watcher is not None:
                watcher.cancel()
            app.close()
            await commands

    async def asset(request: Request) -> Response:
        return page.respond("assets/" + request.path_params["name"], request)

    async def socket(websocket: WebSocket) -> None:
        if not _same_origin(websocket):
            await websocket.close(4403, "The origin of the page is not the host.")
            return
        await Socket(websocket, websocket.app.state.app).serve()

    routes: list[BaseRoute] = [
        Route("/", index.respond),
        Route("/_mini/theme.css", index.sheet),
        Route("/assets/{name}", asset),
        *healthy,
        Route("/_mini/media/{media}/made", made, methods=["POST"]),
        Route("/_mini/media/{media}/{source}", media),
        Route("/_mini/media/{media}/{source}/rows", rows),
        Route("/_mini/plotly/{name}", plotly_script),
        WebSocketRoute("/_mini/socket", socket),
    ]
    if settings.static:
        static = StaticFolder(script.path.parent / "static")
        routes.append(Route("/app/static/{path:path}", static.respond))
    routes += _addresses(index)
    if settings.base:
        routes = [Mount(settings.base, routes=routes), Route("/", _to(settings.base))]
    starlette = Starlette(lifespan=lifespan, routes=routes)
    starlette.add_middleware(_Secure)
    if proxies:
        starlette.add_middleware(Forwarded, proxies=proxies)
    if settings.log_level == "debug":
        starlette.add_middleware(AccessLog)
    return starlette


def _to(base: str) -> Callable[[Request], Awaitable[Response]]:
    """Send those who know only the host to the app."""

    async def redirect(_: Request) -> Response:
        return RedirectResponse(f"{base}/")

    return redirect


def _addresses(index: Index) -> list[BaseRoute]:
    """Answer at the addresses of the app's pages, and at all that are none."""

    async def page_of_app(request: Request) -> Response:
        # Which pages there are is known to the script alone, and it says so when it runs.
        if mimetypes.guess_type(request.path_params["page"])[0] is not None:
            return await _not_found(request)
        return await index.respond(request)

    return [
        Route("/{page}", page_of_app),
        Route("/{page}/", _without_slash),
        Route("/{path:path}", _not_found),
    ]


class _Secure:
    """Adds the security headers to every answer that has none of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def secured(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                assert isinstance(headers, list)
                known = {name for name, _ in headers}
                headers += [pair for pair in _HEADERS if pair[0] not in known]
            await send(message)

        await self.app(scope, receive, secured)  # type: ignore[arg-type]


def _same_origin(websocket: WebSocket) -> bool:
    origin = websocket.headers.get("origin", "")
    host = websocket.headers.get("host", "")
    return bool(host) and origin.partition("://")[2] == host


async def _not_found(_: Request) -> Response:
    return HTMLResponse(_NOT_FOUND, 404)


async def _without_slash(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    name = request.url.path.rstrip("/").rpartition("/")[2]
    return RedirectResponse(f"../{name}{query}")
