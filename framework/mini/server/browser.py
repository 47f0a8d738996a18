"""The cookie that tells one browser from another, as far as limits need it: `mini_<port>`."""

from __future__ import annotations

import re
import secrets
from typing import Final

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

_VALUE: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_COOKIE: Final = re.compile(r"(?:^|;)\s*(mini_\d+)=([^;]*)")


def browser_of(connection: HTTPConnection) -> str:
    """Give the name of the browser that asks; empty where it has none yet."""
    wanted = _name(connection)
    for name, value in _COOKIE.findall(connection.headers.get("cookie", "")):
        if name == wanted and _VALUE.fullmatch(value):
            return str(value)
    return ""


def name_browser(request: Request, response: Response, base: str) -> Response:
    """Let a browser that has no name take one along with the page.

    It ends with the browser. In a frame of another site only a partitioned cookie is taken, which
    is secure and that site's own.
    """
    if browser_of(request):
        return response
    secure = request.url.scheme == "https"
    framed = secure and request.headers.get("sec-fetch-site") == "cross-site" and _in_frame(request)
    words = [f"{_name(request)}={secrets.token_urlsafe(16)}", f"Path={base}/", "HttpOnly"]
    words += ["SameSite=None", "Secure", "Partitioned"] if framed else ["SameSite=Lax"]
    words += ["Secure"] if secure and not framed else []
    response.headers.append("set-cookie", "; ".join(words))
    response.headers["cache-control"] = "private, no-cache"
    return response


def without_name(cookies: str) -> str:
    """Give a header of cookies without ours: it says nothing to an app, and differs for all."""
    return _COOKIE.sub("", cookies).strip("; ")


def _name(connection: HTTPConnection) -> str:
    server = connection.scope.get("server")
    return f"mini_{server[1] if server else 0}"


def _in_frame(request: Request) -> bool:
    return request.headers.get("sec-fetch-dest") in {"iframe", "frame", "embed", "object"}
