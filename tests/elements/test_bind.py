"""`bind="query-params"`: what an address says, as people write it, and what is written into it."""

from __future__ import annotations

import pytest

from mini.testing import AppTest

SCRIPT = """
import datetime as dt
import mini as st
BOUND = {{"key": "k", "bind": "query-params"}}
st.text(repr({call}))
"""
CALLS = {
    "whole": "st.slider('a', 0, 100, 50, **BOUND)",
    "part": "st.slider('a', 0.0, 1.0, 0.5, **BOUND)",
    "range": "st.slider('a', 0, 100, (25, 75), **BOUND)",
    "day": "st.slider('a', dt.date(2020, 1, 1), dt.date(2030, 1, 1), dt.date(2024, 1, 1), **BOUND)",
    "time": "st.slider('a', value=dt.time(8), step=dt.timedelta(seconds=1), **BOUND)",
    "moment": "st.slider('a', dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1), **BOUND)",
    "zone": "st.slider('a', dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "
            "dt.datetime(2030, 1, 1, tzinfo=dt.UTC), **BOUND)",
    "steps": "st.select_slider('a', ['x', 'y', 'z'], ('x', 'y'), **BOUND)",
    "many": "st.multiselect('a', ['x', 'y', 'z'], ['y'], **BOUND)",
    "text": "st.text_input('a', 'b', **BOUND)",
    "check": "st.checkbox('a', **BOUND)",
    "number": "st.number_input('a', value=None, **BOUND)",
    "days": "st.date_input('a', (dt.date(2024, 1, 1), dt.date(2024, 1, 5)), **BOUND)",
}  # fmt: skip
ADDRESSES = [
    ("whole", ["75"], "75", "k=75"),
    ("whole", ["[75]"], "75", "k=75"),
    ("whole", ["999"], "50", ""),
    ("whole", ["abc"], "50", ""),
    ("whole", [""], "50", ""),
    ("whole", ["50"], "50", ""),
    ("part", ["0.3"], "0.3", "k=0.3"),
    ("part", ["1"], "1.0", "k=1.0"),
    ("range", ["10", "90"], "(10, 90)", "k=10&k=90"),
    ("range", ["90", "10"], "(10, 90)", "k=10&k=90"),
    ("range", ["30", "150"], "(25, 75)", ""),
    ("range", ["50"], "(25, 75)", ""),
    ("day", ["2025-06-01"], "datetime.date(2025, 6, 1)", "k=2025-06-01"),
    ("day", ["2031-06-01"], "datetime.date(2024, 1, 1)", ""),
    ("time", ["09:30"], "datetime.time(9, 30)", "k=09%3A30"),
    ("time", ["09:30:30"], "datetime.time(9, 30, 30)", "k=09%3A30%3A30"),
    ("moment", ["2024-03-20T09:30"], "datetime.datetime(2024, 3, 20, 9, 30)",
     "k=2024-03-20T09%3A30"),
    ("zone", ["2024-03-20T09:30:00+00:00"],
     "datetime.datetime(2024, 3, 20, 9, 30, tzinfo=datetime.timezone.utc)",
     "k=2024-03-20T09%3A30%3A00%2B00%3A00"),
    ("steps", ["z", "y"], "('y', 'z')", "k=y&k=z"),
    ("many", ["x", "q", "x"], "['x']", "k=x"),
    ("many", ["q"], "['y']", ""),
    ("many", [""], "[]", "k="),
    ("text", ["null"], "'null'", "k=null"),
    ("text", ['"quoted"'], "'\"quoted\"'", "k=%22quoted%22"),
    ("text", ["123"], "'123'", "k=123"),
    ("check", ["True"], "True", "k=true"),
    ("check", ["maybe"], "False", ""),
    ("number", ["1.5"], "1.5", "k=1.5"),
    ("number", [""], "None", ""),
    ("days", ["2024-02-05", "2024-02-01"],
     "(datetime.date(2024, 2, 1), datetime.date(2024, 2, 5))", "k=2024-02-01&k=2024-02-05"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "texts", "value", "query"), ADDRESSES)
@pytest.mark.parametrize("cached", [False, True])
def test_a_widget_starts_from_what_the_address_says(
    name: str, texts: list[str], value: str, query: str, cached: bool
) -> None:
    script = SCRIPT.format(call=CALLS[name])
    if cached:
        head, _, line = script.rpartition("st.text(")
        script = f"{head}@st.cache_data\ndef show():\n    st.text({line}show()\n"
    for _ in range(2):  # the second session finds what the first has cached
        app = AppTest.from_string(script)
        app.query_params["k"] = texts
        assert app.run().text[0].value == value
        assert app.query_params.text() == query


def test_what_is_slid_to_is_written_as_people_write_it() -> None:
    app = AppTest.from_string(SCRIPT.format(call=CALLS["range"])).run()
    app.slider[0].set_range(10, 90).run()
    assert app.query_params.text() == "k=10&k=90"
    app.slider[0].set_range(25, 75).run()
    assert app.query_params.text() == ""


FIRST = """
import mini as st
st.session_state.setdefault("k", 30)
if st.button("set"):
    st.session_state.k = 40
st.text(st.slider("a", 0, 100, key="k", bind="query-params"))
"""


def test_the_address_that_a_page_is_opened_with_counts_for_more_than_what_is_set_at_first() -> None:
    app = AppTest.from_string(FIRST)
    app.query_params["k"] = "75"
    assert app.run().text[0].value == "75"
    app.slider[0].set_value(76).run()
    assert (app.text[0].value, app.query_params.text()) == ("76", "k=76")
    assert app.button[0].click().run().text[0].value == "40"


def test_without_an_address_what_is_set_at_first_counts() -> None:
    assert AppTest.from_string(FIRST).run().text[0].value == "30"
