"""A server without the extra `fast`: neither httptools nor uvloop is installed."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator

import httpx
import pytest

from mini.testing import Client
from tests.forking import Started
from tests.serving import Served, serve_source

SOURCE = """
    import sys
    import mini as st
    n = st.session_state.setdefault("n", 0)
    if st.button("count"):
        st.session_state.n += 1
    st.text(f"n={st.session_state.n}")
    st.text("httptools" in sys.modules or "uvloop" in sys.modules)
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("plain")
    for name in ("httptools", "uvloop"):
        (folder / f"{name}.py").write_text("raise ImportError\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(folder), *_path()]))
        with serve_source(folder, SOURCE, start=Started) as served:
            yield served
    assert served.process.returncode == 0
    assert "Traceback" not in served.output


def _path() -> list[str]:
    found = os.environ.get("PYTHONPATH")
    return [found] if found else []


def test_page_and_socket_work(served: Served) -> None:
    async def run() -> list[object]:
        async with asyncio.timeout(60), Client(served.url) as tab:
            await tab.settled()
            for _ in range(10):
                await tab.click(tab.find("button"))
            await tab.settled()
            return [node.props["body"] for node in tab.all("text")]

    assert httpx.get(served.url).status_code == 200
    assert asyncio.run(run()) == ["n=10", "False"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (
            (
                b"GET / HTTP/1.0\r\nHost: localhost\r\n"
                b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n"
            ),
            b"200",
        ),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 70_000, b"4"),
        (b"no request at all\r\n\r\n", b"400"),
    ],
    ids=["old", "large", "nonsense"],
)
def test_odd_requests_are_answered_and_nothing_breaks(
    served: Served, asked: bytes, status: bytes
) -> None:
    port = int(served.url.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(asked)
        assert line.recv(1 << 16).startswith(b"HTTP/1.1 " + status)
    assert httpx.get(served.url + "/livez").text == "ok"
