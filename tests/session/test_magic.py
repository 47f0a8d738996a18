"""Magic: what stands alone on a line of the script is written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mini.session.magic import OPTIONS
from mini.testing import AppTest
from tests.caching.guide_support import times, two_sessions


@pytest.fixture(autouse=True)
def options() -> Iterator[None]:
    """The options are those of the process: each test leaves them as they were."""
    before = vars(OPTIONS).copy()
    yield
    vars(OPTIONS).update(before)


def written(code: str) -> list[tuple[str, str]]:
    app = AppTest.from_string("import mini as st\n" + code).run()
    assert [error.message for error in app.exception] == []
    return [(view.kind, str(view.value)) for view in app.main.children]


def words(code: str) -> list[str]:
    return [body for _, body in written(code)]


@pytest.mark.parametrize(
    ("code", "bodies"),
    [
        ("x = 5\nx", ["`5`"]),
        ("'**text**'", ["**text**"]),
        ("'a', 1, 'b'", ["a `1` b"]),
        ("x = 2\nx,", ["`2`"]),
        ("x = [1]\n*x, 2", ["`1` `2`"]),
        ("x = 3\nx + 1\nx > 2\nx if x else 0", ["`4`", "`True`", "`3`"]),
        ("f'{1}'\n(y := 2)\n-1\n'ab'[0]", ["1", "`2`", "`-1`", "a"]),
        ("x = None\nx", ["`None`"]),
        ("()", ["`()`"]),
    ],
)
def test_what_stands_alone_is_written(code: str, bodies: list[str]) -> None:
    assert words(code) == bodies


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("import pandas as pd\nframe = pd.DataFrame({'a': [1]})\nframe", "dataframe"),
        ("{'a': 1}", "json"),
        ("[1, 2]", "json"),
        ("len", "help"),
        ("ValueError('x')", None),
        ("e = ValueError('x')\ne,", "exception"),
    ],
)
def test_each_thing_is_written_in_its_own_way(code: str, kind: str | None) -> None:
    app = AppTest.from_string("import mini as st\n" + code).run()
    assert [view.kind for view in app.main.children] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("code", "bodies"),
    [
        ("if __name__ == '__main__':\n    'a'\nelse:\n    'b'", ["a"]),
        ("if False:\n    'a'\nelif True:\n    'b'\nelse:\n    'c'", ["b"]),
        ("for n in range(2):\n    n\nelse:\n    'end'", ["`0`", "`1`", "end"]),
        ("n = 1\nwhile n:\n    n\n    n = 0\nelse:\n    'end'", ["`1`", "end"]),
        ("with st.container():\n    'first'\n", ["None"]),
        ("try:\n    'a'\n    1 / 0\nexcept ZeroDivisionError:\n    'b'\nfinally:\n    'c'",
         ["a", "b", "c"]),
        ("try:\n    'a'\nexcept* ValueError:\n    pass\nelse:\n    'b'", ["a", "b"]),
        ("match 1:\n    case 1:\n        'a'\n    case _:\n        'b'", ["a"]),
        ("def f():\n    'docstring'\n    'body'\n    return 5\nf()", ["body"]),
        ("class A:\n    'a'\n    1\n    def f(self):\n        'a'\n        'b'\nA().f()", ["b"]),
        ("def f():\n    def g():\n        1\n    g()\nf()", ["`1`"]),
        ("import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    'a'\nasyncio.run(f())",
         ["a"]),
        ("def f():\n    yield 1\n    'a'\nlist(f())", ["a"]),
    ],
)  # fmt: skip
def test_inside_of_what_statements_it_is_written(code: str, bodies: list[str]) -> None:
    assert words(code) == bodies


@pytest.mark.parametrize(
    "code",
    [
        "max(1, 2)",
        "None\n...",
        "def f(): ...\nf()",
        "[].append(1)",
        "x = 5;",
        "class A:\n    1",
        "f = lambda: 1",
        "async def f(): 1",
    ],
)
def test_what_is_not_written(code: str) -> None:
    assert words(code) == []


@pytest.mark.parametrize(
    ("code", "bodies"),
    [
        ("st.text('a') if True else None", ["a"]),
        ("st.text('a') if False else None", []),
        ("True and st.text('a')", ["a"]),
        ("[st.text(n) for n in 'ab']", ["a", "b"]),
        ("[st.write(n) for n in 'ab']", ["a", "b"]),
        ("0 or 'b'", ["b"]),
        ("[n for n in 'ab']", ['["a", "b"]']),
    ],
)
def test_an_expression_that_has_shown_something_is_not_written_again(
    code: str, bodies: list[str]
) -> None:
    assert words(code) == bodies


def test_the_docstring_of_the_script_is_written_if_asked_for() -> None:
    code = '"""About **this**."""\nimport mini as st\ndef f():\n    "no"\nf()'
    assert len(AppTest.from_string(code).run().markdown) == 0
    OPTIONS.root_docstring = True
    assert AppTest.from_string(code).run().markdown.values == ["About **this**."]


def test_the_last_line_is_written_if_asked_for_unless_a_semicolon_ends_it() -> None:
    assert words("max(1, 2)\nmax(3, 4)") == []
    OPTIONS.last_expression = True
    assert words("max(1, 2)\nmax(3, 4)") == ["`4`"]
    assert words("max(3, 4);  # quiet") == []
    assert words("for n in 'a':\n    max(3, 4)") == []


def test_it_can_be_turned_off() -> None:
    OPTIONS.enabled = False
    assert words("5") == []


def test_imported_modules_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spoken_module.py").write_text("'not this'\nvalue = 5\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "spoken_module", raising=False)
    assert words("import spoken_module\nspoken_module.value") == ["`5`"]


def test_tracebacks_and_echo_have_the_lines_of_the_file() -> None:
    app = AppTest.from_string("import mini as st\n'a'\n\n1 / 0").run()
    assert (app.exception[0].frames[-1].line, app.exception[0].frames[-1].code) == (4, "1 / 0")
    assert words("with st.echo():\n    'a'\n    5") == ["'a'\n5", "a", "`5`"]


def test_help_names_what_stands_alone() -> None:
    app = AppTest.from_string("import mini as st\nst.slider\nst.text, st.title").run()
    assert [view.element.name for view in app.get("help")] == ["st.slider", None, None]


def test_a_cached_function_writes_again_what_it_has_written() -> None:
    first, second = two_sessions("""
@st.cache_data(persist="disk")
def show(n):
    ran("show")
    "words", n
    {"a": n}
    st.checkbox("More") and "checked"

show(5)
""")
    assert times("show") == 1
    for app in (first, second):
        assert app.markdown.values == ["words `5`", "`False`"]
        assert app.json[0].value == '{"a": 5}'
    second.checkbox[0].check().run()
    assert second.markdown.values == ["words `5`", "checked"]
