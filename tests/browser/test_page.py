"""The page in a real browser: what a user does, and what must not get lost on the way."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_gallery import violations
from tests.serving import serve_source

COUNTER = """
    import mini as st
    st.session_state.setdefault("n", 0)
    if st.button("count"):
        st.session_state.n += 1
    st.text(f"n={st.session_state.n}")
"""


def test_twenty_clicks_in_one_loop_count_twenty(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, COUNTER) as served:
        page = open_page(served.url)
        page.evaluate(
            "() => { const b = document.querySelector('.stButton button');"
            " for (let i = 0; i < 20; i++) b.click(); }"
        )
        expect(page.get_by_text("n=20")).to_be_visible()


def test_one_of_a_thousand_changes_and_no_other_node_is_touched(
    tmp_path: Path, open_page: Open
) -> None:
    source = """
        import mini as st
        st.session_state.setdefault("n", 0)
        if st.button("change"):
            st.session_state.n += 1
        for i in range(1000):
            st.text(f"line {i}: {st.session_state.n if i == 500 else 0}")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        page.evaluate(
            "() => { window.changes = 0; new MutationObserver((all) => { for (const one of all)"
            " if (one.target.parentElement?.closest('.stText') || one.type === 'childList')"
            " window.changes += 1; })"
            ".observe(document.querySelector('.stMain'),"
            " {subtree: true, childList: true, characterData: true}); }"
        )
        page.get_by_role("button", name="change").click()
        expect(page.get_by_text("line 500: 1")).to_have_count(1)
        assert page.evaluate("window.changes") == 1


def test_text_typed_while_a_run_goes_on_stays(tmp_path: Path, open_page: Open) -> None:
    source = """
        import time
        import mini as st
        text = st.text_input("text")
        if st.button("slow"):
            st.text("started")
            time.sleep(0.8)
        st.text(f"done {text}")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        field = page.get_by_label("text")
        page.get_by_role("button", name="slow").click()
        expect(page.get_by_text("started")).to_be_visible()
        field.click()
        field.press_sequentially("half a wo")
        expect(page.get_by_text("done")).to_be_visible()
        expect(page.locator("[data-test-script-state=notRunning]")).to_have_count(1)
        assert field.input_value() == "half a wo"
        assert page.evaluate("document.activeElement.tagName") == "INPUT"
        field.press_sequentially("rd")
        field.press("Enter")
        expect(page.get_by_text("done half a word")).to_be_visible()


def test_the_script_sets_an_input_that_the_user_has_sent(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        def send():
            st.session_state.setdefault("sent", []).append(st.session_state.text)
            st.session_state.text = ""
        st.text_input("text", key="text", on_change=send)
        st.text(st.session_state.get("sent"))
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        field = page.get_by_label("text")
        for word in ("one", "two"):
            field.fill(word)
            field.press("Enter")
            expect(field).to_have_value("")
        expect(page.get_by_text("['one', 'two']")).to_be_visible()


def test_click_type_click_during_a_run_with_a_cut_connection(
    tmp_path: Path, open_page: Open
) -> None:
    source = """
        import time
        import mini as st
        log = st.session_state.setdefault("log", [])
        text = st.text_input("text")
        if st.button("go"):
            log.append(text)
            time.sleep(1)
        st.text(f"log {log}")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        page.get_by_role("button", name="go").click()
        page.context.set_offline(True)
        page.get_by_label("text").fill("typed")
        page.get_by_label("text").press("Enter")
        page.get_by_role("button", name="go").click()
        page.context.set_offline(False)
        expect(page.get_by_text("log ['', 'typed']")).to_be_visible()


def test_a_form_waits_for_what_it_requires(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st

        st.title("Fruit")
        with st.form("f", clear_on_submit=True):
            name = st.text_input("Name", required=True)
            age = st.number_input("Age", value=None, required=True)
            fruit = st.selectbox("Fruit", ["fig", "kiwi"], index=None, required=True)
            code = st.text_input("Code", validate=("[a-z]+", "Write small letters."))
            off = st.text_input("Off", required=True, disabled=True)
            sent = st.form_submit_button("Send")
        st.text(f"{sent} {name} {age} {fruit} {code}")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        name = page.get_by_role("textbox", name="Name")
        send = page.get_by_role("button", name="Send")
        expect(page.get_by_role("combobox", name="Fruit")).to_be_visible()
        page.get_by_role("textbox", name="Code").fill("A1")
        send.click()
        expect(page.get_by_text("This field is required.")).to_have_count(1)
        expect(page.get_by_text("A number is required.")).to_be_visible()
        expect(page.get_by_text("Choose an option.")).to_be_visible()
        expect(page.get_by_text("Write small letters.")).to_be_visible()
        expect(name).to_be_focused()
        assert violations(page) == []
        name.fill("  ")
        name.press("Enter")
        expect(page.get_by_text("This field is required.")).to_be_visible()
        name.fill("Ada")
        page.get_by_role("spinbutton", name="Age").fill("36")
        page.get_by_role("combobox", name="Fruit").click()
        page.get_by_role("option", name="kiwi").click()
        expect(page.get_by_text("Choose an option.")).to_have_count(0)
        send.click()
        expect(page.get_by_text("Write small letters.")).to_be_visible()
        expect(page.get_by_text("False None None", exact=False)).to_have_count(1)
        page.get_by_role("textbox", name="Code").fill("x")
        page.get_by_role("textbox", name="Code").press("Enter")
        expect(page.get_by_text("True Ada 36.0 kiwi x")).to_be_visible()
        expect(page.get_by_text("is required.")).to_have_count(0)


def test_a_form_sends_nothing_until_it_is_submitted(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        st.session_state.setdefault("runs", 0)
        st.session_state.runs += 1
        with st.form("f", clear_on_submit=True):
            name = st.text_input("name")
            agree = st.checkbox("agree")
            st.form_submit_button("Send")
        st.text(f"run {st.session_state.runs}: {name} {agree}")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        page.get_by_label("name").fill("Ada")
        page.get_by_text("agree").click()
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("run 2: Ada True")).to_be_visible()
        expect(page.get_by_label("name")).to_have_value("")
        expect(page.get_by_role("checkbox")).not_to_be_checked()


def test_focus_and_scroll_stay_when_elements_come_above(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        n = st.session_state.setdefault("n", 0)
        for i in range(n):
            st.text(f"above {i}")
        text = st.text_input("text", live=True, key="text")
        st.session_state.n = len(text)
        st.text(f"typed {text}")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        field = page.get_by_label("text")
        field.click()
        field.press_sequentially("abcdef", delay=30)
        expect(page.get_by_text("typed abcdef")).to_be_visible()
        assert page.evaluate("document.activeElement.value") == "abcdef"


def test_a_lost_server_shows_a_badge_and_the_page_comes_back_with_its_values(
    tmp_path: Path, open_page: Open
) -> None:
    source = """
        import mini as st
        st.text("slider " + str(st.slider("n", 0, 10, 3)))
    """
    with serve_source(tmp_path, source) as served:
        port = served.url.rsplit(":", 1)[1]
        page = open_page(served.url)
        page.get_by_role("slider").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text("slider 4")).to_be_visible()
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0)
    with serve_source(tmp_path, source, "--port", port):
        expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(1)
        expect(page.get_by_text("slider 4")).to_be_visible()


def test_hello_on_a_phone_has_no_horizontal_scroll(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, COUNTER) as served:
        page = open_page(served.url, width=390, height=844)
        assert _overflow(page) == 0


def _overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_a_reload_and_a_second_tab_start_afresh(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, COUNTER) as served:
        page = open_page(served.url)
        page.get_by_role("button", name="count").click()
        expect(page.get_by_text("n=1")).to_be_visible()
        with page.expect_popup() as popup:
            page.evaluate("window.open(location.href)")
        expect(popup.value.get_by_text("n=0")).to_be_visible()
        page.reload()
        expect(page.get_by_text("n=0")).to_be_visible()
