"""What docs/caching.md says of widgets, callbacks, containers, buttons and state."""

from __future__ import annotations

import logging

import pytest

from mini.testing import AppTest
from tests.caching.guide_support import (
    errors,
    forget,
    session,
    shown,
    times,
    two_sessions,
    visit,
)

FORECAST = """
@st.cache_data
def forecast():
    ran("forecast")
    unit = st.radio("Unit", ["day", "week"])
    if unit == "day":
        hour = st.slider("Hour", 0, 23, 12)
        return f"At {hour}:00: sun"
    return "The week: mostly sun"

st.text(forecast())
"""


def text(app: AppTest) -> str:
    assert errors(app) == []
    return str(app.text[0].value)


def test_only_what_was_read_on_the_way_matters() -> None:
    first, second = two_sessions(FORECAST)
    first.slider[0].set_value(15).run()
    assert text(first) == "At 15:00: sun"
    first.radio[0].set_value("week").run()
    second.radio[0].set_value("week").run()
    assert not first.slider
    assert times("forecast") == 3
    second.radio[0].set_value("day").run()
    assert text(second) == "At 12:00: sun"
    second.slider[0].set_value(15).run()
    assert text(second) == "At 15:00: sun"
    assert times("forecast") == 3
    assert text(visit(FORECAST)) == "At 12:00: sun"
    assert times("forecast") == 3


def test_a_plain_cached_call_before_it_leaves_the_widgets_alone() -> None:
    first, second = two_sessions(
        "@st.cache_data\ndef plain():\n    return 1\n\nplain()\n" + FORECAST + "plain()\n"
    )
    for app in (first, second, first):
        app.slider[0].set_value(7).run()
        assert text(app) == "At 7:00: sun"
        assert app.run().slider[0].value == 7
    assert times("forecast") == 2


# Callbacks


ORDER = """
def reset(to=1):
    st.session_state.amount = to

@st.cache_data
def order(most):
    ran("order")
    INSIDE
    amount = st.slider("Amount", 1, most, 5, key="amount")
    st.button("Reset", on_click=CALLBACK)
    return amount

st.text(order(9))
"""


def order(callback: str, inside: str = "pass") -> str:
    return ORDER.replace("CALLBACK", callback).replace("INSIDE", inside)


@pytest.mark.parametrize(
    ("callback", "inside", "amount"),
    [
        ("reset", "pass", "1"),
        ("reset, args=(3,)", "pass", "3"),
        ("reset, kwargs={'to': 2}", "pass", "2"),
        ("__import__('functools').partial(reset, 4)", "pass", "4"),
        ("st.session_state.update, kwargs={'amount': 6}", "pass", "6"),
        ("inner", "def inner(): st.session_state.amount = most", "9"),
        ("lambda: reset(most - 1)", "pass", "8"),
    ],
)
def test_a_callback_works_in_a_session_that_only_had_hits(
    callback: str, inside: str, amount: str
) -> None:
    first, second = two_sessions(order(callback, inside))
    assert times("order") == 1
    second.button[0].click().run()
    assert text(second) == amount
    assert text(first.run()) == "5"
    first.button[0].click().run()
    assert text(first) == amount


def test_a_closure_of_a_session_is_refused_at_the_first_run() -> None:
    forget()
    source = order("here", "mine = [1]\n    def here(): mine.append(2)")
    (error,) = errors(session(source).run())
    assert error.startswith("CacheReplayClosureError: ")


# Containers


PLACES = """
place = st.container(border=True)
outer = st.container()
left, right = st.columns(2)

@st.cache_data
def fill(_place, text):
    ran("fill")
    _place.text(text)
    with _place:
        st.text("in with")
    with outer:
        st.text("outer")
    left.text("left")
    right.metric("right", 1)
    st.sidebar.text("side")
    with st.sidebar:
        st.text("in side")
    with st.expander("More"):
        st.text("inside")
    st.text("here")

fill(place, "Written from inside")
fill(right, "Another")
"""


def test_what_is_shown_elsewhere_is_shown_there_again() -> None:
    first, second = two_sessions(PLACES)
    assert times("fill") == 2
    for app in (first, second):
        assert app.sidebar.text.values == ["side", "in side"] * 2
        assert app.columns[0].text.values == ["left"] * 2
        assert app.columns[1].text.values == ["Another", "in with"]
        assert app.columns[1].metric[0].label == "right"
        assert [box.text.values for box in app.container][:2] == [
            ["Written from inside", "in with"],
            ["outer", "outer"],
        ]
        assert app.expander[1].text.values == ["inside"]
        assert app.main.text.values[-2:] == ["inside", "here"]


def test_an_argument_that_is_a_place_is_the_one_of_the_call() -> None:
    first, second = two_sessions("""
@st.cache_data
def fill(_place):
    ran("fill")
    _place.text("x")

left, right = st.columns(2)
fill(left)
fill(right)
""")
    for app in (first, second):
        assert [column.text.values for column in app.columns] == [["x"], ["x"]]
    assert times("fill") == 1


def test_a_place_without_a_name_is_refused_at_the_first_run() -> None:
    forget()
    (error,) = errors(
        session("""
hidden = [[[[[st.container()]]]]]

@st.cache_data
def fill():
    hidden[0][0][0][0][0].text("x")

fill()
""").run()
    )
    assert error.startswith("CacheReplayClosureError: The cached function 'fill' shows something")


# Buttons


BUTTON = """
st.session_state.setdefault("count", 0)

@st.cache_data
def part():
    ran("part")
    st.text("part")
    if st.button("Go"):
        st.session_state.clicks = st.session_state.get("clicks", 0) + 1
        return "clicked"
    return "still"

st.text(part())
"""


def test_a_button_acts_at_each_click_in_each_session() -> None:
    first, second = two_sessions(BUTTON)
    assert times("part") == 1
    for count, app in enumerate((first, second, first, second), 1):
        app.button[0].click().run()
        assert errors(app) == []
        assert app.text.values == ["part", "clicked"]
        assert app.session_state["clicks"] == (count + 1) // 2
        assert times("part") == 1 + count
    assert first.run().text.values == ["part", "still"]
    assert times("part") == 5


def test_a_form_in_a_cached_function() -> None:
    first, second = two_sessions("""
@st.cache_data
def part():
    ran("part")
    with st.form("f", clear_on_submit=False):
        name = st.text_input("Name", "nobody")
        sent = st.form_submit_button("Send")
    if sent:
        st.success(f"Sent by {name}")
    return name

st.text(part())
""")
    for app in (second, first):
        app.text_input[0].set_value("Ada")
        app.button[0].click().run()
        assert errors(app) == []
        assert app.success[0].value == "Sent by Ada"
        assert text(app) == "Ada"
        assert not app.run().success
        assert text(app) == "Ada"


# State


def test_what_is_read_of_the_state_counts_and_what_is_written_is_written_again() -> None:
    first, second = two_sessions("""
st.session_state.setdefault("factor", 2)

@st.cache_data
def part(number):
    ran("part")
    st.session_state.last = [number]
    st.query_params["n"] = str(number)
    return number * st.session_state.factor

st.text(part(4))
""")
    assert times("part") == 1
    for app in (first, second):
        assert text(app) == "8"
        assert app.session_state["last"] == [4]
        assert app.query_params["n"] == "4"
    first.session_state["last"].append(5)
    assert visit("st.text(1)").text
    assert second.run().session_state["last"] == [4]
    second.session_state["factor"] = 3
    assert text(second.run()) == "12"
    assert text(first.run()) == "8"
    assert times("part") == 2


def test_a_value_that_is_changed_in_place_is_not_cached_and_warned_of(
    caplog: pytest.LogCaptureFixture,
) -> None:
    source = """
st.session_state.setdefault("seen", [])

@st.cache_data
def part():
    ran("part")
    st.session_state.seen.append(1)
    return len(st.session_state.seen)

st.text(part())
"""
    forget()
    with caplog.at_level(logging.WARNING, "mini"):
        app = visit(source)
        assert text(app.run()) == "2"
        assert text(app.run()) == "3"
    assert times("part") == 3
    told = [record.getMessage() for record in caplog.records]
    assert len([line for line in told if "in place" in line]) == 1


@pytest.mark.parametrize("command", ["st.stop()", "st.rerun()"])
def test_a_run_that_stops_or_runs_again_is_not_stored(command: str) -> None:
    source = f"""
st.session_state.setdefault("begun", 0)
st.session_state.begun += 1

@st.cache_data
def part(number):
    ran("part")
    st.text("shown")
    if number == 1 and st.session_state.begun < 3:
        {command}
    return number

st.text(part(1))
"""
    forget()
    app = session(source).run()
    if command == "st.stop()":
        assert app.text.values == ["shown"]
        app.run()
        assert app.text.values == ["shown"]
        app.run()
    assert errors(app) == []
    assert app.text.values == ["shown", "1"]
    assert times("part") == 3


# Nesting


def test_cached_functions_in_cached_functions() -> None:
    first, second = two_sessions("""
@st.cache_data
def inner(number):
    ran("inner")
    return st.slider(f"Inner {number}", 0, 9, number)

@st.cache_resource
def middle(number):
    ran("middle")
    with st.expander("Middle"):
        st.text("in the middle")
        return [inner(number)]

@st.cache_data
def outer():
    ran("outer")
    with st.container(border=True):
        found = middle(1) + middle(2)
    st.text(sum(found))
    return found

st.text(outer())
""")
    assert [times(name) for name in ("outer", "middle", "inner")] == [1, 2, 2]
    assert first.text.values[-1] == "[1, 2]"
    assert second.slider[1].label == "Inner 2"
    second.slider[1].set_value(5).run()
    assert second.text.values[-1] == "[1, 5]"
    assert first.run().text.values[-1] == "[1, 2]"
    assert [times(name) for name in ("outer", "middle", "inner")] == [2, 3, 3]
    first.slider[1].set_value(5).run()
    assert shown(first) == shown(second)
    assert [times(name) for name in ("outer", "middle", "inner")] == [2, 3, 3]


def test_toasts_and_status_are_shown_again() -> None:
    first, second = two_sessions("""
@st.cache_data
def part():
    ran("part")
    st.toast("Ready")
    box = st.status("Working")
    box.text("step")
    box.update(label="Done", state="complete")
    bar = st.progress(0)
    bar.progress(80)
    hole = st.empty()
    hole.text("one")
    hole.text("two")

part()
""")
    assert times("part") == 1
    for app in (first, second):
        assert app.status[0].element.label == "Done"
        assert app.status[0].text.values == ["step"]
        assert app.progress[0].value == 80
        assert "two" in app.text.values
        assert "one" not in app.text.values
