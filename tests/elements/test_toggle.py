"""`toggle`."""

from __future__ import annotations

import pytest

from tests.elements.shown import element, refusal, run, value


def test_it_is_off_or_what_the_author_says() -> None:
    assert value("st.toggle('a')") is False
    assert value("st.toggle('a', True)") is True


def test_a_switch_is_thrown() -> None:
    app = run("st.text(st.toggle('a'))")
    app.toggle[0].check().run()
    assert app.text[0].value == "True"
    app.toggle[0].set_value(False).run()
    assert app.text[0].value == "False"


def test_it_is_no_checkbox_to_a_test() -> None:
    app = run("st.toggle('a')\nst.checkbox('b')")
    assert [view.label for view in app.toggle] == ["a"]
    assert [view.label for view in app.checkbox] == ["b"]


@pytest.mark.parametrize("wire", [1, 0, "true", None, [True]])
def test_what_is_no_bool_is_the_default(wire: object) -> None:
    app = run("st.text(st.toggle('a', True))")
    app.toggle[0].set_wire(wire).run()
    assert app.text[0].value == "True"


def test_session_state_sets_it() -> None:
    assert value("[st.session_state.update(k=True), st.toggle('a', key='k')][1]") is True
    said = refusal("st.session_state.k = 'yes'\nst.toggle('a', key='k')")
    assert said == ("`toggle` cannot use value='yes'. Set it to True or False in session_state.")


def test_the_address_holds_it() -> None:
    app = run("st.toggle('a', key='k', bind='query-params')")
    app.toggle[0].check().run()
    assert app.query_params["k"] == "true"


def test_a_callback_is_called_before_the_run() -> None:
    app = run("st.text(st.session_state.get('on'))\n"
              "st.toggle('a', key='k',"
              " on_change=lambda: st.session_state.update(on=st.session_state.k))")  # fmt: skip
    app.toggle[0].check().run()
    assert app.text[0].value == "True"


def test_its_looks() -> None:
    shown = element("st.toggle('a', help='h', wrap=False, width=200, on_change='ignore')")
    assert (shown.help, shown.wrap, shown.width, shown.silent) == ("h", False, 200, True)
    assert "label_visibility" in refusal("st.toggle('a', label_visibility='gone')")


def test_it_stands_in_containers() -> None:
    app = run("with st.sidebar:\n  st.toggle('a')\nst.container().toggle('b')")
    assert [view.label for view in app.sidebar.toggle] == ["a"]
    assert [view.label for view in app.main.toggle] == ["b"]
