"""Connections that end, come back, are copied or bring messages in odd order; one served app."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest

from mini.testing import Client
from tests.serving import Served, serve_source

APP = """
    import mini as st
    log = st.session_state.setdefault("log", [])
    word = st.text_input("word", key="word")
    if st.button("note", key="note"):
        log.append(word)
    st.text("log " + " ".join(log))
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(tmp_path_factory.mktemp("app"), APP) as served:
        yield served


def driven(body: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(30):
            await body()

    asyncio.run(limited())


def log(client: Client) -> str:
    return str(client.find("text").props["body"])


async def note(client: Client, word: str) -> None:
    await client.set(client.find("text_input"), word)
    await client.click(client.find("button"))


def test_a_copy_of_a_tab_starts_afresh_and_the_tab_goes_on(served: Served) -> None:
    async def body() -> None:
        async with Client(served.url) as tab:
            await tab.settled()
            await note(tab, "a")
            await tab.settled()
            copy = Client(served.url)
            copy.welcome = dict(tab.welcome)
            async with copy:
                assert copy.welcome["resumed"] is False
                assert not copy.welcome.get("restore")
                assert copy.welcome["token"] != tab.welcome["token"]
                await copy.settled()
                assert log(copy) == "log"
            await note(tab, "b")
            await tab.settled()
            assert log(tab) == "log a b"

    driven(body)


def test_a_client_that_reconnects_by_itself_loses_nothing_that_was_done_meanwhile(
    served: Served,
) -> None:
    async def body() -> None:
        async with Client(served.url, reconnect=True) as tab:
            await tab.settled()
            await note(tab, "a")
            tab.cut()
            await note(tab, "b")
            await note(tab, "c")
            await tab.settled()
            assert tab.losses == 1
            assert log(tab) == "log a b c"

    driven(body)
