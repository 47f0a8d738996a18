"""A conversation in a real browser: what is typed, what is sent, and where the page stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.test_gallery import LOOKS, overflow, violations
from tests.serving import serve_source

APP = """
import time
import mini as st

st.title("Talk")
mode = st.query_params.get("mode", "submit")
words = int(st.query_params.get("words", 3))
first = "Ask me.\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |"
past = st.session_state.setdefault("past", [("assistant", first)])
if len(past) < 2:
    st.caption("What would you like to know?")
    st.text_input("Topic")
for who, text in past:
    st.chat_message(who).markdown(text)
if st.query_params.get("suggest") and st.sidebar.button("Suggest"):
    st.session_state.say = "How are you?"
said = st.chat_input("Say something", key="say", submit_mode=mode, max_chars=200)
if said:
    past.append(("user", said))
    st.chat_message("user").write(said)
    place, text = st.chat_message("assistant", avatar="🐧").empty(), ""
    for number in range(words):
        text += f"{said} {number}\\n\\n"
        place.markdown(text)
        time.sleep(0.02)
    past.append(("assistant", text))
with st.sidebar:
    st.button("Again")
    st.text(f"{len(past)} said")
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(Path(tmp_path_factory.mktemp("chat")), APP) as served:
        yield served.url


def field(page: Page) -> Locator:
    return page.get_by_test_id("stChatInputTextArea")


def messages(page: Page) -> Locator:
    return page.get_by_label("Chat message from user")


def test_enter_sends_and_the_field_keeps_the_focus(open_page: Open, url: str) -> None:
    page = open_page(url)
    expect(page.get_by_role("button", name="Send message")).to_be_disabled()
    field(page).fill("  ")
    expect(page.get_by_role("button", name="Send message")).to_be_disabled()
    field(page).fill("one")
    field(page).press("Enter")
    expect(messages(page)).to_have_text(["one"])
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()
    field(page).fill("two")
    page.get_by_role("button", name="Send message").click()
    expect(messages(page)).to_have_text(["one", "two"])


def test_lines_grow_the_field_and_an_input_method_sends_nothing(open_page: Open, url: str) -> None:
    page = open_page(url)
    field(page).press_sequentially("a")
    low = field(page).bounding_box()
    for letter in "bcd":
        field(page).press("Shift+Enter")
        field(page).press_sequentially(letter)
    high = field(page).bounding_box()
    assert low is not None
    assert high is not None
    assert high["height"] >= low["height"] + 3 * 20
    field(page).dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(field(page)).to_have_value("a\nb\nc\nd")
    field(page).press("Enter")
    expect(messages(page)).to_have_text(["a\nb\nc\nd"])


def test_two_quick_messages_arrive_as_two(open_page: Open, url: str) -> None:
    page = open_page(f"{url}?words=20")
    for word in ("one", "two", "three"):
        field(page).fill(word)
        field(page).press("Enter")
    expect(messages(page)).to_have_text(["one", "two", "three"])
    settled(page).get_by_role("button", name="Again").click()
    expect(messages(settled(page))).to_have_text(["one", "two", "three"])


def test_what_is_typed_during_a_run_is_kept(open_page: Open, url: str) -> None:
    page = open_page(f"{url}?words=30")
    field(page).fill("go")
    field(page).press("Enter")
    expect(page.get_by_text("go 3", exact=True)).to_be_visible()
    field(page).press_sequentially("a thought")
    settled(page)
    expect(page.get_by_text("go 29", exact=True)).to_be_visible()
    expect(field(page)).to_have_value("a thought")
    expect(field(page)).to_be_focused()
    page.get_by_role("button", name="Again").click()
    settled(page)
    expect(field(page)).to_have_value("a thought")


def test_the_stop_button_ends_the_answer(open_page: Open, url: str) -> None:
    page = open_page(f"{url}?mode=stop&words=3000")
    field(page).fill("go")
    field(page).press("Enter")
    stop = page.get_by_role("button", name="Stop", exact=True).and_(
        page.get_by_test_id("stChatInputStopButton")
    )
    field(page).press_sequentially("more")
    field(page).press("Enter")
    expect(messages(page)).to_have_text(["go"])
    stop.click()
    page.wait_for_selector("[data-test-script-state=stopped]")
    expect(page.get_by_test_id("stChatInputSubmitButton")).to_be_enabled()
    expect(field(page)).to_have_value("more")
    # What the script leaves out does not stand among the messages for as long as it answers.
    expect(page.get_by_text("What would you like to know?")).to_be_visible()
    field(page).press("Enter")
    expect(messages(page)).to_have_text(["go", "more"])
    expect(page.locator(".stElementContainer.passed")).to_have_count(2)
    expect(page.get_by_text("What would you like to know?")).to_be_hidden()
    stop.click()


def test_nothing_can_be_typed_until_the_answer_is_there(open_page: Open, url: str) -> None:
    page = open_page(f"{url}?mode=disable&words=20")
    field(page).fill("go")
    field(page).press("Enter")
    expect(field(page)).not_to_be_editable()
    settled(page)
    expect(field(page)).to_be_editable()
    expect(field(page)).to_be_focused()


def test_the_page_follows_the_answer_until_the_user_looks_elsewhere(
    open_page: Open, url: str
) -> None:
    page = open_page(f"{url}?words=80", height=500)
    field(page).fill("go")
    field(page).press("Enter")
    expect(page.get_by_text("go 79", exact=True)).to_be_in_viewport()
    expect(page.get_by_text("Ask me.")).not_to_be_in_viewport()
    field(page).fill("again")
    field(page).press("Enter")
    expect(page.get_by_text("again 3", exact=True)).to_be_attached()
    page.mouse.move(600, 200)
    page.mouse.wheel(0, -20_000)
    expect(page.get_by_text("Ask me.")).to_be_in_viewport()
    settled(page)
    expect(page.get_by_text("again 79", exact=True)).not_to_be_in_viewport()
    expect(page.get_by_text("Ask me.")).to_be_in_viewport()
    field(page).fill("back")
    field(page).press("Enter")
    expect(page.get_by_text("back 79", exact=True)).to_be_in_viewport()


def test_the_script_types_and_the_user_goes_on(open_page: Open, url: str) -> None:
    page = open_page(f"{url}?suggest=1")
    for _ in range(2):
        page.get_by_role("button", name="Suggest").click()
        expect(field(page)).to_have_value("How are you?")
        field(page).press("End")
        field(page).press_sequentially(" Well?")
        page.get_by_role("button", name="Again").click()
        settled(page)
        expect(field(page)).to_have_value("How are you? Well?")
    field(page).press("Enter")
    expect(messages(page)).to_have_text(["How are you? Well?"])
    expect(field(page)).to_have_value("")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_conversation_is_accessible_and_fits(
    open_page: Open, url: str, width: int, scheme: str
) -> None:
    page = open_page(url, width=width, scheme=scheme)
    field(page).fill("A line that is as long as none before: " + "x" * 120)
    field(page).press("Enter")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(3)
    settled(page)
    expect(page.locator(".skeleton")).to_have_count(0)
    assert violations(page) == []
    assert overflow(page) == 0
    box = field(page).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 900
