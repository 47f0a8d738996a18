"""`spinner`, `progress`, `toast`, `status` and `exception`."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.elements.exception import ExceptionBox, exception_element
from mini.testing import AppTest
from tests.elements.shown import HEAD, refusal, run


def kinds(app: AppTest) -> list[str]:
    return [view.kind for view in app.main.children]


def test_a_spinner_is_there_while_its_block_goes_on() -> None:
    app = run("""
def seen():
    tree = st.get_script_run_ctx().run.tree
    return [node.element.kind for node in tree.roots[1].display()]
with st.spinner("a"):
    st.session_state.during = seen()
    st.text("x")
st.session_state.after = seen()
""")
    assert app.session_state["during"] == ["spinner"]
    assert app.session_state["after"] == ["text"]


def test_a_spinner_goes_when_its_block_fails() -> None:
    app = AppTest.from_string(HEAD + "with st.spinner('a'):\n    1 / 0").run()
    assert kinds(app) == ["exception"]


def test_a_spinner_stands_in_the_container_that_made_it() -> None:
    app = run("box = st.container()\nwith box.spinner('a'):\n    st.text('x')")
    assert kinds(app) == ["container", "text"]


@pytest.mark.parametrize(
    ("value", "share"),
    [("0", 0.0), ("50", 0.5), ("100", 1.0), ("1", 0.01), ("1.0", 1.0), ("0.25", 0.25),
     ("1.0000000001", 1.0), ("__import__('numpy').int64(3)", 0.03)],
)  # fmt: skip
def test_progress_is_a_share(value: str, share: float) -> None:
    assert run(f"st.progress({value})").progress[0].element.value == share


def test_progress_moves_and_goes() -> None:
    app = run("bar = st.progress(0, text='a')\nbar.progress(50, text='b')\nst.text('x')")
    assert (app.progress[0].element.value, app.progress[0].element.text) == (0.5, "b")
    assert kinds(run("bar = st.progress(0)\nbar.empty()")) == ["empty"]


def test_a_toast_is_new_in_every_run() -> None:
    app = run("st.toast('a', icon='🔥')")
    before = app.toast[0]._node
    app.run()
    assert app.toast[0]._node is not before
    assert (app.toast[0].value, app.toast[0].element.icon) == ("a", "🔥")


def test_equal_toasts_are_two() -> None:
    assert run("st.toast('a')\nst.toast('a')").toast.values == ["a", "a"]


def test_a_toast_changes() -> None:
    app = run("message = st.toast('a')\nst.text('x')\nmessage.toast('b').toast('c', duration=7)")
    assert [(toast.value, toast.element.duration) for toast in app.toast] == [("c", 7.0)]


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        ("'short'", 4),
        ("'long'", 10),
        ("'infinite'", 0),
        ("3", 3),
        ("__import__('numpy').int64(3)", 3),
    ],
)
def test_a_toast_lasts(duration: str, seconds: float) -> None:
    assert run(f"st.toast('a', duration={duration})").toast[0].element.duration == seconds


def test_a_status_is_complete_at_the_end_of_its_block() -> None:
    app = run("with st.status('a') as s:\n    st.text('x')\n    s.update(label='b', expanded=True)")
    status = app.status[0]
    assert (status.element.label, status.element.state) == ("b", "complete")
    assert status.element.expanded is True
    assert status.text[0].value == "x"


def test_a_status_keeps_the_state_that_it_was_given() -> None:
    assert run("with st.status('a') as s:\n    s.update(state='error')").status[0].state == "error"
    assert run("with st.status('a', state='error'):\n    pass").status[0].state == "error"
    assert run("st.status('a').text('x')").status[0].state == "running"


def test_a_status_fails_with_its_block() -> None:
    app = AppTest.from_string(HEAD + "with st.status('a'):\n    1 / 0").run()
    assert app.status[0].state == "error"


def test_a_status_is_complete_when_the_script_stops_in_it() -> None:
    assert run("with st.status('a'):\n    st.stop()").status[0].state == "complete"


def test_a_status_is_the_same_place_in_the_next_run() -> None:
    app = run("with st.status('a'):\n    st.text('x')")
    numbers = [view._node for view in app.status]
    app.run()
    assert [view.element for view in app.status] == [node.element for node in numbers]
    assert app.status[0].text[0].value == "x"


def shown(code: str) -> ExceptionBox:
    try:
        exec(compile(code, "app.py", "exec"), {})
    except Exception as error:  # noqa: BLE001
        return exception_element(error)
    raise AssertionError("the code did not fail")


def test_an_exception_has_its_message_and_its_lines() -> None:
    box = shown("def f():\n    return 1 / 0\nf()")
    assert (box.type, box.message) == ("ZeroDivisionError", "division by zero")
    own = [(frame.file, frame.line, frame.name) for frame in box.frames if frame.file == "app.py"]
    assert own == [("app.py", 3, "<module>"), ("app.py", 2, "f")]


def failed(folder: Path, code: str) -> ExceptionBox:
    script = folder / "app.py"
    script.write_text(code)
    (box,) = AppTest.from_file(script).run().exception
    return box.element  # type: ignore[no-any-return]


def test_the_authors_line_stands_among_those_around_it(tmp_path: Path) -> None:
    box = failed(
        tmp_path, "def f(n):\n    for i in range(n):\n\n        1 / 0\n\n    return n\nf(3)"
    )
    outer, frame = box.frames
    assert frame.before == ("for i in range(n):", "")
    assert (frame.indent, frame.code, frame.line) == (4, "1 / 0", 4)
    assert frame.after == ("", "return n")
    assert (outer.before, outer.after) == ((), ())


@pytest.mark.parametrize(
    ("code", "line", "before", "after"),
    [
        ("1 / 0\n\n", 1, (), ()),
        ("\nx = 1\n1 / 0", 3, ("x = 1",), ()),
        (
            "a = 1\nb = 2\nc = 3\n1 / 0\nd = 4\ne = 5\nf = 6",
            4,
            ("b = 2", "c = 3"),
            ("d = 4", "e = 5"),
        ),
        ("x = 1\ny = = 2\nz = 3", 2, ("x = 1",), ("z = 3",)),
    ],
)
def test_a_line_has_two_lines_above_and_below_where_there_are(
    tmp_path: Path, code: str, line: int, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    frame = failed(tmp_path, code).frames[-1]
    assert (frame.line, frame.before, frame.after, frame.indent) == (line, before, after, 0)


def test_the_lines_are_those_of_the_file_as_it_was_saved_last(tmp_path: Path) -> None:
    assert failed(tmp_path, "1 / 0").frames[0].code == "1 / 0"
    frame = failed(tmp_path, "count = 0\n1 / count").frames[0]
    assert (frame.before, frame.code) == (("count = 0",), "1 / count")


def test_lines_of_libraries_are_not_the_authors() -> None:
    box = shown("import json\njson.loads('{')")
    assert [frame.user for frame in box.frames if "json" in frame.file] == [False, False, False]
    assert [frame.user for frame in box.frames if frame.file == "app.py"] == [True]


def test_the_lines_inside_of_mini_are_left_out() -> None:
    app = AppTest.from_string(HEAD + "st.slider('a', 5, 5)").run()
    (frame,) = app.exception[0].element.frames
    assert (frame.name, frame.user) == ("<module>", True)


def test_causes_and_notes_are_part_of_the_message() -> None:
    box = shown("""
try:
    1 / 0
except ArithmeticError as e:
    error = ValueError("no")
    error.add_note("try 2")
    raise error from e
""")
    assert box.message == ("no\ntry 2\n\nIts direct cause:\n\nZeroDivisionError: division by zero")


def test_what_was_handled_is_part_of_the_message_unless_suppressed() -> None:
    during = "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('no')"
    assert shown(during).message == (
        "no\n\nIt came up while this was handled:\n\nZeroDivisionError: division by zero"
    )
    assert shown(during + " from None").message == "no"


def test_a_circle_of_causes_ends() -> None:
    code = "a, b = ValueError('a'), ValueError('b')\na.__cause__ = b\nb.__cause__ = a\nraise a"
    assert shown(code).message.count("ValueError: b") == 1


def test_a_message_that_cannot_be_made_is_named() -> None:
    code = "class E(Exception):\n    def __str__(self): return 1 / 0\nraise E"
    assert shown(code).message == "<its message cannot be shown: ZeroDivisionError>"


def test_a_syntax_error_has_its_line_and_a_caret() -> None:
    box = shown("compile('x = 1\\n  y = (2\\n', 'module.py', 'exec')")
    assert box.type in {"SyntaxError", "IndentationError"}
    last = box.frames[-1]
    assert (last.file, last.line, last.user) == ("module.py", 2, True)
    assert last.code.splitlines()[0] == "y = (2"
    assert set(last.code.splitlines()[1]) <= {" ", "^"}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("st.progress(101)", "`progress` cannot use value=101. It is an int from 0 to 100"),
        ("st.progress(-1)", "`progress` cannot use value=-1."),
        ("st.progress(1.1)", "or a float from 0.0 to 1.0."),
        ("st.progress(True)", "`progress` cannot use value=True."),
        ("st.progress(float('nan'))", "`progress` cannot use value=nan."),
        ("st.progress('5')", "`progress` cannot use value='5'."),
        ("st.progress(5, text=5)", "`progress` cannot use text=5. It is a text or None"),
        ("st.toast('')", "`toast` cannot use body=''. It is a text that is not empty."),
        ("st.toast('a', duration=0)", "`toast` cannot use duration=0. It is 'short', 'long'"),
        ("st.toast('a', duration=2.5)", "or a whole number of seconds above 0."),
        ("st.toast('a', duration='brief')", "`toast` cannot use duration='brief'."),
        ("st.status('a', state='done')", "It is 'running', 'complete' or 'error'."),
        ("st.status('a').update(state='done')", "`status.update` cannot use state='done'."),
        ("st.spinner('a', width='all')", "`spinner` cannot use width='all'."),
    ],
)
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(code)


@pytest.mark.parametrize(
    ("given", "expected"),
    [("'x'", ("str", "x")), ("None", ("NoneType", "None")),
     ("ValueError", ("type", "<class 'ValueError'>"))],
)  # fmt: skip
def test_what_is_no_exception_is_a_message_under_its_type(
    given: str, expected: tuple[str, str]
) -> None:
    app = AppTest.from_string(HEAD + f"st.exception({given})").run()
    box = app.exception[0].element
    assert (box.type, box.message) == expected


def test_a_spinner_can_decorate_a_function() -> None:
    app = run("""
def seen():
    tree = st.get_script_run_ctx().run.tree
    return [node.element.kind for node in tree.roots[1].display()]
@st.spinner("a")
def count(to):
    return [to, *seen()]
st.session_state.during = count(3), count(to=4)
st.session_state.after = seen()
""")
    assert app.session_state["during"] == ([3, "spinner"], [4, "spinner"])
    assert app.session_state["after"] == []
