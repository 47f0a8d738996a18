"""`dialog`, `popover`, `space`, `balloons` and `snow`."""

from __future__ import annotations

import pytest

from mini.testing import AppTest
from tests.caching.guide_support import times, two_sessions
from tests.elements.shown import HEAD, element, refusal, run

VOTE = """
st.session_state.setdefault("runs", 0)
st.session_state.runs += 1

@st.dialog("Vote"OPTIONS)
def vote(item):
    st.text(f"Why {item}?")
    reason = st.text_input("Reason")
    if st.button("Send"):
        st.session_state.vote = (item, reason)
        st.rerun()

if st.button("Open"):
    vote("A")
st.text(st.session_state.get("vote"))
"""


def dialog(options: str = "") -> AppTest:
    app = run(VOTE.replace("OPTIONS", options))
    assert len(app.dialog) == 0
    app.button[0].click().run()
    return app


def test_a_dialog_is_a_fragment_above_the_page() -> None:
    app = dialog()
    assert [text.value for text in app.dialog[0].text] == ["Why A?"]
    runs = app.session_state["runs"]
    app.text_input[0].set_value("Because").run()
    assert app.session_state["runs"] == runs
    assert len(app.dialog) == 1
    app.dialog[0].button[0].click().run()
    assert len(app.dialog) == 0
    assert app.text[0].value == "('A', 'Because')"


def test_a_dialog_stands_in_the_main_part_wherever_it_is_called() -> None:
    app = run("@st.dialog('d')\ndef d():\n    st.text('inside')\n"
              "with st.sidebar.container(), st.form('f'):\n    d()\n"
              "    st.form_submit_button()")  # fmt: skip
    assert app.main.dialog[0].text[0].value == "inside"
    assert len(app.sidebar.dialog) == 0


def test_each_call_tells_the_browser_so() -> None:
    app = run("@st.dialog('d')\ndef d():\n    st.button('in')\nd()\nst.button('out')")
    events = app.page.tree.roots[4]
    (first,) = events.display()
    app.dialog[0].button[0].click().run()
    assert events.display() == [first]
    app.button[1].click().run()
    (second,) = events.display()
    assert second is not first
    assert second.element.title == "d"  # type: ignore[attr-defined]


def test_a_dismissal_starts_a_run_where_that_is_asked_for() -> None:
    for options, result in ((", on_dismiss='rerun'", None), (", on_dismiss=left", "left")):
        app = run("def left():\n    st.session_state.vote = 'left'\n"
                  + VOTE.replace("OPTIONS", options))  # fmt: skip
        app.button[0].click().run()
        assert app.dialog[0].element.tells
        app.dialog[0].click().run()
        assert len(app.dialog) == 0
        assert app.text[0].value == str(result)


def test_a_dialog_has_a_size_and_a_place() -> None:
    shown = dialog(", width='large', position='right', dismissible=False, icon='🔥'").dialog[0]
    assert (shown.element.size, shown.element.position) == ("large", "right")
    assert (shown.element.dismissible, shown.element.icon, shown.id) == (False, "🔥", None)
    assert dialog(", width=320").dialog[0].element.size == 320


TITLE = 'It needs a title, which is not empty: `@st.dialog("Title")`.'
SECOND = (
    "The dialog 'd' is the second one in this run, and only one can be open. Call one dialog in a "
    "run, for example after `if` and `elif`."
)
NESTED = (
    "The dialog 'e' was called inside of the dialog 'd', and only one can be open. Keep what it is "
    "for in `st.session_state`, call `st.rerun()` to close this one, and call the other one then."
)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("@st.dialog\ndef d(): ...", TITLE),
        ("st.dialog(' ')", TITLE),
        ("st.dialog('d', width='huge')", "It is 'small', 'medium' or 'large'."),
        ("st.dialog('d', width=0)", "It is a whole number of pixels above 0."),
        ("st.dialog('d', position='top')", "It is 'left', 'center' or 'right'."),
        ("st.dialog('d', on_dismiss=None)", "It is a function, 'rerun' or 'ignore'."),
        ("@st.dialog('d')\ndef d(): ...\nd()\nd()", SECOND),
        ("@st.dialog('e')\ndef e(): ...\n@st.dialog('d')\ndef d():\n    e()\nd()", NESTED),
    ],
)
def test_what_cannot_be_is_refused(code: str, sentence: str) -> None:
    assert refusal(code).endswith(sentence)


def test_a_dialog_in_a_fragment_closes_with_a_run_of_all() -> None:
    app = run("@st.dialog('d')\ndef d():\n    if st.button('done'):\n        st.rerun()\n"
              "@st.fragment\ndef f():\n    if st.button('open'):\n        d()\nf()")  # fmt: skip
    app.button[0].click().run()
    assert len(app.dialog) == 1
    app.dialog[0].button[0].click().run()
    assert len(app.dialog) == 0


def test_a_dialog_comes_back_from_the_cache() -> None:
    first, second = two_sessions("""
@st.dialog("D", on_dismiss="rerun")
def d(word):
    st.text(word)
    st.checkbox("Sure")

@st.cache_data
def show():
    ran("show")
    d("inside")

show()
""")
    assert times("show") == 1
    for app in (first, second):
        assert len(app.page.tree.roots[4].display()) == 1
        assert app.dialog[0].text[0].value == "inside"
        app.checkbox[0].check().run()
        assert app.dialog[0].checkbox[0].value is True
        app.dialog[0].click().run()
        assert app.dialog[0].checkbox[0].value is True


# Popovers


def test_a_popover_runs_its_inside_and_keeps_its_state_in_the_browser() -> None:
    app = run("with st.popover('more', type='primary', help='H', icon='🔥', width=200, key='p',"
              " disabled=True) as p:\n    st.text(p.open)\n"
              "st.sidebar.popover('b').text('in')")  # fmt: skip
    shown = app.popover(key="p").element
    assert (shown.label, shown.type, shown.help, shown.icon) == ("more", "primary", "H", "🔥")
    assert (shown.width, shown.disabled, shown.track) == (200, True, False)
    assert app.popover[0].text[0].value == "None"
    assert app.sidebar.popover[0].text[0].value == "in"
    assert element("st.popover('a', use_container_width=True)").width == "stretch"


def test_a_tracked_popover_knows_whether_it_is_open() -> None:
    app = run("p = st.popover('more', on_change='rerun', key='p')\n"
              "st.text([p.open, st.session_state.p])\n"
              "if st.button('close'):\n    st.rerun()")  # fmt: skip
    assert app.text[0].value == "[False, False]"
    app.popover[0].set_wire(True).run()
    assert app.text[0].value == "[True, True]"
    app.session_state.p = False
    assert app.run().text[0].value == "[False, False]"
    app.popover[0].set_wire("yes").run()
    assert app.text[0].value == "[False, False]"


def test_a_popover_refuses_what_it_cannot_use() -> None:
    assert "It is 'primary', 'secondary' or 'tertiary'." in refusal("st.popover('a', type='x')")
    assert "It is a function, 'rerun' or 'ignore'." in refusal("st.popover('a', on_change='x')")


def test_a_popover_comes_back_from_the_cache() -> None:
    first, second = two_sessions("""
@st.cache_data(persist="disk")
def show():
    ran("show")
    with st.popover("More", on_change="rerun") as more:
        number = st.slider("n")
    return more.open, number

st.text(show())
""")
    assert times("show") == 1
    for app in (first, second):
        app.popover[0].set_wire(True).run()
        assert app.text[0].value == "(True, 0)"
        app.slider[0].set_value(3).run()
        assert app.text[0].value == "(True, 3)"
    assert times("show") == 3


# Space, balloons and snow


@pytest.mark.parametrize("size", ["xxsmall", "small", "xxlarge", "stretch", 12])
def test_space_has_a_size(size: object) -> None:
    assert element(f"st.space({size!r})").size == size


@pytest.mark.parametrize("size", ["huge", 0, -1, True, 1.5, None])
def test_other_sizes_are_refused(size: object) -> None:
    assert refusal(f"st.space({size!r})").endswith(
        "It is 'xxsmall', 'xsmall', 'small', 'medium', 'large', 'xlarge', 'xxlarge' or 'stretch', "
        "or a whole number of pixels above 0."
    )


def test_space_comes_back_from_the_cache() -> None:
    two_sessions("@st.cache_data\ndef f():\n    st.space(30)\n    st.sidebar.space('large')\nf()")


@pytest.mark.parametrize("name", ["balloons", "snow"])
def test_a_celebration_happens_once_for_each_call(name: str) -> None:
    app = run(f"st.{name}()\nst.container().{name}()")
    (one, two) = app.get(name)
    app.run()
    assert not {one._node, two._node} & {view._node for view in app.get(name)}
    first, second = two_sessions(f"@st.cache_data\ndef f():\n    ran('f')\n    st.{name}()\nf()")
    assert times("f") == 1
    assert [len(each.get(name)) for each in (first, second, first.run())] == [1, 1, 1]


def test_a_dialog_needs_a_run() -> None:
    app = AppTest.from_string(HEAD + "@st.dialog('d')\ndef d(): ...\nd()").run()
    assert len(app.dialog) == 1
