"""One real browser for the tests of this folder, in each worker."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Two cameras and a microphone that the browser makes up, and lets every page have.
    "--use-fake-device-for-media-stream=device-count=2",
    "--use-fake-ui-for-media-stream",
]

PATIENCE = 30_000
"""Milliseconds until something that is waited for counts as missing, also on a busy machine."""
expect.set_options(timeout=PATIENCE)
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    spec = importlib.util.spec_from_file_location("browser", ROOT / "tools/browser.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    path = tool.find()
    assert path is not None, tool.MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open an address and wait for its first run; a console error or warning fails the test."""
    said: list[str] = []
    contexts = []

    def open_page(
        url: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        wait: bool = True,
        script: str = "",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme  # type: ignore[arg-type]
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None
        )
        if script:  # runs before the page's own
            page.add_init_script(script)
        page.goto(url)
        if wait:
            settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # What browsers say of a server that is away, or of a disk that is full, is part of the test.
    expected = ("ERR_CONNECTION_REFUSED", "WebSocket", "status of 507")
    assert not [line for line in said if not any(word in line for word in expected)]


def settled(page: Page) -> Page:
    """Wait until no run goes on."""
    page.wait_for_selector("[data-test-script-state=notRunning]")
    return page


def until(page: Page, condition: str) -> None:
    """Wait until an expression holds in the page, looking once a frame.

    `Page.wait_for_function` evaluates its text anew each time, which the page's policy refuses.
    """
    page.evaluate(
        f"""(async () => {{
            const ends = performance.now() + {PATIENCE};
            while (!({condition})) {{
                if (performance.now() > ends) throw new Error("It never came to hold.");
                await new Promise(requestAnimationFrame);
            }}
        }})()"""
    )
