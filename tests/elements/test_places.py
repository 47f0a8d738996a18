"""`container`, `columns`, `empty`, `expander` and `tabs`."""

from __future__ import annotations

import pytest

from tests.elements.shown import element, refusal, run


def test_columns_stand_side_by_side() -> None:
    app = run("left, right = st.columns([2, 1])\nright.text('r')\nwith left:\n    st.text('l')")
    columns = app.main[0]
    assert columns.element.weights == (2.0, 1.0)
    assert [[text.value for text in column.text] for column in columns.children] == [["l"], ["r"]]


@pytest.mark.parametrize(
    ("spec", "weights"),
    [("3", (1, 1, 1)), ("True", (1,)), ("(1, 2.5)", (1, 2.5)),
     ("__import__('numpy').array([1, 2])", (1, 2))],
)  # fmt: skip
def test_columns_have_weights(spec: str, weights: tuple[float, ...]) -> None:
    assert element(f"st.columns({spec})").weights == weights


def test_columns_have_a_gap_and_more() -> None:
    shown = element(
        "st.columns(2, gap='LARGE', vertical_alignment='center', border=True, width=300)"
    )
    assert (shown.gap, shown.valign, shown.border, shown.width) == ("large", "center", True, 300)
    assert element("st.columns(2, gap=None)").gap is None


def test_columns_can_be_nested() -> None:
    app = run("a, b = st.columns(2)\nc, d = b.columns(2)\nd.text('deep')")
    assert app.main[0][1][0][1].text[0].value == "deep"


def test_empty_holds_one_element() -> None:
    app = run("place = st.empty()\nplace.text('a')\nplace.text('b')\nst.text('c')")
    assert [text.value for text in app.text] == ["b", "c"]


def test_empty_clears() -> None:
    app = run("place = st.empty()\nplace.text('a')\nplace.empty()")
    assert list(app.text) == []


def test_an_element_is_replaced_where_it_stands() -> None:
    app = run("place = st.text('a')\nst.text('b')\nplace.markdown('c')")
    assert [view.value for view in app.main.children] == ["c", "b"]


def test_an_expander_runs_its_inside_and_keeps_its_state_in_the_browser() -> None:
    app = run("with st.expander('more', True, icon='🔥', type='compact', key='e') as e:\n"
              "    st.text(e.open)")  # fmt: skip
    shown = app.expander(key="e")
    assert (shown.element.expanded, shown.element.type, shown.element.track) == (
        True,
        "compact",
        False,
    )
    assert shown.text[0].value == "None"


def test_a_tracked_expander_knows_whether_it_is_open() -> None:
    app = run("e = st.expander('more', on_change='rerun', key='e')\nst.text(e.open)\n"
              "st.text(st.session_state.e)")  # fmt: skip
    assert [text.value for text in app.text] == ["False", "False"]
    app.expander[0].set_wire(True).run()
    assert [text.value for text in app.text] == ["True", "True"]
    app.expander[0].set_wire("yes").run()
    assert app.text[0].value == "False"


def test_session_state_opens_an_expander() -> None:
    app = run("st.session_state.e = 1\nst.text(st.expander('a', on_change='rerun', key='e').open)")
    assert app.text[0].value == "True"


def test_tabs_have_their_own_insides() -> None:
    app = run("one, two = st.tabs(['one', 'two'], default='two')\none.text('1')\ntwo.text('2')\n"
              "st.text(one.open)")  # fmt: skip
    tabs = app.main[0]
    assert (tabs.element.labels, tabs.element.default) == (("one", "two"), 1)
    assert [inside.text[0].value for inside in tabs.children] == ["1", "2"]
    assert app.main.children[1].value == "None"


def test_tracked_tabs_know_which_one_is_seen() -> None:
    app = run("tabs = st.tabs(['a', 'b', 'a'], on_change='rerun', key='t')\n"
              "st.text([tab.open for tab in tabs])\nst.text(st.session_state.t)")  # fmt: skip
    seen = {
        None: "[True, False, False]",
        "b": "[False, True, False]",
        "a\u001f1": "[False, False, True]",
    }
    for wire, text in seen.items():
        if wire is not None:
            app.get("tabs")
            app.main[0].set_wire(wire).run()
        assert app.text[0].value == text


@pytest.mark.parametrize("wire", ["z", 1, True, None, ["a"], {}])
def test_a_tab_that_is_none_is_the_default(wire: object) -> None:
    app = run("tabs = st.tabs(['a', 'b'], on_change='rerun', default='b')\n"
              "st.text([tab.open for tab in tabs])")  # fmt: skip
    app.main[0].set_wire("a").run()
    assert app.text[0].value == "[True, False]"
    app.main[0].set_wire(wire).run()
    assert app.text[0].value == "[False, True]"


@pytest.mark.parametrize(("set_to", "open_"), [("b", "[False, True]"), ("zz", "[True, False]")])
def test_session_state_opens_a_tab(set_to: str, open_: str) -> None:
    app = run(f"st.session_state.t = '{set_to}'\n"
              "tabs = st.tabs(['a', 'b'], on_change='rerun', key='t')\n"
              "st.text([tab.open for tab in tabs])")  # fmt: skip
    assert app.text[0].value == open_


def test_a_callback_is_called_when_a_tab_opens() -> None:
    app = run("def note(): st.session_state.noted = st.session_state.t\n"
              "st.tabs(['a', 'b'], on_change=note, key='t')")  # fmt: skip
    app.main[0].set_wire("b").run()
    assert app.session_state["noted"] == "b"


@pytest.mark.parametrize("spec", ["0", "-1", "[]", "[1, 0]", "[1, -2]", "['a']", "'ab'", "2.5",
                                  "[float('inf')]", "[float('nan'), 1]"])  # fmt: skip
def test_columns_need_weights(spec: str) -> None:
    assert "It is how many columns there are, from 1, or a list of" in refusal(
        f"st.columns({spec})"
    )


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("st.columns(2, gap='huge')", "`columns` cannot use gap='huge'. It is 'xxsmall'"),
        ("st.columns(2, vertical_alignment='Top')", "It is 'top', 'center' or 'bottom'."),
        ("st.columns(2, width='content')", "`columns` cannot use width='content'."),
        ("st.container(height='auto')", "`container` cannot use height='auto'."),
        ("st.expander('a', type='tall')", "It is 'default', 'compact' or 'step'."),
        ("st.expander('a', on_change='no')", "It is a function, 'rerun' or 'ignore'."),
        ("st.tabs([])", "`tabs` cannot use tabs=[]. It is a list of one or more texts"),
        ("st.tabs(['a', 5])", "It is a list of one or more texts, the labels."),
        ("st.tabs(5)", "It is a list of one or more texts, the labels."),
        ("st.tabs(['a'], default='z')", "cannot use default='z'. It is one of the labels: ['a']."),
    ],
)
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(code)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [("'small'", "small"), ("'LARGE'", "large"), ("None", None), ("0", "0px"), ("12", "12px")],
)
@pytest.mark.parametrize("code", ["st.container(gap={})", "st.columns(2, gap={})"])
def test_a_gap_is_a_size_or_pixels(code: str, gap: str, expected: str | None) -> None:
    assert element(code.format(gap)).gap == expected


@pytest.mark.parametrize("gap", ["-1", "1.5", "True", "'12px'"])
def test_other_gaps_are_refused(gap: str) -> None:
    assert "or a whole number of pixels from 0." in refusal(f"st.container(gap={gap})")


def test_columns_can_be_a_set_and_tabs_are_a_tuple() -> None:
    assert len(element("st.columns({1, 2})").weights) == 2
    assert run("st.text(type(st.tabs(['a'])).__name__)").text[0].value == "tuple"
    assert run("st.text(type(st.tabs(['a'], on_change='rerun')).__name__)").text[0].value == "tuple"


def test_an_empty_key_of_a_container_is_none() -> None:
    assert run("st.container(key='')").main[0].key is None
