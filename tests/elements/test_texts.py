"""`title`, `header`, `subheader`, `text`, `markdown`, `caption`, `code`, `divider` and alerts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.elements.shown import element, refusal, run

BODIES = ["title", "header", "subheader", "text", "markdown", "caption", "info", "success",
          "warning", "error"]  # fmt: skip


@pytest.mark.parametrize("command", BODIES)
def test_any_object_becomes_its_text(command: str) -> None:
    assert element(f"st.{command}(5)").body == "5"


@pytest.mark.parametrize("command", BODIES)
def test_shared_indentation_goes_and_the_rest_stays(command: str) -> None:
    assert element(f"st.{command}('\\n    - a\\n      - b\\n  ')").body == "- a\n  - b"


@pytest.mark.parametrize("command", BODIES)
def test_lines_below_the_first_keep_their_indentation(command: str) -> None:
    assert element(f"st.{command}('- a\\n    - b')").body == "- a\n    - b"


def test_headings_have_three_levels() -> None:
    app = run("st.title('a'); st.header('b'); st.subheader('c')")
    assert [heading.level for heading in app.heading] == [1, 2, 3]


def test_an_anchor_is_named_made_or_none() -> None:
    assert element("st.title('a', 'here')").anchor == "here"
    assert element("st.title('a', False)").anchor is False
    assert element("st.title('a')").anchor is None


@pytest.mark.parametrize(("given", "colour"), [("'grey'", "gray"), ("'rainbow'", "rainbow"),
                                               ("False", None), ("None", None)])  # fmt: skip
def test_a_divider_has_a_colour(given: str, colour: str | None) -> None:
    assert element(f"st.header('a', divider={given})").divider == colour


def test_a_divider_of_no_colour_has_one_that_follows_from_the_text() -> None:
    first, second = (element("st.header('Results', divider=True)").divider for _ in range(2))
    assert first == second
    assert first in {"blue", "green", "orange", "red", "violet", "yellow"}


@pytest.mark.parametrize(("body", "plain"), [("Hello", True), ("**a**", False), ("a\\n\\nb", True),
                                             ("x: y", False), ("1. a", False)])  # fmt: skip
@pytest.mark.parametrize("command", ["markdown", "caption"])
def test_a_text_without_markdown_is_plain(command: str, body: str, plain: bool) -> None:
    assert element(f"st.{command}('{body}')").plain is plain


@pytest.mark.parametrize("command", ["markdown", "caption"])
def test_html_is_let_through_only_if_asked_for(command: str) -> None:
    assert element(f"st.{command}('<b>a</b>')").html is False
    allowed = element(f"st.{command}('a', unsafe_allow_html=True)")
    assert (allowed.html, allowed.plain) == (True, False)


def test_code_stays_as_it_is_but_for_one_line_break_at_each_end() -> None:
    assert element("st.code('\\n\\n  x\\n\\ty\\n ')").body == "\n  x\n\ty\n "
    assert element("st.code('def f():\\n    return 1\\n')").body == "def f():\n    return 1"


def test_code_has_a_language_lines_and_a_height() -> None:
    shown = element("st.code('x', None, line_numbers=True, wrap_lines=True, height=200)")
    assert (shown.language, shown.line_numbers, shown.wrap_lines) == (None, True, True)
    assert (shown.height, shown.width) == (200, "stretch")
    assert element("st.code('x', height=None)").height == "content"


def test_a_divider_is_a_line() -> None:
    assert element("st.divider(width=200)").width == 200


@pytest.mark.parametrize("level", ["info", "success", "warning", "error"])
def test_an_alert_has_a_level_an_icon_and_a_title(level: str) -> None:
    shown = element(f"st.{level}('x', icon=':material/info:', title=5)")
    assert (shown.level, shown.icon, shown.title) == (level, ":material/info:", "5")
    assert element(f"st.{level}('x', icon='')").icon is None


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("st.title('a', 5)", "`title` cannot use anchor=5. It is a text, False for no link"),
        ("st.header('a', divider='pink')", "`header` cannot use divider='pink'. It is None"),
        (
            "st.text('a', width='wide')",
            "`text` cannot use width='wide'. It is 'stretch' or 'content', or",
        ),
        (
            "st.markdown('a', width=0)",
            "'stretch', 'content' or 'auto', or a whole number of pixels",
        ),
        ("st.caption('a', text_alignment='up')", "`caption` cannot use text_alignment='up'."),
        ("st.code('a', 5)", "`code` cannot use language=5. It is a text or None"),
        ("st.code('a', height='big')", "`code` cannot use height='big'. It is 'content'"),
        ("st.divider(width='content')", "`divider` cannot use width='content'. It is 'stretch'"),
        ("st.info('a', icon='zz')", "`info` cannot use icon='zz'. It is one emoji such as"),
        ("st.error('a', width=True)", "`error` cannot use width=True. It is 'stretch'"),
        ("st.badge('a', color='pink')", "`badge` cannot use color='pink'. It is 'red', 'orange'"),
        ("st.badge('a', icon='zz')", "`badge` cannot use icon='zz'. It is one emoji such as"),
        ("st.latex('a', width='wide')", "`latex` cannot use width='wide'. It is 'stretch'"),
        ("st.html('')", "`html` cannot use body=''. It is HTML that is not empty."),
        ("st.html('a', width='wide')", "`html` cannot use width='wide'. It is 'stretch'"),
    ],
)
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(code)


@pytest.mark.parametrize(
    ("arguments", "body"),
    [
        ("'New'", ":blue-badge[New]"),
        ("'New', icon=':material/check:', color='grey'", ":grey-badge[:material/check: New]"),
        ("'[a] **b**'", r":blue-badge[\[a\] **b**]"),
        ("5", ":blue-badge[5]"),
    ],
)
def test_a_badge_is_markdown_on_a_coloured_ground(arguments: str, body: str) -> None:
    shown = element(f"st.badge({arguments})")
    assert (shown.body, shown.width) == (body, "content")


def test_a_formula_is_a_text_or_an_expression() -> None:
    assert element(r"st.latex(r'  \frac{1}{2} ')").body == r"\frac{1}{2}"
    code = "import sympy\nst.latex(sympy.Integral(sympy.Symbol('x')), help='Over x.')"
    shown = element(code)
    assert (shown.body, shown.help, shown.width) == (r"\int x\, dx", "Over x.", "stretch")


def test_html_is_a_text_a_file_or_an_object(tmp_path: Path) -> None:
    assert element("st.html('  <p>a</p>\\n  ')").body == "<p>a</p>"
    code = "class A:\n    def _repr_html_(self): return '<i>a</i>'\nst.html(A())"
    assert element(code).body == "<i>a</i>"
    assert element("st.html(5)").body == "5"
    for name, content in [("a.css", "p { color: red }"), ("a.html", "<p>ä</p>")]:
        (tmp_path / name).write_text(content, encoding="utf-8")
    head = f"from pathlib import Path\nfolder = Path({str(tmp_path)!r})\n"
    sheet = element(head + "st.html(folder / 'a.css')")
    assert (sheet.body, sheet.styles) == ("<style>p { color: red }</style>", True)
    assert element(head + "st.html(folder / 'a.html')").body == "<p>ä</p>"
    assert element(head + "st.html(str(folder / 'a.html'))").body.endswith("a.html")


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        ("<style>a{}</style>", True),
        ("<!-- b -->\\n<STYLE media=print>a{}</STYLE>", True),
        ("<style>a{}</style><p>a</p>", False),
        ("<p>a</p>", False),
    ],
)
def test_html_of_style_sheets_only_takes_no_room(body: str, styles: bool) -> None:
    assert element(f"st.html('{body}')").styles is styles


@pytest.mark.parametrize(
    "body", ["<script>a()</script>", '<b onclick="a()">', "<a href=javascript:a()>"]
)
def test_a_script_that_is_asked_for_runs_in_a_frame_of_its_own(body: str) -> None:
    app = run(f"st.html({body!r}, unsafe_allow_javascript=True)")
    assert [view.kind for view in app.main.children] == ["iframe"]
    assert element(f"st.html({body!r})").body == body
    assert element("st.html('<b>a</b>', unsafe_allow_javascript=True)").body == "<b>a</b>"


WIDGETS = (
    "st.slider({})", "st.selectbox({}, [1])", "st.radio({}, [1])", "st.checkbox({})",
    "st.button({})", "st.text_input({})", "st.text_area({})", "st.number_input({})",
    "st.metric({}, 1)", "st.expander({})", "st.status({})", "st.form('f').form_submit_button({})",
)  # fmt: skip


@pytest.mark.parametrize("code", WIDGETS)
@pytest.mark.parametrize(
    ("label", "expected"),
    [("5", "5"), ("None", ""), ("['a']", "['a']"), ("b'x'", "b'x'"),
     ("__import__('numpy').str_('a')", "a"), ("Enum('Name', {'A': 'a'}, type=str).A", "a")],
)  # fmt: skip
def test_a_label_is_the_text_of_anything(code: str, label: str, expected: str) -> None:
    app = run(code.format(label))
    shown = [view for view in (app.main[0], *app.form_submit_button) if view.kind != "form"]
    assert shown[0].element.label == expected


@pytest.mark.parametrize("code", ["st.title('a', help=5)", "st.checkbox('a', help=5)"])
def test_a_help_is_the_text_of_anything(code: str) -> None:
    assert element(code).help == "5"


@pytest.mark.parametrize("command", ["text_input", "text_area", "number_input"])
def test_a_placeholder_is_the_text_of_anything(command: str) -> None:
    assert element(f"st.{command}('a', placeholder=5)").placeholder == "5"
