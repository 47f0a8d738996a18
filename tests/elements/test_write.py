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
    assert kinds == ["markdown", "json", "markdown", "json", "markdown"]
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
        ("{'a': date(2020, 1, 1)}", '{"a": "2020-01-01"}'),
        ("__import__('collections').namedtuple('N', 'a')(1)", '{"a": 1}'),
        ("map(str, [1])", '["1"]'),
        ("enumerate('a')", '[[0, "a"]]'),
        ("{(1, 2): 3}", '{"(1, 2)": 3}'),
        ("{'a': 1}.keys()", '["a"]'),
        ("st.session_state", "{}"),
        ("st.query_params", "{}"),
        ("__import__('collections').ChainMap({'a': 1})", '{"a": 1}'),
        ("__import__('types').MappingProxyType({'a': 1})", '{"a": 1}'),
        ("__import__('collections').UserList([1])", "[1]"),
    ],
)
def test_dicts_and_lists_are_json(data: str, json: str) -> None:
    assert bodies(f"st.write({data})") == [("json", json)]


MODEL = """
class BaseModel:
    def __init__(self, **values): self.__dict__.update(values)
    def model_dump(self): return vars(self)
    model_fields = {}
BaseModel.__module__ = "pydantic.main"
class Bird(BaseModel): pass
"""


@pytest.mark.parametrize("value", ["Bird(name='a')", "(Bird(name='a'),)", "[Bird(name='a')]"])
def test_models_of_pydantic_are_json(value: str) -> None:
    ((kind, body),) = bodies(f"{MODEL}st.write({value})")
    assert kind == "json"
    assert '{"name": "a"}' in body


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
    shown = bodies(head + "st.write('a', A(), 'b', unsafe_allow_html=True)")
    assert shown == [("markdown", "a"), ("html", "<b>x</b>"), ("markdown", "b")]


def test_a_text_of_many_lines_is_a_block_among_the_words() -> None:
    code = "class A:\n    __str__ = lambda self: 'a\\nb'\nst.write('see', A())"
    assert bodies(code) == [("markdown", "see \n\n```text\na\nb\n```")]


def test_a_text_in_memory_is_markdown() -> None:
    assert bodies("import io\nst.write(io.StringIO('**a**'))") == [("markdown", "**a**")]


def test_an_expression_of_sympy_is_a_formula() -> None:
    code = "import sympy\nx = sympy.Symbol('x')\nst.write('so', x**2 / 2, sympy.Matrix([[x]]))"
    assert [kind for kind, _ in bodies(code)] == ["markdown", "latex", "latex"]
    assert bodies(code)[1] == ("latex", "$$\n\\frac{x^{2}}{2}\n$$")


def test_what_can_become_a_table_is_one() -> None:
    code = """
import pandas as pd
class Lazy:
    def to_pandas(self): return pd.DataFrame({'a': [1]})
st.write(Lazy())
"""
    assert [kind for kind, _ in bodies(code)] == ["dataframe"]


def test_write_into_a_container() -> None:
    app = run("box = st.container()\nst.write('below')\nbox.write('above', 1)")
    assert [markdown.value for markdown in app.markdown] == ["above `1`", "below"]


THINGS = """
from dataclasses import dataclass
from types import ModuleType
empty = ModuleType("empty")
def twice(number: 'int' = 2) -> 'int':
    \'\'\'Double it.\'\'\'
class Thing:
    \'\'\'Any thing.\'\'\'
    def __init__(self, name): pass
    def show(self): pass
@dataclass
class Point:
    x: int
"""


@pytest.mark.parametrize(
    ("value", "type_", "shown", "doc"),
    [
        ("twice", "function", "twice(number: 'int' = 2) -> 'int'", "Double it."),
        ("Thing", "class", "Thing(name)", "Any thing."),
        ("Thing('a')", "Thing", "Thing(name)", "Any thing."),
        ("Thing('a').show", "method", "Thing.show()", None),
        ("lambda x: x", "function", "<lambda>(x)", None),
        ("empty", "module", None, None),
        ("Point(2)", "Point", "Point(x=2)", "Point(x: int)"),
        ("len", "builtin_function_or_method", "len(obj, /)", "Return the number of items"),
    ],
)
def test_what_is_no_data_is_shown_by_help(
    value: str, type_: str, shown: str | None, doc: str | None
) -> None:
    (view,) = run(f"{THINGS}st.write({value})").help
    assert (view.element.type, view.element.value) == (type_, shown)
    assert doc is None or view.element.doc.startswith(doc)


def test_a_container_is_shown_by_help_and_not_by_what_is_in_it() -> None:
    assert run("box = st.container()\nst.write(box)").help[0].element.name == "box"


def test_a_table_stays_a_table_where_html_is_allowed() -> None:
    code = "import pandas as pd\nst.write(pd.DataFrame({'a': [1]}), unsafe_allow_html=True)"
    assert run(code).main[0].kind == "dataframe"
