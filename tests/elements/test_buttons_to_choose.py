"""`pills`, `segmented_control`, `select_slider`, `color_picker` and `feedback`."""

from __future__ import annotations

from typing import Any

import pytest

from mini.testing import AppTest
from tests.elements.shown import element, refusal, run, value

ROWS = ["pills", "segmented_control"]


@pytest.fixture(params=ROWS)
def row(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# pills and segmented_control


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("['a', 'b']", None),
        ("['a', 'b'], default='b'", "b"),
        ("['a', 'b'], default=['b']", "b"),
        ("[1, None], default=1", 1),
        ("[]", None),
        ("['a', 'b'], selection_mode='multi'", []),
        ("['a', 'b'], selection_mode='multi', default=['b', 'a']", ["b", "a"]),
        ("['a', 'b'], selection_mode='multi', default='b'", ["b"]),
        ("range(3), selection_mode='multi', default=range(2)", [0, 1]),
    ],
)
def test_one_option_or_a_list_is_given(row: str, arguments: str, expected: Any) -> None:
    assert value(f"st.{row}('a', {arguments})") == expected


def test_an_option_is_chosen_and_taken_back(row: str) -> None:
    app = run(f"st.text(repr(st.{row}('a', [1, 2, 3], format_func=lambda n: f'no {{n}}')))")
    app.get(row)[0].select(2).run()
    assert app.text[0].value == "2"
    app.get(row)[0].unselect(3).run()
    assert app.text[0].value == "2"
    app.get(row)[0].unselect(2).run()
    assert app.text[0].value == "None"
    assert app.button_group[0].options == ["no 1", "no 2", "no 3"]


def test_several_options_are_chosen(row: str) -> None:
    app = run(f"st.text(st.{row}('a', ['x', 'y', 'z'], selection_mode='multi'))")
    app.get(row)[0].select("z").select("x").run()
    assert app.text[0].value == "['z', 'x']"
    app.get(row)[0].unselect("z").run()
    assert app.text[0].value == "['x']"


@pytest.mark.parametrize("wire", [["q"], ["x", "y"], "x", 0, None, [1]])
def test_what_a_row_cannot_have_is_the_default(row: str, wire: Any) -> None:
    app = run(f"st.text(st.{row}('a', ['x', 'y'], default='y'))")
    app.get(row)[0].set_wire(wire).run()
    assert app.text[0].value == "y"


@pytest.mark.parametrize(("set_to", "expected"), [("'y'", "y"), ("None", None), ("['y']", "y")])
def test_session_state_sets_a_row(row: str, set_to: str, expected: str | None) -> None:
    code = f"st.session_state.k = {set_to}\nst.text(repr(st.{row}('a', ['x', 'y'], key='k')))"
    assert run(code).text[0].value == repr(expected)


@pytest.mark.parametrize(
    ("arguments", "fix"),
    [
        ("['x'], default='q'", "'q' is none of the options."),
        ("['x', 'y'], default=['x', 'y']", "These are 2, and at most 1 can be chosen."),
        ("['x'], selection_mode='many'", "It is 'single' or 'multi'."),
        (
            "['x'], selection_mode='multi', required=True",
            "It is for `selection_mode='single'` only: leave it away, or check the list's length.",
        ),
        ("5", "They are a list, or anything else that can be gone through."),
    ],
)
def test_what_a_row_cannot_be_is_said(row: str, arguments: str, fix: str) -> None:
    assert fix in refusal(f"st.{row}('a', {arguments})")


def test_an_enum_is_chosen(row: str) -> None:
    code = f"C = Enum('C', 'RED GREEN')\nst.text(st.{row}('a', C, default=C.GREEN).name)"
    assert run(code).text[0].value == "GREEN"


# select_slider


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("['S', 'M', 'L']", "S"),
        ("['S', 'M', 'L'], 'M'", "M"),
        ("['S', 'M', 'L'], ('L', 'S')", ("S", "L")),
        ("['S', 'M', 'L'], ['M', 'M']", ("M", "M")),
        ("[(1, 2), (3, 4)], (3, 4)", (3, 4)),
        ("range(5), 3", 3),
        ("__import__('numpy').arange(5), __import__('numpy').int64(3)", 3),
        ("['only']", "only"),
    ],
)
def test_an_option_of_an_order_or_two(arguments: str, expected: Any) -> None:
    assert value(f"st.select_slider('a', {arguments})") == expected


def test_a_test_slides() -> None:
    code = "st.text(st.select_slider('a', ['S', 'M', 'L']))\n"
    app = run(code + "st.text(st.select_slider('b', range(9), (1, 2)))")
    app.select_slider[0].set_value("L")
    app.select_slider[1].set_range(7, 3).run()
    assert [text.value for text in app.text] == ["L", "(3, 7)"]


@pytest.mark.parametrize("wire", [["L", "S"], ["S"], [], ["S", "q"], "S", 0, None, ["S", "M", "L"]])
def test_what_a_slider_of_options_cannot_have_is_the_default(wire: Any) -> None:
    app = run("st.text(st.select_slider('a', ['S', 'M', 'L'], ('M', 'L')))")
    app.select_slider[0].set_wire(wire).run()
    assert app.text[0].value == "('M', 'L')"


def test_session_state_makes_a_range() -> None:
    code = "st.session_state.k = {}\nst.text(st.select_slider('a', ['S', 'M', 'L'], key='k'))"
    assert run(code.format("('M', 'L')")).text[0].value == "('M', 'L')"
    assert run(code.format("'M'")).text[0].value == "M"
    assert run(code.format("'XXL'")).text[0].value == "S"


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("st.select_slider('a', [])", "There is nothing to choose from; give it at least one op"),
        ("st.select_slider('a', ['x'], 'q')", "'q' is none of the options."),
        (
            "st.session_state.k = ('x', 'y')\nst.select_slider('a', ['x', 'y'], 'x', key='k')",
            "It is a single option. Set it so in session_state.",
        ),
        (
            "st.session_state.k = 'x'\nst.select_slider('a', ['x', 'y'], ('x', 'y'), key='k')",
            "It is a tuple of two options. Set it so in session_state.",
        ),
    ],
)
def test_what_a_slider_of_options_cannot_be_is_said(code: str, fix: str) -> None:
    assert fix in refusal(code)


# color_picker


def test_a_colour_is_picked() -> None:
    app = run("st.text(st.color_picker('a'))\nst.text(st.color_picker('b', '#0fA'))")
    assert [text.value for text in app.text] == ["#000000", "#0fA"]
    app.color_picker[0].pick("#00FFaa").run()
    assert app.text[0].value == "#00FFaa"


@pytest.mark.parametrize("wire", ["red", "#12", "00ffaa", "#00ffaa\n", 5, None, ["#000"]])
def test_what_is_no_colour_is_the_default(wire: Any) -> None:
    app = run("st.text(st.color_picker('a', '#123456'))")
    app.color_picker[0].set_wire(wire).run()
    assert app.text[0].value == "#123456"


def test_what_is_no_colour_is_said() -> None:
    fix = 'It is a text of # and six or three digits from 0 to f, such as "#00ffaa" or "#0fa".'
    assert fix in refusal("st.color_picker('a', 'red')")
    assert fix in refusal("st.session_state.k = 5\nst.color_picker('a', key='k')")


def test_a_swatch_is_never_too_narrow() -> None:
    assert element("st.color_picker('a', width=5)").width == 40


# feedback


@pytest.mark.parametrize(("options", "count"), [("thumbs", 2), ("faces", 5), ("stars", 5)])
def test_feedback_is_a_place(options: str, count: int) -> None:
    app = run(f"st.text(st.feedback({options!r}))")
    assert app.text[0].value == "None"
    app.feedback[0].set_value(count - 1).run()
    assert app.text[0].value == str(count - 1)
    app.feedback[0].set_wire(count).run()
    assert app.text[0].value == "None"
    app.feedback[0].set_wire(True).run()
    assert app.text[0].value == "None"


def test_feedback_starts_where_the_author_says() -> None:
    assert value("st.feedback('stars', default=3)") == 3
    assert value("st.feedback('stars', default=__import__('numpy').int64(3))") == 3
    code = "st.session_state.k = {}\nst.text(st.feedback('thumbs', default=1, key='k'))"
    assert run(code.format("0")).text[0].value == "0"
    assert run(code.format("4")).text[0].value == "1"
    assert run(code.format("None")).text[0].value == "None"


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("st.feedback('hearts')", "It is 'thumbs', 'faces' or 'stars'."),
        ("st.feedback(default=2)", "It is a whole number from 0, the least, to 1; or None."),
        ("st.feedback(default=True)", "It is a whole number from 0, the least, to 1; or None."),
        ("st.session_state.k = 'x'\nst.feedback(key='k')", "It is a whole number from 0"),
    ],
)
def test_what_feedback_cannot_be_is_said(code: str, fix: str) -> None:
    assert fix in refusal(code)


# All of them

CALLS = {
    "pills": "pills('a', ['x', 'y'], key='k'{})",
    "segmented_control": "segmented_control('a', ['x', 'y'], key='k'{})",
    "select_slider": "select_slider('a', ['x', 'y'], key='k'{})",
    "color_picker": "color_picker('a', key='k'{})",
    "feedback": "feedback('stars', key='k'{})",
}
NEW = {"color_picker": "#123456", "feedback": 1}


@pytest.mark.parametrize("kind", CALLS)
def test_the_address_holds_it(kind: str) -> None:
    code = f"import mini as st\nst.{CALLS[kind].format(', bind=' + repr('query-params'))}"
    app = AppTest.from_string(code).run()
    assert app.query_params.text() == ""
    app.get(kind)[0].set_value(NEW.get(kind, "y")).run()
    again = AppTest.from_string(code)
    again.query_params["k"] = app.query_params["k"]
    assert again.run().session_state["k"] == NEW.get(kind, "y")


@pytest.mark.parametrize("kind", CALLS)
def test_it_stands_in_containers_and_calls_back(kind: str) -> None:
    call = CALLS[kind].format(", on_change=lambda: st.session_state.update(called=True)")
    app = run(f"with st.sidebar:\n  st.{call}\nst.container().{CALLS[kind].format('2')}"
              .replace("key='k'2", "key='k2'"))  # fmt: skip
    assert (len(app.sidebar.get(kind)), len(app.main.get(kind))) == (1, 1)
    app.sidebar.get(kind)[0].set_value(NEW.get(kind, "y")).run()
    assert app.session_state["called"] is True


@pytest.mark.parametrize(
    "call",
    [
        *(call.replace(", key='k'", "") for call in CALLS.values()),
        "toggle('a'{})",
        "multiselect('a', ['x', 'y']{})",
        "date_input('a', None{})",
        "time_input('a'{})",
        "datetime_input('a', None{})",
    ],
)
def test_what_is_switched_off_keeps_its_value(call: str) -> None:
    off = ", disabled=st.session_state.get('off', False)"
    app = run(f"st.{call.format(off)}")
    kind = call.partition("(")[0]
    wires = {"color_picker": "#123456", "feedback": 1, "toggle": True, "time_input": "01:02",
             "date_input": ["2026-01-01"], "datetime_input": "2026-01-01T01:02"}  # fmt: skip
    app.get(kind)[0].set_wire(wires.get(kind, ["y"])).run()
    before = app.get(kind)[0].value
    app.session_state["off"] = True
    app.run()
    assert app.get(kind)[0].disabled is True
    assert app.get(kind)[0].value == before
