"""Apps of many pages in a real browser: links, the address bar, and the history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Open, settled, until
from tests.browser.test_gallery import LOOKS, WATCH, overflow, painted, violations
from tests.serving import Served, serve_source

SOURCE = """
import time
import mini as st

def home():
    st.title("Home")
    st.page_link(second, help="What comes.")
    st.page_link(second, label="With parameters", query_params={"id": "a b"}, icon="🔖")
    st.page_link(home_page, label="Here")
    st.page_link(second, label="Not now", disabled=True)
    st.page_link("https://a.org", label="Elsewhere", icon=":material/public:")
    if st.button("Switch"):
        st.switch_page(second, query_params={"by": "button"})
    for line in range(60):
        st.text(f"line {line}")

def plans():
    st.title("Plans")
    st.text(f"query {dict(st.query_params)}")
    with st.expander("More"):
        st.text_input("Own", key="own")
    for line in range(60):
        st.text(f"plan {line}")

def slow():
    st.title("Slow")
    with st.expander("Slowly"):
        st.text("inside")
    time.sleep(1.5)
    st.text("end")

home_page, second = st.Page(home, icon="🏠", default=True), st.Page(plans, title="Our *plans*")
pages = {
    "": [home_page],
    "More": [second, st.Page(slow, icon=":material/timer:", help="Takes its time.")],
    "Read": [st.Page("https://a.org", title="Elsewhere")],
}
position = "top" if st.query_params.get("position") == "top" else "sidebar"
page = st.navigation(pages, position=position)
with st.sidebar:
    st.text_input("Shared", key="shared")
page.run()
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(tmp_path_factory.mktemp("pages"), SOURCE) as served:
        yield served


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    settled(page)


def test_a_link_opens_its_page_without_a_reload(app: Served, open_page: Open) -> None:
    page = open_page(app.url)
    expect(page).to_have_title("home")
    page.evaluate(
        "window.same = true; window.input = document.querySelector('.stSidebar input');"
        "scrollTo(0, 600)"
    )
    plans = page.get_by_test_id("stSidebarNavLink").filter(has_text="Our plans")
    expect(plans).to_have_attribute("href", "/plans")
    plans.click()
    heading(page, "Plans")
    expect(page).to_have_url(f"{app.url}/plans")
    expect(page).to_have_title("Our plans")
    expect(plans).to_have_attribute("aria-current", "page")
    expect(page.locator(".stSidebarNav [aria-current]")).to_have_count(1)
    expect(page.get_by_test_id("stPageAnnouncement")).to_have_text("Our *plans*")
    expect(plans).to_be_focused()
    until(page, "scrollY === 0")
    assert page.evaluate("window.same && input === document.querySelector('.stSidebar input')")
    expect(page.get_by_text("line 3", exact=True)).to_have_count(0)


def test_back_and_forward_lead_through_the_pages_and_where_they_were_scrolled(
    app: Served, open_page: Open
) -> None:
    page = open_page(app.url)
    page.get_by_role("link", name="With parameters").click()
    heading(page, "Plans")
    expect(page).to_have_url(f"{app.url}/plans?id=a+b")
    expect(page.get_by_text("query {'id': 'a b'}")).to_be_visible()
    expect(page.locator(".skeleton")).to_have_count(0)
    settled(page)
    page.evaluate("scrollTo(0, 500)")
    painted(page)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="home").hover()
    painted(page)
    place = page.evaluate("scrollY")  # parts that came above may have moved it a little
    assert place > 400
    page.get_by_test_id("stSidebarNavLink").filter(has_text="home").click()
    heading(page, "Home")
    expect(page).to_have_url(f"{app.url}/")
    page.go_back()
    heading(page, "Plans")
    expect(page.get_by_text("query {'id': 'a b'}")).to_have_count(1)
    until(page, f"Math.abs(scrollY - {place}) < 20")
    page.go_back()
    heading(page, "Home")
    page.go_forward()
    heading(page, "Plans")
    expect(page).to_have_url(f"{app.url}/plans?id=a+b")


def test_a_switch_is_an_entry_of_the_history_and_a_rerun_is_none(
    app: Served, open_page: Open
) -> None:
    page = open_page(app.url)
    page.get_by_role("button", name="Switch").click()
    heading(page, "Plans")
    expect(page).to_have_url(f"{app.url}/plans?by=button")
    page.get_by_role("textbox", name="Shared").fill("x")
    page.keyboard.press("Enter")
    settled(page)
    page.go_back()
    heading(page, "Home")
    expect(page.get_by_role("textbox", name="Shared")).to_have_value("x")


def test_a_link_can_be_opened_in_a_tab_of_its_own(app: Served, open_page: Open) -> None:
    page = open_page(app.url)
    context: BrowserContext = page.context
    with context.expect_page() as opened:
        page.get_by_role("link", name="With parameters").click(modifiers=["ControlOrMeta"])
    tab = opened.value
    heading(tab, "Plans")
    expect(tab).to_have_url(f"{app.url}/plans?id=a%20b".replace("%20", "+"))
    expect(page).to_have_url(f"{app.url}/")
    expect(page.get_by_role("heading", name="Home")).to_be_visible()
    elsewhere = page.get_by_test_id("stPageLink").get_by_role("link", name="Elsewhere")
    expect(elsewhere).to_have_attribute("target", "_blank")
    expect(elsewhere).to_have_attribute("rel", "noopener noreferrer")


def test_an_address_opens_its_page_and_an_unknown_one_says_so(app: Served, open_page: Open) -> None:
    page = open_page(f"{app.url}/plans?id=7&embed=true")
    heading(page, "Plans")
    expect(page).to_have_url(f"{app.url}/plans?id=7&embed=true")
    page.get_by_role("link", name="home").click()
    expect(page).to_have_url(f"{app.url}/?embed=true")
    page = open_page(f"{app.url}/nowhere")
    heading(page, "Home")
    expect(page).to_have_url(f"{app.url}/")
    notice = page.get_by_test_id("stPageNotFound")
    expect(notice).to_contain_text("There is no page nowhere in this app.")
    assert violations(page) == []
    page.reload()
    settled(page)
    expect(notice).to_have_count(0)
    page.goto(f"{app.url}/nowhere")
    page.get_by_role("button", name="Close the notice").click()
    expect(notice).to_have_count(0)


def test_on_a_phone_the_drawer_closes_after_a_choice(app: Served, open_page: Open) -> None:
    page = open_page(app.url, width=390)
    page.get_by_role("button", name="Open the sidebar").click()
    plans = page.get_by_test_id("stSidebarNavLink").filter(has_text="Our plans")
    assert plans.evaluate("(link) => link.getBoundingClientRect().height") >= 44
    plans.click()
    heading(page, "Plans")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-open", "false")
    expect(page.locator("#content")).to_be_focused()


def test_a_slow_page_soon_stands_alone(app: Served, open_page: Open) -> None:
    page = open_page(app.url)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="slow").click()
    expect(page.get_by_role("heading", name="Slow")).to_be_visible()
    expect(page.get_by_text("line 50", exact=True)).to_be_hidden()
    expect(page.locator("[data-test-script-state=running]")).to_have_count(1)
    expect(page.get_by_text("end", exact=True)).to_be_visible()


def test_what_was_opened_on_one_page_is_not_open_on_another(app: Served, open_page: Open) -> None:
    page = open_page(f"{app.url}/plans")
    page.get_by_text("More", exact=True).last.click()
    expect(page.get_by_role("textbox", name="Own")).to_be_visible()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="slow").click()
    heading(page, "Slow")
    expect(page.get_by_text("inside", exact=True)).to_be_hidden()


def test_a_click_without_a_connection_is_followed_after_it(app: Served, open_page: Open) -> None:
    page = open_page(app.url)
    page.context.set_offline(True)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Our plans").click()
    expect(page).to_have_url(f"{app.url}/plans")
    page.context.set_offline(False)
    heading(page, "Plans")
    expect(page).to_have_url(f"{app.url}/plans")


def test_typed_text_goes_along(app: Served, open_page: Open) -> None:
    page = open_page(app.url)
    page.get_by_role("textbox", name="Shared").fill("typed")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Our plans").click()
    heading(page, "Plans")
    expect(page.get_by_role("textbox", name="Shared")).to_have_value("typed")


def test_a_list_of_many_pages_is_opened_by_a_button(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        def page(): st.text("page")
        pages = [st.Page(page, title=f"Page {n}", url_path=f"p{n}") for n in range(20)]
        st.sidebar.text("below")
        st.navigation(pages, expanded=5).run()
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        links = page.get_by_test_id("stSidebarNavLink")
        expect(links).to_have_count(5)
        more = page.get_by_test_id("stSidebarNavViewButton")
        expect(more).to_have_text("View 15 more")
        more.click()
        expect(links).to_have_count(20)
        expect(more).to_have_attribute("aria-expanded", "true")
        page.get_by_role("link", name="Page 17").click()
        expect(page).to_have_url(re.compile("/p17$"))
        more.click()
        expect(links).to_have_count(5)


def test_a_section_of_the_sidebar_folds(app: Served, open_page: Open) -> None:
    page = open_page(app.url)
    section = page.get_by_test_id("stSidebarNav").get_by_role("button", name="More")
    link = page.get_by_test_id("stSidebarNavLink").filter(has_text="slow")
    expect(section).to_have_attribute("aria-expanded", "true")
    section.click()
    expect(link).to_be_hidden()
    expect(section).to_have_attribute("aria-expanded", "false")
    assert violations(page, ".stSidebar") == []
    section.press("Enter")
    expect(link).to_be_visible()


# At the top


def test_the_pages_in_the_header(app: Served, open_page: Open) -> None:
    page = open_page(f"{app.url}/?position=top")
    bar = page.get_by_test_id("stTopNav")
    expect(bar.get_by_role("link", name="home")).to_have_attribute("aria-current", "page")
    more = bar.get_by_role("button", name="More")
    more.focus()
    page.keyboard.press("Enter")
    expect(bar.get_by_role("link", name="Our plans")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(bar.get_by_role("link", name="slow")).to_be_focused()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    expect(bar.get_by_role("link", name="slow")).to_have_count(0)
    more.click()
    page.get_by_role("heading", name="Home").click()
    expect(bar.get_by_role("link", name="slow")).to_have_count(0)


def test_what_does_not_fit_into_the_header_is_in_a_menu(app: Served, open_page: Open) -> None:
    page = open_page(f"{app.url}/?position=top", width=390)
    menu = page.get_by_test_id("stTopNavMore")
    expect(menu).to_be_visible()
    menu.click()
    panel = page.get_by_test_id("stTopNavPopover")
    assert overflow(page) == 0
    assert violations(page) == []
    panel.get_by_role("link", name="Our plans").click()
    heading(page, "Plans")
    expect(panel).to_have_count(0)


def test_the_menu_of_the_header_stands_beside_what_fits(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        def page(): st.text("page")
        st.navigation(
            [st.Page(page, title=f"Quite a long page {n}", url_path=f"p{n}") for n in range(9)],
            position="top",
        ).run()
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url, width=800)
        expect(page.get_by_test_id("stTopNavMore")).to_be_visible()
        until(
            page,
            "(() => {"
            " const fits = [...document.querySelectorAll('.stTopNav li:not([inert])')];"
            " const end = fits.at(-1).getBoundingClientRect().right;"
            " const { left } = document.querySelector('.stTopNavMore').getBoundingClientRect();"
            " return left >= end && left - end < 16; })()",
        )


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("position", ["sidebar", "top"])
def test_pages_are_accessible_and_nothing_shifts(
    app: Served, open_page: Open, width: int, scheme: str, position: str
) -> None:
    page = open_page(f"{app.url}/?position={position}", width=width, scheme=scheme, script=WATCH)
    expect(page.locator(".skeleton")).to_have_count(0)
    painted(page)
    assert violations(page) == []
    assert overflow(page) == 0
    assert page.evaluate("shifts.reduce((sum, { value }) => sum + value, 0)") < 0.1
    if position == "sidebar" and width < 768:
        page.get_by_role("button", name="Open the sidebar").click()
        expect(page.get_by_test_id("stSidebarNav")).to_be_visible()
        assert violations(page, ".stSidebar") == []
        page.keyboard.press("Escape")
    if position == "top" and width > 768:
        page.get_by_test_id("stTopNavSection").first.click()
        expect(page.get_by_test_id("stTopNavPopover")).to_be_visible()
        assert violations(page, ".stAppHeader") == []
        page.keyboard.press("Escape")
    page.evaluate("shifts.length = 0")
    page.evaluate("document.querySelector('.stPageLink a[href*=\"/plans\"]').click()")
    heading(page, "Plans")
    painted(page)
    assert violations(page) == []
    assert page.evaluate("violated") == []
