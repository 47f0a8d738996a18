"""The page itself, with the theme in it, so that its first frame has its colours."""

from __future__ import annotations

import gzip
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from mini.config.config import CONFIG
from mini.config.theme import Theme, theme
from mini.server.browser import name_browser
from mini.server.files import BuiltPage

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'{}; "
    "img-src * data: blob:; media-src * data: blob:; font-src * data:; "
    "connect-src 'self' https:; frame-src * data:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'"
)
_NAME = "index.html"


class Index:
    """Answers with the page."""

    def __init__(self, page: BuiltPage, base: str = "") -> None:
        self._page = page
        self._base = base

    async def respond(self, request: Request) -> Response:
        """Answer with the page, the theme as it is now, and a name for a browser without one."""
        return name_browser(request, self._answer(request), self._base)

    def _answer(self, request: Request) -> Response:
        CONFIG.refresh()
        now = theme()
        html = self._page.read(_NAME)
        if not now.digest or html is None:
            return self._page.respond(_NAME, request)
        headers = {
            "vary": "accept-encoding",
            "cache-control": "no-cache",
            "etag": f'"{hash(html) & 0xFFFFFFFFFFFF:x}-{now.digest}"',
            "content-security-policy": POLICY.format("".join(f" {each}" for each in now.origins)),
        }
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        body = _themed(html, now)
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            body = _packed(body)
        return Response(body, media_type="text/html", headers=headers)

    async def sheet(self, _: Request) -> Response:
        """Answer with the theme alone, for a page that was loaded before it changed."""
        return Response(theme().css, media_type="text/css", headers={"cache-control": "no-cache"})


def _themed(html: bytes, now: Theme) -> bytes:
    style = f'<style id="theme" data-digest="{now.digest}">{now.css}</style></head>'
    return html.replace(b"</head>", style.encode(), 1)


@lru_cache(maxsize=4)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)
