"""Tests that were written for Streamlit's `AppTest` find the names and values that they know."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from mini.testing import AppTest


def run(code: str) -> AppTest:
    return AppTest.from_string("import mini as st\n" + code).run()


def test_a_button_is_pressed_until_the_run_after() -> None:
    app = run("st.button('a')\nst.button('b')")
    app.button[0].click().run()
    assert app.button.values == [True, False]
    assert app.run().button.values == [False, False]


def test_a_button_that_starts_the_script_again_is_no_more_pressed() -> None:
    app = run("if st.button('a'):\n    st.rerun()")
    assert app.button[0].click().run().button[0].value is False


def test_a_click_can_be_set_and_taken_back() -> None:
    app = run("st.text(st.button('a'))")
    assert app.button[0].set_value(True).run().text[0].value == "True"
    app.button[0].click().set_value(False)
    assert app.run().text[0].value == "False"


FACTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "title": ("st.title('t', anchor=False)", "title",
              {"tag": "h1", "hide_anchor": True, "type": "title"}),
    "subheader": ("st.subheader('t', anchor='a')", "subheader",
                  {"tag": "h3", "hide_anchor": False, "anchor": "a", "type": "subheader"}),
    "caption": ("st.caption('c')", "caption",
                {"is_caption": True, "allow_html": False, "type": "caption"}),
    "markdown": ("st.markdown('c', unsafe_allow_html=True)", "markdown",
                 {"is_caption": False, "allow_html": True, "type": "markdown"}),
    "code": ("st.code('c', line_numbers=True)", "code", {"show_line_numbers": True}),
    "latex": ("st.latex('x')", "latex", {"value": "$$\nx\n$$"}),
    "divider": ("st.divider()", "divider", {"value": "---"}),
    "space": ("st.space('large')", "space", {"value": "large"}),
    "progress": ("st.progress(0.5, 'half')", "progress", {"value": 50, "text": "half"}),
    "error": ("st.error('e')", "error", {"value": "e", "type": "error"}),
    "help": ("st.help(len)", "help",
             {"doc_string": "Return the number of items in a container.", "type": "help"}),
    "warning": ("st.exception(UserWarning('w'))", "exception",
                {"is_warning": True, "is_markdown": False, "stack_trace": [], "value": "w"}),
    "image": ("st.image('https://example.com/a.png', caption='c')", "image",
              {"captions": ["c"], "value": ["https://example.com/a.png"]}),
    "radio": ("st.radio('r', [1, 2], index=1)", "radio", {"index": 1, "options": ["1", "2"]}),
    "no choice": ("st.selectbox('s', [1, 2], index=None)", "selectbox", {"index": None}),
    "multiselect": ("st.multiselect('m', [1, 1, 2], default=[2])", "multiselect",
                    {"indices": [2], "values": ["2"], "options": ["1", "1", "2"]}),
    "pills": ("st.pills('p', ['a', 'b'], default='b')", "button_group",
              {"indices": [1], "formatted_values": ["b"], "type": "button_group"}),
    "file_uploader": ("st.file_uploader('f', ['csv'], True)", "file_uploader",
                      {"allowed_type": [".csv"], "accept_multiple_files": True,
                       "accept_directory": False}),
    "date_input": ("st.date_input('d', '2024-02-29', max_value='2030-01-01')", "date_input",
                   {"is_range": False, "min": date(2014, 2, 28), "max": date(2030, 1, 1)}),
    "status": ("st.status('s', state='error')", "status",
               {"icon": ":material/error:", "state": "error", "type": "status"}),
    "columns": ("st.columns([1, 3], gap='large')", "columns",
                {"weight": 0.25, "gap": "large", "type": "column"}),
    "tabs": ("st.tabs(['A', 'B'])", "tabs", {"label": "A", "type": "tab"}),
    "text_input": ("with st.form('f'):\n    st.text_input('t')\n    st.form_submit_button('go')",
                   "text_input", {"form_id": "f", "type": "text_input"}),
    "outside": ("st.text_input('t')", "text_input", {"form_id": ""}),
    "proto": ("st.link_button('l', 'https://example.com')", "link_button",
              {"type": "link_button"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
def test_an_element_has_the_facts_that_are_asked_for(name: str) -> None:
    code, kind, facts = FACTS[name]
    view = run(code).get(kind)[0]
    assert {fact: getattr(view, fact) for fact in facts} == facts
    assert view.proto is view.element


def test_parts_of_the_page_have_names() -> None:
    app = run("st.container().text('a')\nst.columns(2)[1].text('b')\nst.sidebar.text('c')")
    assert (app.main.type, app.sidebar.type) == ("main", "sidebar")
    assert (app.text.len, app.get("container").len, app.columns.len) == (3, 1, 2)
    assert app.text[1] in app.text
    assert app.text[1] == app.columns[1].text[0]
    assert app.text[0] != app.text[1]


def test_an_error_has_the_lines_it_came_through() -> None:
    (line,) = run("1 / 0").exception[0].stack_trace
    assert line.endswith("line 2, in <module>\n    1 / 0")


TABLES = {
    "nested": pd.DataFrame([[0, 1], [3, 4]], index=[[0, 1], ["i", "j"]],
                           columns=[[2, 3], ["c", "d"]]),
    "named": pd.DataFrame({"a": [1.5, None], "b": ["x", "y"]}, index=pd.Index([3, 4], name="n")),
    "typed": pd.DataFrame({"a": pd.array([1, None], "Int64"),
                           "t": pd.to_datetime(["2026-01-01", "2026-01-02"], utc=True)}),
    "empty": pd.DataFrame({"a": []}),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_dataframe_is_what_was_given(name: str) -> None:
    script = "import mini as st\nst.dataframe(st.session_state.data)"
    app = AppTest.from_string(script)
    app.session_state["data"] = TABLES[name]
    pd.testing.assert_frame_equal(app.run().dataframe[0].value, TABLES[name])


@pytest.mark.parametrize("data", ["{'a': [1, 2]}", "[{'a': 1}, {'a': 2}]"])
def test_plain_data_is_a_dataframe_as_well(data: str) -> None:
    app = run(f"st.dataframe({data})\nst.table({data})")
    expected = pd.DataFrame({"a": [1, 2]})
    pd.testing.assert_frame_equal(app.dataframe[0].value, expected)
    pd.testing.assert_frame_equal(app.table[0].value, expected)


@pytest.mark.parametrize(
    "code",
    [
        "st.selectbox('s', [1, 2])",
        "st.radio('s', [1, 2])",
        "st.multiselect('s', [1, 2])",
        "st.pills('s', [1, 2])",
        "st.select_slider('s', [1, 2], (1, 2))",
    ],
)
def test_only_options_can_be_chosen(code: str) -> None:
    (view,) = run(code).main.children
    value = [1, 3] if "multi" in code or "slider" in code else 3
    with pytest.raises(ValueError, match=r"3 is not among the options \['1', '2'\]"):
        view.set_value(value)


def test_texts_of_ones_own_can_be_chosen_where_they_are_welcome() -> None:
    app = run("st.text(st.selectbox('s', ['a'], accept_new_options=True))")
    assert app.selectbox[0].set_value("new").run().text[0].value == "new"


def test_a_run_that_takes_too_long_is_an_error_of_both_kinds() -> None:
    app = AppTest.from_string("while True:\n    pass\n")
    with pytest.raises(RuntimeError, match="and was stopped"):
        app.run(timeout=0.2)
