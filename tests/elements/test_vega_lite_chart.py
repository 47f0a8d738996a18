from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mini.run import vega_spec
from mini.testing import AppTest
from tests.elements.shown import HEAD, refusal, run

DATA = """
import altair as alt, pandas as pd, polars as pl, pyarrow as pa, numpy as np
SPEC = {"mark": "bar", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
PLAIN = {"a": [1, 2], "b": ["x", None]}
chart = alt.Chart(pd.DataFrame(PLAIN), title="Bars").mark_bar().encode(x="a", y="b")
large = pd.DataFrame({"n": np.arange(9000.0)})
"""


def shown(code: str) -> Any:
    return run(DATA + code).vega_lite_chart[0].element


def spec(code: str) -> dict[str, Any]:
    return dict(json.loads(shown(code).spec))


@pytest.mark.parametrize(
    "data", ["PLAIN", "pd.DataFrame(PLAIN)", "pl.DataFrame(PLAIN)", "pa.table(PLAIN)",
             "[{'a': 1, 'b': 'x'}, {'a': 2}]"],
)  # fmt: skip
def test_data_of_any_library_become_rows(data: str) -> None:
    described = spec(f"st.vega_lite_chart({data}, SPEC)")
    assert described["data"] == {"values": [{"a": 1, "b": "x"}, {"a": 2, "b": None}]}
    assert described["mark"] == "bar"


def test_times_and_what_is_no_number() -> None:
    described = spec("st.vega_lite_chart({'t': [datetime(2020, 1, 2)], 'n': [float('nan')]}, SPEC)")
    assert described["data"] == {"values": [{"t": "2020-01-02T00:00:00", "n": None}]}


def test_a_specification_can_stand_in_the_place_of_the_data() -> None:
    assert spec("st.vega_lite_chart({**SPEC, 'data': {'values': [{'a': 1}]}})")["data"] == {
        "values": [{"a": 1}]
    }
    assert spec("st.vega_lite_chart(PLAIN, mark='point', encoding={})")["mark"] == "point"


def test_a_chart_of_altair() -> None:
    element = shown("st.altair_chart(chart)")
    described = json.loads(element.spec)
    assert described["mark"]["type"] == "bar"
    assert described["datasets"][described["data"]["name"]][0] == {"a": 1, "b": "x"}
    assert (element.width, element.theme, element.alt) == ("stretch", "streamlit", "Bars")


@pytest.mark.parametrize("code", ["chart | chart.mark_line()", "chart.facet('b')",
                                  "chart.encode(row='b')", "chart.repeat(['a'])"])  # fmt: skip
def test_charts_of_charts_have_their_own_width(code: str) -> None:
    assert shown(f"st.altair_chart({code})").width == "content"
    assert shown(f"st.altair_chart({code}, use_container_width=True)").width == "stretch"


def test_sizes() -> None:
    element = shown("st.altair_chart(chart + chart, width=300, height=200, theme=None, alt='b')")
    assert (element.width, element.height, element.room) == (300, 200, 200)
    assert (element.theme, element.alt) == (None, "b")


@pytest.mark.parametrize(
    "code",
    ["st.vega_lite_chart(large, SPEC)", "st.altair_chart(alt.Chart(large).mark_bar())",
     "st.altair_chart(alt.layer(alt.Chart(large).mark_bar(), alt.Chart(large).mark_line()))"],
)  # fmt: skip
def test_large_data_are_fetched(code: str) -> None:
    node: Any = run(DATA + code).vega_lite_chart[0]
    payload = node._node.payload
    assert f"mini:{payload.source}" in node.element.spec
    assert len(node.element.spec) < 3000
    assert len(json.loads(payload.data)) == 9000


def test_write_shows_charts() -> None:
    assert len(run(DATA + "st.write('a', chart, chart | chart)").vega_lite_chart) == 2


def test_one_can_be_a_method_of_a_container_or_stand_within_it() -> None:
    app = run(DATA + "box = st.container()\nbox.altair_chart(chart, key='a')\n"
              "with box:\n    st.vega_lite_chart(PLAIN, SPEC)")  # fmt: skip
    assert [child.kind for child in app.main[0].children] == ["vega_lite_chart"] * 2


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("altair_chart(3)", "cannot use altair_chart=3. It is a chart of Altair, as"),
        ("vega_lite_chart(PLAIN)", "cannot use spec=None. It is a specification of Vega-Lite"),
        ("vega_lite_chart(PLAIN, 'bar')", "cannot use spec='bar'. It is a specification of"),
        ("vega_lite_chart(3, SPEC)", "cannot use data=3. It is a table of pandas, polars"),
        ("altair_chart(chart, on_select='rerun')", "Selections are not available yet; leave"),
        ("altair_chart(chart, theme='dark')", "cannot use theme='dark'. It is 'streamlit' or"),
        ("vega_lite_chart(PLAIN, SPEC, height=0)", "`vega_lite_chart` cannot use height=0."),
    ],
)
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(f"{DATA}st.{code}")


def test_it_is_shown_again_by_a_cached_function() -> None:
    source = (
        HEAD
        + DATA
        + """
@st.cache_data
def draw():
    st.altair_chart(chart)
    st.vega_lite_chart(large, SPEC)
    return 1
draw()
st.text(draw.info().entries)
"""
    )
    first, second = (AppTest.from_string(source).run() for _ in range(2))
    assert [app.text[0].value for app in (first, second)] == ["1", "1"]
    for one, other in zip(first.vega_lite_chart, second.vega_lite_chart, strict=True):
        assert one.element == other.element
    payload: Any = second.vega_lite_chart[1]._node.payload
    assert payload.size > vega_spec.INLINE_BYTES


values = some.recursive(
    some.none() | some.integers() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=4), inner),
    max_leaves=10,
)


@given(
    some.dictionaries(some.sampled_from(["mark", "layer", "data", "datasets", "hconcat"]), values)
)
def test_what_is_small_stays_as_it_is(described: dict[str, Any]) -> None:
    if not isinstance(described.get("datasets", {}), dict):
        return
    assert vega_spec.without_data(described) == (described, [])
