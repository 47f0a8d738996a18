"""The script that draws figures of Plotly, of the package that the app's Python has installed."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from mini.run import plotly_js


async def plotly_script(request: Request) -> Response:
    """Answer with the script, which goes by another name when its content is another."""
    file = plotly_js.path()
    if file is None or request.path_params["name"] != await asyncio.to_thread(plotly_js.name):
        return PlainTextResponse("There is no such script of Plotly.", 404)
    headers = {"vary": "accept-encoding", "cache-control": "public, max-age=31536000, immutable"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        body = await asyncio.to_thread(plotly_js.compressed)
    else:
        body = await asyncio.to_thread(file.read_bytes)
    return Response(body, media_type="text/javascript", headers=headers)
