"""The inputs as a person uses them: by pointer and keys, on a desk and a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_gallery import LOOKS, overflow, violations
from tests.serving import serve


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(Path(__file__).with_name("inputs.py")) as served:
        yield served.url


@pytest.fixture
def page(open_page: Open, url: str) -> Page:
    return open_page(url)


def says(page: Page, text: str) -> None:
    expect(page.get_by_text(text, exact=True)).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_they_are_accessible_and_fit(open_page: Open, url: str, width: int, scheme: str) -> None:
    page = open_page(url, width=width, scheme=scheme)
    expect(page.locator(".skeleton")).to_have_count(0)
    assert violations(page) == []
    assert overflow(page) == 0
    page.get_by_role("combobox", name="Fruit").click()
    expect(page.get_by_role("listbox")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    for name in ("Day", "Stay"):
        page.get_by_role("combobox", name=name, exact=True).first.click()
        expect(page.get_by_role("grid")).to_be_visible()
        assert violations(page) == []
        assert overflow(page) == 0
        page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Alarm").click()
    expect(page.get_by_role("option", name="06:45")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Colour").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    assert overflow(page) == 0


def test_a_toggle_is_thrown_by_a_click_and_by_the_space_bar(page: Page) -> None:
    page.get_by_text("Night", exact=True).click()
    says(page, "Night: True")
    page.keyboard.press("Space")
    says(page, "Night: False")
    expect(page.get_by_role("switch", name="Night")).to_be_focused()


def test_a_multiselect_keeps_the_focus_while_options_are_chosen(page: Page) -> None:
    box = page.get_by_role("combobox", name="Fruit")
    box.click()
    page.get_by_role("option", name="Cherry").click()
    says(page, "Fruit: ['Apple', 'Cherry']")
    page.keyboard.type("ban")
    page.keyboard.press("Enter")
    says(page, "Fruit: ['Apple', 'Cherry', 'Banana']")
    expect(box).to_be_focused()
    page.keyboard.press("Backspace")
    says(page, "Fruit: ['Apple', 'Cherry']")
    page.get_by_role("button", name="Remove Apple").click()
    says(page, "Fruit: ['Cherry']")
    page.get_by_role("button", name="Clear all").click()
    says(page, "Fruit: []")


def test_ten_thousand_options_open_at_once(page: Page) -> None:
    box = page.get_by_role("combobox", name="Many")
    box.click()
    expect(page.get_by_role("option", name="0", exact=True)).to_be_visible()
    assert page.get_by_role("option").count() < 50
    page.keyboard.type("9999")
    expect(page.get_by_role("option")).to_have_count(1)


def test_a_day_is_chosen_by_the_keys_of_a_calendar(page: Page) -> None:
    line = page.get_by_role("combobox", name="Day", exact=True).first
    line.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Thursday, November 5, 2026")).to_be_focused()
    for key in ("ArrowRight", "ArrowDown", "PageDown", "Home"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Sunday, December 13, 2026")).to_be_focused()
    page.keyboard.press("Escape")
    expect(line).to_be_focused()
    says(page, "Day: 2026-11-05")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    says(page, "Day: 2026-11-06")
    expect(line).to_have_value("06.11.2026")
    expect(line).to_be_focused()


def test_a_day_is_typed_and_what_is_none_is_said(page: Page) -> None:
    line = page.get_by_role("combobox", name="Day", exact=True).first
    line.fill("1.12.26")
    page.keyboard.press("Enter")
    says(page, "Day: 2026-12-01")
    line.fill("never")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Write a day such as 31.03.2026.")).to_be_visible()
    says(page, "Day: 2026-12-01")
    line.fill("1.1.2020")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The first possible day is 03.10.2026.")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(line).to_have_value("01.12.2026")


def test_days_out_of_the_bounds_cannot_be_chosen(page: Page) -> None:
    page.get_by_role("combobox", name="Day", exact=True).first.click()
    page.get_by_role("combobox", name="Month").select_option("October")
    expect(page.get_by_role("button", name="Friday, October 2, 2026")).to_be_disabled()
    expect(page.get_by_role("button", name="Previous month")).to_be_disabled()
    page.get_by_role("button", name="Saturday, October 3, 2026").click()
    says(page, "Day: 2026-10-03")


def test_a_range_is_chosen_by_its_ends(page: Page) -> None:
    page.get_by_role("combobox", name="Stay").click()
    page.get_by_role("button", name="Friday, November 20, 2026").click()
    says(page, "Stay: ['2026-11-20']")
    page.get_by_role("button", name="Tuesday, November 17, 2026").click()
    says(page, "Stay: ['2026-11-17', '2026-11-20']")
    expect(page.get_by_role("grid")).to_have_count(0)
    page.get_by_role("combobox", name="Stay").fill("2026/01/01 - 2026/01/05")
    page.keyboard.press("Enter")
    says(page, "Stay: ['2026-01-01', '2026-01-05']")
    page.locator(".st-key-stay").get_by_role("button", name="Clear").click()
    says(page, "Stay: []")


def test_a_time_is_chosen_and_typed(page: Page) -> None:
    line = page.get_by_role("combobox", name="Alarm")
    line.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    says(page, "Alarm: 07:00:00")
    line.fill("9.20 pm")
    page.keyboard.press("Enter")
    says(page, "Alarm: 21:20:00")
    expect(line).to_have_value("21:20")
    line.fill("late")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Write a time such as 18:30.")).to_be_visible()


def test_a_moment_is_a_day_and_a_time(page: Page) -> None:
    talk = page.get_by_role("group", name="Talk")
    talk.get_by_role("combobox", name="Day").fill("2026/07/06")
    page.keyboard.press("Enter")
    says(page, "Talk: 2026-07-06 00:00:00")
    talk.get_by_role("combobox", name="Time").click()
    page.get_by_role("option", name="00:30").click()
    says(page, "Talk: 2026-07-06 00:30:00")
    talk.get_by_role("button", name="Clear").click()
    says(page, "Talk: None")


def test_a_row_of_buttons_goes_by_arrows_and_chooses_by_the_space_bar(page: Page) -> None:
    page.get_by_role("radio", name="Map").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="List")).to_be_focused()
    says(page, "View: Map")
    page.keyboard.press("Space")
    says(page, "View: List")
    page.keyboard.press("Space")  # it is required
    expect(page.get_by_role("radio", name="List")).to_be_checked()
    page.get_by_role("button", name="rare").click()
    page.get_by_role("button", name="new", exact=True).first.click()
    says(page, "Tags: ['rare', 'new']")
    page.get_by_role("button", name="rare").click()
    says(page, "Tags: ['new']")


def test_options_are_slid_over(page: Page) -> None:
    page.get_by_role("slider", name="Size").focus()
    page.keyboard.press("ArrowRight")
    says(page, "Size: L")


def test_a_colour_is_picked_and_typed(page: Page) -> None:
    swatch = page.get_by_role("button", name="Colour")
    swatch.click()
    page.get_by_role("button", name="#17703c").click()
    says(page, "Colour: #17703c")
    page.get_by_role("textbox", name="Hex code").fill("0fa")
    page.keyboard.press("Enter")
    says(page, "Colour: #0fa")
    page.get_by_role("textbox", name="Hex code").fill("red")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Write a colour such as #00ffaa.")).to_be_visible()
    page.get_by_label("Pick any colour").fill("#123456")
    says(page, "Colour: #123456")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(swatch).to_be_focused()


def test_stars_are_given_and_taken_back(page: Page) -> None:
    page.get_by_role("radio", name="3 stars").click()
    says(page, "Stars: 2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    says(page, "Stars: 3")
    page.keyboard.press("Enter")
    says(page, "Stars: None")
