"""Requests as bytes: what no client library would send."""

from __future__ import annotations

import socket
from typing import NamedTuple
from urllib.parse import urlsplit

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
PATIENCE = 60.0


class Answer(NamedTuple):
    """What came back: the status, the headers in lower case, and the body as it came."""

    status: int
    headers: dict[str, str]
    body: bytes


def connect(url: str) -> socket.socket:
    """Open a connection to a served app."""
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname or "", parts.port or 80), PATIENCE)


def exchange(url: str, request: bytes) -> bytes:
    """Send bytes, and give all that comes back until the server ends the connection."""
    with connect(url) as line:
        line.sendall(request)
        return read_all(line)


def read_all(line: socket.socket) -> bytes:
    """Read until the server ends the connection."""
    parts = []
    try:
        while part := line.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def parsed(data: bytes) -> Answer:
    """Read the first answer of a connection."""
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = [line.partition(":") for line in lines]
    return Answer(
        int(first.split()[1]), {name.lower(): value.strip() for name, _, value in pairs}, body
    )


def ask(url: str, path: str, *headers: str, method: str = "GET", body: bytes = b"") -> Answer:
    """Send one request with exactly these headers; `Host` is the real one unless it is given."""
    lines = list(headers)
    if not any(line.lower().startswith("host:") for line in lines):
        lines.insert(0, f"Host: {urlsplit(url).netloc}")
    lines = [line for line in lines if line.strip().lower() != "host:"]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    head = "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "Connection: close", "", ""])
    return parsed(exchange(url, head.encode("latin-1") + body))


def shake(url: str, *headers: str, origin: str | None = None) -> Answer:
    """Ask for the socket of the app as a browser does, and hang up after the answer."""
    said = [] if origin is None else [f"Origin: {origin}"]
    if not any(line.lower().startswith("host:") for line in headers):
        said.append(f"Host: {urlsplit(url).netloc}")
    lines = [
        "GET /_mini/socket HTTP/1.1", *headers, *said, "Upgrade: websocket", "Connection: Upgrade",
        f"Sec-WebSocket-Key: {KEY}", "Sec-WebSocket-Version: 13", "", "",
    ]  # fmt: skip
    with connect(url) as line:
        line.sendall("\r\n".join(lines).encode("latin-1"))
        data = b""
        while b"\r\n\r\n" not in data and (part := line.recv(65536)):
            data += part
    return parsed(data)
