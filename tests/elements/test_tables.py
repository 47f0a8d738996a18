"""`dataframe` and `table`, and the data that they take in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import polars as pl
import pytest

from mini.run.frames import TableRows, take
from tests.elements.shown import element, refusal, run

pa: Any = pytest.importorskip("pyarrow")
LIBRARIES = "import numpy as np, pandas as pd, polars as pl, pyarrow as pa\n"


class Bird(NamedTuple):
    name: str
    age: int


@dataclass
class Egg:
    mass: int


def cells(data: Any) -> dict[str, tuple[str, list[Any]]]:
    """Name, type and cells of every column, the index first."""
    table = take("dataframe", data)
    columns = [*table.index, *table.columns]
    return {column.name: (column.type, column.cells(0, table.count)) for column in columns}


def source(data: Any) -> str:
    table = take("dataframe", data)
    return TableRows([*table.index, *table.columns], table.count).source


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        (None, {}),
        ([], {}),
        ({}, {}),
        ([1, None, 2.5], {"value": [1, None, 2.5]}),
        ((1, 2), {"value": [1, 2]}),
        ({3}, {"value": [3]}),
        (range(2), {"value": [0, 1]}),
        ((n for n in range(2)), {"value": [0, 1]}),
        ([[1, 2], [3]], {"0": [1, 3], "1": [2, None]}),
        ([{"a": 1}, {"b": 2}], {"a": [1, None], "b": [None, 2]}),
        ([Bird("Ada", 3)], {"name": ["Ada"], "age": [3]}),
        ([Egg(5)], {"mass": [5]}),
        ([1, True], {"value": ["1", "True"]}),
        (["x", None], {"value": ["x", None]}),
        ([2**53 + 1], {"value": ["#9007199254740993"]}),
        (np.array([2**53 + 1, 1]), {"value": ["#9007199254740993", 1]}),
        ({"a": [1, 2], "b": 3}, {"a": [1, 2], "b": [3, 3]}),
        ({"a": 1, "b": 2}, {"": ["a", "b"], "value": [1, 2]}),
        ({"a": {"x": 1, "y": 2}, "b": {"x": 3}}, {"": ["x", "y"], "a": [1, 2], "b": [3, None]}),
        ({"a": pd.Series([1], index=["x"])}, {"": ["x"], "a": [1]}),
        (np.array([[1, 2], [3, 4]]), {"0": [1, 3], "1": [2, 4]}),
        (np.array([("a", 1)], dtype=[("n", "U1"), ("v", "i4")]), {"n": ["a"], "v": [1]}),
        (np.array(["a", "b"]), {"value": ["a", "b"]}),
        (pd.Series([1, 2]), {"": [0, 1], "0": [1, 2]}),
        (pd.Series([1], name="n"), {"": [0], "n": [1]}),
        (pd.Index([5]), {"0": [5]}),
        (pl.Series([1]), {"value": [1]}),
        (pl.LazyFrame({"a": [1]}), {"a": [1]}),
        (pa.array([1]), {"value": [1]}),
        (pa.chunked_array([[1], [2]]), {"value": [1, 2]}),
        (pa.record_batch({"a": [1]}), {"a": [1]}),
    ],
)
def test_data_of_any_form_has_columns(data: Any, columns: dict[str, list[Any]]) -> None:
    assert {name: shown for name, (_, shown) in cells(data).items()} == columns


FRAME = {
    "number": [1, None],
    "float": [1.5, float("nan")],
    "text": ["x", None],
    "boolean": [True, None],
    "datetime": [pd.Timestamp("2020-01-01 10:00:00.123"), None],
    "list": [[1], None],
    "huge": [2**60, 5],
}


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow", "python"])
def test_every_library_gives_the_same_cells(library: str) -> None:
    taken: dict[str, Callable[[], Any]] = {
        "pandas": lambda: pd.DataFrame(FRAME).astype({"number": "Int64", "boolean": "boolean"}),
        "polars": lambda: pl.DataFrame(FRAME, strict=False),
        "pyarrow": lambda: pa.table(FRAME),
        "python": lambda: FRAME,
    }
    shown = cells(taken[library]())
    shown.pop("", None)
    assert shown == {
        "number": ("number", [1, None]),
        "float": ("number", [1.5, None]),
        "text": ("text", ["x", None]),
        "boolean": ("boolean", [True, None]),
        "datetime": ("datetime", [shown["datetime"][1][0], None]),
        "list": ("list", ["[1]", None]) if library != "pandas" else shown["list"],
        "huge": ("number", ["#1152921504606846976", 5]),
    }
    assert shown["datetime"][1][0].startswith("2020-01-01T10:00:00.123")


def test_pandas_types_of_all_kinds() -> None:
    frame = pd.DataFrame(
        {
            "category": pd.Categorical(["u", None]),
            "zone": pd.DatetimeIndex(["2020-01-01", pd.NaT]).tz_localize("Europe/Berlin"),
            "delta": pd.to_timedelta(["1s", None]),
            "mixed": [1, "x"],
            "period": pd.period_range("2020", periods=2, freq="M"),
            "date": [pd.Timestamp("2020-01-01").date(), None],
            "infinite": [float("inf"), float("-inf")],
            "small": np.array([1, 2], dtype="u1"),
            "complex": [1 + 2j, None],
        }
    )
    assert cells(frame) | {"": None} == {
        "": None,
        "category": ("text", ["u", None]),
        "zone": ("datetime", ["2020-01-01T00:00:00+01:00", None]),
        "delta": ("object", ["0:00:01", None]),
        "mixed": ("object", ["1", "x"]),
        "period": ("object", ["2020-01", "2020-02"]),
        "date": ("date", ["2020-01-01", None]),
        "infinite": ("number", ["#Infinity", "#-Infinity"]),
        "small": ("number", [1, 2]),
        "complex": ("object", ["(1+2j)", cells(frame)["complex"][1][1]]),
    }


def test_several_levels_become_several_columns_and_joined_labels() -> None:
    frame = pd.DataFrame(
        [[1, 2]],
        index=pd.MultiIndex.from_tuples([("p", 7)], names=["x", None]),
        columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")]),
    )
    assert list(cells(frame)) == ["x", "", "a / b", "a / c"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1, 3]})),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]})),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1.0]})),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [True]})),
        (pd.DataFrame({"a": ["1"]}), pd.DataFrame({"a": [1]})),
        (pd.DataFrame({"a": ["x", "y"]}), pd.DataFrame({"a": ["xy", ""]})),
        (pd.DataFrame({"a": ["", None]}), pd.DataFrame({"a": [None, ""]})),
        (pd.DataFrame({"a": [1]}, index=[5]), pd.DataFrame({"a": [1]}, index=[6])),
        (pd.DataFrame({"a": [0, None]}, dtype="Int64"), pd.DataFrame({"a": [0, 0]}, dtype="Int64")),
        (pl.DataFrame({"a": [0, None]}), pl.DataFrame({"a": [0, 0]})),
        (pl.DataFrame({"a": ["x", None]}), pl.DataFrame({"a": ["x", ""]})),
        (np.array([0.0]), np.array([-0.0])),
        ([[1, 2]], [[1], [2]]),
        ([1, 2], ["1", "2"]),
    ],
)
def test_what_differs_has_another_source(one: Any, other: Any) -> None:
    assert source(one) != source(other)


def test_one_cell_of_many_is_enough() -> None:
    numbers, words = np.arange(100_000.0), [str(n) for n in range(10_000)]
    other_numbers, other_words = numbers.copy(), list(words)
    other_numbers[77_777] += 1
    other_words[7_777] += "!"
    assert source(pd.DataFrame(numbers)) != source(pd.DataFrame(other_numbers))
    assert source(pd.DataFrame({"a": words})) != source(pd.DataFrame({"a": other_words}))


def test_what_is_equal_has_the_same_source() -> None:
    assert source(pd.DataFrame({"a": [1, 2]})) == source(pd.DataFrame({"a": [1, 2]}))
    strided = pd.DataFrame(np.arange(6).reshape(3, 2))
    assert source(strided) == source(strided.copy())


@pytest.mark.parametrize("data", [pd.DataFrame({"a": [1, 2]}), np.array([1, 2]), [1, 2]])
def test_a_later_change_does_not_show(data: Any) -> None:
    table = take("dataframe", data)
    if isinstance(data, pd.DataFrame):
        data.loc[0, "a"] = 99
    else:
        data[0] = 99
    assert table.columns[0].cells(0, 2) == [1, 2]


def test_a_page_of_rows_is_made_when_it_is_asked_for() -> None:
    table = take("dataframe", pd.DataFrame({"a": range(1000), "b": [str(n) for n in range(1000)]}))
    rows = TableRows(table.columns, table.count)
    assert rows.page(998, 2000) == [[998, 999], ["998", "999"]]
    assert rows.page(-5, 1) == [[0], ["0"]]
    assert rows.page(5000, 6000) == [[], []]


def test_a_dataframe_carries_its_first_rows_and_the_name_of_all() -> None:
    app = run(LIBRARIES + "st.dataframe(pd.DataFrame({'a': range(1000)}))")
    shown = app.dataframe[0].element
    assert (shown.rows, len(shown.first), len(shown.first[0])) == (1000, 2, 50)
    payload = app.dataframe[0]._node.payload
    assert payload.source == shown.source
    assert payload.page(998, 1000) == [[998, 999], [998, 999]]


def test_only_tables_with_an_index_show_one() -> None:
    frame = element(LIBRARIES + "st.dataframe(pd.DataFrame({'a': [1]}), hide_index=True)")
    assert [(column.name, column.index) for column in frame.columns] == [
        ("_index", True),
        ("a", False),
    ]
    assert frame.hide_index is True
    plain = element(LIBRARIES + "st.dataframe(pl.DataFrame({'a': [1]}))")
    assert [column.name for column in plain.columns] == ["a"]


def test_columns_are_chosen_and_told_how_to_look() -> None:
    shown = element(
        "st.dataframe({'a': [1], 'b': [2], 'c': [3]}, column_order=['c', 'none', 'b', 'a'],"
        " column_config={'a': None, 'b': 'Beta', 2: {'label': 'Gamma', 'width': 'small',"
        " 'alignment': 'right', 'help': 'h', 'pinned': True, 'type_config': {'format': '%d'}}})"
    )
    last, middle = shown.columns
    assert (last.label, last.width, last.align, last.help) == ("Gamma", "small", "right", "h")
    assert (last.pinned, last.format) == (True, "%d")
    assert (middle.name, middle.label, middle.pinned) == ("b", "Beta", False)
    assert shown.first == ((3,), (2,))


def test_a_hidden_column_is_left_out() -> None:
    shown = element("st.dataframe({'a': [1], 'b': [2]}, column_config={'a': {'hidden': True}})")
    assert [column.name for column in shown.columns] == ["b"]


def test_the_rest_of_its_props() -> None:
    shown = run(
        "st.dataframe([1], 300, 200, row_height=50, placeholder='-', alt='one', key='k', lazy=True)"
    ).dataframe(key="k")
    assert (shown.width, shown.height, shown.row_height) == (300, 200, 50)
    assert (shown.placeholder, shown.alt) == ("-", "one")
    assert element("st.dataframe([1], use_container_width=False)").width == "content"


def test_a_table_shows_everything_as_text() -> None:
    shown = element(
        LIBRARIES + "st.table(pd.DataFrame({'a': [1.5, None, 2e-9], 'b': ['*x*', None, 'y'],"
        " 'c': pd.to_datetime(['2020-01-01 10:00', None, None])}, index=['p', 'q', 'r']))"
    )
    assert shown.columns == ("a", "b", "c")
    assert shown.rows == (
        ("1.5000", "*x*", "2020-01-01 10:00:00"),
        ("", "", ""),
        ("2e-09", "y", ""),
    )
    assert (shown.index, shown.numeric) == (("p", "q", "r"), (0,))


def test_a_table_hides_what_it_is_told_to() -> None:
    shown = element(
        LIBRARIES
        + "st.table(pd.Series([1]), border='horizontal', hide_index=True, hide_header=True,"
        " width='content', height=100)"
    )
    assert (shown.index, shown.hide_header, shown.border) == (None, True, "horizontal")
    assert (shown.width, shown.height) == ("content", 100)
    assert element("st.table(None)").rows == ()


def test_a_table_joins_the_levels_of_its_index() -> None:
    shown = element(
        LIBRARIES + "st.table(pd.DataFrame({'a': [1]}, index=pd.MultiIndex.from_tuples([('p', 7)],"
        " names=['x', 'y'])))"
    )
    assert (shown.index, shown.index_name) == (("p / 7",), "x / y")


@pytest.mark.parametrize("command", ["dataframe", "table", "line_chart"])
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("'abc'", "cannot use data='abc'. It is a table of pandas, polars, pyarrow or numpy"),
        ("5", "cannot use data=5. It is a table of pandas"),
        ("np.zeros((1, 1, 1))", "An array has one or two dimensions here, and this one has 3."),
    ],
)
def test_what_is_no_table_is_refused(command: str, data: str, sentence: str) -> None:
    assert sentence in refusal(f"{LIBRARIES}st.{command}({data})")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("on_select='rerun'", "Selections are not available yet; leave it out, or pass"),
        ("selection_default={}", "Selections are not available yet; leave it out."),
        ("column_config={'a': 5}", "Each value is a label, None to hide the column, or a dict."),
        ("column_config={'a': {'width': 'wide'}}", "It is None, 'small', 'medium' or 'large'."),
        ("column_config={'a': {'alignment': 'top'}}", "It is None, 'left', 'center' or 'right'."),
        ("height='tall'", "It is 'auto', 'content' or 'stretch', or a whole number of pixels"),
        ("row_height=0", "cannot use row_height=0. It is a whole number of pixels above 0."),
    ],
)
def test_what_a_dataframe_refuses(arguments: str, sentence: str) -> None:
    assert sentence in refusal(f"st.dataframe({{'a': [1]}}, {arguments})")


def test_what_a_table_refuses() -> None:
    assert "It is True, False or 'horizontal'." in refusal("st.table([1], border='all')")


def test_columns_of_different_lengths_are_rows() -> None:
    shown = run("st.table({'a': [1, 2], 'b': ['x'], 'c': 5})").main[0].element
    assert shown.index == ("a", "b", "c")
    assert shown.rows == (("1", "2"), ("x", ""), ("5", ""))


def test_an_array_without_dimensions_is_one_cell() -> None:
    assert run("st.table(__import__('numpy').array(5))").main[0].element.rows == (("5",),)
