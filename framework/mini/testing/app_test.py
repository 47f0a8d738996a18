"""`AppTest`: runs an app without a server, and reads and drives its page."""

from __future__ import annotations

import asyncio
import inspect
import tempfile
import textwrap
import threading
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

import msgspec

from mini.config.config import CONFIG
from mini.config.secrets import SECRETS
from mini.model.message import Hello, Interact, Trigger
from mini.model.node import ROOTS
from mini.page.node import Node
from mini.page.page import Page
from mini.page.routes import Going
from mini.page.visitor import Visitor
from mini.session import checkpoints, main_module
from mini.session.beat import Beat
from mini.session.inbox import Refusal
from mini.session.modules import AppModules
from mini.session.pool import Pool
from mini.session.script import Script
from mini.session.session import Session
from mini.testing.kinds import kinds_of
from mini.testing.view import ElementList, ElementView


class _Loop:
    """One event loop on a thread of its own, for all tests of the process."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.beat = Beat(self.loop)
        self.pool = Pool()
        threading.Thread(target=self.loop.run_forever, name="mini-test", daemon=True).start()

    def call(self, function: Callable[[], Any]) -> Any:
        """Call something on the loop's thread, and wait for what it gives."""

        async def called() -> Any:
            return function()

        return asyncio.run_coroutine_threadsafe(called(), self.loop).result()


_LOOP: list[_Loop] = []


def _loop() -> _Loop:
    if not _LOOP:
        _LOOP.append(_Loop())
    return _LOOP[0]


class RunTimeout(TimeoutError, RuntimeError):
    """A run took longer than it was given."""


class _State(MutableMapping[str, Any]):
    """`session_state` from outside of the run."""

    def __init__(self, page: Page) -> None:
        object.__setattr__(self, "_page", page)

    def __getitem__(self, key: str) -> Any:
        return self._page.widgets[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._page.widgets.drawn = set()
        self._page.widgets[key] = value

    def __delitem__(self, key: str) -> None:
        del self._page.widgets[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._page.widgets)

    def __len__(self) -> int:
        return len(self._page.widgets)

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value


class AppTest:
    """An app under test: a real session of it, without a server and a browser.

    Elements are found by kind as attributes (`at.slider[0]`, `at.button(key="go")`), by `get`, or
    in a part of the page (`at.sidebar.checkbox`, `at.columns[0].text`).

        from mini.testing import AppTest

        app = AppTest.from_string('''
        import mini as st
        n = st.slider("n", 0, 10)
        st.text(n * 2)
        ''').run()
        app.slider[0].set_value(4).run()
        assert app.text[0].value == "8"
    """

    def __init__(self, script: Script, *, default_timeout: float = 30) -> None:
        self.default_timeout = default_timeout
        self.pending: dict[str, Any] = {}
        self.trigger: Trigger | None = None
        self._loop = _loop()
        self._script = script
        self._modules = AppModules(script.path.parent)
        self._session = Session(script, self._loop.beat, self._loop.pool, Hello())
        self._cseq = 0
        self._going: Going | None = None
        self.secrets: dict[str, Any] = {}
        """The secrets of the app under test, instead of its files if there are any."""
        CONFIG.begin(script.path.parent)

    @classmethod
    def from_file(cls, script_path: str | Path, *, default_timeout: float = 30) -> AppTest:
        """Test a script file; a relative path starts at the test's folder, or at the current."""
        path = Path(script_path)
        if not path.is_absolute():
            beside = Path(inspect.stack()[1].filename).parent / path
            path = beside if beside.exists() else path.resolve()
        return cls(Script(path), default_timeout=default_timeout)

    @classmethod
    def from_string(cls, script: str, *, default_timeout: float = 30) -> AppTest:
        """Test a script given as text; indentation that all lines share is taken away."""
        source = textwrap.dedent(script)
        # One name for one text: apps of other texts share no cached results with it.
        name = f"mini_app_test_{blake2b(source.encode(), digest_size=8).hexdigest()}.py"
        path = Path(tempfile.gettempdir()) / name
        return cls(Script(path, source), default_timeout=default_timeout)

    @classmethod
    def from_function(
        cls, script: Callable[..., Any], *, default_timeout: float = 30,
        args: tuple[Any, ...] | None = None, kwargs: dict[str, Any] | None = None,
    ) -> AppTest:  # fmt: skip
        """Test the body of a function as a script; it sees its arguments, not the test's names."""
        source = textwrap.dedent(inspect.getsource(script))
        call = f"\n{script.__name__}(*__mini_args__, **__mini_kwargs__)\n"
        app = cls.from_string(source + call, default_timeout=default_timeout)
        app._script.given = {"__mini_args__": args or (), "__mini_kwargs__": kwargs or {}}
        return app

    @property
    def page(self) -> Page:
        """The session's page: its tree, its widgets, its facts."""
        return self._session.page

    @property
    def session_state(self) -> Any:
        """The session's state; what is set here counts in the next run."""
        return _State(self.page)

    @property
    def query_params(self) -> Any:
        """The query of the page's address."""
        return self.page.query

    def set_context(
        self, *, headers: Mapping[str, str] | None = None, ip_address: str | None = None,
        theme: Literal["light", "dark"] | None = None, timezone: str | None = None,
        timezone_offset: int | None = None, locale: str | None = None, url: str | None = None,
        is_embedded: bool | None = None,
    ) -> AppTest:  # fmt: skip
        """Change what `st.context` says of the visitor; what is not named stays.

        Cookies are the header `Cookie`. Gives the app, so that `.run()` can follow.
        """
        page = self.page
        given = {"scheme": theme, "timezone": timezone, "locale": locale, "url": url,
                 "offset": timezone_offset,
                 "query": None if is_embedded is None else f"embed={is_embedded}"}  # fmt: skip
        named = {name: value for name, value in given.items() if value is not None}
        page.browser = msgspec.structs.replace(page.browser, **named)
        known = page.visitor.headers if headers is None else tuple(headers.items())
        pairs = tuple((name.lower(), value) for name, value in known)
        page.visitor = Visitor(pairs, ip_address or page.visitor.address)
        return self

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Run the script, with the changes since the last run, to its end.

        Raises `RunTimeout`, which is a `TimeoutError` and a `RuntimeError`, if it takes longer than
        `timeout` seconds.
        """
        values, self.pending = self.pending, {}
        trigger, self.trigger = self.trigger, None
        going, self._going = self._going, None
        if going is not None:
            self._wait(lambda: self._session.navigate(going, values), timeout)
        elif values or trigger:
            self._wait(lambda: self._interact(values, trigger), timeout)
        else:
            self._wait(self._session.rerun, timeout)
        return self

    def switch_page(self, page_path: str) -> AppTest:
        """Go to the page with this file in the next `run`; the path starts at the script's folder.

        A page that is a function goes by its `url_path`. Raises `ValueError` for others.
        """
        if any(route.path == page_path for route in self.page.whereabouts.routes):
            self._going = Going(page_path)
            return self
        file = (self._script.path.parent / page_path).resolve()
        if not file.is_file():
            raise ValueError(
                f"There is no file {page_path!r} beside {self._script.path.name!r}, so it is no "
                "page of the app."
            )
        self._going = Going(file=str(file))
        return self

    def upload(self, widget: str, name: str, content: bytes, media_type: str) -> str:
        """Upload a file for a widget, as a browser does, and give its id.

        Raises `ValueError` with the sentence that the page would show.
        """
        inbox = self._session.inbox

        def receive() -> str:
            try:
                receiving = inbox.begin(widget, name, media_type, len(content))
            except Refusal as refusal:
                raise ValueError(refusal.sentence) from None
            receiving.write(0, content)
            return inbox.complete(receiving).id

        return str(self._loop.call(receive))

    def interact(
        self, values: dict[str, Any] | None = None, trigger: Trigger | None = None
    ) -> None:
        """Send an interaction without waiting for its run."""
        self._loop.call(lambda: self._interact(values or {}, trigger))

    def _interact(self, values: dict[str, Any], trigger: Trigger | None) -> None:
        self._cseq += 1
        self._session.receive(Interact(cseq=self._cseq, values=values, trigger=trigger))

    def stop(self) -> None:
        """End the run that goes on, as the page's stop button does."""
        self._wait(self._session.stop, None)

    def wait(self, timeout: float | None = None) -> AppTest:
        """Wait until nothing runs and nothing waits."""
        self._wait(lambda: None, timeout)
        return self

    def _wait(self, begin: Callable[[], Any], timeout: float | None) -> None:
        idle = threading.Event()
        CONFIG.stand(self._script.path.parent)
        CONFIG.refresh()
        SECRETS.begin(self._script.path.parent, self.secrets)
        checkpoints.install()
        main_module.install()
        self._modules.install()

        def start() -> None:
            self._session.on_idle = idle.set
            begin()
            if not self._session.running:
                idle.set()

        limit = self.default_timeout if timeout is None else timeout
        try:
            self._loop.call(start)
            if not idle.wait(limit):
                self._loop.call(self._session.stop)
                raise RunTimeout(f"The script has run for more than {limit} s, and was stopped.")
        finally:
            self._modules.uninstall()

    # Reading the page

    def find(self, kind: str, within: Node | None = None) -> ElementList:
        """Give the elements of a kind, in the order of the page; `columns` are their columns."""
        tree = self.page.tree
        with tree.lock:
            starts = [tree.roots[n] for n in ROOTS.values()] if within is None else [within]
            nodes = [
                node for start in starts for node in tree.expand(start).walk() if node is not start
            ]
        matches = kinds_of(kind)
        return ElementList(ElementView(self, node) for node in nodes if matches(node))

    def get(self, element_type: str) -> ElementList:
        """Give the elements of a kind."""
        return self.find(element_type)

    def get_by_key(self, key: str) -> ElementView:
        """Give the element with an author's key."""
        everything = (view for start in (self.main, self.sidebar) for view in _below(start))
        for view in everything:
            if view.key == str(key):
                return view
        raise KeyError(f"no element with key={key!r} on the page")

    @property
    def main(self) -> ElementView:
        """The main part of the page."""
        return ElementView(self, self.page.tree.roots[ROOTS["main"]])

    @property
    def sidebar(self) -> ElementView:
        """The sidebar."""
        return ElementView(self, self.page.tree.roots[ROOTS["sidebar"]])

    def __getattr__(self, name: str) -> ElementList:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.find(name)


def _below(view: ElementView) -> Iterator[ElementView]:
    for child in view.children:
        yield child
        yield from _below(child)
