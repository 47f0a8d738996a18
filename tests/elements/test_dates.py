"""`date_input`, `time_input` and `datetime_input`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mini.testing import AppTest
from tests.elements.shown import element, refusal, run, value

TODAY = dt.date.today()
ANY_DAY = some.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("date(2026, 1, 31)", dt.date(2026, 1, 31)),
        ("datetime(2026, 1, 31, 23, 59)", dt.date(2026, 1, 31)),
        ("__import__('pandas').Timestamp('2026-01-31 10:00')", dt.date(2026, 1, 31)),
        ("'2026-01-31'", dt.date(2026, 1, 31)),
        ("'2026-01-31T10:00:00+02:00'", dt.date(2026, 1, 31)),
        ("None", None),
        ("[]", ()),
        ("('2026-01-31',)", (dt.date(2026, 1, 31),)),
        ("[date(2026, 2, 1), '2026-01-01']", (dt.date(2026, 1, 1), dt.date(2026, 2, 1))),
        ("date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1)", dt.date(2026, 1, 1)),
    ],
)
def test_a_day_is_given_in_many_ways(arguments: str, expected: object) -> None:
    found = value(f"st.date_input('a', {arguments})")
    assert found == expected
    assert type(found) is type(expected)


def test_today_is_within_the_bounds() -> None:
    assert value("st.date_input('a')") in {TODAY, dt.date.today()}
    assert value("st.date_input('a', max_value='2020-02-02')") == dt.date(2020, 2, 2)
    assert value("st.date_input('a', min_value=date(9000, 1, 1))") == dt.date(9000, 1, 1)


@pytest.mark.parametrize(
    ("arguments", "wire", "expected"),
    [
        ("'2026-01-05'", ["2026-03-03"], "datetime.date(2026, 3, 3)"),
        ("None", ["2026-03-03"], "datetime.date(2026, 3, 3)"),
        ("None", [], "None"),
        ("'2026-01-05'", ["1900-01-01"], "datetime.date(1900, 1, 1)"),
        ("[]", ["2026-03-03"], "(datetime.date(2026, 3, 3),)"),
        ("[]", ["2026-03-03", "2026-03-03"], "(datetime.date(2026, 3, 3), " * 2),
    ],
)
def test_what_the_browser_sends_is_read(arguments: str, wire: Any, expected: str) -> None:
    app = run(f"st.text(repr(st.date_input('a', {arguments})))")
    app.date_input[0].set_wire(wire).run()
    assert app.text[0].value.startswith(expected[:26])
    assert app.text[0].value.count("date") == expected.count("date")


@pytest.mark.parametrize(
    "wire",
    [["2025-12-31"], ["2027-01-01"], ["2026-02-30"], ["20260101"], ["x"], [1], "2026-03-03", None,
     [None], {}, ["2026-03-03", "2026-03-04"], ["2026-W01-1"]],
)  # fmt: skip
def test_what_it_cannot_have_is_the_default(wire: Any) -> None:
    app = run("st.text(st.date_input('a', '2026-06-06', '2026-01-01', '2026-12-31'))")
    app.date_input[0].set_wire(wire).run()
    assert app.text[0].value == "2026-06-06"


def test_the_days_of_a_range_stand_in_their_order() -> None:
    app = run("st.text(st.date_input('a', ['2026-06-06']))")
    app.date_input[0].set_wire(["2026-06-09", "2026-06-08"]).run()
    assert app.text[0].value == "(datetime.date(2026, 6, 6),)"


@pytest.mark.parametrize(
    ("set_to", "expected"),
    [
        ("date(2026, 3, 3)", "2026-03-03"),
        ("datetime(2026, 3, 3, 5)", "2026-03-03"),
        ("'2026-03-03'", "2026-03-03"),
        ("None", "None"),
        ("date(1999, 1, 1)", "2026-06-06"),
    ],
)
def test_session_state_sets_a_day(set_to: str, expected: str) -> None:
    code = "st.text(st.date_input('a', '2026-06-06', '2026-01-01', key='k'))"
    assert run(f"st.session_state.k = {set_to}\n{code}").text[0].value == expected


def test_session_state_sets_a_range() -> None:
    code = "st.session_state.k = ({})\nst.text(len(st.date_input('a', [], key='k')))"
    assert run(code.format("date(2026, 1, 1), date(2026, 1, 2)")).text[0].value == "2"
    assert run(code.format("")).text[0].value == "0"


def test_a_test_sets_days() -> None:
    app = run("st.text(st.date_input('a', '2026-06-06'))\nst.text(st.date_input('b', []))")
    app.date_input[0].set_value(dt.date(2026, 7, 7))
    app.date_input[1].set_range(dt.date(2026, 1, 1), dt.date(2026, 1, 3)).run()
    assert app.text[0].value == "2026-07-07"
    assert app.date_input[1].value == (dt.date(2026, 1, 1), dt.date(2026, 1, 3))


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        (
            "date_input('a', 5)",
            '"2026-01-31", or "today"; or a list of up to two of these for a range.',
        ),
        ("date_input('a', 'soon')", "cannot use value='soon'"),
        ("date_input('a', [None])", "cannot use value=[None]"),
        ("date_input('a', ['today'] * 3)", "a list of up to two of these for a range"),
        (
            "date_input('a', min_value=5)",
            'It is a date, a datetime, a text such as "2026-01-31", "today", or None.',
        ),
        (
            "date_input('a', None, '2026-02-01', '2026-01-01')",
            "It is before min_value=2026-02-01; give it a later day.",
        ),
        (
            "date_input('a', '2026-01-01', '2026-02-01', '2026-03-01')",
            "It is at the earliest 2026-02-01 and at the latest 2026-03-01.",
        ),
        ("date_input('a', format='DD MM YY')", "It is 'YYYY/MM/DD', 'DD/MM/YYYY', 'MM/DD/YYYY', "),
        ("time_input('a', 'late')", 'It is a time, a datetime, a text such as "18:30", "now", or'),
        (
            "time_input('a', step=0)",
            "It is a `timedelta` or whole seconds, from 1 to 82800, which is 23 hours.",
        ),
        ("time_input('a', format='24')", "It is '12h', '24h' or 'localized'."),
        (
            "datetime_input('a', 'late')",
            'It is a datetime, a date, a time, a text such as "2026-01-31 18:30", "now", or None.',
        ),
        ("datetime_input('a', step=30)", "from 60 to 82800"),
        (
            "datetime_input('a', None, '2026-02-01', '2026-01-01')",
            "It is before min_value=2026-02-01 00:00:00; give it a later moment.",
        ),
        (
            "datetime_input('a', '2026-01-01', '2026-02-01')",
            "It is at the earliest 2026-02-01 00:00:00.",
        ),
    ],
)
def test_what_cannot_be_is_said(code: str, fix: str) -> None:
    assert fix in refusal(f"st.{code}")


@pytest.mark.parametrize(
    ("kind", "default", "set_to", "fix"),
    [
        ("date_input", "'2026-01-01'", "[]", "It is one day or None in session_state."),
        ("date_input", "[]", "date(2026, 1, 1)", "It is a tuple of up to two days in session_"),
        ("date_input", "None", "'x'", "It is a date, a datetime"),
        ("time_input", "None", "5", "It is a time, a datetime"),
        ("datetime_input", "None", "5", "It is a datetime, a date"),
    ],
)
def test_what_session_state_cannot_set_is_said(
    kind: str, default: str, set_to: str, fix: str
) -> None:
    assert fix in refusal(f"st.session_state.k = {set_to}\nst.{kind}('a', {default}, key='k')")


@pytest.mark.parametrize("mark", "/.-")
def test_days_are_written_in_nine_ways(mark: str) -> None:
    for order in ("YYYY MM DD", "DD MM YYYY", "MM DD YYYY"):
        format_ = order.replace(" ", mark)
        assert element(f"st.date_input('a', format={format_!r})").format == format_
        assert element(f"st.datetime_input('a', format={format_!r})").format == format_


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("time(18, 30, 15)", dt.time(18, 30)),
        ("time(18, 30, 15, 7), step=30", dt.time(18, 30, 15)),
        ("time(18, 30, tzinfo=timezone.utc)", dt.time(18, 30)),
        ("datetime(2026, 1, 1, 6, 45)", dt.time(6, 45)),
        ("'06:45'", dt.time(6, 45)),
        ("'2026-01-01 06:45'", dt.time(6, 45)),
        ("None", None),
        ("'06:45', step=timedelta(hours=1)", dt.time(6, 45)),
    ],
)
def test_a_time_is_given_in_many_ways(arguments: str, expected: object) -> None:
    assert value(f"st.time_input('a', {arguments})") == expected


def test_a_time_is_chosen() -> None:
    app = run("st.text(st.time_input('a', None, key='k'))")
    app.time_input[0].set_value(dt.time(9, 15)).run()
    assert app.text[0].value == "09:15:00"
    app.time_input[0].increment().run()
    assert app.text[0].value == "09:30:00"
    app.time_input[0].decrement().decrement().run()
    assert app.text[0].value == "09:00:00"
    app.time_input[0].set_value(None).run()
    assert app.text[0].value == "None"


@pytest.mark.parametrize("wire", ["24:00", "9:15", "0915", "", 5, ["09:15"], "09:15:99", True])
def test_what_is_no_time_is_the_default(wire: Any) -> None:
    app = run("st.text(st.time_input('a', '06:45'))")
    app.time_input[0].set_wire(wire).run()
    assert app.text[0].value == "06:45:00"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("datetime(2026, 1, 31, 18, 30, 15)", dt.datetime(2026, 1, 31, 18, 30)),
        (
            "datetime(2026, 1, 31, 18, 30, tzinfo=timezone(timedelta(hours=9)))",
            dt.datetime(2026, 1, 31, 18, 30),
        ),
        ("date(2026, 1, 31)", dt.datetime(2026, 1, 31)),
        ("'2026-01-31 18:30'", dt.datetime(2026, 1, 31, 18, 30)),
        ("'2026/01/31 18:30:05'", dt.datetime(2026, 1, 31, 18, 30)),
        ("'2026-01-31T18:30+01:00'", dt.datetime(2026, 1, 31, 18, 30)),
        ("'2026-01-31'", dt.datetime(2026, 1, 31)),
        ("None", None),
        ("date(2026, 1, 31), None, date(2026, 1, 31)", dt.datetime(2026, 1, 31)),
    ],
)
def test_a_moment_is_given_in_many_ways(arguments: str, expected: object) -> None:
    assert value(f"st.datetime_input('a', {arguments})") == expected


def test_a_time_alone_is_today() -> None:
    found = value("st.datetime_input('a', time(18, 30))")
    assert found.time() == dt.time(18, 30)
    assert found.date() in {TODAY, dt.date.today()}


def test_the_last_day_of_moments_counts_to_its_end() -> None:
    app = run("st.text(st.datetime_input('a', '2026-01-01', max_value=date(2026, 1, 31)))")
    app.datetime_input[0].set_value(dt.datetime(2026, 1, 31, 23, 59)).run()
    assert app.text[0].value == "2026-01-31 23:59:00"
    app.datetime_input[0].set_wire("2026-02-01T00:00").run()
    assert app.text[0].value == "2026-01-01 00:00:00"
    app.datetime_input[0].set_wire("today").run()
    assert app.text[0].value == "2026-01-01 00:00:00"


@pytest.mark.parametrize("kind", ["time_input", "datetime_input", "date_input"])
def test_the_clock_goes_on_but_the_value_stays(kind: str) -> None:
    app = run(f"st.{kind}('a')\nst.{kind}('b', key='k')\nst.text(st.session_state.k)")
    widgets = app.page.widgets
    before = dict(widgets.values_by_id)
    assert len(before) == 2
    past = {"date_input": ["2001-01-01"], "datetime_input": "2001-01-01T01:02"}
    old = {id_: past.get(kind, "01:02") for id_ in before}
    widgets.values_by_id.update(old)  # as if the session had begun long ago
    app.run()
    assert widgets.values_by_id == old
    assert "01" in app.text[0].value


@pytest.mark.parametrize(
    ("kind", "new", "query"),
    [
        ("date_input", dt.date(2026, 3, 3), "k=2026-03-03"),
        ("time_input", dt.time(9, 15), "k=09%3A15"),
        ("datetime_input", dt.datetime(2026, 3, 3, 9, 15), "k=2026-03-03T09%3A15"),
    ],
)
def test_the_address_holds_them(kind: str, new: Any, query: str) -> None:
    code = f"import mini as st\nst.{kind}('a', None, key='k', bind='query-params')"
    app = AppTest.from_string(code).run()
    app.get(kind)[0].set_value(new).run()
    assert app.query_params.text() == query
    again = AppTest.from_string(code)
    again.query_params["k"] = app.query_params["k"]
    assert again.run().session_state["k"] == new


def test_a_form_clears_them() -> None:
    app = run("""
with st.form("f", clear_on_submit=True):
    st.date_input("a", "2026-01-01", key="d")
    st.time_input("a", key="t")
    st.form_submit_button()
st.text(st.session_state.d)
""")
    app.date_input[0].set_value(dt.date(2026, 5, 5))
    app.button[0].click().run()
    assert app.text[0].value == "2026-05-05"
    assert app.run().text[0].value == "2026-01-01"


@pytest.mark.parametrize("kind", ["date_input", "time_input", "datetime_input"])
def test_they_stand_in_containers(kind: str) -> None:
    app = run(f"with st.sidebar:\n  st.{kind}('a')\nst.container().{kind}('b')")
    assert [view.label for view in app.sidebar.get(kind)] == ["a"]
    assert [view.label for view in app.main.get(kind)] == ["b"]


@given(some.lists(ANY_DAY, max_size=2).map(sorted), ANY_DAY)
@settings(max_examples=30, deadline=None)
def test_every_day_comes_back_as_itself(days: list[dt.date], other: dt.date) -> None:
    code = f"import datetime\nimport mini as st\nst.session_state.v = st.date_input('a', {days!r})"
    app = AppTest.from_string(code).run()
    assert app.session_state["v"] == tuple(days)
    app.date_input[0].set_value([other]).run()
    assert app.session_state["v"] == (other,)


def test_every_time_comes_back_as_itself() -> None:
    app = run("st.text(st.time_input('a', None, step=1))")
    for at in range(0, 86_400, 7_331):
        at_time = (dt.datetime.min + dt.timedelta(seconds=at)).time()
        app.time_input[0].set_value(at_time).run()
        assert app.text[0].value == at_time.isoformat()
