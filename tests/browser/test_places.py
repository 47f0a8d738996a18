"""What opens above the page, in a real browser: dialogs, popovers, balloons and snow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.test_gallery import LOOKS, WATCH, overflow, violations
from tests.serving import serve_source

APP = """
import mini as st

state = st.session_state
state.runs = state.get("runs", 0) + 1
st.title("Places")

tells = "rerun" if "tells" in st.query_params else "ignore"

@st.dialog("Add *one*", icon=":material/add:", on_dismiss=tells)
def add():
    name = st.text_input("Name")
    st.selectbox("Kind", ["Adelie", "Gentoo"])
    st.text(f"Hello {name}")
    st.checkbox("Sure")
    if st.button("Save"):
        state.saved = name
        st.rerun()

@st.dialog("Stay", dismissible=False, position="right")
def stay():
    st.write("Only the button closes it.")
    if st.button("Done"):
        st.rerun()

with st.container(horizontal=True):
    if st.button("Add"):
        add()
    if st.button("Stay here"):
        stay()
    st.space("medium")
    with st.popover("Filter", icon=":material/tune:", help="What is *shown*."):
        island = st.selectbox("Island", ["Biscoe", "Dream"])
        st.slider("Year", 2007, 2009)
        for number in range(st.number_input("More", 0, 50)):
            st.write(f"More {number}")
    with st.popover("Tracked", on_change="rerun", key="tracked") as tracked:
        if tracked.open:
            st.write("Only when it is open")
    st.popover("Off", disabled=True)
    if st.button("Balloons"):
        st.balloons()
    if st.button("Snow"):
        st.snow()
    st.space("stretch")
    st.button("End")
with st.sidebar:
    st.text(f"run {state.runs}")
    st.text(f"island {island}")
    st.text(f"saved {state.get('saved')}")
st.space(300)
st.write("Far below")
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(Path(tmp_path_factory.mktemp("places")), APP) as served:
        yield served.url


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def dialog(page: Page) -> Locator:
    return page.get_by_test_id("stDialog")


def test_a_dialog_holds_the_focus_and_gives_it_back(open_page: Open, url: str) -> None:
    page = open_page(url)
    press(page, "Add")
    box = page.get_by_role("dialog", name="Add one")
    expect(box).to_be_visible()
    expect(box.get_by_label("Name")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body"
                             " || !!document.activeElement.closest('dialog')")  # fmt: skip
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Add", exact=True)).to_be_focused()
    expect(page.get_by_text("run 2", exact=True)).to_be_visible()


def test_what_is_done_in_a_dialog_runs_it_alone_until_it_is_saved(
    open_page: Open, url: str
) -> None:
    page = open_page(url)
    press(page, "Add")
    dialog(page).get_by_label("Name").fill("Ada")
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_text("Hello Ada")).to_be_visible()
    dialog(page).get_by_role("combobox", name="Kind").click()
    page.get_by_role("option", name="Gentoo").click()
    expect(dialog(page).get_by_role("combobox", name="Kind")).to_have_value("Gentoo")
    dialog(page).get_by_text("Sure").click()
    settled(page)
    expect(page.get_by_text("run 2", exact=True)).to_be_attached()
    dialog(page).get_by_role("button", name="Save").click()
    expect(dialog(page)).to_have_count(0)
    expect(page.get_by_text("saved Ada")).to_be_visible()


def test_a_dismissed_dialog_opens_again_and_a_click_beside_closes_it(
    open_page: Open, url: str
) -> None:
    page = open_page(url)
    for _ in range(2):
        press(page, "Add")
        expect(dialog(page)).to_be_visible()
        dialog(page).get_by_role("button", name="Close").click()
        expect(dialog(page)).to_have_count(0)
    press(page, "Add")
    expect(dialog(page)).to_be_visible()
    page.mouse.click(20, 20)
    expect(dialog(page)).to_have_count(0)


def test_a_dismissal_can_start_a_run(open_page: Open, url: str) -> None:
    page = open_page(f"{url}?tells=1")
    press(page, "Add")
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("run 3", exact=True)).to_be_visible()
    expect(dialog(page)).to_have_count(0)


def test_one_that_cannot_be_dismissed_stays(open_page: Open, url: str) -> None:
    page = open_page(url)
    press(page, "Stay here")
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.mouse.click(20, 20)
    expect(dialog(page).get_by_role("button", name="Close")).to_have_count(0)
    dialog(page).get_by_role("button", name="Done").click()
    expect(dialog(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Stay here")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_popover_stays_open_while_it_is_used(open_page: Open, url: str, width: int) -> None:
    page = open_page(url, width=width)
    press(page, "Filter")
    body = page.get_by_test_id("stPopoverBody").first
    expect(body).to_be_visible()
    body.get_by_role("combobox", name="Island").click()
    page.get_by_role("option", name="Dream").click()
    expect(page.get_by_text("island Dream")).to_be_attached()
    expect(body).to_be_visible()
    body.get_by_label("More", exact=True).fill("40")
    page.keyboard.press("Enter")
    expect(body.get_by_text("More 39")).to_be_attached()
    box = body.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 900
    assert overflow(page) == 0
    page.keyboard.press("Escape")
    expect(body).to_be_hidden()
    press(page, "Filter")
    expect(body).to_be_visible()
    expect(body.get_by_role("combobox", name="Island")).to_have_value("Dream")
    press(page, "Filter")
    expect(body).to_be_hidden()
    press(page, "Filter")
    page.mouse.click(5, 500)
    expect(body).to_be_hidden()


def test_a_tracked_popover_tells_the_script(open_page: Open, url: str) -> None:
    page = open_page(url)
    press(page, "Tracked")
    expect(page.get_by_text("Only when it is open")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Only when it is open")).to_have_count(0)
    expect(page.get_by_role("button", name="Off")).to_be_disabled()


@pytest.mark.parametrize("name", ["Balloons", "Snow"])
def test_a_celebration_lets_clicks_pass_and_goes(open_page: Open, url: str, name: str) -> None:
    page = open_page(url)
    flying = page.get_by_test_id(f"st{name}")
    press(page, name)
    expect(flying).to_be_attached()
    press(page, "Filter")
    expect(page.get_by_test_id("stPopoverBody").first).to_be_visible()
    expect(flying).to_have_count(0)
    page.keyboard.press("Escape")
    press(page, name)
    expect(flying).to_be_attached()


def test_nothing_flies_for_who_wants_no_motion(open_page: Open, url: str) -> None:
    page = open_page(url, script="""
        const real = matchMedia.bind(window);
        window.matchMedia = (query) =>
            query.includes("reduced-motion") ? { matches: true } : real(query);
    """)  # fmt: skip
    press(page, "Balloons")
    expect(page.get_by_text("run 2", exact=True)).to_be_visible()
    settled(page)
    expect(page.get_by_test_id("stBalloons")).to_have_count(0)


def test_space_goes_the_way_of_the_elements_around_it(open_page: Open, url: str) -> None:
    page = open_page(url, width=1900)
    boxes = [space.bounding_box() for space in page.get_by_test_id("stSpace").all()]
    medium, stretch, tall = [box for box in boxes if box is not None]
    assert medium["width"] == 40
    assert stretch["width"] == 0  # its place grows
    assert tall["height"] == 300
    row = page.locator(".stHorizontalBlock").bounding_box()
    end = page.get_by_role("button", name="End", exact=True).bounding_box()
    assert row is not None
    assert end is not None
    assert end["x"] + end["width"] > row["x"] + row["width"] - 2


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_places_are_accessible_and_move_nothing(
    open_page: Open, url: str, width: int, scheme: str
) -> None:
    page = open_page(url, width=width, scheme=scheme, script=WATCH)
    expect(page.locator(".skeleton")).to_have_count(0)
    assert violations(page) == []
    page.evaluate("shifts.length = 0")
    press(page, "Filter")
    expect(page.get_by_test_id("stPopoverBody").first).to_be_visible()
    expect(page.locator(".skeleton")).to_have_count(0)
    assert violations(page) == []
    page.keyboard.press("Escape")
    for name in ("Add", "Stay here"):
        press(page, name)
        expect(dialog(page)).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        dialog(page).evaluate("(box) => Promise.all(box.getAnimations().map((a) => a.finished))")
        assert violations(page, "dialog") == []
        assert overflow(page) == 0
        close = "Close" if name == "Add" else "Done"
        dialog(page).get_by_role("button", name=close, exact=True).click()
        expect(dialog(page)).to_have_count(0)
    assert page.evaluate("violated") == []
    main = page.evaluate("shifts.filter(({ moved }) => moved.some(([html]) => !/dialog|popover/i"
                         ".test(html)))")  # fmt: skip
    assert main == []
