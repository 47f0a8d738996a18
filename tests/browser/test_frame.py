"""The frame of the page: its menu, its keys, its sidebar, and how it is printed and embedded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.test_gallery import LOOKS, overflow, painted, violations
from tests.serving import serve_source

APP = """
    import mini as st
    st.set_page_config("Frame", initial_sidebar_state=320)
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    with st.sidebar:
        st.text("beside")
    st.title("Frame")
    st.text(f"run {st.session_state.runs}")
    st.button("Save", shortcut="Ctrl+S", key="save")
    for part in range(30):
        st.header(f"Part {part}")
        st.text("line\\n" * 4)
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(tmp_path_factory.mktemp("frame"), APP) as served:
        yield served.url


def menu(page: Page) -> list[str]:
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("menu")).to_be_visible()
    return page.get_by_role("menuitem").all_inner_texts()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_keys_are_listed(open_page: Open, url: str, width: int, scheme: str) -> None:
    page = open_page(url, width=width, scheme=scheme)
    expect(page.get_by_text("run 1", exact=True)).to_be_visible()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("Run the app again")).to_be_visible()
    expect(dialog.get_by_text("Clear the cache")).to_be_visible()
    expect(dialog.get_by_text("Save")).to_be_visible()
    painted(page)
    assert violations(page, "dialog") == []
    assert overflow(page) == 0
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    menu(page)
    assert violations(page, ".stAppHeader") == []
    page.get_by_role("menuitem", name="Keyboard shortcuts").click()
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(dialog).to_be_hidden()
    page.keyboard.press("r")
    expect(page.get_by_text("run 2", exact=True)).to_be_visible()


def test_the_sidebar_is_as_the_user_left_it(open_page: Open, url: str) -> None:
    page = open_page(url)
    sidebar = page.locator(".stSidebar")
    expect(sidebar).to_have_css("width", "320px")
    page.get_by_role("separator").press("ArrowRight")
    expect(sidebar).to_have_css("width", "336px")
    page.get_by_role("button", name="Close the sidebar").click()
    expect(sidebar).to_have_attribute("data-open", "false")
    page.reload()
    settled(page)
    expect(sidebar).to_have_attribute("data-open", "false")
    page.get_by_role("button", name="Open the sidebar").click()
    expect(sidebar).to_have_css("width", "336px")
    page.get_by_role("separator").dblclick()
    expect(sidebar).to_have_css("width", "320px")
    page.reload()
    settled(page)
    expect(sidebar).to_have_css("width", "320px")


def test_an_anchor_in_the_address_is_scrolled_to_and_links_are_copied(
    open_page: Open, url: str
) -> None:
    page = open_page(url + "/#part-25")
    expect(page.get_by_role("heading", name="Part 25")).to_be_in_viewport()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    heading = page.get_by_role("heading", name="Part 25")
    heading.hover()
    link = heading.get_by_role("link")
    link.click()
    expect(link).to_have_attribute("data-copied", "")
    assert page.evaluate("navigator.clipboard.readText()") == f"{url}/#part-25"
    expect(link).not_to_have_attribute("data-copied", "")


def test_embedded_it_has_no_line_above(open_page: Open, url: str) -> None:
    page = open_page(url + "/?embed=true&embed_options=dark_theme,disable_scrolling")
    expect(page.get_by_role("heading", name="Frame")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_have_count(0)
    expect(page.locator("html")).to_have_css("color-scheme", "dark")
    expect(page.locator("body")).to_have_css("overflow", "hidden")
    page.get_by_role("button", name="Close the sidebar").click()
    expect(page.get_by_role("button", name="Open the sidebar")).to_be_visible()
    assert violations(page) == []
    assert "embed=true" in page.url
    page = open_page(url + "/?embed=true&embed_options=show_toolbar")
    expect(page.get_by_role("button", name="Menu")).to_be_visible()


def test_printed_it_is_light_and_whole(open_page: Open, url: str) -> None:
    page = open_page(url, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    for part in (".stAppHeader", ".stSidebar", ".anchor >> nth=0"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.get_by_text("run 1", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("mode", "items"),
    [
        ("auto", ["Rerun", "Print", "Keyboard shortcuts", "Get help", "Cache", "Clear cache"]),
        ("viewer", ["Print", "Keyboard shortcuts", "Get help"]),
        ("minimal", ["Get help"]),
    ],
)
def test_what_is_in_the_menu(tmp_path: Path, open_page: Open, mode: str, items: list[str]) -> None:
    source = """
        import mini as st
        st.set_page_config(menu_items={"Get help": "https://example.org"})
        st.text("x")
    """
    with serve_source(tmp_path, source, "--client.toolbarMode", mode) as served:
        page = open_page(served.url)
        assert [item.split("\n")[0] for item in menu(page)] == items
        page.keyboard.press("Escape")
        if mode != "auto":
            page.keyboard.press("c")
            page.keyboard.press("?")
            expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
            expect(page.get_by_role("dialog")).to_have_count(1)


def test_without_a_menu_and_without_the_line(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        st.title("x")
        if st.checkbox("bare"):
            st.set_option("ui.hideTopBar", True)
        if st.button("fail"):
            raise ValueError("wrong")
    """
    with serve_source(tmp_path, source, "--client.toolbarMode", "minimal") as served:
        page = open_page(served.url)
        expect(page.get_by_text("x", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Menu")).to_have_count(0)
        page.get_by_role("button", name="fail").click()
        link = page.get_by_role("link", name="Search for this error")
        expect(link).to_have_attribute(
            "href", "https://www.google.com/search?q=ValueError%3A%20wrong"
        )
        page.get_by_text("bare").click()
        page.get_by_role("button", name="fail").click()
        expect(page.locator(".stAppHeader")).to_have_class("stAppHeader bare")
        assert violations(page) == []


def test_an_error_without_details(tmp_path: Path, open_page: Open) -> None:
    source = "raise ValueError('wrong')\n"
    with serve_source(tmp_path, source, "--client.showErrorDetails", "none") as served:
        page = open_page(served.url)
        expect(page.get_by_role("alert")).to_contain_text(
            "Its details are in the server's log (id "
        )
        expect(page.get_by_text("wrong")).to_have_count(0)
