"""Pages over the protocol: addresses, links, losses of the connection, and hot reload."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from mini.model.message import Hello, Navigate
from mini.testing import Client
from tests.serving import Served, serve, serve_source

SOURCE = """
import time
import mini as st
def home():
    st.text("at home")
    if st.button("count"):
        st.session_state.count = st.session_state.get("count", 0) + 1
    st.text(f"count {st.session_state.get('count', 0)}")
def slow():
    st.text("slow begins")
    for _ in range(1000):
        time.sleep(0.01)
def plans():
    st.text_input("B", key="b")
    st.text(f"at plans {dict(st.query_params)}")
st.navigation([home, slow, plans]).run()
"""


def texts(client: Client) -> list[str]:
    return [node.props["body"] for node in client.all("text")]


def meet(
    folder: Path, body: Callable[[Client], Awaitable[None]], path: str = "", source: str = SOURCE
) -> None:
    async def run(served: Served) -> None:
        hello = Hello(path=f"/{path}", query="from=outside")
        async with asyncio.timeout(60), Client(served.url, hello) as client:
            await body(client)

    with serve_source(folder, source) as served:
        asyncio.run(run(served))


def test_an_address_opens_its_page_and_keeps_the_query(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        await client.settled()
        assert texts(client) == ["at plans {'from': 'outside'}"]
        assert client.tree.facts["path"] == "plans"
        assert client.tree.facts["navigation"]["title"] == "plans"

    meet(tmp_path, body, "plans")


@pytest.mark.parametrize(
    "source", [SOURCE, "import mini as st\nst.text('at home')\nst.text('count 0')"]
)
def test_an_unknown_address_shows_the_first_page_with_a_notice(tmp_path: Path, source: str) -> None:
    async def body(client: Client) -> None:
        await client.settled()
        assert texts(client) == ["at home", "count 0"]
        assert client.tree.facts["missing"] == "no where"
        assert client.tree.facts["path"] == ""
        if source is SOURCE:
            await client.navigate("plans")
            await client.settled()
            assert client.tree.facts["missing"] is None

    meet(tmp_path, body, "no%20where", source)


def test_an_address_waits_for_a_script_that_stops_before_its_navigation(tmp_path: Path) -> None:
    gate = "import mini as st\nif not st.checkbox('in'):\n    st.stop()\n"

    async def body(client: Client) -> None:
        await client.settled()
        assert "missing" not in client.tree.facts
        await client.set(client.find("checkbox"), True)
        await client.settled()
        assert texts(client) == ["at plans {'from': 'outside'}"]

    meet(tmp_path, body, "plans", gate + SOURCE)


def test_a_link_goes_there_with_its_query_and_an_old_one_is_dropped(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        await client.settled()
        await client.navigate("plans", "id=7")
        await client.settled()
        assert texts(client) == ["at plans {'id': '7'}"]
        assert client.tree.facts["query"] == "id=7"
        await client.say(Navigate(cseq=1, path="slow"))
        await client.next("received")
        await client.navigate("")
        await client.settled()
        assert texts(client) == ["at home", "count 0"]

    meet(tmp_path, body)


def test_a_link_interrupts_a_run_and_the_last_one_counts(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        await client.settled()
        await client.navigate("slow")
        await client.until(lambda c: "slow begins" in texts(c))
        await client.navigate("plans")
        await client.navigate("")
        await client.navigate("plans")
        await client.settled()
        assert texts(client) == ["at plans {}"]

    meet(tmp_path, body)


def test_a_link_waits_behind_a_click_that_came_before(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        await client.settled()
        button = client.find("button")
        await client.click(button)
        await client.click(button)
        await client.navigate("plans")
        await client.navigate("")
        await client.settled()
        assert texts(client) == ["at home", "count 2"]

    meet(tmp_path, body)


def test_a_link_that_was_lost_with_the_connection_is_followed_after_it(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        await client.settled()
        await client.click(client.find("button"))
        await client.settled()
        client.cut()
        client.cseq += 1
        client.unacknowledged.append(Navigate(cseq=client.cseq, path="plans"))
        await client.open()
        await client.settled()
        assert texts(client) == ["at plans {}"]

    meet(tmp_path, body)


def test_a_restarted_server_shows_the_page_that_was_open(tmp_path: Path) -> None:
    async def run() -> None:
        hello = Hello(path="/plans")
        with serve_source(tmp_path, SOURCE) as served:
            client = Client(served.url, hello)
            await client.open()
            await client.settled()
            await client.set(client.find("text_input"), "typed")
            await client.settled()
            port = served.url.rpartition(":")[2]
        with serve(tmp_path / "app.py", "--port", port):
            await client.open()
            await client.until(lambda c: texts(c) == ["at plans {}"])
            assert client.find("text_input").props["value"] == "typed"
            await client.close()

    asyncio.run(asyncio.wait_for(run(), 60))


def test_the_file_of_a_page_is_reloaded_and_a_new_one_appears(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    one = pages / "one.py"
    one.write_text("import mini as st\nst.text('old')\n")

    def paths(client: Client) -> list[str]:
        sections = client.tree.facts["navigation"]["sections"]
        return [page.get("path", "") for page in sections[0]["pages"]]

    async def body(client: Client) -> None:
        await client.settled()
        assert texts(client) == ["old"]
        one.write_text("import mini as st\nst.text('new')\n")
        await client.until(lambda c: texts(c) == ["new"])
        (pages / "two.py").write_text("import mini as st\nst.text('second')\n")
        await client.until(lambda c: paths(c) == ["", "one", "two"])
        (pages / "two.py").unlink()
        await client.until(lambda c: paths(c) == ["", "one"])

    meet(tmp_path, body, "one", "import mini as st\nst.text('main')\n")


def test_what_the_server_answers_at_addresses(tmp_path: Path) -> None:
    def kind(headers: Any) -> str:
        return str(headers["content-type"]).partition(";")[0]

    def get(path: str) -> tuple[int, str, str]:
        try:
            with urllib.request.urlopen(served.url + path) as answer:
                return answer.status, kind(answer.headers), answer.url
        except urllib.error.HTTPError as error:
            with error:
                return error.code, kind(error.headers), error.url

    with serve_source(tmp_path, SOURCE) as served:
        html = "text/html"
        for path in ("/", "/plans", "/no%20where", "/v1.2"):
            assert get(path) == (200, html, served.url + path)
        assert get("/plans/?a=1") == (200, html, served.url + "/plans?a=1")
        for path in ("/logo.png", "/robots.txt", "/a/b"):
            assert get(path)[:2] == (404, html)
