"""All threads are taken by runs that do not end: who comes then is told, waits, and runs."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from mini.model.message import Hello
from mini.testing import Client
from tests.serving import serve_source

APP = """
    import time
    import mini as st

    if st.button("count"):
        st.session_state.n = st.session_state.get("n", 0) + 1
    st.text(f"n={st.session_state.get('n', 0)}")
    if st.query_params.get("live"):
        st.text("live")
        while True:
            time.sleep(0.1)
"""
MOST = 5


def texts(tab: Client) -> list[str]:
    return [str(node.props["body"]) for node in tab.all("text")]


def test_who_finds_no_thread_is_told_and_runs_when_one_is_free(tmp_path: Path) -> None:
    with serve_source(tmp_path, APP, "--runner.maxThreads", str(MOST)) as served:

        async def body() -> None:
            async with asyncio.timeout(60), AsyncExitStack() as stack:
                live = [Client(served.url, Hello(query="live=1")) for _ in range(MOST)]
                for tab in live:
                    await stack.enter_async_context(tab)
                    await tab.until(lambda tab: "live" in texts(tab))
                late = await stack.enter_async_context(Client(served.url))
                await late.until(lambda tab: tab.tree.facts.get("held") is not None)
                assert late.tree.facts["held"] == (
                    "5 script runs go on at once on this server, and this one waits until one of "
                    "them ends. Nothing that you did is lost."
                )
                assert not texts(late)
                await live[2].stop()
                await late.settled()
                assert texts(late) == ["n=0"]
                assert late.tree.facts["held"] is None
                for count in range(1, 4):
                    await late.click(late.find("button"))
                    await late.settled()
                    assert texts(late) == [f"n={count}"]

        asyncio.run(body())
        told = "5 script runs go on at once, which is as many as there can be, and more wait."
        assert served.output.count(told) == 1


def test_many_live_pages_leave_their_slots_to_others(tmp_path: Path) -> None:
    with serve_source(tmp_path, APP) as served:

        async def body() -> None:
            async with asyncio.timeout(60), AsyncExitStack() as stack:
                live = [Client(served.url, Hello(query="live=1")) for _ in range(60)]
                for tab in live:
                    await stack.enter_async_context(tab)
                good = await stack.enter_async_context(Client(served.url))
                await good.settled()
                for count in range(1, 6):
                    await good.click(good.find("button"))
                    await good.settled()
                    assert texts(good) == [f"n={count}"]
                for tab in live:
                    await tab.until(lambda tab: "live" in texts(tab))

        asyncio.run(body())
