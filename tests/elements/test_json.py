"""`json`: what becomes of each kind of value."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mini.run.plain import as_json
from tests.elements.shown import element, refusal

ATOMS = (
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats(allow_nan=False)
    | some.text(some.characters(exclude_categories=["Cs"]))
)
TREES = some.recursive(
    ATOMS, lambda inner: some.lists(inner) | some.dictionaries(some.text(max_size=3), inner)
)


@given(TREES)
@settings(max_examples=50)
def test_what_json_knows_stays_as_it_is(value: Any) -> None:
    assert json.loads(as_json(value)) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{3: 'a', None: 'b', True: 'c', 2.5: 'd', (1, 2): 'e', date(2026, 1, 2): 'f'}",
         {"3": "a", "null": "b", "true": "c", "2.5": "d", "(1, 2)": "e", "2026-01-02": "f"}),
        ("{1: 'a', '1': 'b'}", {"1": "a", "1 (str)": "b"}),
        ("[date(2026, 1, 2), datetime(2026, 1, 2, 3), time(4, 5), timedelta(days=1)]",
         ["2026-01-02", "2026-01-02 03:00:00", "04:05:00", "1 day, 0:00:00"]),
        ("[Decimal('1.5'), Decimal('3'), Decimal('0.1000000000000000000001'), 1 + 2j, b'ab']",
         [1.5, 3, "0.1000000000000000000001", "(1+2j)", "b'ab'"]),
        ("[Enum('E', {'A': 'a'}).A, {1}, (2,), frozenset({3}), range(2), {'a': 1}.keys()]",
         ["a", [1], [2], [3], [0, 1], ["a"]]),
        ("__import__('types').SimpleNamespace(a=1, b=[2])", {"a": 1, "b": [2]}),
        ("__import__('collections').deque([1])", [1]),
        ("__import__('array').array('i', [1])", [1]),
        ("map(str, [1, 2])", ["1", "2"]),
        ("zip('ab', [1, 2])", [["a", 1], ["b", 2]]),
    ],
)  # fmt: skip
def test_what_json_does_not_know_is_shown_all_the_same(value: str, expected: Any) -> None:
    shown = json.loads(element(f"st.json({value})").body)
    assert shown == expected


CLASSES = """
from dataclasses import dataclass
import msgspec, pydantic
@dataclass
class Data:
    a: int = 1
class Struct(msgspec.Struct):
    a: int = 1
class Model(pydantic.BaseModel):
    a: int = 1
"""


@pytest.mark.parametrize("kind", ["Data", "Struct", "Model"])
def test_objects_with_fields_are_dicts(kind: str) -> None:
    assert json.loads(element(f"{CLASSES}st.json([{kind}()])").body) == [{"a": 1}]


def test_an_object_without_fields_is_its_text_and_a_class_is_its_name() -> None:
    code = "class A:\n    a = 1\n    __str__ = lambda self: 'text'\nst.json([A(), int, len])"
    shown = json.loads(element(code).body)
    assert shown == ["text", "<class 'int'>", "<built-in function len>"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("np.array([[1, 2], [3, 4]])", [[1, 2], [3, 4]]),
        ("{'a': np.float64(1.5), 'b': np.int64(2), 'c': np.array(3), 'd': np.bool_(True)}",
         {"a": 1.5, "b": 2, "c": 3, "d": True}),
        ("np.datetime64('2026-01-02')", "2026-01-02"),
        ("pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})", [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]),
        ("pd.Series([1.5], index=['x'])", {"x": 1.5}),
        ("pd.Index([1, 2])", [1, 2]),
        ("[pd.Timestamp('2026-01-02'), pd.NaT]", ["2026-01-02 00:00:00", "NaT"]),
        ("pl.DataFrame({'a': [1]})", [{"a": 1}]),
        ("pl.Series([1])", [1]),
        ("pa.table({'a': [1]})", [{"a": 1}]),
    ],
)  # fmt: skip
def test_arrays_and_tables_of_libraries(value: str, expected: Any) -> None:
    head = "import numpy as np, pandas as pd, polars as pl, pyarrow as pa\n"
    assert json.loads(element(f"{head}st.json({value})").body) == expected


def test_session_state_and_query_params_are_dicts() -> None:
    code = "st.session_state.a = [1]\nst.query_params['b'] = 2\n"
    code += "st.json([st.session_state, st.query_params])"
    assert json.loads(element(code).body) == [{"a": [1]}, {"b": "2"}]


def test_numbers_that_json_has_not_stay_numbers() -> None:
    body = element("st.json([float('nan'), float('-inf'), 2**70])").body
    assert body == "[NaN, -Infinity, 1180591620717411303424]"
    assert math.isnan(json.loads(body)[0])


def test_what_holds_itself_is_named_where_it_comes_again() -> None:
    code = "a = {'list': [1]}\na['list'].append(a)\nst.json(a)"
    assert json.loads(element(code).body) == {"list": [1, "<dict inside of itself>"]}
    code = "a = [1]\nst.json([a, a])"
    assert json.loads(element(code).body) == [[1], [1]]


def test_what_is_too_deep_is_cut() -> None:
    code = "a = []\nfor _ in range(5000): a = [a]\nst.json(a)"
    assert element(code).body.count("[") == 201


def test_a_text_is_json_as_it_is() -> None:
    assert element("""st.json('{"a":  1.50}')""").body == '{"a":  1.50}'
    assert element("""st.json('"a"')""").body == '"a"'


@pytest.mark.parametrize(("expanded", "sent"), [("False", False), ("2", 2), ("0", 0)])
def test_how_much_is_open(expanded: str, sent: Any) -> None:
    shown = element(f"st.json([], expanded={expanded})")
    assert (shown.expanded, shown.width) == (sent, "stretch")
    assert type(shown.expanded) is type(sent)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("st.json('{a: 1}')", "It is no JSON: Expecting property name enclosed in double quotes"),
        ("st.json('')", "Pass the data itself, such as a dict, or a text that `json.dumps`"),
        ("st.json('[' * 100_000)", "It is nested too deep."),
        ("st.json([], expanded=-1)", "`json` cannot use expanded=-1. It is True, False, or how"),
        ("st.json([], expanded='all')", "`json` cannot use expanded='all'."),
        ("st.json([], width='content')", "`json` cannot use width='content'. It is 'stretch'"),
    ],
)
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(code)
