"""`echo`: the lines of the block, above or below what they show."""

from __future__ import annotations

import pytest

from mini.testing import AppTest
from tests.elements.shown import refusal, run


def echoed(code: str) -> list[str]:
    return [str(view.value) for view in run(code).code]


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("with st.echo():\n    a = 1\n\n    # of both\n    st.text(a)\nst.text('b')",
         "a = 1\n\n# of both\nst.text(a)"),
        ("with st.echo():\n    # first of all\n    st.text(1)", "# first of all\nst.text(1)"),
        ("def f():\n    with st.echo():\n        x = '''\n  a'''\n        st.text(x)\nf()",
         "x = '''\n  a'''\nst.text(x)"),
        ("with st.echo():\n    @st.cache_data\n    def f():\n        return 1\n",
         "@st.cache_data\ndef f():\n    return 1"),
        ("with st.container(), st.echo():\n    st.text('a')", "st.text('a')"),
        ("with (\n    st.container(),\n    st.echo(\n    ),\n):\n    st.text('a')", "st.text('a')"),
        ("with st.echo(): st.text('a'); st.text('b')", "st.text('a'); st.text('b')"),
        ("if True:\n    with st.echo():\n        for n in 'a':\n            st.text(n)\n",
         "for n in 'a':\n    st.text(n)"),
    ],
)  # fmt: skip
def test_the_lines_of_the_block(code: str, source: str) -> None:
    assert echoed(code) == [source]


def test_blocks_in_each_other_and_in_loops() -> None:
    code = (
        "for n in range(2):\n    with st.echo():\n        with st.echo():\n            st.text(n)"
    )
    assert echoed(code) == ["with st.echo():\n    st.text(n)", "st.text(n)"] * 2


@pytest.mark.parametrize(
    ("where", "kinds"), [("", ["code", "text"]), ("'below'", ["text", "code"])]
)
def test_it_stands_above_or_below(where: str, kinds: list[str]) -> None:
    app = run(f"with st.echo({where}):\n    st.text('a')")
    assert [view.kind for view in app.main.children] == kinds


def test_it_shows_in_the_container_that_it_is_a_method_of() -> None:
    app = run("box = st.expander('a')\nwith box.echo():\n    st.text('a')")
    assert [view.kind for view in app.expander[0].children] == ["code"]
    assert len(app.text) == 1


def test_a_block_that_fails_is_shown_above_and_not_below() -> None:
    for where, count in [("above", 1), ("below", 0)]:
        app = AppTest.from_string(f"import mini as st\nwith st.echo({where!r}):\n    1 / 0").run()
        assert app.exception[0].element.type == "ZeroDivisionError"
        assert app.exception[0].element.frames[-1].line == 3
        assert len(app.code) == count


def test_what_is_refused() -> None:
    assert "It is 'above' or 'below'." in refusal("with st.echo('left'): pass")
    said = refusal("exec('with st.echo(): pass')")
    assert "cannot find the source of the block" in said
    assert "Use it as `with st.echo():` in a file" in said
