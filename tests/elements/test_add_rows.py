"""`add_rows` of charts and tables, as older apps call it."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from mini.run import older
from tests.caching.guide_support import shown, times, two_sessions
from tests.elements.shown import element, refusal, run

LIBRARIES = "import altair as alt, numpy as np, pandas as pd, polars as pl\n"
LIBRARIES += "TIMES = pd.to_datetime(['2020-01-01', '2021-01-01'])\n"
PD, PL = "pd.DataFrame", "pl.DataFrame"


@pytest.mark.parametrize(
    ("before", "more", "together"),
    [
        ("[1, 2]", "[3]", "[1, 2, 3]"),
        ("None", "[3]", "[3]"),
        ("np.ones((2, 2))", "np.zeros((1, 2))", "np.array([[1., 1.], [1., 1.], [0., 0.]])"),
        ("{'b': [1], 'a': [2]}", "{'a': [3], 'b': [4]}", "{'b': [1, 4], 'a': [2, 3]}"),
        (f"{PD}({{'a': [1, 2]}})", f"{PD}({{'a': [3]}})", f"{PD}({{'a': [1, 2, 3]}})"),
        (f"{PD}({{'a': [1]}}, [5])", f"{PD}({{'a': [2]}}, [9])", f"{PD}({{'a': [1, 2]}}, [5, 9])"),
        (f"{PD}({{'a': []}})", f"{PD}({{'a': [2.5]}})", f"{PD}({{'a': [2.5]}})"),
        (f"{PL}({{'a': [1, None]}})", f"{PL}({{'a': [3]}})", "{'a': [1, None, 3]}"),
        (f"{PD}({{'a': TIMES[:1]}})", f"{PD}({{'a': TIMES[1:]}})", f"{PD}({{'a': TIMES}})"),
        ("{'a': ['x']}", "{'a': ['y']}", "{'a': ['x', 'y']}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["line_chart", "dataframe", "table"])
def test_rows_are_added(command: str, before: str, more: str, together: str) -> None:
    grown = run(f"{LIBRARIES}st.{command}({before}).add_rows({more})")
    whole = run(f"{LIBRARIES}st.{command}({together})")
    assert len(grown.main.children) == 1
    if command == "dataframe":  # its source tells apart the types of pandas and polars
        grown_first, whole_first = grown.main[0].element.first, whole.main[0].element.first
        assert grown_first == whole_first
    else:
        assert grown.main[0].element == whole.main[0].element


CALLS = [
    "st.line_chart(ROWS, x='a')", "st.area_chart(ROWS, x='a')", "st.bar_chart(ROWS, x='a')",
    "st.scatter_chart(ROWS, x='a', size='b')", "st.table(ROWS)", "st.dataframe(ROWS, key='k')",
    "st.vega_lite_chart(ROWS, {'mark': 'bar'})", "st.vega_lite_chart(ROWS, mark='bar', key='k')",
    "st.empty().line_chart(ROWS)", "st.columns(2)[1].line_chart(ROWS)",
]  # fmt: skip
FIRST, REST = "{'a': [1, 2], 'b': [5, 4]}", "{'a': [3], 'b': [9]}"
WHOLE = "{'a': [1, 2, 3], 'b': [5, 4, 9]}"


@pytest.mark.parametrize("call", CALLS)
def test_what_grew_is_what_was_whole(call: str) -> None:
    grown = run(f"{call.replace('ROWS', FIRST)}.add_rows({REST})")
    assert shown(grown) == shown(run(call.replace("ROWS", WHOLE)))


@pytest.mark.parametrize("call", CALLS)
def test_rows_are_added_in_cached_functions(call: str) -> None:
    source = """
@st.cache_data(SETTING)
def panel():
    ran("panel")
    place = CALL
    for _ in range(2):
        place.add_rows(REST)

panel()
""".replace("CALL", call.replace("ROWS", FIRST)).replace("REST", REST)
    plain = two_sessions(source.replace("@st.cache_data(SETTING)\n", ""))[1]
    for setting in ("", "persist='disk'"):
        first, second = two_sessions(source.replace("SETTING", setting))
        assert shown(first) == shown(second) == shown(plain)
        assert times("panel") == 1


def test_rows_of_a_place_outside_are_added_each_time() -> None:
    first, second = two_sessions("""
place = st.table([0])

@st.cache_data
def more(_place):
    ran("more")
    _place.add_rows([7])

more(place)
""")
    assert [row for (row,) in first.main[0].element.rows] == ["0", "7"]
    assert shown(first) == shown(second)
    assert times("more") == 3  # once in each run, as it depends on what is there


def test_the_data_of_altair_grow() -> None:
    chart = "st.altair_chart(alt.Chart(pd.DataFrame({'a': [1]})).mark_bar().encode(x='a'))"
    more = "pd.DataFrame({'a': [2]})"
    spec = json.loads(element(f"{LIBRARIES}{chart}.add_rows({more})").spec)
    assert list(spec["datasets"].values()) == [[{"a": 1}, {"a": 2}]]


def test_data_sets_have_names() -> None:
    spec = "{'mark': 'bar', 'datasets': {'one': [{'a': 1}], 'two': []}, 'data': {'name': 'one'}}"
    grown: Any = element(f"st.vega_lite_chart({spec}).add_rows(two={{'a': [3]}})")
    assert json.loads(grown.spec)["datasets"] == {"one": [{"a": 1}], "two": [{"a": 3}]}
    sentence = "This chart has several data sets, or none in it; name one of them"
    for wrong in ("{'a': [3]}", "three={'a': [3]}"):
        assert sentence in refusal(f"st.vega_lite_chart({spec}).add_rows({wrong})")


def test_other_columns_are_refused() -> None:
    assert "cannot be added to a table with 'a'" in refusal(
        "st.table({'a': [1]}).add_rows({'b': [1]})"
    )
    assert "It is one table, of the rows to add." in refusal("st.table([1]).add_rows()")
    frame = f"{LIBRARIES}st.line_chart(pd.DataFrame({{'a': [1]}}, ['x'])).add_rows({{'a': [1]}})"
    assert "give those to add one, too" in refusal(frame)


def test_it_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    older._TOLD.discard("add_rows")
    with caplog.at_level(logging.WARNING, "mini"):
        run("chart = st.line_chart([1])\nchart.add_rows([2])\nchart.add_rows([3])")
    (told,) = [record.getMessage() for record in caplog.records if "add_rows" in record.message]
    assert "is an older name" in told
    assert "write `chart.line_chart(all_rows)` now" in told
