"""Fields beside each other: what clears them, what Enter does, and what hides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_gallery import violations
from tests.serving import serve_source

APP = """
import mini as st

st.title("Fields")
st.text(f"Number: {st.number_input('Number', value=None)}")
st.text(f"Size: {st.selectbox('Size', ['S', 'M'], index=None)}")
st.text(f"Share: {st.slider('Share', 0, 100, 25)}")
with st.form("closed"):
    st.text_input("Note")
    st.form_submit_button("Send", disabled=True)
for number in range(20):
    st.checkbox(f"Box {number}")
st.chat_input("Say")
"""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with TemporaryDirectory() as folder, serve_source(Path(folder), APP) as served:
        yield served.url


@pytest.fixture
def page(open_page: Open, url: str) -> Page:
    return open_page(url)


def says(page: Page, text: str) -> None:
    expect(page.get_by_text(text, exact=True)).to_be_visible()


def test_what_may_be_empty_is_cleared_by_escape_and_by_its_button(page: Page) -> None:
    number = page.get_by_role("spinbutton", name="Number")
    for by_key in (True, False):
        number.fill("10")
        number.press("Enter")
        says(page, "Number: 10.0")
        assert violations(page) == []
        if by_key:
            number.press("Escape")
        else:
            page.get_by_role("button", name="Clear").click()
        says(page, "Number: None")
        expect(number).to_have_value("")
    expect(page.get_by_role("button", name="Clear")).to_have_count(0)
    size = page.get_by_role("combobox", name="Size")
    size.press("M")
    size.press("Enter")
    says(page, "Size: M")
    size.press("Escape")
    says(page, "Size: None")


def test_escape_takes_back_what_was_typed_before_it_clears(page: Page) -> None:
    number = page.get_by_role("spinbutton", name="Number")
    number.fill("10")
    number.press("Enter")
    says(page, "Number: 10.0")
    number.fill("11")
    number.press("Escape")
    expect(number).to_have_value(re.compile("^10"))
    says(page, "Number: 10.0")


def test_the_middle_of_a_slider_is_its_line(page: Page) -> None:
    page.get_by_test_id("stSlider").click()
    says(page, "Share: 50")


def test_a_field_promises_nothing_that_enter_does_not_do(page: Page) -> None:
    note = page.get_by_label("Note")
    note.fill("x")
    note.press("Enter")
    expect(note).to_have_value("x")
    expect(page.get_by_text("Press Enter")).to_have_count(0)


def test_what_takes_the_focus_does_not_hide_behind_the_bar_at_the_bottom(page: Page) -> None:
    bar = page.get_by_test_id("stBottom")
    expect(bar.get_by_role("textbox")).to_be_visible()
    page.get_by_label("Note").focus()
    for number in range(20):
        page.keyboard.press("Tab")
        box = page.get_by_role("checkbox", name=f"Box {number}", exact=True)
        expect(box).to_be_focused()
        top, low = bar.bounding_box(), box.bounding_box()
        assert top is not None
        assert low is not None
        assert low["y"] + low["height"] <= top["y"]
    before = page.evaluate("scrollY")
    page.keyboard.press("Tab")
    expect(bar.get_by_role("textbox")).to_be_focused()
    assert page.evaluate("scrollY") == before
