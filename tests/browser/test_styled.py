"""Apps that restyle the page, as those of others do, and what stands close together in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.test_gallery import LOOKS, overflow, violations
from tests.serving import serve_source

STYLED = '''
    import mini as st

    st.markdown("""
        <style>
        .stApp { background: #123; color: white; }
        [data-testid="stAppViewContainer"] { background: linear-gradient(#123, #345); }
        [data-testid="stHeader"] { background: rgba(0, 0, 0, 0); }
        .stButton > button:last-child { border-width: 3px; }
        </style>
    """, unsafe_allow_html=True)
    st.text_input("Name", "Ann")
    st.button("Go")
'''
CLOSE = """
    import mini as st

    st.title("Chat")
    st.sidebar.title("Choose your details")
    st.sidebar.multiselect("Country", ["US", "IN", "GB", "DE", "CA"], ["US", "IN", "GB", "DE"])
    st.toast("Saved.", duration="infinite")
    st.chat_input("Say something")
"""


@pytest.fixture(scope="module")
def styled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(tmp_path_factory.mktemp("styled"), STYLED) as served:
        yield served.url


@pytest.fixture(scope="module")
def close(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(tmp_path_factory.mktemp("close"), CLOSE) as served:
        yield served.url


def css(found: Locator, name: str) -> str:
    return str(found.evaluate("(element, name) => getComputedStyle(element)[name]", name))


def test_what_has_a_ground_of_its_own_keeps_its_colour(open_page: Open, styled: str) -> None:
    page = open_page(styled)
    white = "rgb(255, 255, 255)"
    expect(page.locator(".stApp")).to_have_css("color", white)
    expect(page.locator("label", has_text="Name")).to_have_css("color", white)
    expect(page.get_by_label("Name")).not_to_have_css("color", white)
    expect(page.get_by_role("button", name="Go")).not_to_have_css("color", white)


def test_authors_paint_the_ground_of_the_page(open_page: Open, styled: str) -> None:
    page = open_page(styled)
    ground = page.get_by_test_id("stAppViewContainer")
    expect(ground).to_have_css("background-image", re.compile("^linear-gradient"))
    expect(ground.get_by_test_id("stMain")).to_be_visible()
    expect(page.locator(".stButton > button")).to_have_css("border-top-width", "3px")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_toast_leaves_the_chat_input_free(
    open_page: Open, close: str, width: int, scheme: str
) -> None:
    page = open_page(close, width=width, scheme=scheme)
    toast, field = page.locator(".stToast"), page.get_by_placeholder("Say something")
    expect(toast).to_be_visible()
    expect(field).to_be_visible()
    assert box(toast)["bottom"] <= box(field)["top"]
    assert violations(page) == []
    assert overflow(page) == 0


def test_a_box_of_chips_ends_with_the_last_one(open_page: Open, close: str) -> None:
    page = open_page(close)
    field = page.get_by_role("combobox", name="Country")
    chips = page.locator(".chip")
    expect(chips).to_have_count(4)
    frame = page.locator(".field.multi")
    for width in range(200, 320, 10):  # also where nothing is left beside the last chip
        frame.evaluate("(element, width) => { element.style.width = `${width}px`; }", width)
        assert box(frame)["bottom"] - box(chips.last)["bottom"] < 12, width
    field.focus()
    page.keyboard.type("c")
    expect(page.get_by_role("option", name="CA")).to_be_visible()
    assert box(field)["right"] - box(field)["left"] >= 40


def test_the_title_of_a_sidebar_fits_it(open_page: Open, close: str) -> None:
    title = open_page(close).get_by_role("heading", name="Choose your details")
    assert css(title, "fontSize") == "24px"


def box(found: Locator) -> dict[str, float]:
    return dict(found.evaluate("element => element.getBoundingClientRect().toJSON()"))
