"""Whatever users and networks do: the server has counted it, and the page shows it, as a model."""

from __future__ import annotations

import asyncio
import itertools
import re
import threading
import zlib
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    rule,
    run_state_machine_as_test,
)

from mini.model.message import Trigger
from mini.testing import Client
from tests.conftest import EXAMPLES
from tests.faults.model import Model
from tests.faults.proxy import Proxy
from tests.serving import Served, serve_source

APP = """
    import time
    import zlib
    import mini as st

    log = st.session_state.setdefault("log", [])
    note = lambda kind: log.append(f"{kind}:{st.session_state.word}:{st.session_state.flag}")
    if st.session_state.get("slow"):
        time.sleep(0.004)
    word = st.text_input("word", key="word")
    flag = st.checkbox("flag", key="flag")
    st.checkbox("slow", key="slow")
    if st.button("note"):
        note("note")
        time.sleep(0.002)
        st.toast(f"noted {len(log)}")
    st.button("call", on_click=note, args=("call",))
    st.text(" ".join(["log", *log]))
    file = st.file_uploader("file")
    held = f"{file.name}:{zlib.crc32(file.read())}" if file else None
    st.text(f"now {word} {flag} {held}")
    with st.container():
        for entry in log[-3:]:
            st.markdown(entry)
    st.text("version 0")
"""
WORDS = st.sampled_from(["a", "b", "cc", "", "ü"])
PATIENCE = 60


class Tab:
    """A client that listens all the time, and the model that it is held against."""

    def __init__(self, url: str) -> None:
        self.client = Client(url, reconnect=True)
        self.model = Model()
        self.toasts: list[str] = []
        self.uploading: asyncio.Task[None] | None = None
        self._listening: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()

    async def open(self) -> None:
        await self.client.open()
        self._listening = asyncio.create_task(self._listen())

    async def close(self) -> None:
        assert self._listening is not None
        tasks = [task for task in (self._listening, self.uploading) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.client.cut()

    async def upload(self, name: str, content: bytes) -> None:
        """Begin to upload in small chunks; it goes on beside all else that is done."""
        if self.uploading is None or self.uploading.done():
            self.uploading = asyncio.create_task(self._upload(name, content))

    async def _upload(self, name: str, content: bytes) -> None:
        chunk = len(content) // 3 + 1
        id_ = await self.client.upload(self.named("file"), name, content, chunk=chunk)
        self.model.file = f"{name}:{zlib.crc32(content)}"
        await self.client.set(self.named("file"), [id_])

    async def uploaded(self) -> None:
        if self.uploading is not None:
            done, _ = await asyncio.wait([self.uploading], timeout=PATIENCE)
            assert done, self.story()
            self.uploading.result()

    async def _listen(self) -> None:
        try:
            while True:
                await self.client.take()
                async with self._news:
                    self._news.notify_all()
        finally:
            async with self._news:
                self._news.notify_all()

    def settled(self) -> bool:
        client = self.client
        idle = bool(client.batches) and client.state != "running"
        return idle and not client.unacknowledged and client.seen >= client.cseq

    async def until_settled(self) -> None:
        await self.until(self.settled)

    async def until(self, condition: Callable[[], bool]) -> None:
        assert self._listening is not None
        try:
            async with asyncio.timeout(PATIENCE), self._news:
                while not condition():
                    if self._listening.done():
                        self._listening.result()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(self.story()) from None

    def story(self) -> str:
        """How the client stands, for who has to find out why it waits."""
        names = ("connected", "losses", "cseq", "received", "seen", "sseq", "state", "refusals")
        facts = {name: getattr(self.client, name) for name in names}
        return f"{facts} {self.client.unacknowledged} {self.texts()} for {self.model}"

    def named(self, label: str) -> Any:
        return next(n for n in self.client.tree.nodes.values() if n.props.get("label") == label)

    def texts(self) -> tuple[str, ...]:
        return tuple(str(node.props.get("body", "")) for node in self.client.all("text"))


class Network:
    """One loop, on a thread of its own: the proxy, and the clients of all examples."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self.proxy = Proxy(served.url)
        self.versions = itertools.count(1)
        self.version = 0
        self.do(self.proxy.__aenter__())

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE * 2)

    def call(self, function: Callable[[], Any]) -> None:
        async def called() -> None:
            function()

        self.do(called())

    def close(self) -> None:
        self.do(self.proxy.__aexit__(None, None, None))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


class States(RuleBasedStateMachine):
    """Users do things to tabs, and the network does things to all of them."""

    network: ClassVar[Network]
    tabs = Bundle("tabs")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[Tab] = []

    def _opened(self) -> Tab:
        tab = Tab(self.network.proxy.url)
        self.network.do(tab.open())
        self.network.do(tab.until_settled())
        self.open.append(tab)
        return tab

    @initialize(target=tabs)
    def first_tab(self) -> Tab:
        return self._opened()

    # Users

    @rule(target=tabs)
    def another_tab(self) -> Tab:
        self.network.call(self.network.proxy.heal)  # a page that never came is nobody's
        return self._opened()

    @rule(tab=consumes(tabs), target=tabs)
    def reload(self, tab: Tab) -> Tab:
        self.network.call(self.network.proxy.heal)
        self.network.do(tab.close())
        self.open.remove(tab)
        return self._opened()

    @rule(tab=tabs, count=st.integers(1, 4))
    def note(self, tab: Tab, count: int) -> None:
        for _ in range(count):
            tab.model.note()
            self.network.do(tab.client.click(tab.named("note")))

    @rule(tab=tabs)
    def call(self, tab: Tab) -> None:
        tab.model.call()
        self.network.do(tab.client.click(tab.named("call")))

    @rule(tab=tabs, word=WORDS)
    def type(self, tab: Tab, word: str) -> None:
        tab.model.word = word
        self.network.do(tab.client.set(tab.named("word"), word))

    @rule(tab=tabs, flag=st.booleans())
    def tick(self, tab: Tab, flag: bool) -> None:
        tab.model.flag = flag
        self.network.do(tab.client.set(tab.named("flag"), flag))

    @rule(tab=tabs, word=WORDS)
    def type_and_note_at_once(self, tab: Tab, word: str) -> None:
        tab.model.word = word
        tab.model.note()
        values, button = {tab.named("word").id: word}, tab.named("note").id
        self.network.do(tab.client.interact(values, Trigger(button, True)))

    @rule(tab=tabs, name=st.sampled_from(["a.txt", "ü.bin"]), size=st.integers(0, 4000))
    def upload(self, tab: Tab, name: str, size: int) -> None:
        content = bytes(at * at % 251 for at in range(size))
        self.network.do(tab.upload(name, content))

    @rule(tab=tabs, slow=st.booleans())
    def slow_down(self, tab: Tab, slow: bool) -> None:
        self.network.do(tab.client.set(tab.named("slow"), slow))

    @rule(tab=tabs)
    def rerun(self, tab: Tab) -> None:
        self.network.do(tab.client.rerun())

    @rule(tab=tabs)
    def stop(self, tab: Tab) -> None:
        """What has been noted stays, whether or not a run goes on that is of no use."""
        self.settle(tab)
        self.network.do(tab.client.rerun())
        self.network.do(tab.client.stop())
        self.network.do(tab.client.rerun())

    @rule(dice=st.integers(0, 30))
    def save_the_script(self, dice: int) -> None:
        if dice != 23:  # it takes a while until the server notices
            return
        self.network.version = next(self.network.versions)
        self.network.served.edit(re.sub(r"version \d+", f"version {self.network.version}", APP))

    # The network

    @rule()
    def cut(self) -> None:
        self.network.call(self.network.proxy.cut)

    @rule(up=st.booleans())
    def half_close(self, up: bool) -> None:
        self.network.call(lambda: self.network.proxy.half_close(up=up))

    @rule(up=st.booleans())
    def stall(self, up: bool) -> None:
        way = self.network.proxy.up if up else self.network.proxy.down
        self.network.call(way.stall)

    @rule()
    def heal(self) -> None:
        self.network.call(self.network.proxy.heal)

    @rule(up=st.booleans(), count=st.integers(1, 3))
    def double(self, up: bool, count: int) -> None:
        (self.network.proxy.up if up else self.network.proxy.down).twice = count

    @rule(up=st.booleans())
    def reorder(self, up: bool) -> None:
        (self.network.proxy.up if up else self.network.proxy.down).swap = 1

    @rule(rate=st.sampled_from([20_000, 200_000]))
    def read_slowly(self, rate: float) -> None:
        self.network.proxy.down.rate = rate

    @rule(up=st.booleans())
    def split(self, up: bool) -> None:
        (self.network.proxy.up if up else self.network.proxy.down).split = True

    # What must hold

    @rule(tab=tabs)
    def settle(self, tab: Tab) -> None:
        self.network.do(self._settle([tab]))

    def teardown(self) -> None:
        self.network.do(self._settle(self.open))
        for tab in self.open:
            self.network.do(tab.close())

    async def _settle(self, tabs: list[Tab]) -> None:
        self.network.proxy.heal()
        for tab in tabs:
            await tab.uploaded()
            await tab.until(partial(self._is_of_now, tab))
            assert tab.texts()[:2] == tab.model.shown()
            fields = (
                tab.named("word").props.get("value", ""),
                tab.named("flag").props.get("value", False),
            )
            assert fields == (tab.model.word, tab.model.flag)

    def _is_of_now(self, tab: Tab) -> bool:
        return tab.settled() and tab.texts()[-1:] == (f"version {self.network.version}",)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    with serve_source(tmp_path_factory.mktemp("app"), APP) as served:
        network = Network(served)
        yield network
        network.close()


@pytest.mark.hypothesis
def test_no_network_makes_the_page_and_the_server_disagree(network: Network) -> None:
    States.network = network
    tries = int(EXAMPLES or 200)
    run_state_machine_as_test(
        States, settings=settings(max_examples=min(tries, 5000), stateful_step_count=10)
    )
