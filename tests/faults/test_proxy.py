"""The proxy does what it says, between a client and a server that says everything back."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.frames import Frame, Opcode

from tests.faults.frames import Frames
from tests.faults.proxy import Proxy


async def echo(socket: ServerConnection) -> None:
    with suppress(ConnectionClosed):
        async for message in socket:
            await socket.send(message)


def through(body: Callable[[Proxy, ClientConnection], Awaitable[None]]) -> None:
    async def run() -> None:
        async with asyncio.timeout(60), serve(echo, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            async with (
                Proxy(f"http://127.0.0.1:{port}/") as proxy,
                connect(proxy.url.replace("http", "ws"), ping_interval=None) as client,
            ):
                await body(proxy, client)

    asyncio.run(run())


async def said(client: ClientConnection, *texts: str) -> list[str]:
    for text in texts:
        await client.send(text)
    return [str(await client.recv()) for _ in texts]


def test_it_passes_on_what_comes() -> None:
    async def body(proxy: Proxy, client: ClientConnection) -> None:
        large = "x" * 300_000
        assert await said(client, "a", "", large, "b") == ["a", "", large, "b"]

    through(body)


def test_a_cut_ends_the_connection_and_another_can_be_made() -> None:
    async def body(proxy: Proxy, client: ClientConnection) -> None:
        await said(client, "a")
        proxy.cut()
        with pytest.raises(ConnectionClosed):
            await client.recv()
        async with connect(proxy.url.replace("http", "ws")) as another:
            assert await said(another, "b") == ["b"]
        assert proxy.connections == 2

    through(body)


@pytest.mark.parametrize("up", [True, False])
def test_half_a_close_is_noticed_by_the_other_side(up: bool) -> None:
    async def body(proxy: Proxy, client: ClientConnection) -> None:
        await said(client, "a")
        proxy.half_close(up=up)
        with pytest.raises(ConnectionClosed):
            await client.recv()

    through(body)


def test_messages_come_twice_and_in_another_order() -> None:
    async def body(proxy: Proxy, client: ClientConnection) -> None:
        proxy.up.twice = 1
        assert await said(client, "a", "b") == ["a", "a"]
        assert await client.recv() == "b"
        proxy.down.swap = 1
        assert await said(client, "c", "d", "e") == ["d", "c", "e"]

    through(body)


def test_a_stall_keeps_everything_for_later() -> None:
    async def body(proxy: Proxy, client: ClientConnection) -> None:
        proxy.up.stall()
        await client.send("a")
        passed = proxy.up.passed
        await asyncio.sleep(0.05)
        assert proxy.up.passed == passed
        proxy.heal()
        assert await client.recv() == "a"

    through(body)


def test_bytes_come_one_by_one_and_late() -> None:
    async def body(proxy: Proxy, client: ClientConnection) -> None:
        proxy.up.split = proxy.down.split = True
        proxy.down.delay = 0.01
        assert await said(client, "one", "two") == ["one", "two"]

    through(body)


def test_a_throttled_way_takes_its_time() -> None:
    async def body(proxy: Proxy, client: ClientConnection) -> None:
        proxy.down.rate = 20_000
        loop = asyncio.get_running_loop()
        started = loop.time()
        await said(client, os.urandom(10_000).hex())  # which cannot be made smaller
        assert loop.time() - started > 0.3

    through(body)


def test_who_is_turned_away_hears_nothing() -> None:
    async def body(proxy: Proxy, client: ClientConnection) -> None:
        proxy.refuses = True
        with pytest.raises((OSError, InvalidHandshake)):
            await connect(proxy.url.replace("http", "ws"), open_timeout=5)

    through(body)


SIZES = {1: [0, 1, 125, 126], 7: [0, 1, 126, 300], 4096: [0, 125, 65_535, 65_536]}


@settings(max_examples=50)
@given(st.data(), st.sampled_from(sorted(SIZES)))
def test_frames_are_found_however_the_bytes_come(data: st.DataObject, chunk: int) -> None:
    frame = st.tuples(st.sampled_from(SIZES[chunk]), st.booleans())
    sizes = data.draw(st.lists(frame, max_size=8))
    sent = [
        Frame(Opcode.TEXT if size else Opcode.PING, os.urandom(size)).serialize(mask=mask)
        for size, mask in sizes
    ]
    stream = b"GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n" + b"".join(sent)
    frames, got, open_ = Frames(), [], b""
    for at in range(0, len(stream), chunk):
        for piece in frames.feed(stream[at : at + chunk]):
            assert piece.first == (not open_)
            open_ += piece.data
            if piece.last:
                got.append(open_)
                open_ = b""
    assert got[1:] == sent


@pytest.mark.parametrize("head", [b"PATCH / HTTP/1.1", b"HTTP/1.1 200 OK"])
def test_what_is_no_websocket_has_no_frames(head: bytes) -> None:
    sent = head + b"\r\nconnection: close\r\n\r\n" + bytes([0x81, 0xFF, 1, 0x81, 126])
    pieces = list(Frames().feed(sent))
    assert b"".join(piece.data for piece in pieces) == sent
    assert not any(piece.text for piece in pieces)
