from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.elements.shown import element, refusal, run, value


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", 0.0),
        (", 5", 5),
        (", 0.5", 0.5),
        (", value=5", 5),
        (", value=5.0", 5.0),
        (", value=None", None),
        (", 0, 10, None", None),
        (", step=1", 0),
        (", max_value=5", 0),
        (", value=2**60", 2**60),
        (", value=float('inf')", math.inf),
        (", value=__import__('numpy').int64(5)", 5),
        (", value=__import__('numpy').float64(5)", 5.0),
        (", value=True", 1),
    ],
)
def test_the_type_is_that_of_the_numbers(arguments: str, expected: object) -> None:
    found = value(f"st.number_input('a'{arguments})")
    assert found == expected
    assert type(found) is type(expected)


def test_a_step_is_1_or_a_hundredth() -> None:
    assert element("st.number_input('a', 5)").step == 1
    assert element("st.number_input('a')").step == 0.01
    assert element("st.number_input('a', step=0.5)").step == 0.5
    assert element("st.number_input('a', step=-2)").step == 2
    assert element("st.number_input('a', step=0)").step == 1
    assert element("st.number_input('a', step=0.0)").step == 0.01


@pytest.mark.parametrize(
    ("arguments", "wire", "expected"),
    [
        ("0, 10", 5, 5),
        ("0, 10", 5.0, 5),
        ("0.0, 10.0", 5, 5.0),
        ("value=0", "#9007199254740993", 2**53 + 1),
        ("value=0.0", "#Infinity", math.inf),
        ("0, 10, None", None, None),
    ],
)
def test_what_the_browser_sends_is_read(arguments: str, wire: Any, expected: object) -> None:
    app = run(f"st.session_state.out = st.number_input('a', {arguments})")
    app.number_input[0].set_wire(wire).run()
    found = app.session_state["out"]
    assert found == expected
    assert type(found) is type(expected)


def test_nan_is_a_number_where_there_are_no_bounds() -> None:
    app = run("st.text(st.number_input('a', value=1.5))")
    app.number_input[0].set_wire("#NaN").run()
    assert app.text[0].value == "nan"


@pytest.mark.parametrize(
    "wire", [11, -1, 5.5, True, "5", "#x", "#NaN", "#Infinity", "#99999999999999999", [5], {}, "x"]
)
def test_what_it_cannot_have_is_the_default(wire: Any) -> None:
    app = run("st.text(st.number_input('a', 0, 10, 3))")
    app.number_input[0].set_wire(7).run()
    assert app.text[0].value == "7"
    app.number_input[0].set_wire(wire).run()
    assert app.text[0].value == "3"


@given(some.one_of(some.integers(), some.floats()))
@settings(max_examples=60, deadline=None)
def test_every_number_comes_back(number: int | float) -> None:
    app = run(f"st.session_state.out = st.number_input('a', value={type(number).__name__}(0))")
    app.number_input[0].set_value(number).run()
    found = app.session_state["out"]
    assert type(found) is type(number)
    assert found == number or (math.isnan(found) and math.isnan(number))


@pytest.mark.parametrize(
    ("arguments", "set_to", "expected"),
    [("0, 10", "5", 5), ("0, 10", "50", 0), ("0.0, 10.0", "5", 5.0), ("0, 10", "None", None),
     ("0, 10", "5.0", 5)],
)  # fmt: skip
def test_session_state_sets_it(arguments: str, set_to: str, expected: object) -> None:
    code = (
        f"st.session_state.k = {set_to}\n"
        f"st.session_state.out = st.number_input('a', {arguments}, key='k')"
    )
    found = run(code).session_state["out"]
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("0, 10.0", "The numbers are of two types: min_value is int, max_value is float."),
        ("0, 10, 5.5", "cannot use value=5.5. The numbers are of two types"),
        ("0, 10, 5, 0.5", "Make them all int or all float."),
        ("0, 10, 11", "cannot use value=11. It is at least 0 and at most 10."),
        ("max_value=-5", "cannot use value=0. It is at most -5."),
        ("0.0, value=float('nan')", "cannot use value=nan. It is at least 0.0."),
        ("'0'", "cannot use min_value='0'. It is an int or a float."),
        ("value='x'", "cannot use value='x'. It is an int or a float."),
        ("value=Decimal(5)", "It is an int or a float."),
        ("10, 5", "cannot use max_value=5. It is below min_value=10; give it a greater one."),
        ("format='percent'", "cannot use format='percent'. It is a text such as"),
        ("format='%d %d'", "with one place for the number."),
    ],
)
def test_what_is_refused(arguments: str, sentence: str) -> None:
    assert sentence in refusal(f"st.number_input('a', {arguments})")


@pytest.mark.parametrize(
    ("set_to", "sentence"),
    [("'5'", "Set it to a whole number or None in session_state."), ("2.5", "a whole number")],
)
def test_what_session_state_cannot_set(set_to: str, sentence: str) -> None:
    assert sentence in refusal(
        f"st.session_state.k = {set_to}\nst.number_input('a', 0, 10, key='k')"
    )
