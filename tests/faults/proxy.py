"""A TCP proxy that cuts, half-closes, delays, throttles, splits, stalls, doubles and reorders."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.faults.frames import Frames

CHUNK = 64 * 1024
HOLDS = 0.02
"""Seconds for which a message waits for one that it is to follow."""
SLICES = 20
"""Into how many parts a throttled second is cut."""


class Way:
    """One direction of all connections, with its faults."""

    def __init__(self) -> None:
        self.delay = 0.0
        """Seconds that each chunk waits."""
        self.rate: float | None = None
        """Bytes in a second."""
        self.split = False
        """Whether every byte goes by itself."""
        self.twice = 0
        """How many of the next messages come twice."""
        self.swap = 0
        """How many of the next messages come after the one that follows them."""
        self.passed = 0
        self._flows = asyncio.Event()
        self._flows.set()

    def stall(self) -> None:
        """Let nothing through, until `flow`."""
        self._flows.clear()

    def flow(self) -> None:
        """Let everything through again, what has waited first."""
        self._flows.set()

    def heal(self) -> None:
        """Have no fault any more."""
        self.delay, self.rate, self.split, self.twice, self.swap = 0.0, None, False, 0, 0
        self.flow()

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what comes, until it ends."""
        frames, gathered, held = Frames(), b"", b""
        gathers = False
        while (data := await self._read(reader, HOLDS if held else None)) != b"":
            if data is None:  # nothing follows what is held back
                await self._write(held, writer)
                held = b""
                continue
            for piece in frames.feed(data):
                if piece.first:
                    gathers = piece.text and bool(self.twice or self.swap or held)
                if not gathers:
                    await self._write(piece.data, writer)
                    continue
                gathered += piece.data
                if piece.last:
                    held = await self._odd(gathered, held, writer)
                    gathered = b""

    async def _odd(self, frame: bytes, held: bytes, writer: asyncio.StreamWriter) -> bytes:
        """Pass on a whole message, twice or later; gives what is held back."""
        if held:
            await self._write(frame + held, writer)
            return b""
        if self.swap:
            self.swap -= 1
            return frame
        self.twice -= 1
        await self._write(frame + frame, writer)
        return b""

    async def _read(self, reader: asyncio.StreamReader, within: float | None) -> bytes | None:
        await self._flows.wait()
        try:
            async with asyncio.timeout(within):
                return await reader.read(CHUNK)
        except TimeoutError:
            return None

    async def _write(self, data: bytes, writer: asyncio.StreamWriter) -> None:
        if self.delay:
            await asyncio.sleep(self.delay)
        while data:
            await self._flows.wait()
            part = data[: self._at_once()]
            data = data[len(part) :]
            writer.write(part)
            await writer.drain()
            self.passed += len(part)
            if self.rate is not None:
                await asyncio.sleep(len(part) / self.rate)

    def _at_once(self) -> int:
        if self.split:
            return 1
        return CHUNK if self.rate is None else max(1, int(self.rate / SLICES))


class Proxy:
    """Stands before a server: `async with Proxy(served.url) as proxy: Client(proxy.url)`."""

    def __init__(self, url: str) -> None:
        self._target = urlsplit(url)
        self.up = Way()
        self.down = Way()
        self.refuses = False
        """Whether who connects is turned away."""
        self.connections = 0
        """How many there have been."""
        self.url = ""
        self._writers: list[tuple[asyncio.StreamWriter, asyncio.StreamWriter]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}{self._target.path}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        assert self._server is not None
        self._server.close()
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        """Break all connections without a word."""
        for pair in self._writers:
            for writer in pair:
                writer.transport.abort()
        self._writers.clear()

    def half_close(self, *, up: bool = True) -> None:
        """End one direction of all connections: the other side still hears, or still speaks."""
        for browser, server in self._writers:
            with suppress(OSError):
                (server if up else browser).write_eof()

    def heal(self) -> None:
        """Have no fault any more."""
        self.refuses = False
        self.up.heal()
        self.down.heal()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if self.refuses:
            writer.transport.abort()
            return
        host, port = self._target.hostname, self._target.port
        try:
            far_reader, far_writer = await asyncio.open_connection(host, port, limit=CHUNK)
        except OSError:
            writer.transport.abort()
            return
        for each in (writer, far_writer):
            each.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        pair = (writer, far_writer)
        self._writers.append(pair)
        ways = [self.up.pump(reader, far_writer), self.down.pump(far_reader, writer)]
        tasks = [asyncio.create_task(way) for way in ways]
        self._tasks.update(tasks)
        with suppress(asyncio.CancelledError):
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if pair in self._writers:
            self._writers.remove(pair)
        for task in tasks:
            task.cancel()
            self._tasks.discard(task)
        await asyncio.gather(*tasks, return_exceptions=True)
        for each in pair:
            each.close()
