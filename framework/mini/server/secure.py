"""The gates around the app: whom it lets in, and what it says with each answer."""

from __future__ import annotations

import logging
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mini.config.config import CONFIG
from mini.config.origins import read_origin, read_source
from mini.server.guard import SAFE, XSRF_HEADER, Guard, Refusal
from mini.server.index import POLICY
from mini.server.reach import passed_on

_LOG = logging.getLogger("mini")
_MOST_TOLD: Final = 20
_HEADERS: Final = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
]
UNSERVED: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'",
}
"""Headers of an answer to what is no request that the app could see."""
_POLICY_NAME: Final = b"content-security-policy"
_MOST_AGE: Final = "600"


class Guarded:
    """Lets only those in that the guard lets in, and answers what browsers ask beforehand."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app = app
        self._guard = guard
        self._told: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request that may be here."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            scope["state"]["served"].tally.refused[refusal.code] += 1
            self._tell(refusal)
            await _refuse(refusal, scope, receive, send)
        elif scope["type"] == "http" and "origin" in headers:
            await self._shared(headers, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> Refusal | None:
        passed = passed_on(scope)
        guard = self._guard if passed is None else self._guard.vouched()
        scheme = None if passed is None else passed.scheme
        wrong = guard.wrong_host(headers)
        if wrong is not None:
            return wrong
        if scope["type"] == "websocket":
            return guard.wrong_origin(headers, scheme)
        if scope["method"] in SAFE:
            return None
        return guard.wrong_origin(headers, scheme, needed=False)

    async def _shared(self, headers: Headers, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell the browser that a page of a trusted origin may read the answer."""
        origin = read_origin(headers["origin"])
        if not self._guard.any_origin and (origin is None or not self._guard.trusts(origin)):
            await self._app(scope, receive, send)
            return
        shared = {
            "access-control-allow-origin": "*" if self._guard.any_origin else headers["origin"],
            "vary": "origin",
        }
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await Response(status_code=204, headers=shared | _BEFOREHAND)(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                pairs = [(name.encode(), value.encode()) for name, value in shared.items()]
                message = {**message, "headers": [*message.get("headers", []), *pairs]}
            await send(message)

        await self._app(scope, receive, marked)

    def _tell(self, refusal: Refusal) -> None:
        """Say each sentence once, and no more of them than anybody reads."""
        if refusal.text not in self._told and len(self._told) < _MOST_TOLD:
            self._told.add(refusal.text)
            _LOG.warning("%s", refusal.text)


_BEFOREHAND: Final = {
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": f"{XSRF_HEADER}, content-type, range, upload-offset",
    "access-control-max-age": _MOST_AGE,
}


async def _refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    answer = PlainTextResponse(refusal.text + "\n", refusal.status)
    if scope["type"] == "http":
        await answer(scope, receive, send)
    elif "websocket.http.response" in scope.get("extensions", {}):
        await receive()
        await answer(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 4403, "reason": refusal.text[:120]})


class Secured:
    """Adds to every answer the headers that it has none of its own of."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._ancestors = _ancestors()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                message = {**message, "headers": self._with_policy(message.get("headers", []))}
            await send(message)

        await self._app(scope, receive, secured)

    def _with_policy(self, headers: Any) -> list[tuple[bytes, bytes]]:
        given = dict(headers)
        policy = given.pop(_POLICY_NAME, POLICY.format("").encode()) + self._ancestors
        return [
            *((name, value) for name, value in headers if name != _POLICY_NAME),
            (_POLICY_NAME, policy),
            *(pair for pair in _HEADERS if pair[0] not in given),
        ]


def _ancestors() -> bytes:
    """The end of each policy that says which sites may show the app in a frame."""
    sources = [read_source(each) for each in CONFIG.get("server.frameAncestors")]
    named = [each for each in sources if each is not None]
    return f"; frame-ancestors {' '.join(named)}".encode() if named else b""


def refuse(refusal: Refusal) -> Response:
    """Answer a request that a route refuses."""
    return PlainTextResponse(refusal.text, refusal.status)


def forged(request: Request, token: str) -> Response | None:
    """Answer a request that changes something, and was not made by the page of a session."""
    guard: Guard = request.app.state.guard
    refusal = guard.forged(request.headers, token)
    if refusal is None:
        return None
    request.state.served.tally.refused[refusal.code] += 1
    return refuse(refusal)
