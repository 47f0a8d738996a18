"""Pictures, players, files and frames in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.test_gallery import LOOKS, WATCH, overflow, painted, violations
from tests.serving import serve_source

PICTURES = """
    import mini as st
    import numpy as np

    st.title("Pictures")
    y, x = np.mgrid[0:300, 0:1200]
    sky = np.stack([x / 1200, y / 300, 0.5 + 0 * x], axis=-1)
    st.image(sky, caption="The **sky**", alt="A gradient")
    st.image([sky[:, :300], sky[:, 300:600]], caption=["One", "Two"], width=160)
    st.image(sky, width="stretch", link="/report", alt="Report")
    st.text("below")
    st.session_state.n = st.session_state.get("n", 0) + 1
    st.button("again", key="again")
    st.text(f"Run {st.session_state.n}")
"""


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(tmp_path_factory.mktemp("pictures"), PICTURES) as served:
        yield served.url


def loaded(page: Page, count: int = 4) -> Page:
    """Wait until all pictures have come."""
    expect(page.locator(".stImage img")).to_have_count(count)
    page.wait_for_function(
        "[...document.querySelectorAll('.stImage img')].every((i) => i.complete && i.naturalWidth)"
    )
    painted(page)
    return page


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pictures_are_accessible_and_fit(
    pictures: str, open_page: Open, width: int, scheme: str
) -> None:
    page = loaded(open_page(pictures, width=width, scheme=scheme, script=WATCH))
    assert violations(page) == []
    assert overflow(page) == 0
    assert page.evaluate("shifts.reduce((sum, { value }) => sum + value, 0)") < 0.02
    page.get_by_role("button", name="Fullscreen: A gradient").click()
    dialog = page.get_by_role("dialog", name="A gradient")
    expect(dialog).to_be_visible()
    assert violations(page, "dialog") == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Fullscreen: A gradient")).to_be_focused()
    assert page.evaluate("violated") == []


def test_pictures_have_their_widths(pictures: str, open_page: Open) -> None:
    page = loaded(open_page(pictures))
    widths = page.evaluate(
        "[...document.querySelectorAll('.stImage img')].map((img) => Math.round(img.clientWidth))"
    )
    column = page.locator(".stMainBlockContainer > .stVerticalBlock").bounding_box()
    assert column is not None
    whole = round(column["width"])
    assert widths == [whole, 160, 160, whole]
    link = page.locator(".stImage a")
    expect(link).to_have_attribute("href", "/report")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_fullscreen_goes_through_all_pictures_with_the_keyboard(
    pictures: str, open_page: Open
) -> None:
    page = loaded(open_page(pictures))
    page.get_by_role("button", name="Fullscreen").nth(1).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 / 2")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_text("2 / 2")).to_be_visible()
    expect(dialog.locator("figcaption")).to_have_text("Two")
    dialog.get_by_role("button", name="Next picture").click()
    expect(dialog.get_by_text("1 / 2")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)


def test_a_run_leaves_pictures_as_they_are(pictures: str, open_page: Open) -> None:
    page = loaded(open_page(pictures, script=WATCH))
    page.evaluate("document.querySelectorAll('.stImage img').forEach((img) => { img.marked = 1 })")
    page.evaluate("shifts.length = 0")
    page.evaluate("document.querySelector('.st-key-again button').click()")
    expect(page.get_by_text("Run 2", exact=True)).to_be_visible()
    settled(page)
    assert page.evaluate(
        "[...document.querySelectorAll('.stImage img')].every((img) => img.marked)"
    )
    painted(page)
    assert page.evaluate("shifts") == []


def test_a_picture_that_does_not_come_says_so(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        st.title("Missing")
        st.image("data:image/png;base64,AAAA", alt="A fox")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        expect(page.get_by_text("This picture could not be loaded: A fox")).to_be_visible()
        assert violations(page) == []
