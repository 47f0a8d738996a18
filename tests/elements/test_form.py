"""`form` and `form_submit_button`."""

from __future__ import annotations

import pytest

from tests.elements.shown import refusal, run

ORDER = """
with st.form("order"{arguments}):
    name = st.text_input("Name", "nobody")
    count = st.columns(2)[1].slider("Count")
    sent = st.form_submit_button("Order")
st.text((name, count, sent))
"""


def test_a_form_gives_its_values_when_its_button_is_pressed() -> None:
    app = run(ORDER.format(arguments=""))
    assert app.text[0].value == "('nobody', 0, False)"
    app.text_input[0].set_value("Ada")
    app.slider[0].set_value(3)
    app.form_submit_button[0].click().run()
    assert app.text[0].value == "('Ada', 3, True)"
    app.run()
    assert app.text[0].value == "('Ada', 3, False)"


def test_a_form_can_go_back_to_its_defaults() -> None:
    app = run(ORDER.format(arguments=", clear_on_submit=True"))
    app.text_input[0].set_value("Ada")
    app.form_submit_button[0].click().run()
    assert app.text[0].value == "('Ada', 0, True)"
    assert app.text_input[0].value == "nobody"
    app.run()
    assert app.text[0].value == "('nobody', 0, False)"


def test_a_button_calls_back_with_the_values_of_the_form() -> None:
    app = run("""
def note(word): st.session_state.noted = (word, st.session_state.name)
with st.form("f"):
    st.text_input("Name", key="name")
    st.form_submit_button(on_click=note, args=("hello",))
""")
    app.text_input[0].set_value("Ada")
    app.form_submit_button[0].click().run()
    assert app.session_state["noted"] == ("hello", "Ada")


def test_a_form_is_filled_from_anywhere() -> None:
    app = run("""
form = st.form("f")
form.text_input("a")
pressed = form.form_submit_button("Go")
st.sidebar.form("g").form_submit_button("Go")
st.text(pressed)
""")
    app.form_submit_button[0].click().run()
    assert app.text[0].value == "True"


def test_the_widgets_of_a_form_are_marked() -> None:
    app = run("st.form('f', enter_to_submit=False, border=False, height=200).text_input('a')")
    form = app.form[0]
    assert (form.element.enter_to_submit, form.element.border, form.element.height) == (
        False,
        False,
        200,
    )
    assert form.key == "f"
    (widget,) = app.page.widgets.known.values()
    assert widget.form is not None


def test_two_buttons_of_a_form_are_told_apart_by_their_labels() -> None:
    app = run("""
with st.form("f"):
    one = st.form_submit_button("One", type="primary")
    two = st.form_submit_button("Two")
st.text((one, two))
""")
    app.form_submit_button[1].click().run()
    assert app.text[0].value == "(False, True)"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("st.form_submit_button()", "A `form_submit_button` is outside of any form"),
        ("st.form('')", "`form` cannot use key=''. A key is a text that is not empty"),
        ("st.form(None)", "`form` cannot use key=None. It is a text that is not empty"),
        ("st.form('f').form('g')", "The form 'g' is inside of another form"),
        (
            "st.form('f')\nst.form('f')",
            "two widgets with key='f' in this run (the second is a `form`)",
        ),
        (
            "st.form('f').checkbox('a', on_change=print)",
            "form_submit_button",
        ),
        ("st.form('f').button('a')", "A `button` cannot be inside of a form"),
        (
            "f = st.form('f')\nf.form_submit_button()\nf.form_submit_button()",
            "Give each widget a `key` of its own.",
        ),
        (
            "st.form('f').form_submit_button(type='big')",
            "It is 'primary', 'secondary' or 'tertiary'.",
        ),
    ],
)
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(code)


def test_equal_widgets_of_two_forms_are_two() -> None:
    app = run("""
for key in "ab":
    with st.form(key):
        st.text_input("Name")
        st.form_submit_button("Go")
""")
    assert len({view.id for view in app.text_input}) == 2
