"""A table of a million rows, of which the page holds what is in sight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, until
from tests.serving import serve_source

MILLION = """
    import pandas as pd
    import mini as st
    n = 1_000_000
    numbers = pd.Series(range(n))
    st.dataframe(pd.DataFrame({
        "number": numbers * 3,
        "half": (numbers / 2).where(numbers % 10 != 9),
        "day": pd.Timestamp("2000-01-01") + pd.to_timedelta(numbers % 10_000, unit="D"),
        "name": "row " + numbers.astype(str),
    }))
    if st.button("again"):
        st.text("ran")
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(tmp_path_factory.mktemp("million"), MILLION) as served:
        yield served.url


def row(page: Page, number: int) -> list[str]:
    """The texts of a row, once they have come."""
    line = page.locator(f"[role=row][aria-rowindex='{number + 2}']")
    expect(line).to_be_visible()  # first: what is not there yet has no cells that are coming
    expect(line.locator(".coming")).to_have_count(0)
    return line.locator("[aria-colindex]").all_text_contents()


def test_it_scrolls_to_its_end(open_page: Open, url: str) -> None:
    page = open_page(url)
    grid = page.get_by_role("grid")
    assert row(page, 9) == ["9", "27", "None", "2000-01-10 00:00:00", "row 9"]
    grid.evaluate("(box) => { box.scrollTop = box.scrollHeight; }")
    last = ["999999", "2999997", "None", "2027-05-18 00:00:00", "row 999999"]
    assert row(page, 999_999) == last
    assert row(page, 999_998)[:3] == ["999998", "2999994", "499999"]
    box, cell = grid.bounding_box(), page.get_by_text("row 999999").bounding_box()
    assert box is not None
    assert cell is not None
    assert cell["y"] + cell["height"] <= box["y"] + box["height"]
    grid.hover()
    page.mouse.wheel(0, -350)
    assert row(page, 999_985)[4] == "row 999985"


def test_the_keys_of_a_spreadsheet(open_page: Open, url: str) -> None:
    page = open_page(url)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    grid = page.get_by_role("grid")
    grid.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+End")
    assert row(page, 999_999)[4] == "row 999999"
    assert active(page) == "row 999999"
    page.keyboard.press("Control+Home")
    assert active(page) == "0"
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    assert int(active(page)) > 3 * 5
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(f"Shift+{key}")
    page.keyboard.press("Control+c")
    until(page, "await navigator.clipboard.readText() !== ''")
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert [line.split("\t")[:2] for line in copied] == [["0", "0"], ["3", "0.5"]]
    assert copied[1].split("\t")[2].startswith("2000-01-02")


def active(page: Page) -> str:
    """The text of the cell that the keys are at."""
    return str(
        page.evaluate(
            "document.getElementById(document.querySelector('[role=grid]')"
            ".getAttribute('aria-activedescendant')).textContent"
        )
    )


def test_a_rerun_keeps_scroll_and_selection(open_page: Open, url: str) -> None:
    page = open_page(url)
    grid = page.get_by_role("grid")
    grid.evaluate("(box) => { box.scrollTop = 350; }")
    page.get_by_text("row 15", exact=True).click()
    before = grid.evaluate("(box) => box.scrollTop")
    page.get_by_role("button", name="again").click()
    expect(page.get_by_text("ran")).to_be_visible()
    assert grid.evaluate("(box) => box.scrollTop") == before
    assert active(page) == "row 15"
