"""The list of what is cached, as a developer opens it in the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.test_gallery import LOOKS, overflow, violations
from tests.serving import serve_source

CACHED = """
    import mini as st

    @st.cache_data
    def load_data(year):
        return [year] * 1000

    @st.cache_resource
    def connection():
        return object()

    year = st.slider("Year", 2000, 2030, 2020)
    st.text(len(load_data(year)))
    connection()
    st.button("Again")
"""
UNCACHED = """
    import mini as st
    st.text("nothing")
"""


def opened(page: Page) -> Locator:
    """Open the panel, as one does."""
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("menuitem", name="Cache", exact=True).click()
    panel = page.get_by_role("dialog", name="Cache")
    expect(panel).to_be_visible()
    return panel


def figures(panel: Locator, name: str) -> Locator:
    """Kind, hits, misses and entries of a function."""
    line = panel.get_by_role("row").filter(has=panel.page.get_by_text(name, exact=True))
    return line.locator("td:nth-child(-n+5)")


def test_it_lists_the_functions_with_their_figures(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, CACHED) as served:
        page = open_page(served.url)
        page.get_by_role("slider").press("ArrowRight")
        settled(page).get_by_role("button", name="Again").click()
        panel = opened(settled(page))
        expect(panel.get_by_role("rowheader")).to_contain_text(["connection", "load_data"])
        expect(figures(panel, "load_data")).to_have_text(["data", "1", "2", "2"])
        expect(figures(panel, "connection")).to_have_text(["resource", "2", "1", "1"])
        expect(panel.locator(".totals")).to_contain_text("50 %")
        panel.get_by_role("button", name="argument").hover()
        expect(page.get_by_role("tooltip")).to_have_text(
            "load_data was called with other values of 'year' before."
        )


def test_one_function_is_cleared_and_then_all_are(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, CACHED) as served:
        page = open_page(served.url)
        panel = opened(page)
        entries = panel.locator("td[data-name=Entries]")
        expect(entries).to_have_text(["1", "1"])
        panel.get_by_role("button", name="Clear load_data").click()
        expect(entries).to_have_text(["1", "0"])
        expect(panel.get_by_role("status")).to_have_text("Cleared load_data.")
        panel.get_by_role("button", name="Clear all").click()
        expect(entries).to_have_text(["0", "0"])
        panel.get_by_role("button", name="Close").click()
        page.get_by_role("button", name="Again").click()
        panel = opened(settled(page))
        expect(figures(panel, "load_data")).to_have_text(["data", "0", "2", "1"])
        expect(panel.get_by_role("button", name="cleared")).to_have_count(2)


def test_it_follows_what_other_sessions_do(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, CACHED) as served:
        panel = opened(open_page(served.url))
        expect(panel.locator("td[data-name=Hits]")).to_have_text(["0", "0"])
        open_page(served.url)
        panel.get_by_role("button", name="Refresh").click()
        expect(panel.locator("td[data-name=Hits]")).to_have_text(["1", "1"])


def test_without_cached_functions_it_says_how_to_cache_one(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, UNCACHED) as served:
        panel = opened(open_page(served.url))
        expect(panel).to_contain_text("Nothing is cached yet.")
        expect(panel).to_contain_text("@st.cache_data")
        expect(panel.get_by_role("button", name="Clear all")).to_be_disabled()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_it_is_accessible_and_fits(
    tmp_path: Path, open_page: Open, width: int, scheme: str
) -> None:
    with serve_source(tmp_path, CACHED) as served:
        page = open_page(served.url, width=width, scheme=scheme)
        panel = opened(page)
        expect(panel.get_by_role("rowheader")).to_have_count(2)
        assert violations(page, "dialog") == []
        assert overflow(page) == 0
        assert panel.evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") == 0
        body = panel.locator(".cache-body")
        assert body.evaluate("body => body.scrollWidth - body.clientWidth") == 0
        sentence = panel.get_by_text("load_data has not been called before.")
        expect(sentence).to_be_visible(visible=width < 768)
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        page.keyboard.press("c")
        expect(page.get_by_role("dialog", name="Clear the cache?")).to_be_visible()
        assert violations(page, "dialog") == []


def test_it_is_used_by_keyboard_alone(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, CACHED) as served:
        page = open_page(served.url)
        menu = page.get_by_role("button", name="Menu")
        menu.focus()
        page.keyboard.press("Enter")
        item = page.get_by_role("menuitem", name="Cache", exact=True)
        expect(item).to_be_visible()
        while not item.evaluate("item => item === document.activeElement"):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        panel = page.get_by_role("dialog", name="Cache")
        expect(panel.get_by_role("rowheader")).to_have_count(2)
        reason = panel.get_by_role("button", name="first").first
        while not reason.evaluate("item => item === document.activeElement"):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('dialog') !== null")
        expect(page.get_by_role("tooltip")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("tooltip")).to_have_count(0)
        expect(panel).to_be_visible()
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        expect(menu).to_be_focused()


def test_the_focus_stays_inside_when_a_line_goes(
    tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINI_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    source = """
        import mini as st

        @st.cache_data(persist="disk")
        def kept(name):
            return name

        @st.cache_data(persist="disk")
        def forgotten():
            return 1

        kept("a")
        if "calls" in st.query_params:
            forgotten()
    """
    with serve_source(tmp_path, source) as served:
        open_page(served.url + "?calls=1")
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        panel = opened(page)
        expect(panel.get_by_role("rowheader")).to_contain_text(["forgotten", "kept"])
        panel.get_by_role("button", name="Clear forgotten").press("Enter")
        expect(panel.get_by_role("rowheader")).to_contain_text(["kept"])
        expect(panel.get_by_role("button", name="Refresh")).to_be_focused()


def test_the_key_c_asks_and_clears_everything(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, CACHED) as served:
        page = open_page(served.url)
        question = page.get_by_role("dialog", name="Clear the cache?")
        page.keyboard.press("c")
        question.get_by_role("button", name="Cancel").click()
        entries = opened(page).locator("td[data-name=Entries]")
        expect(entries).to_have_text(["1", "1"])
        page.keyboard.press("Escape")
        expect(entries).to_have_count(0)
        page.keyboard.press("c")
        question.get_by_role("button", name="Clear").click()
        expect(question).to_have_count(0)
        opened(page)
        expect(entries).to_have_text(["0", "0"])


def test_a_key_just_after_a_dialog_has_closed_counts(tmp_path: Path, open_page: Open) -> None:
    press = """
        (async () => {
            const press = (key) => document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", { key, bubbles: true }));
            press("c");
            while (!document.querySelector("dialog[open]"))
                await new Promise(requestAnimationFrame);
            const cancel = new Event("cancel", { cancelable: true });
            if (document.querySelector("dialog").dispatchEvent(cancel))
                document.querySelector("dialog").close();
            press("c");
        })()
    """
    with serve_source(tmp_path, CACHED) as served:
        page = open_page(served.url)
        page.evaluate(press)
        expect(page.get_by_role("dialog", name="Clear the cache?")).to_be_visible()


def test_a_button_of_the_author_keeps_its_c(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        if st.button("Count", shortcut="c"):
            st.text("counted")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        page.keyboard.press("c")
        expect(page.get_by_text("counted")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_in_production_there_is_nothing_of_it(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, CACHED, "--production") as served:
        page = open_page(served.url)
        page.keyboard.press("c")
        page.get_by_role("button", name="Menu").click()
        expect(page.get_by_role("menuitem", name="Rerun")).to_be_visible()
        expect(page.get_by_role("menuitem", name="cache")).to_have_count(0)
        expect(page.get_by_role("dialog")).to_have_count(0)
