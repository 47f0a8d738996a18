"""Uploads over HTTP: begun, sent in chunks from an offset, asked for and taken back.

    POST   uploads/<capability>             {"widget", "name", "type", "size"}
    PATCH  uploads/<capability>/<upload>    bytes; the header `upload-offset` says where they belong
    GET    uploads/<capability>/<upload>    where it stands
    DELETE uploads/<capability>/<upload>

Each answers with `{"upload", "offset"}`, with the `file` once all is there, or with the `code` and
the `message` of what is wrong. The capability names a session, and no other finds its uploads.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, Final

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from mini.page.uploads import Upload
from mini.server.guard import SAFE
from mini.server.secure import forged
from mini.session.app import App
from mini.session.inbox import Code, Inbox, Refusal, no_room
from mini.session.receiving import Gap, Receiving, Surplus
from mini.session.session import Session

PIECE: Final = 256 * 1024
"""Bytes of one upload that wait for the disk."""
SILENCE: Final = 60.0
"""Seconds without a byte after which a request is let go; the upload can go on in another."""
_LARGEST_OFFER: Final = 64 * 1024
_MOST_READ: Final = 16 * 1024 * 1024
"""Bytes that are read, and thrown away, of what comes after a refusal."""
_STATUS: Final[dict[Code, int]] = {
    "gone": 404, "widget": 404, "size": 413, "type": 415, "quota": 413, "many": 429, "room": 507,
    "gap": 409, "malformed": 400,
}  # fmt: skip
_GONE: Final = Refusal("gone", "This upload is not known here. Choose the file again.")
_LOG: Final = logging.getLogger("mini")


class Offer(msgspec.Struct):
    """A file that the browser has to offer."""

    widget: str
    name: str
    size: int
    type: str = ""


_OFFER: Final = msgspec.json.Decoder(Offer)


async def begin(request: Request) -> Response:
    """Make room for a file."""
    try:
        session = _session(request)
        if (wrong := forged(request, session.xsrf)) is not None:
            return wrong
        inbox = session.inbox
        offer = await _offer(request)
        receiving = inbox.begin(offer.widget, offer.name, offer.type, offer.size)
        return _answer(inbox, receiving, 201)
    except Refusal as refusal:
        return _refused(request, refusal)


async def upload(request: Request) -> Response:
    """Take some of a file, say how much of it is there, or delete it."""
    try:
        session = _session(request)
        changes = request.method not in SAFE
        if changes and (wrong := forged(request, session.xsrf)) is not None:
            return wrong
        inbox, id_ = session.inbox, request.path_params["upload"]
        found = inbox.find(id_)
        if request.method == "DELETE":
            return Response(status_code=204 if inbox.drop(id_) else 404)
        if found is None:
            raise inbox.refused.get(id_, _GONE)
        if request.method == "PATCH" and isinstance(found, Receiving):
            await _receive(request, inbox, found)
            found = inbox.find(id_) or found
        return _answer(inbox, found)
    except Refusal as refusal:
        return _refused(request, refusal)


def _session(request: Request) -> Session:
    app: App = request.app.state.app
    session = app.by_media(request.path_params["media"])
    if session is None:
        raise _GONE
    return session


async def _offer(request: Request) -> Offer:
    body = b""
    async for piece in _pieces(request):
        body += piece
        if len(body) > _LARGEST_OFFER:
            raise Refusal("malformed", "What is said of a file is too long.")
    try:
        offer = _OFFER.decode(body)
    except msgspec.DecodeError as error:
        raise Refusal("malformed", f"This is no offer of a file: {error}.") from None
    if offer.size < 0:
        raise Refusal("malformed", "A file has no less than 0 bytes.")
    return offer


async def _receive(request: Request, inbox: Inbox, receiving: Receiving) -> None:
    """Write what comes, in pieces; what was written before a loss stays."""
    try:
        at = int(request.headers.get("upload-offset", ""))
    except ValueError:
        at = -1
    if at < 0:
        raise Refusal("malformed", "The header `upload-offset` says where the bytes belong.")
    tally = request.app.state.app.tally
    waiting = bytearray()
    pieces = _pieces(request)
    try:
        async for piece in pieces:
            waiting += piece
            tally.uploaded += len(piece)
            if len(waiting) >= PIECE:
                at = await _write(inbox, receiving, at, waiting)
        await _write(inbox, receiving, at, waiting)
    except Refusal:
        # A browser that is sending still does not read an answer.
        left = _MOST_READ
        async for piece in pieces:
            left -= len(piece)
            if left < 0:
                break
        raise


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """Give what comes, until there is no more or nothing is heard."""
    stream = aiter(request.stream())
    with suppress(ClientDisconnect, TimeoutError):
        while True:
            async with asyncio.timeout(SILENCE):
                piece = await anext(stream, None)
            if piece is None:
                return
            yield piece


async def _write(inbox: Inbox, receiving: Receiving, at: int, waiting: bytearray) -> int:
    """Write what waits, one request after the other; give the place where the rest goes."""
    data = bytes(waiting)
    waiting.clear()
    async with receiving.turn:
        if not inbox.is_open(receiving):
            if receiving.complete:  # another request has brought the rest
                return at + len(data)
            raise inbox.refused.get(receiving.id, _GONE)
        try:
            await asyncio.to_thread(receiving.write, at, data)
        except Gap:
            at = receiving.offset
            raise Refusal("gap", f"The bytes before are missing: go on from {at}.") from None
        except Surplus:
            sentence = "The file is larger than it was said to be. Choose it again."
            raise inbox.refuse(receiving, Refusal("size", sentence)) from None
        except OSError as error:
            _LOG.error("An upload cannot be stored: %s", error)
            raise inbox.refuse(receiving, no_room(receiving.size)) from None
        if receiving.complete and inbox.is_open(receiving):
            inbox.complete(receiving)
    return at + len(data)


def _answer(inbox: Inbox, found: Receiving | Upload, status: int = 200) -> Response:
    if isinstance(found, Receiving) and found.complete and inbox.is_open(found):
        receiving, found = found, inbox.complete(found)
        return _json({"upload": receiving.id, **_told(found)}, status)
    if isinstance(found, Receiving):
        return _json({"upload": found.id, "offset": found.offset}, status)
    return _json(_told(found), status)


def _told(found: Upload) -> dict[str, Any]:
    size = found.content.size
    file = {"id": found.id, "name": found.name, "type": found.type, "size": size}
    return {"offset": size, "file": file}


def _refused(request: Request, refusal: Refusal) -> Response:
    app: App = request.app.state.app
    app.tally.refused[f"upload-{refusal.code}"] += 1
    body = {"code": refusal.code, "message": refusal.sentence}
    return _json(body, _STATUS[refusal.code])


def _json(body: dict[str, Any], status: int) -> Response:
    headers = {"cache-control": "no-store"}
    return Response(msgspec.json.encode(body), status, headers, "application/json")
