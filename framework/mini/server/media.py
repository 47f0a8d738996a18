"""What pages show by address: bytes, files and rows of tables, with ranges, and never active.

The capability in the address names a session, the source one of the payloads that it shows.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import AsyncIterator, Callable
from typing import Final
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from mini.elements.uncaught import in_a_line
from mini.page.media_types import ending_of
from mini.page.payload import Blob, File, Rows
from mini.server.secure import forged
from mini.session.app import App
from mini.session.supplies import supply

_LOG = logging.getLogger("mini")
MOST_ROWS: Final = 5000
PIECE: Final = 256 * 1024
_RANGE: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})$")
_FRAME: Final = (
    "sandbox allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals "
    "allow-downloads allow-pointer-lock allow-presentation "
    "allow-top-navigation-by-user-activation"
)
"""What a page of the author may do in its frame: all but what needs the origin of the app."""
_STILL: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""An image or a film opened by itself runs nothing, also where it is SVG."""
_VIEWED: Final = {"application/pdf"}
"""What a browser shows with a viewer of its own, which a sandbox would keep out."""
_PLAIN: Final = re.compile(
    r"(image|audio|video|font)/|text/(plain|vtt|csv)$|application/(pdf|json|octet-stream)$"
)


async def media(request: Request) -> Response:
    """Answer with what one payload holds, or with the part of it that was asked for."""
    payload = _payload(request)
    if isinstance(payload, Blob):
        return _span(request, payload, len(payload.data))
    if isinstance(payload, File):
        return await asyncio.to_thread(_file, request, payload)
    return PlainTextResponse("This data is not shown any more.", 404)


async def made(request: Request) -> Response:
    """Make the file of a download button, and answer with it."""
    app: App = request.app.state.app
    session = app.by_media(request.path_params["media"])
    widget = request.query_params.get("widget", "")
    make = None if session is None else supply(session.page, widget)
    if session is None or make is None:
        return PlainTextResponse("This file is not offered any more.", 404)
    refused = forged(request, session.xsrf)
    if refused is not None:
        return refused
    blob = await asyncio.to_thread(_make, make, session.page.name)
    if isinstance(blob, str):
        return PlainTextResponse(f"The file could not be made: {blob}", 500)
    headers = _headers(blob) | {"cache-control": "no-store"}
    return Response(blob.data, headers=headers)


def _make(make: Callable[[], Blob], session: str) -> Blob | str:
    """Make a file, or say why there is none: no error of the app gets into the server's loop."""
    try:
        return make()
    except BaseException as error:  # noqa: BLE001  whatever it raises, the page says so
        return in_a_line(error, session)


async def rows(request: Request) -> Response:
    """Answer with some rows of a table, column by column."""
    payload = _payload(request)
    if not isinstance(payload, Rows):
        return PlainTextResponse("This table is not shown any more.", 404)
    try:
        start = int(request.query_params["start"])
        stop = int(request.query_params["stop"])
    except (KeyError, ValueError):
        return PlainTextResponse("Rows are named by `start` and `stop`, two whole numbers.", 400)
    if not 0 <= start <= stop or stop - start > MOST_ROWS:
        return PlainTextResponse(f"At most {MOST_ROWS} rows, from 0 on, start before stop.", 400)
    columns = await asyncio.to_thread(payload.page, start, min(stop, payload.count))
    body = msgspec.json.encode({"start": start, "columns": columns})
    return Response(body, media_type="application/json", headers=_immutable())


def _payload(request: Request) -> object:
    app: App = request.app.state.app
    session = app.by_media(request.path_params["media"])
    return None if session is None else session.find(request.path_params["source"])


def _immutable() -> dict[str, str]:
    return {"cache-control": "private, max-age=31536000, immutable"}


def _file(request: Request, payload: File) -> Response:
    try:
        found = payload.path.stat()
    except OSError:
        return PlainTextResponse("The file that was shown here is gone.", 410)
    if (found.st_size, found.st_mtime_ns) != (payload.length, payload.changed):
        return PlainTextResponse("The file that was shown here has changed since.", 410)
    return _span(request, payload, payload.length)


def _span(request: Request, payload: Blob | File, length: int) -> Response:
    """Answer a conditional request, one for a range, or one for all."""
    headers = _headers(payload)
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    start, stop, status = 0, length, 200
    if request.headers.get("if-range", headers["etag"]) == headers["etag"]:
        wanted = wanted_range(request.headers.get("range", ""), length)
        if wanted is not None:
            start, stop = wanted
            if start >= stop:
                unfit = {"content-range": f"bytes */{length}"}
                return PlainTextResponse("There are no such bytes.", 416, unfit)
            status = 206
            headers["content-range"] = f"bytes {start}-{stop - 1}/{length}"
    headers["content-length"] = str(stop - start)
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    if isinstance(payload, Blob):
        return Response(payload.data[start:stop], status, headers)
    return StreamingResponse(_pieces(payload, start, stop), status, headers)


def wanted_range(header: str, length: int) -> tuple[int, int] | None:
    """Read a `Range` of one part as start and stop; empty where there are no such bytes.

    None where there is none, or one that may be answered with all: several parts, other units.
    """
    found = _RANGE.match(header.replace(" ", ""))
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(0, length - int(found[2])), length
    start = int(found[1])
    stop = min(length, int(found[2]) + 1) if found[2] else length
    if found[2] and int(found[2]) < start:
        return None
    return start, stop


async def _pieces(payload: File, start: int, stop: int) -> AsyncIterator[bytes]:
    file = await asyncio.to_thread(payload.path.open, "rb")
    try:
        await asyncio.to_thread(file.seek, start)
        while start < stop:
            piece = await asyncio.to_thread(file.read, min(PIECE, stop - start))
            if not piece:
                return
            start += len(piece)
            yield piece
    finally:
        file.close()


def _headers(payload: Blob | File) -> dict[str, str]:
    headers = _immutable() | {"etag": f'"{payload.source}"', "accept-ranges": "bytes"}
    name, framed = getattr(payload, "name", None), getattr(payload, "framed", False)
    headers["content-type"] = _charset(payload.media_type)
    if framed:
        headers["content-security-policy"] = _FRAME
    elif payload.media_type not in _VIEWED:
        headers["content-security-policy"] = _STILL
    if name is not None or not (framed or _PLAIN.match(payload.media_type)):
        headers["content-disposition"] = disposition(name or _named(payload.media_type))
    return headers


def _charset(media_type: str) -> str:
    if not (media_type.isascii() and media_type.isprintable()):
        return "application/octet-stream"
    text = media_type.startswith("text/") and "charset" not in media_type
    return f"{media_type}; charset=utf-8" if text else media_type


def _named(media_type: str) -> str:
    return "download" + ending_of(media_type)


def disposition(name: str) -> str:
    """Name a file to be saved, for all browsers (RFC 6266): an ASCII name, and the exact one."""
    name = re.sub(r"[\x00-\x1f\x7f]", "", name.replace(os.sep, "_").replace("\\", "_"))
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "'")
    exact = quote(name, safe="", errors="replace")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}"
