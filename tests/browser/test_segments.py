"""What cached functions show looks, and moves, as if nothing were cached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled
from tests.serving import serve, serve_source

PLACES = Path(__file__).with_name("segments.py")
BOXES = """
    () => [...document.querySelectorAll(
        '.stElementContainer, .stColumn, .stVerticalBlock, .stHorizontalBlock, .stSidebar, .panel'
    )].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const box = [x, y + scrollY, width, height].map((number) => Math.round(10 * number) / 10);
        return [element.className, element.dataset.kind ?? "", element.textContent, ...box];
    })
"""
WATCH_CHILDREN = """
    () => {
        window.changed = [];
        const note = (change) => [...change.addedNodes, ...change.removedNodes].map(
            (node) => changed.push(node.textContent));
        new MutationObserver((changes) => changes.forEach(note))
            .observe(document.querySelector('.stMain'), { subtree: true, childList: true });
    }
"""


@pytest.fixture(scope="module")
def urls() -> Iterator[tuple[str, str]]:
    with serve(PLACES) as cached, serve(PLACES, args=("plain",)) as plain:
        yield cached.url, plain.url


def steps(page: Page) -> Iterator[list[Any]]:
    """The boxes of the page as it opens, after a rerun, with more elements, and with fewer."""
    expect(page.locator(".skeleton")).to_have_count(0)
    yield boxes(page)
    page.get_by_role("button", name="again").click()
    yield boxes(page)
    slider = page.get_by_role("slider")
    slider.press("End")
    expect(page.get_by_text("counted 9")).to_be_attached()
    yield boxes(page)
    slider.press("Home")
    expect(page.get_by_text("counted 0")).to_have_count(0)
    yield boxes(page)


def boxes(page: Page) -> list[Any]:
    return list(settled(page).evaluate(BOXES))


@pytest.mark.parametrize("width", [1280, 390])
def test_everything_stands_where_it_would_uncached(
    urls: tuple[str, str], open_page: Open, width: int
) -> None:
    cached, plain = (open_page(url, width=width) for url in urls)
    for one, other in zip(steps(cached), steps(plain), strict=True):
        assert len(one) > 80
        assert one == other


def test_a_hit_touches_nothing(urls: tuple[str, str], open_page: Open) -> None:
    page = open_page(urls[0])
    expect(page.locator(".skeleton")).to_have_count(0)
    page.evaluate(WATCH_CHILDREN)
    page.get_by_role("button", name="again").click()
    page.get_by_role("slider").press("ArrowRight")
    expect(page.get_by_text("counted 3")).to_be_attached()
    assert page.evaluate("changed") == ["counted 3"]


def test_long_lists_are_cut_however_calls_part_them(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st

        @st.cache_data
        def words(count, tag):
            for number in range(count):
                st.text(f"{tag} {number}")

        with st.container(key="one"):
            words(5000, "long")
        with st.container(key="many"):
            for tag in range(60):
                words(90, tag)
        st.text("end")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        expect(page.get_by_text("end", exact=True)).to_be_attached()
        for name, least in (("one", 99), ("many", 59)):
            place = page.locator(f".st-key-{name}")
            assert place.locator(".chunk").count() >= least
            outside = place.locator(".stElementContainer:not(.chunk *)")
            assert outside.count() <= 100


def test_a_long_list_side_by_side_fills_its_lines(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        with st.container(horizontal=True, key="row"):
            for number in range(300):
                st.text(number, width=40)
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        block = page.locator(".st-key-row .stHorizontalBlock")
        in_a_line = block.evaluate(
            "(block) => { const tops = [...block.querySelectorAll('.stText')].map("
            "(text) => text.getBoundingClientRect().top);"
            " return [tops.filter((top) => top === tops[0]).length, new Set(tops).size]; }"
        )
        first, lines = in_a_line
        assert first > 10
        assert lines == -(-300 // first)


def test_what_is_stale_in_a_cached_function_fades_until_the_run_ends(
    tmp_path: Path, open_page: Open
) -> None:
    source = """
        import time
        import mini as st

        @st.cache_data(show_spinner=False)
        def words(tag):
            st.text(f"{tag} 0")
            inner(tag)

        @st.cache_data(show_spinner=False)
        def inner(tag):
            st.text(f"{tag} 1")

        slow = st.button("slow")
        words("fresh")
        while slow:
            time.sleep(0.01)
        words("stale")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        page.get_by_role("button", name="slow").click()
        stale = page.locator(".stElementContainer.stale")
        expect(stale).to_have_text(["stale 0", "stale 1"])
        page.get_by_role("button", name="Stop").click()
        expect(stale).to_have_count(0)
        expect(page.get_by_text("stale 1")).to_be_visible()


def test_a_spinner_takes_room_only_when_it_turns(tmp_path: Path, open_page: Open) -> None:
    source = """
        import time
        import mini as st

        @st.cache_data
        def load(path):
            time.sleep(1)

        load("a")
        st.text("loaded")
    """
    watch = """
        window.boxes = new Map();
        new MutationObserver(() => {
            for (const place of document.querySelectorAll("[data-kind=spinner]"))
                if (!boxes.has(place)) boxes.set(place, place.getClientRects().length);
        }).observe(document, { subtree: true, childList: true });
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url, wait=False, script=watch)
        spinner = page.locator(".stSpinner")
        expect(spinner).to_be_visible()
        expect(spinner).to_have_text("Running load(...).")
        assert spinner.locator("code").inner_text() == "load(...)"
        assert page.evaluate("[...boxes.values()]") == [0]
        expect(page.get_by_text("loaded")).to_be_visible()
        expect(page.locator("[data-kind=spinner]")).to_have_count(0)
