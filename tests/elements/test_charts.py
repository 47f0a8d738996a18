from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.elements.shown import element, refusal, run
from tests.elements.test_line_chart import LIBRARIES, NAN, columns

DATA = """
D = {
    "x": ["b", "a", "b", None], "y": [1, 2, None, 9], "z": [3, -4, 5, 9],
    "k": ["p", "q", "q", "p"], "n": [1, 2, 3, 9],
}
"""


def chart(code: str) -> Any:
    return element(DATA + code)


@pytest.mark.parametrize("name", ["area_chart", "bar_chart", "scatter_chart"])
@pytest.mark.parametrize(
    "data",
    [
        "{'a': [1, 2], 'b': [3, 4]}",
        "np.array([[1, 3], [2, 4]])",
        "pd.DataFrame({'a': [1, 2], 'b': [3, 4]})",
        "pl.DataFrame({'a': [1, 2], 'b': [3, 4]})",
        "pa.table({'a': [1, 2], 'b': [3, 4]})",
        "[{'a': 1, 'b': 3}, {'a': 2, 'b': 4}]",
    ],
)
def test_each_library_gives_the_same_columns(name: str, data: str) -> None:
    shown = columns(element(f"{LIBRARIES}st.{name}({data})"))
    if name == "scatter_chart":
        assert shown == [[0, 0, 1, 1], [1, 3, 2, 4], [0, 1, 0, 1]]
    else:
        assert shown == [[0, 1], [1, 2], [3, 4]]


@pytest.mark.parametrize("name", ["area_chart", "bar_chart", "scatter_chart"])
def test_one_can_be_a_method_of_a_container_or_stand_within_it(name: str) -> None:
    app = run(f"""
box = st.container()
box.{name}([1, 2])
with box:
    st.{name}([3, 4])
""")
    shown = getattr(app, name)
    assert [columns(each.element)[1] for each in shown] == [[1, 2], [3, 4]]
    assert app.main[0].element.kind == "container"


@pytest.mark.parametrize("name", ["area_chart", "bar_chart", "scatter_chart"])
@pytest.mark.parametrize("data", ["None", "[]", "{}", "{'a': []}", "['text']"])
def test_nothing_is_a_chart_without_rows_or_series(name: str, data: str) -> None:
    shown = element(f"st.{name}({data})")
    assert shown.rows == 0 or shown.series == ()


@pytest.mark.parametrize("name", ["area_chart", "bar_chart"])
def test_rows_of_the_same_x_are_added_up(name: str) -> None:
    shown = chart(f"st.{name}(D, x='x', y=['y', 'z'])")
    assert (shown.categories, columns(shown)) == (("a", "b"), [[0, 1], [2, 1], [-4, 8]])
    parted = chart(f"st.{name}(D, x='x', y='y', color='k')")
    assert [series.name for series in parted.series] == ["p", "q"]
    assert columns(parted) == [[0, 1], [NAN, 1], [2, NAN]]


@pytest.mark.parametrize(
    ("sort", "order"),
    [("True", "ab"), ("False", "ba"), ("'n'", "ab"), ("'-n'", "ba"), ("'k'", "ba"), ("'-k'", "ab")],
)
def test_bars_are_in_the_order_that_is_asked_for(sort: str, order: str) -> None:
    shown = chart(f"st.bar_chart(D, x='x', y='z', sort={sort})")
    assert "".join(shown.categories[int(at)] for at in columns(shown)[0]) == order
    assert columns(shown)[1] == ([-4, 8] if order == "ab" else [8, -4])


def test_bars_over_numbers_can_be_in_the_order_of_the_rows() -> None:
    data = "{'year': [2009, 2007, 2008], 'n': [1, 2, 3]}"
    assert columns(element(f"st.bar_chart({data}, x='year')")) == [[2007, 2008, 2009], [2, 3, 1]]
    shown = element(f"st.bar_chart({data}, x='year', sort=False)")
    assert columns(shown) == [[2009, 2007, 2008], [1, 2, 3]]


@pytest.mark.parametrize(
    ("name", "stack", "wire"),
    [
        ("bar_chart", "None", "zero"), ("bar_chart", "True", "zero"),
        ("bar_chart", "False", "beside"), ("bar_chart", "'layered'", "layered"),
        ("area_chart", "None", "zero"), ("area_chart", "False", "layered"),
        ("area_chart", "'normalize'", "normalize"), ("area_chart", "'center'", "center"),
    ],
)  # fmt: skip
def test_series_are_put_together(name: str, stack: str, wire: str) -> None:
    assert element(f"st.{name}({{'a': [1], 'b': [2]}}, stack={stack})").stack == wire


def test_a_scatter_chart_has_a_row_for_each_dot() -> None:
    shown = chart("st.scatter_chart(D, x='n', y=['y', 'z'], color='k', size='n')")
    assert [series.name for series in shown.series] == ["y, p", "y, q", "z, p", "z, q"]
    assert columns(shown) == [
        [1, 1, 2, 2, 3, 9, 9], [1, 3, 2, -4, 5, 9, 9], [0, 2, 1, 3, 3, 0, 2],
        [1, 1, 2, 2, 3, 9, 9],
    ]  # fmt: skip
    assert shown.size == "n"


def test_numbers_are_shades_and_colours_are_themselves() -> None:
    shaded = chart("st.scatter_chart(D, x='x', y='z', color='n', size=30)")
    assert (shaded.shade, shaded.legend, shaded.size) == ("n", False, 30)
    assert columns(shaded) == [[0, 1, 1], [-4, 3, 5], [2, 1, 3]]
    own = element("st.bar_chart({'y': [1, 2], 'c': ['#f00', '#00ff00']}, y='y', color='c')")
    assert [series.color for series in own.series] == ["#f00", "#00ff00"]
    assert own.legend is False


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("bar_chart(D, sort=3)", "cannot use sort=3. It is True, False, or the name of a column"),
        ("bar_chart(D, sort='w')", "cannot use sort='w'. There is no such column; the data have"),
        ("bar_chart(D, stack='up')", "cannot use stack='up'. It is None, True, False, 'normalize'"),
        ("area_chart(D, stack=1)", "cannot use stack=1. It is None, True, False, 'normalize'"),
        ("area_chart(D, y='k')", "Its values are of the type 'text', and a chart needs numbers."),
        ("scatter_chart(D, size='k')", "are of the type 'text', and sizes are numbers."),
        ("scatter_chart(D, size=-1)", "It is the name of a column, or the area of a dot in square"),
        ("scatter_chart(D, x='w')", "cannot use x='w'. There is no such column; the data have"),
        ("scatter_chart(3)", "cannot use data=3. It is a table of pandas, polars, pyarrow"),
    ],
)
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(f"{DATA}st.{code}")


def test_too_many_series_are_refused() -> None:
    data = "{'x': range(5000), 'y': range(5000), 'k': [str(i) for i in range(5000)]}"
    sentence = refusal(f"st.line_chart({data}, x='x', y='y', color='k')")
    assert "That makes 5,000 series, more than can be told apart or sent to the page." in sentence


numbers = some.none() | some.floats(-1e9, 1e9) | some.integers(-(10**9), 10**9)
rows = some.lists(
    some.tuples(some.sampled_from("abc"), numbers, some.sampled_from(["p", "q"])), max_size=12
)


@settings(deadline=None)  # a busy machine takes longer now and then
@given(rows, some.sampled_from(["pd.DataFrame", "pl.DataFrame", "pa.table", "dict"]))
def test_no_value_is_lost_or_made(values: list[Any], library: str) -> None:
    data = {name: [row[at] for row in values] for at, name in enumerate(("x", "y", "k"))}
    if not any(isinstance(value, int | float) for value in data["y"]):
        return
    data["y"] = [None if value is None else float(value) for value in data["y"]]
    total = sum(value for value in data["y"] if value is not None)
    shown = f"{LIBRARIES}DATA = {library}({data!r})\n"
    for code in ("bar_chart", "line_chart"):
        drawn = columns(element(f"{shown}st.{code}(DATA, x='x', y='y', color='k')"))
        cells = [cell for column in drawn[1:] for cell in column if cell != NAN]
        assert sum(cells) == pytest.approx(total, abs=1e-3)
