"""Uploads over a real socket, as a browser sends them: in chunks, going on after a loss."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit

import msgspec

CHUNK = 1024 * 1024
TRIES = 20


class Answer(msgspec.Struct):
    """What the server said to one request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        """What the body says as JSON; None where it says nothing."""
        return msgspec.json.decode(self.body) if self.body else None


async def ask(
    url: str, method: str = "GET", body: bytes = b"", headers: dict[str, str] | None = None
) -> Answer:
    """Send one request on a connection of its own. Raises `OSError` where that is lost."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        lines = {
            "host": parts.netloc, "origin": f"http://{parts.netloc}", "connection": "close",
            "content-length": str(len(body)), **(headers or {}),
        }  # fmt: skip
        head = f"{method} {parts.path} HTTP/1.1\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        writer.write(head.encode() + b"\r\n" + body)
        await writer.drain()
        return _answer(await reader.read())
    finally:
        writer.close()


def _answer(data: bytes) -> Answer:
    head, found, body = data.partition(b"\r\n\r\n")
    if not found:
        raise ConnectionResetError("the connection was lost before the answer")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    if len(body) < int(headers.get("content-length", "0")):
        raise ConnectionResetError("the connection was lost in the answer")
    return Answer(int(first.split()[1]), headers, body)


class Refused(Exception):
    """The server refuses an upload. Carries what it said."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer.status}: {answer.body.decode(errors='replace')}")
        self.answer = answer


async def upload(
    base: str, offer: dict[str, Any], content: bytes, headers: dict[str, str], chunk: int = CHUNK
) -> tuple[str, int]:
    """Upload a file to the address `base`; give its id, and how often the connection was lost.

    Raises `Refused`.
    """
    begun = await _patiently(base, "POST", msgspec.json.encode(offer), headers)
    address, told, losses = f"{base}/{begun.told['upload']}", begun.told, 0
    while "file" not in told:
        offset = told["offset"]
        piece = content[offset : offset + chunk]
        try:
            answer = await ask(address, "PATCH", piece, headers | {"upload-offset": str(offset)})
        except OSError:
            losses += 1
            answer = await _patiently(address, "GET", b"", headers)
        if answer.status not in {200, 409}:
            raise Refused(answer)
        told = answer.told if answer.status == 200 else (await ask(address, headers=headers)).told
    return told["file"]["id"], losses


async def _patiently(url: str, method: str, body: bytes, headers: dict[str, str]) -> Answer:
    for number in range(TRIES):
        try:
            answer = await ask(url, method, body, headers)
        except OSError:
            await asyncio.sleep(0.01 * 2 ** min(number, 6))
            continue
        if answer.status >= 400:
            raise Refused(answer)
        return answer
    raise ConnectionError(f"{url} could not be reached")
