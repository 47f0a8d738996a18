from __future__ import annotations

import json
from typing import Any

import pytest

from mini.run import plotly_js
from mini.testing import AppTest
from tests.elements.shown import HEAD, refusal, run

FIGURE = """
import plotly.graph_objects as go
fig = go.Figure(go.Bar(x=["a", "b"], y=[1, 2]), layout={"title": "Bars"})
"""


def shown(code: str) -> Any:
    return run(FIGURE + code).plotly_chart[0].element


def test_a_figure_travels_as_json_with_the_script_that_draws_it() -> None:
    element = shown("st.plotly_chart(fig)")
    (trace,) = json.loads(element.figure)["data"]
    assert (trace["type"], trace["y"]) == ("bar", [1, 2])
    assert (element.width, element.height, element.alt) == ("stretch", 450, "Bars")
    assert element.theme == "streamlit"
    assert element.script == plotly_js.name()
    assert element.script.startswith("plotly-")


@pytest.mark.parametrize(
    "given",
    ["{'data': [{'type': 'scatter', 'y': [1]}], 'layout': {}}", "[go.Scatter(y=[1])]",
     "[{'type': 'scatter', 'y': [1]}]", "go.Scatter(y=[1])", "fig.to_dict()",
     "px.line(y=[1, 2])"],
)  # fmt: skip
def test_what_plotly_makes_a_figure_of_will_do(given: str) -> None:
    code = f"import plotly.express as px\nst.plotly_chart({given})"
    assert len(json.loads(shown(code).figure)["data"]) == 1


def test_a_figure_keeps_its_own_size_where_the_content_decides() -> None:
    element = shown("st.plotly_chart(fig.update_layout(height=200, width=300), width='content')")
    assert (element.width, element.height) == (300, 200)
    element = shown("st.plotly_chart(fig, False, height='stretch', theme=None, alt='b')")
    assert (element.width, element.height, element.theme, element.alt) == (
        700,
        "stretch",
        None,
        "b",
    )
    assert json.loads(shown("st.plotly_chart(fig, config={'a': 1})").config) == {"a": 1}


def test_a_large_figure_is_fetched() -> None:
    app = run(FIGURE + "st.plotly_chart(go.Scatter(y=[float(i) for i in range(20_000)]))")
    element: Any = app.plotly_chart[0].element
    payload: Any = app.plotly_chart[0]._node.payload
    assert (element.figure, element.source) == (None, payload.source)
    assert len(json.loads(payload.data)["data"][0]["y"]) == 20_000


def test_write_shows_figures() -> None:
    assert len(run(FIGURE + "st.write('a', fig)").plotly_chart) == 1


def test_one_can_be_a_method_of_a_container_or_stand_within_it() -> None:
    app = run(FIGURE + "box = st.container()\nbox.plotly_chart(fig, key='a')\n"
              "with box:\n    st.plotly_chart(fig)")  # fmt: skip
    assert [child.kind for child in app.main[0].children] == ["plotly_chart"] * 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("3", "cannot use figure_or_data=3. It is a figure of Plotly, a dict with `data`"),
        ("plt.figure()", "A figure of matplotlib is shown by `st.pyplot(fig)`."),
        ("[{'type': 'no'}]", "Plotly says of it: "),
        ("fig, theme='dark'", "cannot use theme='dark'. It is 'streamlit' or None."),
        ("fig, on_select='rerun'", "cannot use on_select='rerun'. Selections are not available"),
        ("fig, config=3", "cannot use config=3. It is a dict, or None."),
        ("fig, config={'a': fig}", "It holds what JSON has no form for: "),
        ("fig, height='tall'", "cannot use height='tall'."),
    ],
)
def test_what_is_refused(arguments: str, sentence: str) -> None:
    assert sentence in refusal(
        f"{FIGURE}import matplotlib.pyplot as plt\nst.plotly_chart({arguments})"
    )


def test_it_is_shown_again_by_a_cached_function() -> None:
    source = (
        HEAD
        + FIGURE
        + """
@st.cache_data
def draw():
    st.plotly_chart(fig)
    st.plotly_chart(go.Scatter(y=list(range(20_000))), key="large")
    return 1
draw()
st.text(draw.info().entries)
"""
    )
    first, second = (AppTest.from_string(source).run() for _ in range(2))
    assert [app.text[0].value for app in (first, second)] == ["1", "1"]
    for one, other in zip(first.plotly_chart, second.plotly_chart, strict=True):
        assert one.element == other.element
    payload: Any = second.plotly_chart[1]._node.payload
    assert payload.size > 64 * 1024
