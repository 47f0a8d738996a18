"""The page with a real server: what an app does over time, as its user sees it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import WebSocket, expect

from tests.browser.conftest import Open, settled, until
from tests.serving import serve_source

GAP = "\N{EN DASH}"


def test_a_fragment_updates_by_itself(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        st.session_state.setdefault("runs", 0)
        st.session_state.runs += 1
        st.text(f"script {st.session_state.runs}")
        @st.fragment(run_every=0.2)
        def clock():
            st.session_state["ticks"] = st.session_state.get("ticks", 0) + 1
            st.text(f"tick {st.session_state.ticks}")
        clock()
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        expect(page.get_by_text(re.compile(r"tick ([4-9]|\d\d)"))).to_be_visible()
        expect(page.get_by_text("script 1")).to_be_visible()


def test_status_and_progress_stream(tmp_path: Path, open_page: Open) -> None:
    source = """
        import time
        from pathlib import Path
        import mini as st
        go = Path(__file__).with_name("go")
        if st.button("go"):
            bar = st.progress(0)
            with st.status("working", expanded=True) as status:
                for step in range(1, 5):
                    st.write(f"step {step}")
                    bar.progress(step * 25, text=f"{step} of 4")
                    while step == 2 and not go.exists():
                        time.sleep(0.01)
                status.update(label="ready", state="complete", expanded=False)
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        page.get_by_role("button", name="go").click()
        bar = page.get_by_role("progressbar")
        expect(page.get_by_text("step 2")).to_be_visible()
        expect(page.get_by_role("img", name="Running")).to_be_visible()
        expect(bar).to_have_attribute("aria-valuenow", "50")
        expect(page.get_by_text("step 3")).to_have_count(0)
        served.script.with_name("go").touch()
        expect(page.get_by_role("img", name="Complete")).to_be_visible()
        expect(page.get_by_text("ready")).to_be_visible()
        expect(page.get_by_text("step 4")).to_be_hidden()
        expect(bar).to_have_attribute("aria-valuenow", "100")


def test_a_toast_shows_once_each_and_outlives_a_run(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        if st.button("toast"):
            st.toast("the same words")
        st.button("other")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        toasts = page.locator(".stToast")
        page.get_by_role("button", name="toast").click()
        expect(toasts).to_have_count(1)
        page.get_by_role("button", name="other").click()
        settled(page)
        expect(toasts).to_have_count(1)
        page.get_by_role("button", name="toast").click()
        expect(toasts).to_have_count(2)
        toasts.first.get_by_role("button", name="Close").click()
        expect(toasts).to_have_count(1)
        expect(toasts).to_have_count(0)


def test_a_spinner_shows_late_and_goes_with_its_work(tmp_path: Path, open_page: Open) -> None:
    source = """
        import time
        from pathlib import Path
        import mini as st
        go = Path(__file__).with_name("go")
        with st.spinner("busy"):
            while st.session_state.get("long") and not go.exists():
                time.sleep(0.01)
        st.text("long" if "long" in st.session_state else "short")
        st.button("start", on_click=lambda: st.session_state.update(long=True))
    """
    look = """() => {
        window.seen = [];
        const look = () => {
            const spinner = document.querySelector(".stSpinner");
            if (spinner) seen.push(Number(getComputedStyle(spinner).opacity));
            requestAnimationFrame(look);
        };
        look();
    }"""
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        page.evaluate(look)
        page.get_by_role("button", name="start").click()
        until(page, "seen.some((opacity) => opacity > 0.9)")
        assert page.evaluate("seen[0]") < 0.1
        served.script.with_name("go").touch()
        expect(page.get_by_text("long")).to_be_visible()
        expect(page.locator(".stSpinner")).to_have_count(0)


def test_places_are_filled_out_of_order_replaced_and_emptied(
    tmp_path: Path, open_page: Open
) -> None:
    source = """
        import mini as st
        above = st.container()
        place = st.empty()
        st.text("below")
        above.text("written last, stands first")
        n = st.session_state.get("n", 0)
        if n == 1:
            place.text("one")
        elif n == 2:
            with place.container():
                st.text("two")
                st.text("three")
        elif n == 3:
            place.text("gone")
            place.empty()
        st.button("next", on_click=lambda: st.session_state.update(n=n + 1))
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        texts = page.locator(".stText")
        first, last = "written last, stands first", "below"
        expect(texts).to_have_text([first, last])
        for shown in (["one"], ["two", "three"], []):
            page.get_by_role("button", name="next").click()
            expect(texts).to_have_text([first, *shown, last])


def test_a_callback_sets_every_kind_of_widget(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        def change():
            st.session_state.update(
                text="new", area="new\\nlines", number=7, check=True, radio="b", box="c", slide=60,
                span=(20, 80),
            )
        st.text_input("text", key="text")
        st.text_area("area", key="area")
        st.number_input("number", value=1, key="number")
        st.checkbox("check", key="check")
        st.radio("radio", ["a", "b"], key="radio")
        st.selectbox("box", ["a", "b", "c"], key="box")
        st.slider("slide", 0, 100, 5, key="slide")
        st.slider("span", 0, 100, (5, 95), key="span")
        st.button("change", on_click=change)
        st.text(repr(list(st.session_state[k] for k in ("text", "number", "span"))))
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        page.get_by_label("text").fill("typed")
        page.get_by_label("text").press("Enter")
        expect(page.get_by_text("['typed', 1, (5, 95)]")).to_be_visible()
        page.get_by_role("button", name="change").click()
        expect(page.get_by_text("['new', 7, (20, 80)]")).to_be_visible()
        expect(page.get_by_label("text")).to_have_value("new")
        expect(page.get_by_label("area")).to_have_value("new\nlines")
        expect(page.get_by_label("number", exact=True)).to_have_value("7")
        expect(page.get_by_role("checkbox")).to_be_checked()
        expect(page.get_by_role("radio", name="b")).to_be_checked()
        expect(page.get_by_label("box")).to_have_value("c")
        expect(page.get_by_role("slider", name="slide")).to_have_value("60")
        thumbs = page.get_by_role("slider", name="span")
        assert [thumbs.nth(n).input_value() for n in range(2)] == ["20", "80"]


def test_what_is_disabled_sends_nothing_and_hidden_labels_still_name(
    tmp_path: Path, open_page: Open
) -> None:
    source = """
        import mini as st
        hidden = {"disabled": True, "label_visibility": "hidden"}
        st.text_input("text", "t", **hidden)
        st.text_area("area", "a", disabled=True, label_visibility="collapsed")
        st.number_input("number", value=1, **hidden)
        st.checkbox("check", disabled=True, label_visibility="collapsed")
        st.radio("radio", ["a", "b"], **hidden)
        st.selectbox("box", ["a", "b"], **hidden)
        st.slider("slide", 0, 10, **hidden)
        st.button("push", disabled=True)
        st.form("f").form_submit_button("send", disabled=True)
    """
    names = {
        "textbox": ["text", "area"], "spinbutton": ["number"], "checkbox": ["check"],
        "radiogroup": ["radio"], "combobox": ["box"], "slider": ["slide"],
        "button": ["push", "send"],
    }  # fmt: skip
    sent: list[str | bytes] = []

    def keep(message: str | bytes) -> None:
        sent.append(message)

    with serve_source(tmp_path, source) as served:
        page = open_page("about:blank", wait=False)
        page.on("websocket", lambda socket: socket.on("framesent", keep))
        page.goto(served.url)
        settled(page)
        for role, labels in names.items():
            for label in labels:
                widget = page.get_by_role(role, name=label, exact=True)  # type: ignore[arg-type]
                expect(widget).to_have_count(1)
                widget.click(force=True)
                page.keyboard.type("2 ")
                page.keyboard.press("ArrowRight")
                page.keyboard.press("Enter")
        page.get_by_role("button", name="Increase").click(force=True)
        page.get_by_role("radio", name="b").click(force=True)
        page.wait_for_timeout(100)
    assert len(sent) == 1  # the hello


def test_a_drag_of_a_slider_is_one_interaction(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        st.session_state.setdefault("runs", 0)
        st.session_state.runs += 1
        one = st.slider("one", 0, 100, 0)
        two = st.slider("two", 0, 100, (20, 80))
        st.text(f"run {st.session_state.runs}: {one > 40} {two[0] > 30} {two[1]}")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        for name, start in (("one", 0.0), ("two", 0.2)):
            box = page.get_by_role("slider", name=name).first.bounding_box()
            assert box is not None
            middle = box["y"] + box["height"] / 2
            page.mouse.move(box["x"] + 10 + start * (box["width"] - 20), middle)
            page.mouse.down()
            for step in range(1, 9):
                page.mouse.move(box["x"] + box["width"] * (start + step * 0.06), middle)
                page.wait_for_timeout(20)
            page.mouse.up()
            expect(page.get_by_text("run 2" if name == "one" else "run 3")).to_be_visible()
        expect(page.get_by_text("run 3: True True 80")).to_be_visible()


def test_a_huge_whole_number_stays_exact(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        number = st.number_input("number", value=9007199254740993, step=1)
        st.text(f"is {number}")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        field = page.get_by_label("number")
        expect(field).to_have_value("9007199254740993")
        page.get_by_role("button", name="Increase").click()
        expect(page.get_by_text("is 9007199254740994")).to_be_visible()
        field.fill("123456789012345678901234567891")
        field.press("Enter")
        expect(page.get_by_text("is 123456789012345678901234567891")).to_be_visible()
        expect(field).to_have_value("123456789012345678901234567891")


def test_tabs_and_expanders_stay_as_the_user_left_them(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        n = st.session_state.get("n", 0)
        with st.expander("more"):
            st.text(f"inside {n}")
        for tab, name in zip(st.tabs(["one", "two"]), ["one", "two"]):
            tab.text(f"{name} {n}")
        st.button("next", on_click=lambda: st.session_state.update(n=n + 1))
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        page.get_by_text("more").click()
        page.get_by_role("tab", name="two").click()
        page.get_by_role("button", name="next").click()
        expect(page.get_by_text("inside 1")).to_be_visible()
        expect(page.get_by_text("two 1")).to_be_visible()
        expect(page.get_by_text("one 1")).to_be_hidden()


def test_page_config_and_query_parameters(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        st.set_page_config("A title", "🐧", layout="wide")
        if st.button("set"):
            st.query_params["name"] = "Ada & co"
            st.query_params["n"] = ["1", "2"]
        if st.button("clear"):
            st.query_params.clear()
        st.text(dict(st.query_params))
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url + "/?first=1")
        expect(page).to_have_title("A title")
        assert "🐧" in page.evaluate(
            "decodeURIComponent(document.querySelector('link[rel=icon]').href)"
        )
        expect(page.locator(".stMainBlockContainer.wide")).to_be_visible()
        expect(page.get_by_text("{'first': '1'}")).to_be_visible()
        page.get_by_role("button", name="set").click()
        page.wait_for_url("**/?first=1&name=Ada+%26+co&n=1&n=2")
        page.reload()
        expect(page.get_by_text("{'first': '1', 'name': 'Ada & co', 'n': '2'}")).to_be_visible()
        page.get_by_role("button", name="clear").click()
        page.wait_for_url(lambda url: "?" not in url)


def test_a_cut_connection_keeps_elements_focus_and_scroll(tmp_path: Path, open_page: Open) -> None:
    source = """
        import mini as st
        text = st.text_input("text")
        for i in range(150):
            st.text(f"line {i}")
        again = st.text_input("again")
        st.text(f"got {text} {again}")
    """
    sockets: list[WebSocket] = []

    def keep(socket: WebSocket) -> None:
        sockets.append(socket)

    with serve_source(tmp_path, source) as served:
        page = open_page("about:blank", wait=False)
        page.on("websocket", keep)
        page.goto(served.url)
        settled(page)
        page.get_by_label("again").click()
        page.keyboard.type("half")
        page.evaluate(
            "window.before = [...document.querySelectorAll('.stElementContainer')];"
            "window.place = scrollY"
        )
        page.context.set_offline(True)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0)
        page.keyboard.type(" a word")
        page.context.set_offline(False)
        expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.get_by_text("got half a word")).to_have_count(1)
        assert len(sockets) > 1
        assert page.evaluate(
            "[...document.querySelectorAll('.stElementContainer')]"
            ".every((element, index) => element === before[index])"
        )
        assert page.evaluate("document.activeElement.value") == "half a word"
        assert page.evaluate("scrollY === place && place > 0")


def test_ten_thousand_options_open_at_once_and_can_be_searched(
    tmp_path: Path, open_page: Open
) -> None:
    source = """
        import mini as st
        st.text("chose " + st.selectbox("box", [f"option {i}" for i in range(10_000)], index=5_000))
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        box = page.get_by_role("combobox")
        expect(box).to_have_value("option 5000")
        took = page.evaluate(
            "async () => { const start = performance.now();"
            " document.querySelector('[role=combobox]').dispatchEvent("
            " new PointerEvent('pointerdown', {bubbles: true, button: 0}));"
            " await new Promise((done) => {"
            "  const look = () => document.querySelector('[role=option]')"
            "   ? requestAnimationFrame(done) : requestAnimationFrame(look); look(); });"
            " return performance.now() - start; }"
        )
        assert took < 300
        expect(page.get_by_role("option", name="option 5000", exact=True)).to_be_visible()
        page.keyboard.type("9876")
        expect(page.get_by_role("option").first).to_have_text("option 9876")
        page.keyboard.press("Enter")
        expect(page.get_by_text("chose option 9876")).to_be_visible()


def test_line_charts_draw_gaps_categories_and_datetimes(tmp_path: Path, open_page: Open) -> None:
    source = """
        import datetime as dt
        import math
        import mini as st
        days = [dt.datetime(2026, 1, 1 + n) for n in range(5)]
        st.line_chart({"y": [1.0, math.nan, 3.0, None, 5.0]})
        st.line_chart({"x": ["a", "b", "c", "d", "e"], "y": [1, 4, 2, 5, 3]}, x="x")
        st.line_chart({"x": days, "y": [1, 4, 2, 5, 3]}, x="x")
    """
    told = [
        ("0", ["1", GAP, "3", GAP, "5"]),
        ("a", ["1", "4", "2", "5", "3"]),
        ("2026-01-01", ["1", "4", "2", "5", "3"]),
    ]
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url)
        for place, (first, numbers) in enumerate(told):
            chart = page.locator(".stLineChart").nth(place)
            expect(chart.get_by_role("img", name="Line chart of 5 points")).to_be_visible()
            assert chart.locator("canvas").evaluate(
                "(c) => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(Boolean)"
            )
            chart.get_by_role("button", name="Show as a table").focus()
            page.keyboard.press("Enter")
            expect(chart.get_by_role("rowheader").first).to_have_text(first)
            expect(chart.get_by_role("cell")).to_have_text(numbers)


def test_a_chart_is_drawn_once_for_new_data_and_keeps_what_was_switched_off(
    tmp_path: Path, open_page: Open
) -> None:
    source = """
        import mini as st
        n = st.slider("n", 1, 9)
        st.line_chart({"one": [n, 2, 3], "two": [3, n, 1]})
    """
    count = """
        window.drawn = 0;
        const clear = CanvasRenderingContext2D.prototype.clearRect;
        CanvasRenderingContext2D.prototype.clearRect = function (...box) {
            window.drawn += 1;
            return clear.apply(this, box);
        };
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url, script=count)
        page.get_by_role("button", name="two").click()
        page.mouse.move(0, 0)  # a hovered line stands out, which is a drawing of its own
        page.wait_for_timeout(100)
        before = page.evaluate("drawn")
        page.get_by_role("slider").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("img", name="two ranges from 1 to 3")).to_be_visible()
        expect(page.get_by_role("button", name="two")).to_have_attribute("aria-pressed", "false")
        page.wait_for_timeout(100)
        assert page.evaluate("drawn") == before + 1
