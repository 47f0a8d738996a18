"""Limits of sessions: who is let in, who makes room, and that nobody who is in loses anything."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from websockets.exceptions import ConnectionClosed

from mini.session.room import NoRoom, Room
from mini.settings import Limits
from mini.testing import Client
from tests.serving import serve_source

COUNTER = """
    import mini as st
    n = st.session_state.setdefault("n", 0)
    if st.button("count"):
        st.session_state.n += 1
    st.text(f"n={st.session_state.n}")
    st.text(sorted(st.context.cookies))
    st.text(st.context.headers.get("Cookie"))
"""
FULL = "This app has as many visitors as it can take. Keep this page open: the app starts here"


async def refused(tab: Client) -> str:
    """Open a page that is not let in; gives the sentence that it shows."""
    with pytest.raises(ConnectionClosed) as closed:
        await tab.open()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4429
    assert tab.refusals[-1]["code"].startswith("full")
    return str(tab.refusals[-1]["message"])


async def counted(tab: Client) -> str:
    await tab.click(tab.find("button"))
    await tab.settled()
    return str(tab.find("text").props["body"])


def test_a_full_app_lets_in_by_and_by_and_loses_nothing_of_those_who_are_in(tmp_path: Path) -> None:
    async def run(url: str) -> None:
        async with asyncio.timeout(60), AsyncExitStack() as stack:
            one, two, three = (Client(url) for _ in range(3))
            for tab in (one, two):
                await stack.enter_async_context(tab)
                await tab.settled()
                assert await counted(tab) == "n=1"
            assert (await refused(three)).startswith(FULL)
            ready = await asyncio.to_thread(httpx.get, url + "/readyz")
            assert ready.status_code == 503
            assert ready.text == "All 2 sessions that the server may have are taken."
            # A page that was dropped comes back, even when the app is full.
            one.cut()
            assert (await refused(three)).startswith(FULL)
            await one.open()
            assert await counted(one) == "n=2"
            # A page that is closed for good makes room.
            assert one._socket is not None
            await one._socket.close(1001)
            await stack.enter_async_context(three)
            await three.settled()
            assert await counted(three) == "n=1"
            assert await counted(two) == "n=2"

    with serve_source(tmp_path, COUNTER, "--server.maxSessions=2") as served:
        asyncio.run(run(served.url))


def test_a_browser_has_a_limit_of_its_own(tmp_path: Path) -> None:
    async def run(url: str) -> None:
        async with asyncio.timeout(60), AsyncExitStack() as stack:
            name, cookie = (await asyncio.to_thread(_cookie, url)).split(";")[0].split("=")
            ours = {"Cookie": f"team=blue; {name}={cookie}; other=1"}
            tab = await stack.enter_async_context(Client(url, headers=ours))
            await tab.settled()
            await stack.enter_async_context(Client(url, headers=ours))
            shown = [node.props["body"] for node in tab.all("text")]
            assert shown == ["n=0", "['other', 'team']", "team=blue; other=1"]
            third = Client(url, headers=ours)
            assert (await refused(third)).startswith(
                "This app is open in 2 other tabs of this browser"
            )
            for headers in ({}, {"Cookie": f"{name}=too short"}, {"Cookie": f"{name}={'x' * 22}"}):
                await stack.enter_async_context(Client(url, headers=headers))
            assert await counted(tab) == "n=1"
            # Where nobody has done anything, nothing is lost: such a page makes room when dropped.
            idle = await stack.enter_async_context(Client(url))
            idle.cut()
            await tab.close()
            assert (await refused(third)).startswith("This app is open in 2 other tabs")
            await tab.open()
            assert await counted(tab) == "n=2"

    with serve_source(tmp_path, COUNTER, "--server.maxSessionsPerBrowser=2") as served:
        asyncio.run(run(served.url))


def _cookie(url: str, **headers: str) -> str:
    return httpx.get(url, headers=headers).headers["set-cookie"]


def test_the_cookie_names_the_browser_and_is_for_nobody_else(tmp_path: Path) -> None:
    with serve_source(tmp_path, COUNTER, "--server.trustedProxies=127.0.0.1") as served:
        port = served.url.rsplit(":", 1)[1]
        answer = httpx.get(served.url)
        assert answer.headers["cache-control"] == "private, no-cache"
        pair, *attributes = answer.headers["set-cookie"].split("; ")
        assert pair.startswith(f"mini_{port}=")
        assert attributes == ["Path=/", "HttpOnly", "SameSite=Lax"]
        named = httpx.get(served.url + "/a-page", headers={"cookie": pair})
        assert "set-cookie" not in named.headers
        assert "set-cookie" not in httpx.get(served.url + "/livez").headers
        assert "set-cookie" in httpx.get(served.url, headers={"cookie": f"mini_{port}=no"}).headers
        https = {"x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.1"}
        assert _cookie(served.url, **https).endswith("; HttpOnly; SameSite=Lax; Secure")
        frame = {"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe"}
        assert _cookie(served.url, **https, **frame).endswith(
            "; SameSite=None; Secure; Partitioned"
        )
        assert _cookie(served.url, **frame).endswith("; SameSite=Lax")
    with serve_source(tmp_path, COUNTER, "--server.baseUrlPath=apps/one") as served:
        assert "; Path=/apps/one/; " in _cookie(served.url)


@settings(max_examples=40)
@given(some.data(), some.integers(1, 6), some.integers(1, 3))
def test_nobody_makes_room_who_is_not_idle(data: some.DataObject, most: int, each: int) -> None:
    room, there, idle = Room(Limits(most, each)), dict[str, str](), set[str]()
    for number in range(40):
        step = data.draw(some.sampled_from(["come", "idle", "busy", "leave"]))
        token = data.draw(some.sampled_from(sorted(there))) if there else ""
        if step == "come":
            browser = data.draw(some.sampled_from(["", "a", "b"]))
            own = {other for other, name in there.items() if name == browser != ""}
            crowd = own if len(own) >= each else set(there) if len(there) >= most else set()
            try:
                other = room.make(browser)
            except NoRoom:
                assert crowd
                assert not crowd & idle
                continue
            assert (other in crowd & idle) if crowd else other is None
            if other is not None:
                room.leave(other)
                there.pop(other)
                idle.discard(other)
            room.enter(str(number), browser)
            there[str(number)] = browser
        elif token and step == "idle":
            room.idle(token)
            idle.add(token)
        elif token and step == "busy":
            room.busy(token)
            idle.discard(token)
        elif token:
            room.leave(token)
            there.pop(token)
            idle.discard(token)
        assert room.full == (len(there) >= most and not idle)
