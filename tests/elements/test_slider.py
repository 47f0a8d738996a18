from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.elements.shown import element, refusal, run, value

DAY = 86_400_000_000
ZONE = timezone(timedelta(hours=5))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", 0),
        (", 0, 10", 0),
        (", 0.0, 10.0", 0.0),
        (", 0, 10, 5", 5),
        (", 0, 10, [2, 8]", (2, 8)),
        (", 0, 10, (8, 2)", (2, 8)),
        (", 0, 10, [2]", (2,)),
        (", 0, 10, ()", (0, 10)),
        (", 0, 10, __import__('numpy').array([1, 3])", (1, 3)),
        (", value=0.5", 0.5),
        (", value=150", 150),
        (", value=-5", -5),
        (", 10, 0", 10),
        (", 0, 10, step=-2", 0),
        (", max_value=5.0", 0.0),
        (", 200", 200),
        (", value=date(2020, 1, 31)", date(2020, 1, 31)),
        (", value=time(5, 6)", time(5, 6)),
        (", value=datetime(2020, 1, 1, 3, 4, 5, 6)", datetime(2020, 1, 1, 3, 4, 5, 6)),
        (", date(1, 1, 1), date(9999, 12, 31)", date(1, 1, 1)),
        (", value=time(3, tzinfo=timezone(timedelta(hours=5)))", time(3, tzinfo=ZONE)),
        (", 2**60, 2**61", 2**60),
        (", __import__('numpy').int64(1), __import__('numpy').int64(9)", 1),
        (", __import__('pandas').Timestamp('2020-01-01')", datetime(2020, 1, 1)),
    ],
)
def test_the_type_follows_what_is_given(arguments: str, expected: Any) -> None:
    found = value(f"st.slider('a'{arguments})")
    assert found == expected
    assert type(found) is type(expected)


def test_a_zone_stays_with_the_datetime() -> None:
    code = "st.slider('a', value=datetime(2020, 1, 1, 3, tzinfo=timezone(timedelta(hours=5))))"
    found = value(code)
    assert (found, found.utcoffset()) == (datetime(2020, 1, 1, 3, tzinfo=ZONE), timedelta(hours=5))


@pytest.mark.parametrize(
    ("arguments", "bounds"),
    [
        ("", (0, 100, 1)),
        (", value=150", (0, 150, 1)),
        (", value=-5", (-5, 100, 1)),
        (", 200", (200, 300, 1)),
        (", max_value=-5", (-105, -5, 1)),
        (", value=0.5", (0.0, 1.0, 0.01)),
        (", 5.0", (5.0, 6.0, 0.01)),
        (", value=time(5)", (0, DAY - 1, 900_000_000)),
        (", value=date(1970, 1, 1)", (-14 * DAY, 14 * DAY, DAY)),
        (", datetime(1970, 1, 1), datetime(1970, 1, 1, 5)", (0, 18_000_000_000, 900_000_000)),
        (", datetime(1970, 1, 1), datetime(1970, 1, 3)", (0, 2 * DAY, DAY)),
        (", 0, 10, step=20", (0, 10, 20)),
        (", 0.0, 10.0, step=1", (0.0, 10.0, 1.0)),
        (", date(1970, 1, 1), date(1970, 2, 1), step=timedelta(days=2)", (0, 31 * DAY, 2 * DAY)),
        (", 0, 2**60", (0, "#1152921504606846976", 1)),
    ],
)
def test_bounds_and_step_follow_what_is_given(arguments: str, bounds: Any) -> None:
    shown = element(f"st.slider('a'{arguments})")
    assert (shown.min, shown.max, shown.step) == bounds


def test_dates_near_the_ends_of_time_have_bounds() -> None:
    assert value("st.slider('a', value=date.min)") == date.min
    assert value("st.slider('a', value=datetime.max)") == datetime.max
    assert "It is from 0001-01-01 to 0001-01-15." in refusal(
        "st.session_state.k = date.max\nst.slider('a', value=date.min, key='k')"
    )


@pytest.mark.parametrize(
    ("arguments", "wire", "expected"),
    [
        ("0, 10", [5], 5),
        ("0, 10", [5.0], 5),
        ("0.0, 10.0", [5], 5.0),
        ("0, 10, (1, 2)", [3, 9], (3, 9)),
        ("0, 2**60", ["#9007199254740993"], 2**53 + 1),
        ("date(1970, 1, 1), date(1970, 2, 1)", [2 * DAY], date(1970, 1, 3)),
        ("time(0), time(12)", [3_600_000_000], time(1)),
    ],
)
def test_what_the_browser_sends_is_read(arguments: str, wire: Any, expected: Any) -> None:
    app = run(f"st.session_state.out = st.slider('a', {arguments})")
    app.slider[0].set_wire(wire).run()
    found = app.session_state["out"]
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "wire",
    [None, 5, "5", [], [11, 12], [1], [1, 2, 3], [-1, 2], [5, 2], [1.5, 2], [True, 2],
     ["#NaN", 2], ["#Infinity", 2], ["#-1", 2], ["x", 2], [None, 2], {"a": 1}, [[1], 2]],
)  # fmt: skip
def test_what_it_cannot_have_is_the_default(wire: Any) -> None:
    app = run("st.text(st.slider('a', 0, 10, (3, 4)))")
    app.slider[0].set_wire([6, 7]).run()
    assert app.text[0].value == "(6, 7)"
    app.slider[0].set_wire(wire).run()
    assert app.text[0].value == "(3, 4)"


@given(some.data())
@settings(max_examples=60, deadline=None)
def test_every_value_comes_back(data: some.DataObject) -> None:
    kind: some.SearchStrategy[Any] = data.draw(
        some.sampled_from(
            [some.integers(), some.floats(-1e300, 1e300), some.dates(), some.times(),
             some.datetimes()]
        )
    )  # fmt: skip
    low, here, high = sorted(data.draw(some.tuples(kind, kind, kind)))
    if low == high:
        return
    app = run(
        f"import datetime as module\nst.session_state.out = st.slider('a', *{_given((low, high))})"
    )
    app.slider[0].set_value(here).run()
    found = app.session_state["out"]
    assert found == here
    assert type(found) is type(here)


def _given(values: tuple[Any, ...]) -> str:
    return repr(values).replace("datetime.", "module.")


@pytest.mark.parametrize(
    ("arguments", "bounds", "expected"),
    [
        ("0, 10, 20", (0, 20), 20),
        ("0, 10, -5", (-5, 10), -5),
        ("0, 10, (-3, 20)", (-3, 20), (-3, 20)),
        ("10, 0", (0, 10), 10),
        ("10, 0, 5", (0, 10), 5),
        ("10, 0, ()", (0, 10), (0, 10)),
        ("0.0, 1.0, 2.0", (0.0, 2.0), 2.0),
        ("date(1970, 2, 1), date(1970, 1, 1), date(1970, 1, 3)", (0, 31 * DAY), date(1970, 1, 3)),
    ],
)
def test_bounds_are_put_in_order_and_hold_the_value(
    arguments: str, bounds: Any, expected: Any
) -> None:
    app = run(f"st.session_state.out = st.slider('a', {arguments})")
    shown = app.slider[0].element
    assert (shown.min, shown.max) == bounds
    assert app.session_state["out"] == expected


def test_equal_numbers_of_other_types_are_other_sliders() -> None:
    code = """
st.text([st.slider("a", 0, 1, 1), st.slider("b", 0.0, 1.0, 1.0), st.slider("c", False, True, True)])
st.text([st.slider(f"d{at}", value=time(3, tzinfo=zone)) for at, zone in
         enumerate([timezone.utc, timezone(timedelta(0), "here")])])
"""
    first, second = run(code).text
    assert first.value == "[1, 1.0, 1]"
    assert "'here'" in second.value


@pytest.mark.parametrize(
    ("arguments", "set_to", "expected"),
    [
        ("0, 10", "5", 5),
        ("0.0, 10.0", "5", 5.0),
        ("0, 10", "5.0", 5),
        ("0, 10, (1, 2)", "(5, 3)", (3, 5)),
        ("0, 10", "(3, 5)", (3, 5)),
        ("0, 10", "[3, 5]", (3, 5)),
    ],
)
def test_session_state_sets_it(arguments: str, set_to: str, expected: Any) -> None:
    code = (
        f"if 'k' not in st.session_state:\n    st.session_state.k = {set_to}\n"
        f"st.session_state.out = st.slider('a', {arguments}, key='k')"
    )
    app = run(code)
    for _ in range(2):
        assert app.session_state["out"] == expected
        app.run()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("0, 10.0", "The values are of two types: min_value is int, max_value is float."),
        ("0, 10, 5.0", "cannot use value=5.0. The values are of two types"),
        ("date(2020, 1, 1), datetime(2020, 2, 1)", "min_value is date, max_value is datetime."),
        ("0, 10, 5, 0.5", "cannot use step=0.5. It is a whole number above 0 here."),
        ("0, 10, step=0", "cannot use step=0. It is a whole number above 0 here."),
        ("0, 10, step=timedelta(1)", "It is a whole number above 0 here."),
        ("date(2020, 1, 1), date(2020, 2, 1), step=2", "cannot use step=2. It is a `timedelta`"),
        ("10, 10", "cannot use min_value=10. It is the same as max_value=10; give it another one."),
        ("0.0, 1.0, step=0.0", "cannot use step=0.0. It is a number above 0 here."),
        ("0, 10, (1, 2, 3)", "It is one value, or a pair of two for a range."),
        ("0, 10, (None, 5)", "cannot use value=None. It is an int, float, date, time or datetime"),
        ("'0', '10'", "cannot use min_value='0'. It is an int, float, date, time or datetime"),
        ("0.0, float('inf')", "cannot use max_value=inf. A slider needs finite numbers."),
        ("0, 10, format=5", "cannot use format=5. It is a text or None"),
        (
            "datetime(2020, 1, 1, tzinfo=timezone.utc), datetime(2020, 2, 1)",
            "It has no time zone and the others have one; give all of them one, or none.",
        ),
    ],
)
def test_what_is_refused(arguments: str, sentence: str) -> None:
    assert sentence in refusal(f"st.slider('a', {arguments})")


@pytest.mark.parametrize(
    ("arguments", "set_to", "sentence"),
    [
        ("0, 10", "50", "cannot use value=50. It is from 0 to 10."),
        ("0, 10", "'x'", "In session_state it is a value of the type int."),
        ("0, 10", "2.5", "It is a whole number. It is from 0 to 10."),
        ("0, 10, (1, 2)", "3", "In session_state it is a tuple of 2."),
        ("0, 10, 1", "(1, 2)", "It is a single value."),
        ("0.0, 10.0", "float('nan')", "It is from 0.0 to 10.0."),
    ],
)
def test_what_session_state_cannot_set(arguments: str, set_to: str, sentence: str) -> None:
    code = f"st.session_state.k = {set_to}\nst.slider('a', {arguments}, key='k')"
    assert sentence in refusal(code)
