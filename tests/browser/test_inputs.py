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
