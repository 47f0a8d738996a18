"""Every element at once: no message in the console, no axe violation, nothing that shifts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled, until
from tests.serving import serve

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text()
WATCH = """
    window.violated = [];
    document.addEventListener("securitypolicyviolation",
        (event) => violated.push(`${event.violatedDirective}: ${event.blockedURI}`));
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
            if (!entry.hadRecentInput) shifts.push({
                value: entry.value,
                moved: entry.sources.map(({ node, previousRect: was, currentRect: is }) =>
                    [(node?.outerHTML ?? node?.textContent ?? "").slice(0, 120),
                        [was.x, was.y, was.width, was.height], [is.x, is.y, is.width, is.height]]),
            });
    }).observe({ type: "layout-shift", buffered: true });
"""
LOOKS = [(390, "dark")]
OTHER_LOOKS = [(1280, "light"), (390, "light"), (1280, "dark")]
"""In these, in turn, the parts of the gallery are looked at, and all with MINI_LOOKS=all."""
ALL = os.environ.get("MINI_LOOKS") == "all"
if ALL:
    LOOKS = OTHER_LOOKS = [*LOOKS, *OTHER_LOOKS]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(Path(__file__).with_name("gallery.py")) as served:
        yield served.url


@pytest.fixture
def gallery(open_page: Open, url: str) -> Callable[[int, str], Page]:
    def open_gallery(width: int, scheme: str) -> Page:
        page = open_page(url, width=width, scheme=scheme, script=WATCH)
        return drawn(page)

    return open_gallery


def drawn(page: Page) -> Page:
    """Wait for the parts that come late: charts, colours of code, formulas."""
    page.wait_for_selector(".uplot canvas >> nth=1")
    page.wait_for_selector(".hljs-keyword")
    page.wait_for_selector(".katex")
    expect(page.locator(".skeleton")).to_have_count(0)
    # The fonts of formulas are asked for once a formula stands on the page.
    until(
        page,
        "document.fonts.status === 'loaded'"
        " && [...document.fonts].some((f) => f.family.includes('KaTeX') && f.status === 'loaded')",
    )
    painted(page)
    return page


def painted(page: Page) -> None:
    """Wait until what stands on the page is painted and its shifts are reported."""
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame("
        "() => setTimeout(done))))"
    )


def violations(page: Page, within: str = ":root") -> list[Any]:
    """What axe finds in a part of the page, with where it is; not in the frames of others."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return list(
        page.evaluate(
            "async (within) =>"
            " (await axe.run(within, {iframes: false, resultTypes: ['violations']})).violations"
            ".map(({id, nodes}) => [id,"
            " nodes.map(({html, failureSummary}) => [html.slice(0, 200), failureSummary])])",
            within,
        )
    )


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_element_is_accessible_and_fits(
    gallery: Callable[[int, str], Page], width: int, scheme: str
) -> None:
    page = gallery(width, scheme)
    assert violations(page) == []
    assert overflow(page) == 0
    open_all(page)
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("menuitem", name="About")).to_be_visible()
    assert violations(page, ".stAppHeader") == []
    page.get_by_role("menuitem", name="About").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page, "dialog") == []
    page.keyboard.press("Escape")
    if width < 768:
        page.get_by_role("button", name="Open the sidebar").click()
        expect(page.get_by_role("heading", name="Sidebar")).to_be_visible()
        assert violations(page, ".stSidebar") == []
    assert overflow(page) == 0
    assert page.evaluate("violated") == []


def open_all(page: Page) -> None:
    """Open what can be open together."""
    page.get_by_role("button", name="Toast").click()
    expect(page.locator(".stToast")).to_have_count(2)
    page.get_by_text("More", exact=True).click()
    page.get_by_text("Traceback").click()
    page.get_by_role("button", name="Show as a table").first.click()
    page.get_by_role("combobox", name="Fruit").first.click()
    expect(page.get_by_role("option")).to_have_count(4)
    page.locator(".stHeading").get_by_role("button", name="Help").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_shifts_while_it_loads_nor_when_it_runs_again(
    gallery: Callable[[int, str], Page], width: int
) -> None:
    page = gallery(width, "light")
    assert page.evaluate("shifts.reduce((sum, { value }) => sum + value, 0)") < 0.1
    page.evaluate("shifts.length = 0")
    # Without a real input, every shift counts.
    page.evaluate("document.querySelector('.st-key-rerun button').click()")
    expect(page.get_by_text("Run 2", exact=True)).to_be_visible()
    settled(page)
    painted(page)
    assert page.evaluate("shifts") == []
