from __future__ import annotations

import pytest

from mini.testing import AppTest
from tests.elements.shown import run


def bodies(code: str) -> list[tuple[str, str]]:
    """Kind and main text of every element that the lines show."""
    return [(view.kind, str(view.value)) for view in run(code).main.children]


@pytest.mark.parametrize(
    ("arguments", "body"),
    [
        ("'a', 1, 'b', 2.5, True, None", "a `1` b `2.5` `True` `None`"),
        ("''", ""),
        ("'', 1", "`1`"),
        ("(1, 2)", "`(1, 2)`"),
        ("date(2020, 1, 1)", "`2020-01-01`"),
        ("Enum('C', 'RED').RED", "`C.RED`"),
        ("b'ab'", "`b'ab'`"),
        ("Decimal('1.5')", "`1.5`"),
    ],
)
def test_texts_and_values_make_one_paragraph(arguments: str, body: str) -> None:
    assert bodies(f"st.write({arguments})") == [("markdown", body)]


def test_backticks_in_a_value_get_a_longer_fence() -> None:
    assert bodies("class A:\n    __str__ = lambda self: 'a `b`'\nst.write(A())") == [
        ("markdown", "`` a `b` ``")
    ]


def test_what_has_a_command_of_its_own_interrupts_the_words() -> None:
    code = "st.write('a', {'x': 1}, 'b', 'c', [1, 2], 'd')"
    kinds = [kind for kind, _ in bodies(code)]
    assert kinds == ["markdown", "code", "markdown", "code", "markdown"]
    assert bodies(code)[2] == ("markdown", "b c")


def test_nothing_shows_nothing() -> None:
    assert bodies("st.write()") == []


@pytest.mark.parametrize(
    "table",
    [
        "__import__('pandas').DataFrame({'a': [1]})",
        "__import__('pandas').Series([1])",
        "__import__('polars').DataFrame({'a': [1]})",
        "__import__('pyarrow').table({'a': [1]})",
        "__import__('numpy').array([1, 2])",
    ],
)
def test_tables_of_any_library_are_dataframes(table: str) -> None:
    assert [kind for kind, _ in bodies(f"st.write({table})")] == ["dataframe"]


def test_scalars_of_libraries_are_words() -> None:
    assert bodies("import numpy as np\nst.write(np.float64(1.5), np.int64(5))") == [
        ("markdown", "`1.5` `5`")
    ]


@pytest.mark.parametrize(
    ("data", "json"),
    [
        ("{'a': date(2020, 1, 1)}", '{\n  "a": "2020-01-01"\n}'),
        ("__import__('collections').namedtuple('N', 'a')(1)", '{\n  "a": 1\n}'),
        ("map(str, [1])", '[\n  "1"\n]'),
        ("{(1, 2): 3}", "{(1, 2): 3}"),
        ("st.session_state", "{}"),
    ],
)
def test_dicts_and_lists_are_json(data: str, json: str) -> None:
    assert bodies(f"st.write({data})") == [("code", json)]


def test_an_exception_is_shown_as_one() -> None:
    app = AppTest.from_string("import mini as st\nst.write('a', ValueError('x'), 'b')").run()
    assert [view.kind for view in app.main.children] == ["markdown", "exception", "markdown"]


@pytest.mark.parametrize("call", ["words()", "words"])
def test_a_generator_is_written_as_it_goes_on(call: str) -> None:
    code = f"""
def words():
    yield "a"
    yield "b "
    yield 5
    yield "c"
st.write({call})
"""
    assert bodies(code) == [("markdown", "ab"), ("markdown", "`5`"), ("markdown", "c")]


def test_html_of_an_object_is_shown_only_if_allowed() -> None:
    head = (
        "class A:\n    def _repr_html_(self): return '<b>x</b>'\n    __str__ = lambda self: 'A'\n"
    )
    assert bodies(head + "st.write(A())") == [("markdown", "`A`")]
    assert bodies(head + "st.write(A(), unsafe_allow_html=True)") == [("markdown", "<b>x</b>")]


def test_a_text_of_many_lines_is_a_block() -> None:
    code = "class A:\n    __str__ = lambda self: 'a\\nb'\nst.write(A())"
    assert bodies(code) == [("code", "a\nb")]


def test_write_into_a_container() -> None:
    app = run("box = st.container()\nst.write('below')\nbox.write('above', 1)")
    assert [markdown.value for markdown in app.markdown] == ["above `1`", "below"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("twice", "twice(number: 'int' = 2) -> 'int'\n\nDouble it."),
        ("Thing", "class Thing(name)\n\nAny thing."),
        ("Thing('a').show", "Thing.show()"),
        ("lambda x: x", "<lambda>(x)"),
        ("empty", "module empty"),
    ],
)
def test_code_is_shown_by_signature_and_docstring(value: str, expected: str) -> None:
    code = """
from types import ModuleType
empty = ModuleType("empty")
def twice(number: 'int' = 2) -> 'int':
    \'\'\'Double it.\'\'\'
class Thing:
    \'\'\'Any thing.\'\'\'
    def __init__(self, name): pass
    def show(self): pass
"""
    assert run(f"{code}st.write({value})").code[0].value == expected


def test_the_keys_of_a_dict_are_json() -> None:
    assert run("st.write({'a': 1}.keys())").code[0].value == '[\n  "a"\n]'


def test_a_table_stays_a_table_where_html_is_allowed() -> None:
    code = "import pandas as pd\nst.write(pd.DataFrame({'a': [1]}), unsafe_allow_html=True)"
    assert run(code).main[0].kind == "dataframe"
