"""Requests that take their time, and those that say too much."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect as websocket
from websockets.typing import Origin

from mini.testing import Client
from tests.security.raw import ask, connect, parsed, read_all
from tests.serving import Served, serve_source

HALVES = [b"", b"G", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", b"\r\n"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    source = "import mini as st\nst.button('b')\n"
    flags = ("--server.headTimeout", "0.3")
    with serve_source(tmp_path_factory.mktemp("app"), source, *flags) as served:
        yield served


@pytest.mark.parametrize("half", HALVES)
def test_half_a_request_is_not_waited_for(served: Served, half: bytes) -> None:
    with connect(served.url) as line:
        line.sendall(half)
        assert parsed(read_all(line)).status == 408


def test_a_socket_without_a_hello_is_not_waited_for(served: Served) -> None:
    async def body() -> None:
        host = urlsplit(served.url).netloc
        async with websocket(f"ws://{host}/_mini/socket", origin=Origin(f"http://{host}")) as line:
            assert "No hello has come in time." in str(await line.recv())
            await line.wait_closed()
            assert line.close_code == 4408

    asyncio.run(body())


def test_who_reads_no_answers_is_heard_no_more(served: Served) -> None:
    async def body() -> None:
        async with Client(served.url) as tab, Client(served.url) as other:
            await tab.settled()
            line = tab.replace_connection()
            line.transport.pause_reading()
            asking = asyncio.ensure_future(ask_for_ever(line))
            await other.settled()
            for _ in range(10):
                await other.click(other.find("button"))
                await other.settled()
            asking.cancel()
            line.transport.abort()
            await tab.open()
            await tab.settled()
            assert tab.welcome["resumed"]

    async def ask_for_ever(line: ClientConnection) -> None:
        while True:
            await line.send("nonsense")

    asyncio.run(body())


def test_a_request_that_goes_on_slowly_gets_no_more_time(served: Served) -> None:
    async def drip() -> bytes:
        parts = urlsplit(served.url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        answer = asyncio.ensure_future(reader.read())
        writer.write(b"GET / HTTP/1.1\r\nX: ")
        while not answer.done():
            writer.write(b"x")
            await asyncio.wait([answer], timeout=0.05)
        writer.close()
        try:
            return answer.result()
        except ConnectionResetError:  # it was hung up on while there was more to read
            return b""

    async def all_at_once() -> list[bytes]:
        async with Client(served.url) as tab:
            await tab.settled()
            slow = asyncio.gather(*(drip() for _ in range(20)))
            for _ in range(5):
                await tab.click(tab.find("button"))
                await tab.settled()
            answers = await slow
            await tab.rerun()  # a socket has said all of its head, and stays
            await tab.settled()
            return answers

    for answer in asyncio.run(all_at_once()):
        assert not answer or parsed(answer).status == 408


def test_a_request_after_another_is_not_waited_for_either(served: Served) -> None:
    host = urlsplit(served.url).netloc
    whole = f"GET /livez HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    with connect(served.url) as line:
        line.sendall(whole)
        assert line.recv(65536).startswith(b"HTTP/1.1 200")
        line.sendall(b"GET /livez HT")
        assert parsed(read_all(line)).status == 408


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/?" + "x" * 70_000, ()),
        ("/" + "x/" * 35_000, ()),
        ("/livez", ("X: " + "x" * 70_000,)),
        ("/livez", tuple(f"X-{n}: {'x' * 30}" for n in range(2000))),
        ("/livez", ("Cookie: " + "a=b; " * 20_000,)),
    ],
)
def test_a_head_that_is_too_large_is_refused(
    served: Served, path: str, headers: tuple[str, ...]
) -> None:
    assert ask(served.url, path, *headers).status == 431


def test_a_large_head_is_taken(served: Served) -> None:
    assert ask(served.url, "/livez?" + "x" * 10_000, "X: " + "y" * 40_000).status == 200


def test_what_is_compressed_is_not_unpacked(served: Served) -> None:
    """No request has a body that is read here; one that claims to be packed is as any other."""
    packed = ("Content-Encoding: gzip", "Content-Type: application/json")
    for path in ("/", "/_mini/media/a/made", "/_mini/socket"):
        answer = ask(served.url, path, *packed, method="POST", body=b"\x1f\x8b" + b"x" * 100)
        assert answer.status in {404, 405}
