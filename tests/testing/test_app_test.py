"""What docs/testing.md promises of `AppTest`."""

from __future__ import annotations

import pytest

from mini.testing import AppTest


def numbers(start: int, *, step: int = 1) -> None:
    import mini as st  # noqa: PLC0415  the function is the script

    st.number_input("n", value=start, step=step, key="n")
    st.radio("r", ["a", "b"], key="r")
    st.query_params.from_dict({"a": ["1", "2"]})


def test_a_function_is_a_script_with_arguments() -> None:
    app = AppTest.from_function(numbers, args=(5,), kwargs={"step": 2}).run()
    assert not app.exception
    assert app.number_input[0].increment().run().number_input[0].value == 7
    assert app.number_input[0].decrement().decrement().run().number_input[0].value == 3
    assert app.query_params.get_all("a") == ["1", "2"]


def test_elements_are_found_by_key_and_options_by_place() -> None:
    app = AppTest.from_function(numbers, args=(5,)).run()
    assert app.get_by_key("r").select_index(1).run().radio[0].value == "b"
    with pytest.raises(KeyError, match="no element with key='missing'"):
        app.get_by_key("missing")


def test_an_option_with_the_text_of_another_is_chosen_by_its_place() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.text(st.selectbox("s", [1, 2, 3], format_func=lambda n: "same"))
    """).run()
    assert app.selectbox[0].select_index(2).run().text[0].value == "3"


def test_a_script_that_takes_too_long_is_stopped() -> None:
    app = AppTest.from_string("while True:\n    pass\n", default_timeout=0.2)
    with pytest.raises(TimeoutError, match="and was stopped"):
        app.run()


def test_what_cannot_be_done_to_an_element_says_so() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.button("b"); st.text("t"); st.checkbox("c")
    """).run()
    with pytest.raises(ValueError, match=r"use `click\(\)`"):
        app.button[0].set_value("x")
    with pytest.raises(ValueError, match=r"use `set_value\(\)`"):
        app.checkbox[0].click()
    with pytest.raises(ValueError, match="has no value; widgets have one"):
        app.text[0].set_value("x")
