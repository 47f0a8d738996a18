"""`multiselect`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mini.testing import AppTest
from tests.elements.shown import element, refusal, run, value


def shown(options: str, *, key: str = "k") -> AppTest:
    return run(f"st.text(repr(st.multiselect('a', {options}, key={key!r})))")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("['a', 'b']", []),
        ("['a', 'b'], 'b'", ["b"]),
        ("['a', 'b'], ['b', 'a']", ["b", "a"]),
        ("['a', 'b'], ('b',)", ["b"]),
        ("['a', 'b'], {'b', 'a'}", ["a", "b"]),
        ("[1, 2.5, None], [2.5]", [2.5]),
        ("[(1, 2), (3, 4)], (1, 2)", [(1, 2)]),
        ("[(1, 2), (3, 4)], [(1, 2)]", [(1, 2)]),
        ("range(5), range(2)", [0, 1]),
        ("__import__('numpy').array([3, 4]), __import__('numpy').array([4])", [4]),
        ("__import__('pandas').Series(['p', 'q']), __import__('pandas').Series(['q'])", ["q"]),
        ("[], None", []),
        ("None", []),
    ],
)
def test_a_default_is_an_option_or_several(arguments: str, expected: list[Any]) -> None:
    assert value(f"st.multiselect('a', {arguments})") == expected


def test_enums_are_options_themselves() -> None:
    code = "C = Enum('C', 'RED GREEN')\nst.session_state.v = st.multiselect('a', C, C.GREEN)"
    assert [each.name for each in run(code).session_state["v"]] == ["GREEN"]


def test_options_are_chosen_and_taken_back() -> None:
    app = shown("['a', 'b', 'c'], ['a']")
    app.multiselect[0].select("c").select("c").run()
    assert app.text[0].value == "['a', 'c']"
    app.multiselect[0].unselect("a").run()
    assert app.text[0].value == "['c']"
    app.multiselect(key="k").set_value([]).run()
    assert app.text[0].value == "[]"


def test_mutable_options_are_copied() -> None:
    code = "o = [[1], [2]]\nst.session_state.same = st.multiselect('a', o, [[1]])[0] is o[0]"
    assert run(code).session_state["same"] is False


def test_the_list_is_the_authors_own() -> None:
    code = "st.multiselect('a', ['x'], 'x', key='k').clear()\nst.text(st.session_state.k)"
    assert run(code).text[0].value == "['x']"


def test_equal_texts_are_told_apart() -> None:
    app = shown("['1', 1, 1.0], format_func=lambda x: '1'")
    app.multiselect[0].set_wire(["1\u001f2", "1"]).run()
    assert app.text[0].value == "[1.0, '1']"


def test_objects_are_found_by_their_texts() -> None:
    code = """
class Bird:
    def __init__(self, name): self.name = name
birds = [Bird("owl"), Bird("tit")]
st.session_state.setdefault("k", [birds[1]])
st.text([b.name for b in st.multiselect("a", birds, format_func=lambda b: b.name, key="k")])
"""
    app = run(code)
    assert app.text[0].value == "['tit']"
    app.run()
    assert app.text[0].value == "['tit']"


@pytest.mark.parametrize("wire", ["x", 0, None, True, [0], [["x"]], {}, ["x", "x"]])
def test_what_it_cannot_have_is_the_default(wire: object) -> None:
    app = shown("['x', 'y'], ['y']")
    app.multiselect[0].set_wire(wire).run()
    assert app.text[0].value == "['y']"


def test_an_option_that_is_gone_is_left_out() -> None:
    app = run("st.text(st.multiselect('a', st.session_state.get('o', ['x', 'y']), key='k'))")
    app.multiselect[0].set_value(["x", "y"]).run()
    app.session_state["o"] = ["y", "z"]
    app.run()
    assert app.text[0].value == "['y']"


@pytest.mark.parametrize(
    ("set_to", "expected"),
    [("['y']", ["y"]), ("'y'", ["y"]), ("None", []), ("['q', 'x']", ["x"]), ("5", [])],
)
def test_session_state_sets_it(set_to: str, expected: list[str]) -> None:
    app = run(f"st.session_state.k = {set_to}\nst.text(st.multiselect('a', ['x', 'y'], key='k'))")
    assert app.text[0].value == str(expected)


def test_new_options_are_texts() -> None:
    app = shown("[1, 2], accept_new_options=True")
    app.multiselect[0].set_wire(["new", "2"]).run()
    assert app.text[0].value == "['new', 2]"
    assert value("st.multiselect('a', [1], ['b'], accept_new_options=True)") == ["b"]


def test_no_more_than_the_most_can_be_chosen() -> None:
    app = shown("['x', 'y', 'z'], max_selections=2")
    app.multiselect[0].set_wire(["x", "y", "z"]).run()
    assert app.text[0].value == "[]"
    app.multiselect[0].set_value(["x", "y"]).run()
    assert app.text[0].value == "['x', 'y']"


@pytest.mark.parametrize(
    ("arguments", "fix"),
    [
        ("['x'], ['q']", "'q' is none of the options. Choose from them, or add it to `options`."),
        (
            "['x', 'y'], ['x', 'y'], max_selections=1",
            "These are 2, and at most 1 can be chosen.",
        ),
        ("['x'], max_selections=0", "To let nothing be chosen, use `disabled=True`."),
        ("['x'], max_selections=True", "It is a whole number above 0, or None. "),
        ("['x'], select_all=-1", "It is True, False, or up to how many options, from 0."),
        ("['x'], filter_mode='regex'", "It is 'fuzzy', 'contains', 'prefix' or None."),
    ],
)
def test_what_cannot_be_is_said(arguments: str, fix: str) -> None:
    said = refusal(f"st.multiselect('a', {arguments})")
    assert said.startswith("`multiselect` cannot use ")
    assert fix in said


def test_too_many_in_session_state_is_said() -> None:
    code = "st.session_state.k = ['x', 'y']\nst.multiselect('a', 'xy', key='k', max_selections=1)"
    assert "at most 1" in refusal(code.replace("'xy'", "['x', 'y']"))


def test_all_at_once_is_a_number_on_the_wire() -> None:
    for given_, sent in [("True", 2**53), ("False", 0), ("0", 0), ("5", 5), ("1000", 1000)]:
        assert element(f"st.multiselect('a', ['x'], select_all={given_})").select_all == sent


def test_the_placeholder_tells_what_can_be_done() -> None:
    for arguments, text in [
        ("['x']", "Choose options"),
        ("['x'], accept_new_options=True", "Choose or add options"),
        ("[]", "No options to choose from"),
        ("[], accept_new_options=True", "Add options"),
        ("['x'], placeholder='Pick'", "Pick"),
    ]:
        assert element(f"st.multiselect('a', {arguments})").placeholder == text


def test_the_address_names_each_option() -> None:
    code = "st.text(st.multiselect('a', ['x', 'y', 5], ['x'], key='k', bind='query-params'))"
    app = run(code)
    app.multiselect[0].set_value(["y", 5]).run()
    assert app.query_params.text() == "k=y&k=5"
    app.multiselect[0].set_value([]).run()
    assert app.query_params.text() == "k="
    app.multiselect[0].set_value(["x"]).run()
    assert app.query_params.text() == ""
    again = AppTest.from_string("import mini as st\n" + code)
    again.query_params["k"] = ["5", "y"]
    assert again.run().text[0].value == "[5, 'y']"
    empty = AppTest.from_string("import mini as st\n" + code)
    empty.query_params["k"] = ""
    assert empty.run().text[0].value == "[]"


def test_a_form_sends_and_clears_it() -> None:
    app = run("""
with st.form("f", clear_on_submit=True):
    chosen = st.multiselect("a", ["x", "y"], ["x"], key="k")
    st.form_submit_button()
st.text(chosen)
""")
    app.multiselect[0].set_value(["y"])
    app.button[0].click().run()
    assert app.text[0].value == "['y']"
    assert app.run().text[0].value == "['x']"


def test_it_stands_in_containers() -> None:
    app = run("with st.sidebar:\n  st.multiselect('a', 'x')\nst.container().multiselect('b', 'x')")
    assert [view.label for view in app.sidebar.multiselect] == ["a"]
    assert [view.label for view in app.main.multiselect] == ["b"]


@given(some.lists(some.one_of(some.text(max_size=3), some.integers(), some.none()), min_size=1,
                  max_size=6), some.data())  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_every_choice_comes_back_as_itself(options: list[Any], data: some.DataObject) -> None:
    options = [o.encode(errors="replace").decode() if isinstance(o, str) else o for o in options]
    places = data.draw(some.lists(some.integers(0, len(options) - 1), unique=True))
    app = AppTest.from_string(
        f"import mini as st\nst.session_state.out = st.multiselect('a', {options!r})"
    ).run()
    texts = [str(option) for option in options]
    ids = [text + (f"\x1f{texts[:at].count(text)}" if text in texts[:at] else "")
           for at, text in enumerate(texts)]  # fmt: skip
    app.multiselect[0].set_wire([ids[at] for at in places]).run()
    found = app.session_state["out"]
    assert [(type(each), each) for each in found] == [
        (type(options[at]), options[at]) for at in places
    ]
