"""`radio` and `selectbox`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mini.testing import AppTest
from tests.elements.shown import HEAD, element, refusal, run, value

COMMANDS = ["radio", "selectbox"]


@pytest.fixture(params=COMMANDS)
def command(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def first(app: AppTest, kind: str) -> Any:
    return app.get(kind)[0]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("['a', 'b']", "a"),
        ("('a',)", "a"),
        ("{'a': 1, 'b': 2}", "a"),
        ("{'b', 'a'}", "a"),
        ("range(3)", 0),
        ("(x for x in 'ab')", "a"),
        ("'xyz'", "xyz"),
        ("[None, 1]", None),
        ("[]", None),
        ("None", None),
        ("__import__('pandas').DataFrame({'x': [5, 6], 'y': [7, 8]})", 5),
        ("__import__('pandas').Series([1.5, 2])", 1.5),
        ("__import__('pandas').Index(['q'])", "q"),
        ("__import__('numpy').array([3, 4])", 3),
        ("__import__('polars').Series(['p'])", "p"),
        ("__import__('polars').DataFrame({'x': ['p']})", "p"),
        ("__import__('pyarrow').array([7])", 7),
    ],
)
def test_options_are_anything_that_can_be_gone_through(
    command: str, options: str, expected: object
) -> None:
    found = value(f"st.{command}('a', {options})")
    assert found == expected
    assert type(found) is type(expected)


def test_a_set_has_an_order(command: str) -> None:
    shown = element(f"st.{command}('a', set('qwertyuiop'))")
    assert "".join(shown.options) == "eiopqrtuwy"


def test_enums_are_options_themselves(command: str) -> None:
    code = f"C = Enum('C', 'RED GREEN')\nst.session_state.same = st.{command}('a', C, 1) is C.GREEN"
    assert run(code).session_state["same"] is True


def test_a_choice_comes_back(command: str) -> None:
    app = run(f"st.text(repr(st.{command}('a', [1, 2.5, 'x', None])))")
    for index, text in enumerate(["1", "2.5", "'x'", "None"]):
        first(app, command).select_index(index).run()
        assert app.text[0].value == text


def test_equal_texts_are_told_apart(command: str) -> None:
    app = run(f"st.text(repr(st.{command}('a', ['1', 1, 1.0], format_func=lambda x: '1')))")
    for wire, text in [("1", "'1'"), ("1\u001f1", "1"), ("1\u001f2", "1.0")]:
        first(app, command).set_wire(wire).run()
        assert app.text[0].value == text


def test_the_index_is_what_is_chosen_at_first(command: str) -> None:
    assert value(f"st.{command}('a', ['x', 'y'], 1)") == "y"
    assert value(f"st.{command}('a', ['x', 'y'], __import__('numpy').int64(1))") == "y"
    assert value(f"st.{command}('a', ['x', 'y'], None)") is None


def test_format_func_makes_the_texts(command: str) -> None:
    shown = element(f"st.{command}('a', [1, 2], format_func=lambda n: n * 10)")
    assert shown.options == ("10", "20")


def test_mutable_options_are_copied(command: str) -> None:
    code = f"options = [[1], [2]]\nst.session_state.same = st.{command}('a', options) is options[0]"
    assert run(code).session_state["same"] is False


@pytest.mark.parametrize("wire", ["z", 0, True, 1.5, ["x"], {}, "x\u001f1"])
def test_what_is_no_option_is_the_default(command: str, wire: object) -> None:
    app = run(f"st.text(st.{command}('a', ['x', 'y'], 1))")
    first(app, command).set_wire(wire).run()
    assert app.text[0].value == "y"


def test_a_choice_that_is_gone_is_the_default() -> None:
    app = run("st.text(st.radio('a', st.session_state.get('o', ['x', 'y']), key='k'))")
    app.radio[0].set_value("y").run()
    assert app.text[0].value == "y"
    app.session_state["o"] = ["x", "z"]
    app.run()
    assert app.text[0].value == "x"


@pytest.mark.parametrize(
    ("set_to", "expected"),
    [("'y'", "y"), ("'q'", "x"), ("None", None), ("2.0", "x"), ("''", "")],
)
def test_session_state_sets_it(command: str, set_to: str, expected: str | None) -> None:
    options = ["x", "y", ""]
    code = f"st.session_state.k = {set_to}\nst.text(repr(st.{command}('a', {options}, key='k')))"
    assert run(code).text[0].value == repr(expected)


def test_an_enum_of_an_older_class_is_found_by_its_text(command: str) -> None:
    code = "C = Enum('C', 'A B')\nst.session_state.setdefault('k', C.B)\n"
    app = AppTest.from_string(HEAD + code + f"st.{command}('a', C, key='k')").run()
    assert app.session_state["k"].name == "B"


@given(some.lists(some.one_of(some.text(max_size=3), some.integers(), some.none()), min_size=1,
                  max_size=6), some.data())  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_every_option_comes_back_as_itself(options: list[Any], data: some.DataObject) -> None:
    options = [o.encode(errors="replace").decode() if isinstance(o, str) else o for o in options]
    index = data.draw(some.integers(0, len(options) - 1))
    for command in COMMANDS:
        found = value(f"st.{command}('a', {options!r}, {index})")
        assert found == options[index]
        assert type(found) is type(options[index])


def test_radio_has_captions_and_a_direction() -> None:
    shown = element("st.radio('a', ['x', 'y'], captions=['p', None], horizontal=True)")
    assert (shown.captions, shown.horizontal) == (("p", ""), True)


def test_selectbox_takes_new_options_as_texts() -> None:
    app = run("st.text(repr(st.selectbox('a', [1, 2], key='k', accept_new_options=True)))")
    app.selectbox[0].set_wire("new").run()
    assert app.text[0].value == "'new'"
    app.selectbox[0].set_wire(5).run()
    assert app.text[0].value == "1"


@pytest.mark.parametrize(
    ("arguments", "hint", "clearable"),
    [
        ("['x']", "Choose an option", False),
        ("['x'], None", "Choose an option", True),
        ("['x'], None, required=True", "Choose an option", False),
        ("[]", "No options to choose from", False),
        ("[], accept_new_options=True", "Add an option", False),
        ("['x'], accept_new_options=True", "Choose or add an option", False),
        ("['x'], placeholder='p'", "p", False),
    ],
)
def test_selectbox_says_what_to_do(arguments: str, hint: str, clearable: bool) -> None:
    shown = element(f"st.selectbox('a', {arguments})")
    assert (shown.placeholder, shown.clearable) == (hint, clearable)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("'a', 5", "cannot use options=5. They are a list, or anything else"),
        ("'a', ['x', 'y'], 2", "cannot use index=2. There are 2 options, so it is from 0 to 1."),
        ("'a', ['x'], -1", "cannot use index=-1. There are 1 options"),
        ("'a', ['x'], True", "cannot use index=True. It is the place of an option, from 0"),
        ("'a', ['x'], 'x'", "cannot use index='x'. It is the place of an option"),
        ("'a', ['x'], key=''", "cannot use key=''. A key is a text that is not empty"),
        ("'a', ['x'], on_change='often'", "It is a function, 'rerun' or 'ignore'."),
        ("'a', ['x'], label_visibility='no'", "It is 'visible', 'hidden' or 'collapsed'."),
    ],
)
def test_what_is_refused(command: str, arguments: str, sentence: str) -> None:
    assert sentence in refusal(f"st.{command}({arguments})")


def test_what_only_one_of_them_refuses() -> None:
    captions = refusal("st.radio('a', ['x', 'y'], captions='xy')")
    assert captions.endswith("They are a list with a text for each option.")
    mode = refusal("st.selectbox('a', ['x'], filter_mode='exact')")
    assert mode.endswith("It is 'fuzzy', 'contains', 'prefix' or None.")
    assert "It is 'stretch', or" in refusal("st.selectbox('a', ['x'], width='content')")


def test_an_array_with_two_dimensions_gives_its_first_column() -> None:
    code = "__import__('numpy').array([[1, 2], [3, 4]])"
    assert element(f"st.selectbox('a', {code})").options == ("1", "3")
