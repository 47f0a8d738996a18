"""`session_state`, `query_params`, callbacks, forms and fragments, in real sessions."""

from __future__ import annotations

from mini.testing import AppTest


def test_a_widgets_key_is_in_session_state_and_can_be_set_before_it_is_drawn() -> None:
    app = AppTest.from_string("""
        import mini as st
        if st.button("set"):
            st.session_state.n = 8
        value = st.slider("n", 0, 10, 3, key="n")
        st.text((value, st.session_state["n"], st.session_state.n, "n" in st.session_state))
    """).run()
    assert app.text[0].value == "(3, 3, 3, True)"
    app.slider[0].set_value(5).run()
    assert app.text[0].value == "(5, 5, 5, True)"
    app.button[0].click().run()
    assert app.text[0].value == "(8, 8, 8, True)"
    assert app.run().text[0].value == "(8, 8, 8, True)"


def test_setting_it_after_the_widget_is_drawn_is_an_error_that_says_what_to_do() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.slider("n", 0, 10, 3, key="n")
        st.session_state.n = 4
    """).run()
    error = app.exception[0].element
    assert error.type == "WidgetStateError"
    assert "Set it before the widget is called, or in a callback" in error.message


def test_a_missing_name_is_both_a_key_error_and_an_attribute_error() -> None:
    app = AppTest.from_string("""
        import mini as st
        for read in (lambda: st.session_state["x"], lambda: st.session_state.x):
            try:
                read()
            except (KeyError, AttributeError) as error:
                st.text(error)
        st.text(hasattr(st.session_state, "x"))
        st.text(st.session_state.get("x", "default"))
    """).run()
    assert app.text[0].value.startswith("st.session_state has nothing under 'x'.")
    assert app.text.values[2:] == ["False", "default"]


def test_a_widget_that_is_not_drawn_is_forgotten_at_the_end_of_the_run() -> None:
    app = AppTest.from_string("""
        import mini as st
        if st.checkbox("show", True):
            st.slider("n", 0, 10, 3, key="n")
        st.text(st.session_state.get("n"))
    """).run()
    app.slider[0].set_value(9).run()
    assert app.checkbox[0].uncheck().run().text[0].value == "9"
    assert app.run().text[0].value == "None"
    assert app.checkbox[0].check().run().text[0].value == "3"


def test_callbacks_run_first_with_their_arguments_and_may_set_widgets() -> None:
    app = AppTest.from_string("""
        import mini as st
        log = st.session_state.setdefault("log", [])
        def changed(*args, **kwargs):
            log.append((args, kwargs, st.session_state.text))
            st.session_state.text = ""
        st.text(log)
        st.text_input("text", key="text", on_change=changed, args=(1,), kwargs={"b": 2})
        st.text(st.session_state.text == "")
    """).run()
    app.text_input[0].set_value("hello").run()
    assert app.text.values == ["[((1,), {'b': 2}, 'hello')]", "True"]
    assert app.text_input[0].value == ""


def test_an_error_in_a_callback_shows_and_the_next_run_goes_on() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.button("break", on_click=lambda: 1 / 0)
        st.text("below")
    """).run()
    app.button[0].click().run()
    assert app.exception[0].element.type == "ZeroDivisionError"
    assert not app.text, "a run whose callback fails goes no further"
    assert app.run().text.values == ["below"]
    assert not app.exception


def test_the_same_widget_twice_is_an_error_that_asks_for_a_key() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.button("a")
        st.button("a")
    """).run()
    assert "two `button` widgets with the same label" in app.exception[0].element.message
    keyed = AppTest.from_string("""
        import mini as st
        st.button("a", key="k")
        st.checkbox("b", key="k")
    """).run()
    assert "two widgets with key='k'" in keyed.exception[0].element.message


def test_a_form_sends_its_values_with_its_button_alone_and_clears() -> None:
    app = AppTest.from_string("""
        import mini as st
        with st.form("f", clear_on_submit=True):
            text = st.text_input("text")
            number = st.number_input("number", value=1)
            sent = st.form_submit_button("Send")
        st.text((text, number, sent))
    """).run()
    app.text_input[0].set_value("a")
    app.number_input[0].set_value(5)
    app.form_submit_button[0].click().run()
    assert app.text[0].value == "('a', 5, True)"
    assert app.run().text[0].value == "('', 1, False)"


def test_a_fragment_runs_alone() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.session_state.setdefault("whole", 0)
        st.session_state.whole += 1
        outside = st.container()
        @st.fragment
        def part(name):
            st.session_state.setdefault(name, 0)
            st.session_state[name] += 1
            pressed = st.button("again", key="b" + name)
            st.text(f"{name} {st.session_state[name]} {pressed}")
            outside.text(f"{name} wrote {st.session_state[name]}")
        part("a")
        with st.sidebar:
            part("b")
        st.text(f"whole {st.session_state.whole}")
    """).run()
    assert app.main.text.values == ["a wrote 1", "b wrote 1", "a 1 False", "whole 1"]
    app.button(key="bb").click().run()
    assert app.sidebar.text.values == ["b 2 True"]
    assert app.main.text.values == ["a wrote 1", "b wrote 2", "a 1 False", "whole 1"]
    app.run()
    assert app.main.text.values == ["a wrote 2", "b wrote 3", "a 2 False", "whole 2"]


def test_a_fragment_reruns_itself_or_the_app() -> None:
    app = AppTest.from_string("""
        import mini as st
        n = st.session_state
        n.setdefault("whole", 0); n.setdefault("part", 0)
        n.whole += 1
        @st.fragment
        def part():
            n.part += 1
            if st.button("self"):
                st.rerun(scope="fragment")
            if st.button("app"):
                st.rerun()
            st.text(f"part {n.part}")
        part()
        st.text(f"whole {n.whole}")
    """).run()
    app.button[0].click().run()
    assert app.text.values == ["part 3", "whole 1"]
    app.button[1].click().run()
    assert app.text.values == ["part 5", "whole 2"]


def test_query_params_are_texts_and_change_the_address() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.query_params["page"] = 2
        st.query_params.tags = ["a", "b"]
        st.text((st.query_params["page"], st.query_params.tags, st.query_params.get_all("tags")))
        del st.query_params["page"]
        try:
            st.query_params["page"]
        except KeyError as error:
            st.text(error)
    """).run()
    assert app.text[0].value == "('2', 'b', ['a', 'b'])"
    assert app.text[1].value.startswith("st.query_params has no 'page'")
    assert app.page.facts["query"] == "tags=a&tags=b"


def test_a_bound_widget_lives_in_the_address() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.text(st.slider("n", 0, 10, 3, key="n", bind="query-params"))
    """)
    app.page.query["n"] = "[7]"
    assert app.run().text[0].value == "7"
    app.slider[0].set_value(3).run()
    assert app.page.facts["query"] == ""


def test_equal_numbers_of_other_types_are_seen_as_changes() -> None:
    app = AppTest.from_string("""
        import mini as st
        values = [1, True, 0.0, -0.0, float("nan"), float("nan")]
        at = st.session_state.setdefault("at", 0)
        if st.button("next"):
            st.session_state.at += 1
        st.table([[values[st.session_state.at]]])
    """).run()
    seen = []
    for _ in range(5):
        seen.append(app.table[0].element.rows)
        app.button[0].click().run()
    assert len({repr(rows) for rows in seen[:4]}) == 4
    assert repr(seen[4]) not in {repr(rows) for rows in seen[:4]}
    assert repr(app.table[0].element.rows) == repr(seen[4]), "a NaN is like the one before"


def test_persist_state_keeps_a_value_while_its_widget_is_not_drawn() -> None:
    app = AppTest.from_string("""
        import mini as st
        if st.checkbox("show", True):
            st.slider("n", 0, 10, 3, key="n", persist_state="session")
    """).run()
    app.slider[0].set_value(9).run()
    app.checkbox[0].uncheck().run().run()
    app.checkbox[0].check().run()
    assert app.slider[0].value == 9


def test_keys_of_any_sort_are_told_apart_by_their_text() -> None:
    app = AppTest.from_string("""
        import enum
        import numpy as np
        import mini as st
        class Name(str, enum.Enum):
            ONE = "one"
        for key in [*np.arange(2), np.str_("z"), 1.5, (1, 2), Name.ONE]:
            st.button("x", key=key)
    """).run()
    assert not app.exception
    assert [button.key for button in app.button] == ["0", "1", "z", "1.5", "(1, 2)", "one"]
    empty = AppTest.from_string("import mini as st\nst.button('x', key='')").run()
    assert "A key is a text that is not empty" in empty.exception[0].element.message


def test_what_a_widget_refuses_stays_in_session_state() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.session_state.flag = "maybe"
        try:
            st.checkbox("flag", key="flag")
        except ValueError:
            st.text(st.session_state.flag)
    """).run()
    assert app.text.values == ["maybe"]


def test_all_of_session_state_can_be_deleted() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.session_state.setdefault("own", 1)
        st.checkbox("x", key="w")
        for key in list(st.session_state):
            del st.session_state[key]
        st.text((len(st.session_state), "w" in st.session_state))
    """).run()
    assert app.text.values == ["(0, False)"]
    assert app.checkbox[0].check().run().text.values == ["(0, False)"]


def test_query_params_hold_texts_and_refuse_a_dict() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.query_params["none"] = []
        st.text(("none" in st.query_params, st.query_params["none"]))
        st.query_params["d"] = {"a": 1}
    """).run()
    assert app.text.values == ["(True, '')"]
    assert "cannot be {'a': 1}" in app.exception[0].element.message


def test_what_a_callback_writes_into_a_container_stays_for_its_run() -> None:
    app = AppTest.from_string("""
    import mini as st
    place, hole = st.container(), st.empty()
    side = st.sidebar.expander("more")
    def done(place):
        place.info("saved")
        hole.text("gone, as `empty` stands here anew")
        side.text("beside")
    place.markdown("body")
    place.button("save", on_click=done, args=[place])
    """).run()
    for _ in range(2):
        app.button[0].click().run()
        assert [view.kind for view in app.main[0].children] == ["alert", "markdown", "button"]
        assert app.text.values == ["beside"]
    app.run()
    assert [view.kind for view in app.main[0].children] == ["markdown", "button"]
    assert not app.text


def test_the_address_does_not_say_how_the_page_is_embedded() -> None:
    app = AppTest.from_string("""
    import mini as st
    for write in (
        lambda: st.query_params.update(embed="true"),
        lambda: st.query_params.from_dict({"a": 1, "Embed_Options": "x"}),
        lambda: st.query_params.from_dict([("embed", "true")]),
    ):
        try:
            write()
        except ValueError as error:
            st.text(error)
    st.query_params.from_dict([("a", "1")])
    """).run()
    assert all("says how it is embedded; choose another" in text for text in app.text.values)
    assert len(app.text) == 3
    assert app.query_params.text() == "a=1"


SET_ONCE = """
import mini as st
state = st.session_state
if "begun" not in state:
    state.begun, state.name, state.size = True, "", 5
if st.checkbox("edit", key="edit"):
    st.text_input("Name", key="name")
    st.slider("Size", 0, 10, key="size")
    st.text_input("Plain", key="plain")
st.text((state.get("name"), state.get("size"), state.get("plain")))
if st.button("forget"):
    del state.size
"""


def test_what_was_set_before_a_widget_was_drawn_is_there_when_it_is_gone() -> None:
    app = AppTest.from_string(SET_ONCE).run()
    app.checkbox[0].check().run()
    app.text_input[0].input("Ada")
    app.text_input[1].input("x")
    app.slider[0].set_value(8).run()
    assert app.text[0].value == "('Ada', 8, 'x')"
    app.checkbox[0].uncheck().run()
    assert app.run().text[0].value == "('', 5, None)"
    app.checkbox[0].check().run()
    assert (app.slider[0].value, app.text_input[0].value) == (5, "")
    app.button[0].click().run()
    app.checkbox[0].uncheck().run()
    assert app.run().text[0].value == "('', None, None)"


def test_a_click_whose_callback_asks_for_a_run_is_not_seen_by_that_run() -> None:
    app = AppTest.from_string("""
    import mini as st
    def again():
        st.session_state.count = st.session_state.get("count", 0) + 1
        st.rerun()
        st.session_state.beyond = True
    pressed = st.button("b", on_click=again)
    text = st.text_input("t", key="t", on_change=again)
    st.text((pressed, text, st.session_state.get("count"), "beyond" in st.session_state))
    """).run()
    assert app.button[0].click().run().text[0].value == "(False, '', 1, False)"
    assert app.text_input[0].input("x").run().text[0].value == "(False, 'x', 2, False)"
