"""What the socket tells of the cache, and what it refuses."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from mini.caching.inspector import parts
from mini.model.message import Inspect
from mini.testing import Client
from tests.serving import serve, serve_source

APP = """
    import mini as st

    @st.cache_data
    def load(n):
        return list(range(n))

    @st.cache_resource
    def connection():
        return object()

    @st.cache_data(scope="session")
    def mine():
        return 1

    load(st.slider("n", 0, 10, 3))
    connection()
    mine()
    st.button("again")
"""
Functions = dict[str, dict[str, Any]]


def talk(url: str, body: Callable[[Client], Awaitable[None]]) -> None:
    async def run() -> None:
        async with asyncio.timeout(60), Client(url) as client:
            await client.settled()
            await body(client)

    asyncio.run(run())


async def inspected(client: Client, clear: str | None = None) -> Functions:
    await client.say(Inspect(clear=clear))
    told = await client.next("cache")
    return {function["label"]: function for function in told.get("functions", ())}


def test_it_lists_what_was_called_over_all_sessions(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        await client.set(client.find("slider"), [5])
        await client.settled()
        async with Client(client.url) as other:
            await other.settled()
        functions = await inspected(client)
        assert list(functions) == ["connection", "load", "mine"]
        assert [each["kind"] for each in functions.values()] == ["resource", "data", "data"]
        assert all(each["module"] == "app.py" for each in functions.values())
        load, mine = functions["load"], functions["mine"]
        assert (load["hits"], load["misses"], load["entries"]) == (1, 2, 2)
        assert (load["reason"], load["why"]) == (
            "argument", "`load` was called with other values of 'n' before.",
        )  # fmt: skip
        assert load["bytes"] > 0
        assert load["saved"] > 0
        assert (mine["hits"], mine["misses"], mine["entries"]) == (1, 2, 2)

    with serve_source(tmp_path, APP) as served:
        talk(served.url, body)


def test_it_clears_one_function_in_all_sessions_and_then_all(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        async with Client(client.url) as other:
            await other.settled()
            name = (await inspected(client))["mine"]["name"]
            left = await inspected(client, clear=name)
            assert [each.get("entries", 0) for each in left.values()] == [1, 1, 0]
            left = await inspected(client, clear="")
            assert [each.get("entries", 0) for each in left.values()] == [0, 0, 0]
            await client.click(client.find("button"))
            await client.settled()
            functions = await inspected(client)
            assert {each["reason"] for each in functions.values()} == {"cleared"}

    with serve_source(tmp_path, APP) as served:
        talk(served.url, body)


def test_a_name_that_nobody_has_clears_nothing(tmp_path: Path) -> None:
    async def body(client: Client) -> None:
        left = await inspected(client, clear="nobody")
        assert [each["entries"] for each in left.values()] == [1, 1, 1]

    with serve_source(tmp_path, APP) as served:
        talk(served.url, body)


def test_what_was_kept_on_disk_before_is_listed_once_the_disk_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINI_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    source = """
        import mini as st

        @st.cache_data(persist="disk")
        def kept():
            return 1

        @st.cache_data(persist="disk")
        def other():
            return 2

        other()
        if st.button("kept"):
            kept()
    """

    async def call(client: Client) -> None:
        assert list(await inspected(client)) == ["other"]
        await client.click(client.find("button"))
        await client.settled()

    async def look(client: Client) -> None:
        functions = await inspected(client)
        assert [each["kind"] for each in functions.values()] == ["disk", "disk"]
        kept, other = functions["kept"], functions["other"]
        assert (kept.get("hits", 0), kept.get("misses", 0), kept["entries"]) == (0, 0, 1)
        assert (other["hits"], other.get("misses", 0), other["entries"]) == (1, 0, 1)
        left = await inspected(client, clear=kept["name"])
        assert list(left) == ["other"]

    with serve_source(tmp_path, source) as served:
        talk(served.url, call)
    with serve(tmp_path / "app.py") as served:
        talk(served.url, look)


def test_a_slow_release_holds_up_nobody(tmp_path: Path) -> None:
    source = """
        import threading
        import mini as st

        @st.cache_resource(on_release=lambda event: event.wait(60))
        def event():
            return threading.Event()

        waited = event()
        if st.button("release"):
            st.session_state.event.set()
            st.text("released")
        st.session_state.event = waited
    """

    async def body(client: Client) -> None:
        await client.say(Inspect(clear=""))
        async with Client(client.url) as other:  # while the release goes on
            await other.settled()
        await client.click(client.find("button"))
        assert "functions" in await client.next("cache")
        await client.settled()
        assert client.find("text").props["body"] == "released"

    with serve_source(tmp_path, source) as served:
        talk(served.url, body)


@pytest.mark.parametrize("production", ["option", "environment"])
def test_in_production_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, production: str
) -> None:
    async def body(client: Client) -> None:
        assert not client.welcome.get("development", False)
        await client.say(Inspect(clear=""))
        refused = await client.next("refused")
        assert refused["code"] == "development"
        assert "in development only" in refused["message"]
        await client.click(client.find("button"))  # the session goes on
        await client.settled()

    if production == "environment":
        monkeypatch.setenv("MINI_ENV", "production")
    with serve_source(tmp_path, APP, *(["--production"] * (production == "option"))) as served:
        talk(served.url, body)


@pytest.mark.parametrize(("options", "development"), [((), True), (("--production",), False)])
def test_the_page_and_the_cache_are_told_which_it_is(
    tmp_path: Path, options: tuple[str, ...], development: bool
) -> None:
    source = """
        import mini as st
        from mini.caching.hooks import HOOKS
        st.text(HOOKS.development)
    """

    async def body(client: Client) -> None:
        assert client.welcome.get("development", False) is development
        assert client.find("text").props["body"] == str(development)

    with serve_source(tmp_path, source, *options) as served:
        talk(served.url, body)


@pytest.mark.parametrize(
    "text", ['{"type":"inspect","clear":7}', '{"type":"inspect","clear":["a"]}']
)
def test_what_is_malformed_is_refused_and_clears_nothing(tmp_path: Path, text: str) -> None:
    async def body(client: Client) -> None:
        await client.send(text)
        assert (await client.next("refused"))["code"] == "malformed"
        assert [each["entries"] for each in (await inspected(client)).values()] == [1, 1, 1]

    with serve_source(tmp_path, APP) as served:
        talk(served.url, body)


@pytest.mark.parametrize(
    ("name", "module", "label"),
    [
        ("/srv/my.app/app.py.load", "/srv/my.app/app.py", "load"),
        ("/srv/app.py.Model.load", "/srv/app.py", "Model.load"),
        ("/srv/app.py.make.<locals>.inner", "/srv/app.py", "make.<locals>.inner"),
        ("mini.caching.inspector.Inspector.load", "mini.caching.inspector", "Inspector.load"),
        ("absent.helpers.load", "absent.helpers", "load"),
        ("absent.helpers.make.<locals>.inner", "absent.helpers", "make.<locals>.inner"),
        ("load", "", "load"),
    ],
)
def test_a_name_has_a_module_and_a_label(name: str, module: str, label: str) -> None:
    assert parts(name) == (module, label)
