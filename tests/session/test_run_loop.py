"""The run loop through a real server and a real socket: order, interruption, reconnects, errors."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from mini.testing import Client
from tests.serving import Served, serve_source

COUNTER = """
    import mini as st
    n = st.session_state.setdefault("n", 0)
    if st.button("count"):
        st.session_state.n += 1
    st.text(f"n={st.session_state.n}")
"""

ORDER = """
    import time
    import mini as st
    log = st.session_state.setdefault("log", [])
    text = st.text_input("text", key="text")
    if st.button("go"):
        log.append(text)
        time.sleep(st.session_state.get("pause", 0.5))
    st.text(repr(log))
"""


def with_client(
    served: Served, body: Callable[[Client], Awaitable[None]], limit: float = 60
) -> None:
    async def run() -> None:
        async with asyncio.timeout(limit):
            async with Client(served.url) as client:
                await client.settled()
                await body(client)

    asyncio.run(run())


def text(client: Client, index: int = 0) -> str:
    return str(client.find("text", index).props["body"])


def test_a_small_click_is_one_frame_each_way(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        frames = []
        for n in range(1, 21):  # a run that a busy machine holds up is shown to go on before
            before = len(client.batches)
            await client.click(client.find("button"))
            await client.settled()
            assert text(client) == f"n={n}"
            frames.append(len(client.batches) - before)
            if frames[-1] == 1:
                break
        assert frames[-1] == 1, frames
        assert [delta["op"] for delta in client.batches[-1]["deltas"]] == ["patch"]

    with serve_source(tmp_path, COUNTER) as served:
        with_client(served, body)


def test_twenty_clicks_at_once_count_twenty(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        for _ in range(20):
            await client.click(client.find("button"))
        await client.settled()
        assert text(client) == "n=20"

    with serve_source(tmp_path, COUNTER) as served:
        with_client(served, body)


@pytest.mark.parametrize("cut", [False, True])
def test_click_type_click_is_replayed_in_order(tmp_path: Path, cut: bool) -> None:
    async def body(client: Client) -> None:
        await client.click(client.find("button"))
        await client.until(lambda c: c.received >= 1)
        if cut:
            client.cut()
        await _type_then_click(client, offline=cut)
        if cut:
            await client.open()
        await client.settled()
        assert text(client) == "['', 'typed']"

    with serve_source(tmp_path, ORDER) as served:
        with_client(served, body)


async def _type_then_click(client: Client, *, offline: bool) -> None:
    field, button = client.find("text_input"), client.find("button")
    for message in (client.set(field, "typed"), client.click(button)):
        if offline:
            with suppress(ConnectionClosed):
                await message
        else:
            await message


def test_a_duplicate_acts_once(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        await client.click(client.find("button"))
        await client.settled()
        again = {
            "type": "interact",
            "cseq": 1,
            "trigger": {"id": client.find("button").id, "value": True},
        }
        await client.send(json.dumps(again))
        acknowledged = await client.next("received")
        assert acknowledged["cseq"] == 1
        await client.rerun()
        await client.settled()
        assert text(client) == "n=1"

    with serve_source(tmp_path, COUNTER) as served:
        with_client(served, body)


def test_a_dropped_session_comes_back_with_its_state(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        await client.click(client.find("button"))
        await client.settled()
        client.cut()
        await client.open()
        assert client.welcome["resumed"]
        await client.click(client.find("button"))
        await client.settled()
        assert text(client) == "n=2"

    with serve_source(tmp_path, COUNTER) as served:
        with_client(served, body)


def test_a_restarted_server_gets_the_browsers_values(tmp_path: Path) -> None:
    source = """
        import mini as st
        st.text("you typed " + st.text_input("text"))
    """

    async def typed(client: Client) -> None:
        await client.set(client.find("text_input"), "hello")
        await client.settled()
        saved.append(client)

    async def again(_: Client) -> None:
        old = saved[0]
        old.url = served.url
        await old.open()
        assert old.welcome["resumed"] is False
        old.batches.clear()
        await old.settled()
        assert text(old) == "you typed hello"
        await old.close()

    saved: list[Client] = []
    with serve_source(tmp_path, source) as served:
        with_client(served, typed)
    with serve_source(tmp_path, source) as served:
        with_client(served, again)


def test_a_page_whose_old_connection_died_unnoticed_takes_its_session_over(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        await client.click(client.find("button"))
        await client.settled()
        old = client.replace_connection()
        await client.open()
        assert client.welcome["resumed"]
        await client.click(client.find("button"))
        await client.settled()
        assert text(client) == "n=2"
        with pytest.raises(ConnectionClosed):
            await old.recv()

    with serve_source(tmp_path, COUNTER) as served:
        with_client(served, body)


BUSY = """
    import mini as st
    st.button("again")
    runs = st.session_state.setdefault("runs", [])
    if len(runs) == 0:
        runs.append("busy")
        st.text("started")
        try:
            i = 0
            while True:
                i += 1
        finally:
            for _ in range(1000):
                runs.append("f")
            st.text("in finally")
            runs.append("finally done")
    st.text(f"{runs[0]} {len(runs)} {runs[-1]}")
"""


def test_a_busy_loop_ends_soon_after_a_click_with_its_finally_whole(tmp_path: Path) -> None:
    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as client:
            await client.until(lambda c: bool(c.all("text")))
            began = time.monotonic()
            await client.click(client.find("button"))
            await client.settled()
            print("ended after", time.monotonic() - began)
            assert text(client) == "busy 1002 finally done"

    with serve_source(tmp_path, BUSY) as served:
        asyncio.run(run())


def test_comprehensions_and_imported_modules_are_interrupted_too(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text("def forever():\n    return sum(1 for _ in iter(int, 1))\n")
    source = """
        import mini as st
        import slow
        if st.session_state.setdefault("runs", 0) == 0:
            st.session_state.runs += 1
            st.button("again")
            slow.forever()
        st.text("over")
    """

    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as client:
            await client.until(lambda c: bool(c.all("button")))
            await client.rerun()
            await client.settled()
            assert text(client) == "over"

    with serve_source(tmp_path, source) as served:
        asyncio.run(run())


def test_stop_ends_a_run_and_says_so(tmp_path: Path) -> None:
    source = """
        import mini as st
        st.text("before")
        while True:
            pass
    """

    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as client:
            await client.until(lambda c: bool(c.all("text")))
            await client.stop()
            await client.until(lambda c: c.state == "stopped")

    with serve_source(tmp_path, source) as served:
        asyncio.run(run())


def test_output_comes_while_the_script_runs(tmp_path: Path) -> None:
    source = """
        import mini as st
        st.text("first")
        gate = st.empty()
        if st.session_state.setdefault("open", False):
            st.text("second")
        else:
            while True:
                pass
    """

    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as client:
            await client.until(lambda c: bool(c.all("text")))
            assert client.state == "running"
            await client.stop()
            await client.until(lambda c: c.state == "stopped")

    with serve_source(tmp_path, source) as served:
        asyncio.run(run())


def test_an_insertion_at_the_top_of_a_thousand_is_one_delta(tmp_path: Path) -> None:
    source = """
        import mini as st
        st.button("again")
        if st.session_state.setdefault("runs", 0):
            st.text("new at the top")
        st.session_state.runs += 1
        for i in range(1000):
            st.text(f"line {i}")
    """

    async def body(client: Client) -> None:
        await client.rerun()
        before = len(client.batches)
        await client.settled()
        deltas = [delta for batch in client.batches[before:] for delta in batch.get("deltas", [])]
        assert [delta["op"] for delta in deltas] == ["put"]
        assert len(client.all("text")) == 1001
        assert text(client) == "new at the top"

    with serve_source(tmp_path, source) as served:
        with_client(served, body)


def test_ten_thousand_appended_characters_send_ten_thousand(tmp_path: Path) -> None:
    source = """
        import mini as st
        place = st.empty()
        st.button("again")
        body = "The text begins with enough to be worth appending to. "
        place.text(body)
        if st.session_state.setdefault("runs", 0):
            for i in range(10_000):
                body += "x"
                place.text(body)
        st.session_state.runs += 1
    """

    async def body(client: Client) -> None:
        before = client.received_bytes
        await client.rerun()
        await client.settled()
        assert text(client).endswith("x" * 10_000)
        assert 10_000 < client.received_bytes - before < 30_000

    with serve_source(tmp_path, source) as served:
        with_client(served, body, limit=30)


def test_what_is_no_message_gets_an_error_and_the_session_goes_on(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        for junk in (
            "",
            "nonsense",
            "{}",
            '{"type":"interact"}',
            '{"type":"interact","cseq":"1"}',
            "[1]",
        ):
            await client.send(junk)
            refused = await client.next("refused")
            assert refused["code"] == "malformed"
        await client.send_bytes(b"{}")
        assert "a text, not bytes" in (await client.next("refused"))["message"]
        await client.click(client.find("button"))
        await client.settled()
        assert text(client) == "n=1"

    with serve_source(tmp_path, COUNTER) as served:
        with_client(served, body)


def test_a_long_run_names_what_it_has_left_out(tmp_path: Path) -> None:
    source = """
        import time
        import mini as st
        said = st.session_state.setdefault("said", [])
        if not said:
            st.title("Ask me")
        for text in said:
            st.text(text)
        if len(said) < 2:
            st.caption("Nothing yet")
        st.text("end")
        if said:
            time.sleep(0.4)
        said.append(f"answer {len(said)}")
    """

    async def body(client: Client) -> None:
        title = client.find("heading").number
        await client.rerun()
        await client.settled()
        before = len(client.batches)
        caption = client.find("caption").number
        await client.rerun()
        await client.settled()
        passed = [batch.get("passed", []) for batch in client.batches]
        assert [title] in passed[:before]
        assert [caption] in passed[before:]
        assert passed[-1] == []

    with serve_source(tmp_path, source) as served:
        with_client(served, body)


def test_a_run_that_waits_says_nothing_more(tmp_path: Path) -> None:
    source = """
        import time
        import mini as st
        st.button("again")
        if st.session_state.setdefault("runs", 0):
            time.sleep(0.8)
        st.session_state.runs += 1
        st.text("end")
    """

    async def body(client: Client) -> None:
        before = len(client.batches)
        await client.rerun()
        await client.settled()
        batches = client.batches[before:]
        assert len(batches) <= 4, batches
        assert batches[1]["cursors"], "what is stale is named once the run takes long"

    with serve_source(tmp_path, source) as served:
        with_client(served, body)
