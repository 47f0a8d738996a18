from __future__ import annotations

import math
import struct
from base64 import b64decode
from typing import Any

import pytest

from tests.elements.shown import element, refusal, run

LIBRARIES = """
import numpy as np, pandas as pd, polars as pl, pyarrow as pa
DAYS = [date(2020, 1, 2), date(2020, 1, 1)]
TIMES = pd.DatetimeIndex(DAYS)
"""
NEW_YEAR = [1577836800000.0, 1577923200000.0]
NAN = "nan"


def columns(chart: Any) -> list[list[Any]]:
    """The columns of numbers, x first; a gap is "nan"."""
    return split(b64decode(chart.data), chart.rows)


def split(raw: bytes, rows: int) -> list[list[Any]]:
    numbers: list[Any] = [
        NAN if math.isnan(number) else number for (number,) in struct.iter_unpack("<d", raw)
    ]
    return [numbers[at : at + rows] for at in range(0, len(numbers), rows or 1)]


@pytest.mark.parametrize(
    ("data", "numbers"),
    [
        ("[4, None, 2]", [[0, 1, 2], [4, NAN, 2]]),
        ("{'a': [1, 2], 'b': [3, 4]}", [[0, 1], [1, 2], [3, 4]]),
        ("np.array([[1, 2], [3, 4]])", [[0, 1], [1, 3], [2, 4]]),
        ("pd.DataFrame({'a': [1.5, None]}, index=[7, 5])", [[5, 7], [NAN, 1.5]]),
        ("pd.DataFrame({'a': pd.array([1, None], dtype='Int64')})", [[0, 1], [1, NAN]]),
        ("pl.DataFrame({'a': [1, None], 'text': ['x', 'y']})", [[0, 1], [1, NAN]]),
        ("pa.table({'a': [1, None]})", [[0, 1], [1, NAN]]),
        ("{'a': [True, False]}", [[0, 1], [1, 0]]),
        ("[2**60, float('inf')]", [[0, 1], [2.0**60, float("inf")]]),
        ("[]", []),
        ("None", []),
    ],
)
def test_every_column_of_numbers_is_a_line(data: str, numbers: list[list[Any]]) -> None:
    assert columns(element(f"{LIBRARIES}st.line_chart({data})")) == numbers


@pytest.mark.parametrize(
    ("data", "kind", "places"),
    [
        ("{'x': [2, 1], 'y': [3, 4]}", "number", [1, 2]),
        ("{'x': ['q', 'p'], 'y': [3, 4]}", "category", [0, 1]),
        ("{'x': DAYS, 'y': [3, 4]}", "datetime", NEW_YEAR),
        ("pd.DataFrame({'x': DAYS, 'y': [3, 4]})", "datetime", NEW_YEAR),
        ("pd.DataFrame({'x': TIMES, 'y': [3, 4]})", "datetime", NEW_YEAR),
        ("pd.DataFrame({'x': TIMES.tz_localize('Asia/Tokyo'), 'y': [3, 4]})", "datetime", NEW_YEAR),
        ("pl.DataFrame({'x': DAYS, 'y': [3, 4]})", "datetime", NEW_YEAR),
        ("pl.DataFrame({'x': list(TIMES), 'y': [3, 4]})", "datetime", NEW_YEAR),
        ("pa.table({'x': list(TIMES), 'y': [3, 4]})", "datetime", NEW_YEAR),
    ],
)
def test_lines_are_sorted_by_x(data: str, kind: str, places: list[float]) -> None:
    chart = element(f"{LIBRARIES}st.line_chart({data}, x='x')")
    assert (chart.x.name, chart.x.type) == ("x", kind)
    assert columns(chart) == [places, [4, 3]]


def test_rows_without_x_are_left_out() -> None:
    chart = element("st.line_chart({'x': [1, None, 3], 'y': [4, 5, 6]}, x='x')")
    assert columns(chart) == [[1, 3], [4, 6]]


def test_categories_are_named() -> None:
    chart = element("st.line_chart({'x': ['q', 'p'], 'y': [3, 4]}, x='x')")
    assert chart.categories == ("p", "q")


def test_a_column_can_part_long_data_into_lines() -> None:
    chart = element(
        "st.line_chart({'x': [1, 1, 2], 'y': [4, 5, 6], 'kind': ['b', 'a', 'b']},"
        " x='x', y='y', color='kind')"
    )
    assert [series.name for series in chart.series] == ["b", "a"]
    assert columns(chart) == [[1, 2], [4, 6], [5, NAN]]


def test_a_row_without_a_value_is_a_gap_and_no_row_is_none() -> None:
    chart = element(
        "st.line_chart({'x': [1, 1, 2, 3, 3], 'y': [4, 5, None, 6, 7], 'k': list('abaab')},"
        " x='x', y='y', color='k')"
    )
    raw = b64decode(chart.data)
    bits = [number & 0xFF for (number,) in struct.iter_unpack("<Q", raw)][3:]
    assert columns(chart)[1:] == [[4, NAN, 6], [5, NAN, 7]]
    assert (bits[1], bits[4]) == (0, 0xAB)


def test_rows_of_the_same_line_and_x_stay_rows_of_their_own() -> None:
    chart = element(
        "st.line_chart({'x': [1, 1, 1], 'y': [4, 5, 6], 'k': list('aba')}, x='x', y='y', color='k')"
    )
    assert columns(chart) == [[1, 1], [4, 6], [5, NAN]]


def test_texts_of_a_category_type_keep_its_order() -> None:
    chart = element(
        "import pandas as pd\n"
        "sizes = pd.Categorical(['L', 'S', 'L'], ['S', 'M', 'L'], ordered=True)\n"
        "st.line_chart(pd.DataFrame({'x': sizes, 'y': [1, 2, 3]}), x='x')"
    )
    assert chart.categories == ("S", "L")
    chart = element(
        "import polars as pl\n"
        "sizes = pl.Series(['z', 'a'], dtype=pl.Enum(['z', 'a']))\n"
        "st.line_chart(pl.DataFrame({'x': sizes, 'y': [1, 2]}), x='x')"
    )
    assert chart.categories == ("z", "a")


def test_truths_are_categories() -> None:
    chart = element("st.line_chart({'x': [True, False, None], 'y': [1, 2, 3]}, x='x')")
    assert (chart.categories, columns(chart)) == (("false", "true"), [[0, 1], [2, 1]])


@pytest.mark.parametrize(
    ("color", "colours"),
    [
        ("['red', '#00ff00']", ["red", "#00ff00"]),
        ("[(255, 0, 0), (0.5, 0, 1.0, 0.5)]", ["#ff0000", "#8000ff80"]),
        ("['grey', [1, 2, 3]]", ["gray", "#010203"]),
        ("None", [None, None]),
    ],
)
def test_lines_have_colours(color: str, colours: list[str | None]) -> None:
    chart = element(f"st.line_chart({{'a': [1], 'b': [2]}}, color={color})")
    assert [series.color for series in chart.series] == colours


def test_the_axes_have_labels() -> None:
    chart = element("st.line_chart({'a': [1], 'b': [2]}, x='a', y='b')")
    assert (chart.x.label, chart.y_label) == ("a", "b")
    own = element("st.line_chart({'a': [1], 'b': [2]}, x='a', x_label='Year', y_label='Birds')")
    assert (own.x.label, own.y_label) == ("Year", "Birds")


def test_a_long_chart_is_fetched() -> None:
    app = run("st.line_chart(list(range(10_000)), height=300, width=500, alt='up')")
    chart, payload = app.line_chart[0].element, app.line_chart[0]._node.payload
    assert (chart.data, chart.source, chart.rows) == (None, payload.source, 10_000)
    assert (chart.height, chart.width, chart.alt) == (300, 500, "up")
    assert split(payload.data, 10_000)[1][-1] == 9_999


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("x='z'", "cannot use x='z'. There is no such column; the data have ['a', 'b', 't']."),
        ("y='z'", "cannot use y='z'. There is no such column"),
        ("y=['a', 't']", "cannot use y='t'. Its values are of the type 'text', and a chart needs"),
        ("color='pink'", "cannot use color='pink'. It is the name of a column"),
        ("color=['red']", "It has 1 colours for 2 columns: ['a', 'b']."),
        ("color=[(1, 2), 'red']", "cannot use color=(1, 2). It is the name of a column"),
        ("color='#12345'", "It is the name of a column"),
        ("width='wide'", "cannot use width='wide'."),
    ],
)
def test_what_is_refused(arguments: str, sentence: str) -> None:
    data = "{'a': [1], 'b': [2], 't': ['x']}"
    assert sentence in refusal(f"st.line_chart({data}, {arguments})")
