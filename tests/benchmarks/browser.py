"""A headless Chromium, and what a page in it tells: its first element, its clicks, its traffic."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.apps import App
from tools.browser import find

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
IN_PAGE = (Path(__file__).parent / "in_page.js").read_text()
PAUSE_MS = 20
PATIENCE_MS = 60_000
_BINARY = 2


@dataclass
class Traffic:
    """What went over the network of one page; HTTP counts as transferred, frames as their data."""

    requests: int = 0
    transferred: int = 0
    frames_in: int = 0
    frames_out: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    _http: set[str] = field(default_factory=set)

    def watch(self, page: Page) -> Self:
        """Count from now on."""
        devtools = page.context.new_cdp_session(page)
        devtools.on("Network.requestWillBeSent", self._requested)
        devtools.on("Network.loadingFinished", self._loaded)
        devtools.on("Network.webSocketFrameReceived", self._received)
        devtools.on("Network.webSocketFrameSent", self._sent)
        devtools.send("Network.enable")
        return self

    def _requested(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.requests += 1
            self._http.add(event["requestId"])

    def _loaded(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._http:
            self.transferred += round(event["encodedDataLength"])

    def _received(self, event: dict[str, Any]) -> None:
        self.frames_in += 1
        self.bytes_in += _size(event["response"])

    def _sent(self, event: dict[str, Any]) -> None:
        self.frames_out += 1
        self.bytes_out += _size(event["response"])


class Tab:
    """A page with an empty cache that shows an app."""

    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context()
        self._context.set_default_timeout(PATIENCE_MS)
        self._context.add_init_script(IN_PAGE)
        self._page = self._context.new_page()
        self._clicks = 0

    def traffic(self) -> Traffic:
        """Count the page's traffic from now on, which makes the page slower."""
        return Traffic().watch(self._page)

    def open(self, url: str) -> tuple[float, float]:
        """Open an app; give milliseconds to its first element, and when that was on the wall."""
        self._page.goto(url, wait_until="commit")
        first = self._page.evaluate("bench.first")
        origin = self._page.evaluate("performance.timeOrigin")
        return first, (origin + first) / 1000

    def settle(self) -> None:
        """Wait until no run goes on and nothing more is loaded."""
        self._page.evaluate("bench.idle(50)")
        self._page.wait_for_load_state("networkidle")

    def click(self, app: App, count: int) -> list[float]:
        """Click an app; give the milliseconds from each click to the changed text."""
        self._page.bring_to_front()
        order = {
            "target": app.target, "text": app.text, "from": self._clicks, "count": count,
            "pause": PAUSE_MS,
        }  # fmt: skip
        answer = self._page.evaluate("order => bench.clicks(order)", order)
        self._clicks += count
        if answer["text"] != f"count {self._clicks}":
            raise AssertionError(f"after {self._clicks} clicks the page says {answer['text']!r}")
        times: list[float] = answer["times"]
        return times

    def close(self) -> None:
        """Close the page and forget what it has cached."""
        self._context.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser for as long as the block runs."""
    path = find()
    if path is None:
        raise FileNotFoundError("no Chromium: `tools/browser.py` installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def _size(frame: dict[str, Any]) -> int:
    data: str = frame["payloadData"]
    return len(base64.b64decode(data) if frame["opcode"] == _BINARY else data.encode())
