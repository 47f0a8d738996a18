"""Hostile texts in every place of a page, in a real browser: nothing runs, nothing gets out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, Request, Route, expect

from tests.browser.conftest import PATIENCE
from tests.security.payloads import KINDS, PAYLOADS
from tests.security.xss_app import ONCE, SLOTS, VERBATIM
from tests.serving import serve

APP = Path(__file__).parents[1] / "security/xss_app.py"
ALL = os.environ.get("MINI_LOOKS") == "all"
WATCH = """
    window.hits = [];
    window.violated = [];
    window.asked = [];
    window.xss = (...given) => { hits.push(String(new Error().stack)); };
    for (const name of ["alert", "confirm", "prompt", "print", "open"])
        window[name] = () => { hits.push(name); };
    document.addEventListener("securitypolicyviolation", (event) =>
        violated.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""
LOOK = r"""
    const odd = [];
    const say = (what, element) => odd.push(`${what}: ${element.outerHTML.slice(0, 300)}`);
    const good = new Set(["http:", "https:", "mailto:", "blob:", "data:"]);
    for (const element of document.body.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
            if (name.startsWith("on")) say("a handler", element);
            if (/^(href|src|action|formaction|data|poster|xlink:href|background)$/.test(name)) {
                let url;
                try { url = new URL(value, document.baseURI); } catch { continue; }
                if (!good.has(url.protocol)) say("an address", element);
                if (url.protocol === "data:"
                    && !/^(iframe|img|image|audio|video|source|track)$/.test(element.localName))
                    say("a data address", element);
            }
            if (name === "srcdoc" || name === "ping") say(name, element);
        }
        if (/^(script|object|embed|base|meta|link|applet|frame|frameset|portal|fencedframe)$/
            .test(element.localName)) say("a tag", element);
        if (element.localName === "iframe" && !element.closest(".stIFrame, .stVideo"))
            say("a frame", element);
        if (element.localName === "form" && !/\bst|vega-bindings/.test(element.className))
            say("a form", element);
        if (element.localName === "a" && element.target === "_blank"
            && !element.rel.includes("noopener")) say("an opener", element);
    }
    for (const frame of document.querySelectorAll("iframe.stIFrame")) {
        const same = new URL(frame.src, document.baseURI).origin === location.origin;
        const opaque = !/^https?:/.test(new URL(frame.src, document.baseURI).protocol);
        if ((same || opaque) && frame.sandbox.contains("allow-same-origin"))
            say("an origin for a frame", frame);
    }
    return odd;
"""
PASSIVE = {"image", "media", "font", "document"}
"""What a page may fetch from elsewhere: nothing that runs, or that the app reads."""


class Looking:
    """A page that is watched: what ran, what was refused, and where it went."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.errors: list[str] = []
        self.abroad: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", self._failed)
        page.on("request", self._asked)
        page.route(lambda url: urlsplit(url).netloc != urlsplit(home).netloc, _nothing)
        page.add_init_script(WATCH)

    def open(self, query: str = "") -> None:
        """Open the app, and wait until all of it is drawn."""
        self.page.goto(f"{self.home}/{query}")
        self.page.wait_for_selector("[data-test-script-state=notRunning]")
        expect(self.page.get_by_text("all of it is here").first).to_be_attached()
        self.page.mouse.wheel(0, 100_000)
        expect(self.page.locator(".skeleton")).to_have_count(0)

    def check(self) -> None:
        """See that nothing has happened."""
        assert self.page.evaluate("hits") == []
        assert self.page.evaluate("violated") == []
        assert self.page.evaluate(f"(() => {{ {LOOK} }})()") == []
        assert not self.abroad
        assert not self.errors
        assert urlsplit(self.page.url).netloc == urlsplit(self.home).netloc

    def _failed(self, error: Error) -> None:
        # A script in a frame of its own may fail there as it likes.
        if "/assets/" in (error.stack or ""):
            self.errors.append(error.stack or "")

    def _asked(self, request: Request) -> None:
        inside = request.frame == self.page.main_frame
        abroad = urlsplit(request.url).netloc not in {urlsplit(self.home).netloc, ""}
        if inside and abroad and (request.resource_type not in PASSIVE or request.post_data):
            self.abroad.append(f"{request.resource_type} {request.url}")


def _nothing(route: Route) -> None:
    route.fulfill(status=204, body="")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(APP) as served:
        yield served.url.rstrip("/")


@pytest.fixture
def looking(browser: Browser, url: str) -> Iterator[Looking]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Looking(context.new_page(), url)
    context.close()


def test_there_are_enough_of_them() -> None:
    assert len(PAYLOADS) >= 300
    assert len(KINDS) >= 10
    assert len(SLOTS) >= 60


def test_each_payload_somewhere_and_some_everywhere(looking: Looking) -> None:
    looking.open()
    looking.check()


@pytest.mark.parametrize("kind", ["tags", "unicode"])
def test_what_the_address_says_is_text(looking: Looking, kind: str) -> None:
    for text in KINDS[kind][::20]:
        looking.open(f"?slot=query&text={quote(text, errors='replace')}#{quote(text)}")
        looking.check()


@pytest.mark.skipif(not ALL, reason="it takes minutes: `make test-deep`")
@pytest.mark.parametrize("slot", [name for name in SLOTS if name not in ONCE])
def test_all_payloads_in_every_place(looking: Looking, slot: str) -> None:
    looking.open(f"?slot={slot}")
    looking.check()
    if slot in VERBATIM[:2]:
        shown = looking.page.locator(f".st{slot.title()}").all_text_contents()
        for text in PAYLOADS:
            if text.strip() == text and "\0" not in text and "\r" not in text:
                assert any(text in each for each in shown), text


@pytest.mark.skipif(not ALL, reason="it takes minutes: `make test-deep`")
@pytest.mark.parametrize("slot", ONCE)
def test_all_payloads_where_there_is_one_at_a_time(looking: Looking, slot: str) -> None:
    for number in range(len(PAYLOADS)):
        looking.open(f"?slot={slot}&number={number}")
        looking.check()
