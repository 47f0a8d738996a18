"""Large files arrive as they are, though every connection is cut again and again meanwhile."""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from mini.testing import Client, uploading
from tests.soak.tabs import percentile, resident_kib, serving

SHORT = {"megabytes": 3, "cuts": 3, "at_once": 2}
FULL = {"megabytes": 200, "cuts": 3, "at_once": 2}
BOUNDS = {"damaged": 0, "left_on_disk": 0, "memory_kib": 32 * 1024}

APP = """
    import hashlib
    import mini as st

    file = st.file_uploader("A file")
    if st.checkbox("Read it") and file:
        st.text(f"{file.size} {hashlib.sha256(file.getvalue()).hexdigest()}")
    st.text(f"clicks={st.session_state.setdefault('clicks', 0)}")
    if st.button("Click"):
        st.session_state.clicks += 1
"""


class Relay:
    """Stands before a server, and cuts all connections when so many bytes have gone through."""

    def __init__(self, url: str, cuts: list[int]) -> None:
        parts = urlsplit(url)
        self._there = (str(parts.hostname), parts.port or 80)
        self._cuts = cuts
        self._passed = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self.done = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """Listen, and give the address."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        async with server:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            self.cut()

    def cut(self) -> None:
        """Abort every connection."""
        for writer in self._writers:
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            there, back = await asyncio.open_connection(*self._there)
            self._writers |= {writer, back}
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                self._passed += len(data)
                if self._cuts and self._passed >= self._cuts[0]:
                    del self._cuts[0]
                    self.done += 1
                    self.cut()
                writer.write(data)
                await writer.drain()
        self._writers.discard(writer)
        writer.close()


async def run(*, megabytes: int, cuts: int, at_once: int) -> dict[str, object]:
    """Upload through a relay that cuts, while another tab clicks; then read what has arrived."""
    content = os.urandom(megabytes * 1024 * 1024)
    total = at_once * len(content)
    places = sorted(random.Random(1).randrange(total // 10, total) for _ in range(cuts))
    with TemporaryDirectory() as disk:
        os.environ["TMPDIR"] = disk
        try:
            with serving(APP) as served:
                relay = Relay(served.url, places)
                async with relay.open() as url, Client(served.url) as other:
                    await other.settled()
                    senders = [Sender(url, content) for _ in range(at_once)]
                    watch = asyncio.create_task(_watch(served.process.pid, other))
                    started = time.perf_counter()
                    await asyncio.gather(*(sender.send() for sender in senders))
                    took = time.perf_counter() - started
                    watch.cancel()
                    grown, times = await watch
                    for sender in senders:
                        await sender.read()
                    left = _left(Path(disk))
        finally:
            del os.environ["TMPDIR"]
    digest = hashlib.sha256(content).hexdigest()
    damaged = sum(sender.told != f"{len(content)} {digest}" for sender in senders)
    losses = sum(sender.losses for sender in senders)
    assert damaged == 0, [sender.told for sender in senders]
    assert relay.done == cuts, f"{relay.done} of {cuts} cuts"
    assert not left
    return {
        "attempted": at_once, "damaged": damaged, "losses_of_connections": losses,
        "left_on_disk": len(left), "mb_per_second": round(total / took / 1e6, 1),
        "memory_kib": grown, "clicks": len(times),
        "p50_ms": percentile(times, 0.5), "p95_ms": percentile(times, 0.95),
    }  # fmt: skip


def _left(disk: Path) -> list[Path]:
    """The files of uploads that are on the disk still."""
    return [each for each in disk.glob("mini-uploads-*/*") if each.stem.isdigit()]


class Sender:
    """A tab that uploads a file, has it read, and removes it."""

    def __init__(self, url: str, content: bytes) -> None:
        self.tab = Client(url, reconnect=True)
        self.content = content
        self.losses = 0
        self.told = ""
        self._id = ""

    async def send(self) -> None:
        """Upload."""
        await self.tab.open()
        await self.tab.settled()
        parts = urlsplit(self.tab.url)
        base = f"http://{parts.netloc}/_mini/uploads/{self.tab.welcome['media']}"
        node = self.tab.find("file_uploader")
        offer = {"widget": node.id, "name": "large.bin", "size": len(self.content)}
        self._id, self.losses = await uploading.upload(base, offer, self.content, self.tab.proof)

    async def read(self) -> None:
        """Let the script read the file, then remove it."""
        tab = self.tab
        await tab.set(tab.find("file_uploader"), [self._id])
        await tab.set(tab.find("checkbox"), True)
        await tab.settled()
        self.told = str(tab.find("text").props["body"])
        await tab.set(tab.find("file_uploader"), [])
        await tab.settled()
        await tab.close()


async def _watch(pid: int, other: Client) -> tuple[int, list[float]]:
    """Click until cancelled; give by how much the server has grown, and how long clicks took."""
    before, most = resident_kib(pid), 0
    times: list[float] = []
    with suppress(asyncio.CancelledError):
        while True:
            started = time.perf_counter()
            await other.click(other.find("button"))
            await other.settled()
            times.append(time.perf_counter() - started)
            other.batches[:-1] = []
            most = max(most, resident_kib(pid) - before)
            await asyncio.sleep(0.05)
    return most, times
