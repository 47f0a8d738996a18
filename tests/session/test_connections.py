"""Connections that end, come back, are copied or bring messages in odd order; one served app."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect

from mini.testing import Client
from tests.serving import Served, serve_source

APP = """
    import mini as st
    log = st.session_state.setdefault("log", [])
    word = st.text_input("word", key="word")
    if st.button("note", key="note"):
        log.append(word)
        if word == "toast":
            st.toast(f"toast {len(log)}")
    st.text("log " + " ".join(log))
    if word == "odd":
        st.set_page_config(page_title="a\\ud800")
        st.query_params["\\ud800"] = "b\\ud800"
        page = st.Page(lambda: st.text("here"), title="\\ud800", url_path="c\\ud800")
        st.navigation([page]).run()
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(tmp_path_factory.mktemp("app"), APP) as served:
        yield served


def driven(body: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(60):
            await body()

    asyncio.run(limited())


def address(served: Served) -> str:
    return served.url.replace("http", "ws").rstrip("/") + "/_mini/socket"


def origin(served: Served) -> Any:
    return served.url.rstrip("/")


def log(client: Client) -> str:
    return str(client.find("text").props["body"])


async def note(client: Client, word: str) -> None:
    await client.set(client.find("text_input"), word)
    await client.click(client.find("button"))


def test_a_client_from_the_page_on_the_protocol_follows_an_app(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "docs/protocol.md").read_text()
    source = page.partition("```python\n")[2].partition("```")[0]
    host = urlsplit(served.url).netloc
    exec(source.replace("localhost:8501", host), {})
    assert "'kind': 'text_input', 'label': 'word'" in capsys.readouterr().out


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


def test_interactions_that_come_in_odd_order_act_in_theirs(served: Served) -> None:
    async def body() -> None:
        async with Client(served.url) as tab:
            await tab.settled()
            field, button = tab.find("text_input").id or "", tab.find("button").id or ""
            said = [
                {"type": "interact", "cseq": 1, "values": {field: "a"}},
                {"type": "interact", "cseq": 2, "trigger": {"id": button, "value": True}},
                {"type": "interact", "cseq": 3, "values": {field: "b"}},
                {"type": "interact", "cseq": 4, "trigger": {"id": button, "value": True}},
            ]
            for at in (3, 2, 3, 1, 0, 2, 1):
                await tab.send(json.dumps(said[at]))
            await tab.until(lambda c: c.seen == 4 and c.state == "notRunning")
            assert log(tab) == "log a b"

    driven(body)


def test_an_interaction_that_never_comes_is_asked_for_by_a_new_connection(served: Served) -> None:
    async def body() -> None:
        async with Client(served.url, reconnect=True) as tab:
            await tab.settled()
            tab.connected = False  # what is done now is kept, and is not sent
            await note(tab, "a")
            tab.connected = True
            await note(tab, "b")
            await tab.settled()
            assert log(tab) == "log a b"
            assert [each["code"] for each in tab.refusals] == ["gap"]
            assert "Interaction 1 has not come, though later ones have." in str(tab.refusals)
            assert tab.losses == 1

    driven(body)


def test_a_connection_lost_before_the_values_came_asks_for_them_again(served: Served) -> None:
    async def body() -> None:
        async with Client(served.url) as tab:
            await tab.settled()
            await tab.set(tab.find("text_input"), "typed")
            await tab.settled()
            held = dict(tab.values)
            async with connect(address(served), origin=origin(served)) as line:
                await line.send('{"type": "hello", "token": "of a server that was restarted"}')
                welcome = json.loads(await line.recv())
                assert welcome["restore"]
            token = welcome["token"]
            async with connect(address(served), origin=origin(served)) as line:
                await line.send(json.dumps({"type": "hello", "token": token, "sseq": 0}))
                welcome = json.loads(await line.recv())
                assert welcome["restore"]
                assert welcome["token"] == token
                assert not welcome["resumed"]
                button = tab.find("button").id
                click = {"type": "interact", "cseq": 1, "trigger": {"id": button, "value": True}}
                await line.send(json.dumps(click))  # overtakes the values
                await line.send(json.dumps({"type": "restore", "values": held}))
                texts = ""
                while "log typed" not in texts:
                    texts = str(await line.recv())

    driven(body)


def test_a_toast_of_a_run_that_was_never_shown_is_shown_with_the_next(served: Served) -> None:
    async def body() -> None:
        async with Client(served.url) as tab:
            await tab.settled()
            await tab.set(tab.find("text_input"), "toast")
            for _ in range(20):
                await tab.click(tab.find("button"))
            await tab.settled()
            puts = [d for b in tab.batches for d in b.get("deltas", ()) if d.get("parent") == 4]
            bodies = [spec["body"] for put in puts for spec in put["specs"]]
            assert bodies == [f"toast {n}" for n in range(1, 21)]

    driven(body)


def test_texts_that_no_browser_can_show_hold_nothing_up(served: Served) -> None:
    async def body() -> None:
        async with Client(served.url) as tab:
            await tab.settled()
            await tab.set(tab.find("text_input"), "odd")
            await tab.settled()
            deltas = [delta for batch in tab.batches for delta in batch.get("deltas", ())]
            facts = {n: fact for d in deltas if d["op"] == "page" for n, fact in d["set"].items()}
            assert facts["title"] == "a\ufffd"
            assert facts["query"] == "%EF%BF%BD=b%EF%BF%BD"
            assert tab.find("text", 1).props["body"] == "here"

    driven(body)


def test_what_follows_a_message_that_is_too_large_does_not_wait_for_it(served: Served) -> None:
    async def body() -> None:
        async with Client(served.url) as tab:
            await tab.settled()
            assert tab.welcome["most"] == 1024 * 1024
            await note(tab, "a")
            await note(tab, "x" * 1024 * 1024)
            await tab.settled()
            assert log(tab) == "log a a"
            assert [(each["code"], each["cseq"]) for each in tab.refusals] == [("too-large", 3)]
            assert "at most 1048576 bytes (`server.maxWidgetStateSize`)" in str(tab.refusals)
            await tab.set(tab.find("text_input"), "x" * 1024 * 1024)
            await tab.next("refused")
            await note(tab, "short")  # with the number of the one that was refused
            await tab.settled()
            assert log(tab) == "log a a short"

    driven(body)


def test_what_follows_a_value_that_is_too_deep_does_not_wait_for_it(served: Served) -> None:
    async def body() -> None:
        async with Client(served.url) as tab:
            await tab.settled()
            await note(tab, "a")
            deep: Any = "x"
            for _ in range(80):
                deep = [deep]
            await tab.set(tab.find("text_input"), deep)
            await tab.click(tab.find("button"))
            await tab.settled()
            assert log(tab) == "log a a"
            assert [each["code"] for each in tab.refusals] == ["malformed"]

    driven(body)


def test_all_values_of_a_page_come_back_though_they_are_much_together(served: Served) -> None:
    async def body() -> None:
        async with connect(address(served), origin=origin(served)) as line:
            await line.send('{"type": "hello", "token": "of a server that was restarted"}')
            await line.recv()
            values = {"other": "x" * 1024 * 1024, "$word": "typed"}
            await line.send(json.dumps({"type": "restore", "values": values}))
            texts = ""
            while '"value":"typed"' not in texts:
                texts = str(await line.recv())

    driven(body)
