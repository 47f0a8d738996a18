"""What a cached function shows and does comes back as if it had run, in every session."""

from __future__ import annotations

import builtins
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest

import mini as st
from mini.testing import AppTest


@pytest.fixture(autouse=True)
def runs() -> Iterator[list[Any]]:
    """What the cached functions of a test note when they run."""
    st.cache_data.clear()
    st.cache_resource.clear()
    log: list[Any] = []
    builtins.RUNS = log  # type: ignore[attr-defined]
    yield log
    del builtins.RUNS  # type: ignore[attr-defined]


def app(source: str) -> AppTest:
    return AppTest.from_string(
        "import builtins\nimport mini as st\nRUNS = builtins.RUNS\n" + textwrap.dedent(source)
    )


def open_two(source: str) -> tuple[AppTest, AppTest]:
    return app(source).run(), app(source).run()


def texts(at: AppTest) -> list[str]:
    return [each.value for each in at.text]


# The decision tree

CONDITIONAL = """
    @st.cache_data
    def panel():
        RUNS.append(1)
        if st.checkbox("More"):
            st.slider("Depth", 0, 10)
        st.text("shown")
        return 1

    panel()
"""


def test_a_new_session_hits_on_the_defaults(runs: list[Any]) -> None:
    one, two = open_two(CONDITIONAL)
    assert runs == [1]
    assert texts(one) == texts(two) == ["shown"]
    assert len(two.checkbox) == 1


def test_going_back_to_an_earlier_value_hits(runs: list[Any]) -> None:
    one, two = open_two(CONDITIONAL)
    one.checkbox[0].check().run()
    one.slider[0].set_value(4).run()
    assert len(runs) == 3
    one.slider[0].set_value(0).run()
    one.checkbox[0].uncheck().run()
    two.checkbox[0].check().run()
    assert len(runs) == 3
    assert len(two.slider) == 1


def test_a_widget_that_is_not_on_the_path_makes_no_miss(runs: list[Any]) -> None:
    one, _ = open_two(CONDITIONAL)
    one.checkbox[0].check().run()
    one.slider[0].set_value(4).run()
    one.checkbox[0].uncheck().run()
    assert len(runs) == 3


def test_a_cached_call_before_a_widget_does_not_make_it_vanish(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def plain():
            RUNS.append(1)
            return 1

        plain()
        st.text(st.slider("n", 0, 10))
    """
    one, two = open_two(source)
    two.slider[0].set_value(3).run()
    assert texts(two) == ["3"]
    assert texts(one) == ["0"]
    assert runs == [1]


def test_a_button_acts_at_each_click_and_is_not_stored(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def panel():
            RUNS.append(1)
            if st.button("Go"):
                st.text("pressed")

        panel()
    """
    one, two = open_two(source)
    for at in (one, one, two):
        at.button[0].click().run()
        assert texts(at) == ["pressed"]
        at.run()
        assert texts(at) == []
    assert len(runs) == 4  # the first run, and each click


def test_many_values_under_max_entries_keep_one_leaf(runs: list[Any]) -> None:
    source = """
        @st.cache_data(max_entries=1)
        def panel():
            RUNS.append(1)
            return st.slider("n", 0, 40)

        panel()
        st.text(panel.info().entries)
    """
    one = app(source).run()
    for value in range(1, 41):
        one.slider[0].set_value(value).run()
        assert texts(one) == ["1"]
    assert len(runs) == 41


def test_a_number_of_widgets_that_depends_on_a_widget(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def panel():
            RUNS.append(1)
            return [st.checkbox(f"box {i}") for i in range(st.slider("n", 0, 5))]

        st.text(panel())
    """
    one, two = open_two(source)
    one.slider[0].set_value(2).run()
    one.checkbox[1].check().run()
    assert texts(one) == ["[False, True]"]
    one.slider[0].set_value(1).run()
    two.slider[0].set_value(1).run()
    assert texts(two) == ["[False]"]
    assert len(runs) == 4


def test_options_that_change_under_a_stored_value_make_it_fall_back(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def panel():
            RUNS.append(1)
            few = st.checkbox("few")
            return st.selectbox("s", ["a", "b"] if few else ["a", "b", "c"], key="s")

        st.text(panel())
    """
    one, two = open_two(source)
    for at in (one, two):
        at.selectbox[0].set_value("c").run()
        assert texts(at) == ["c"]
        at.checkbox[0].check().run()
        assert texts(at) == ["a"]
    assert len(runs) == 3


def test_a_value_set_through_session_state_before_the_call(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def panel():
            RUNS.append(1)
            return st.slider("n", 0, 10, key="n")

        if st.button("Seven"):
            st.session_state.n = 7
        st.text(panel())
    """
    one, two = open_two(source)
    one.slider[0].set_value(7).run()
    two.button[0].click().run()
    assert texts(one) == texts(two) == ["7"]
    assert len(runs) == 2
    assert two.slider[0].value == 7


def test_called_twice_in_a_run_with_different_and_equal_arguments(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def show(name):
            RUNS.append(name)
            st.text(name)

        show("a")
        show("b")
        show("a")
    """
    one, two = open_two(source)
    assert texts(one) == texts(two) == ["a", "b", "a"]
    assert runs == ["a", "b"]


def test_one_widget_twice_is_refused_as_without_the_cache(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def panel():
            RUNS.append(1)
            return st.slider("n", 0, 10)

        panel()
        panel()
    """
    one, _ = open_two(source)
    assert "two `slider` widgets" in one.exception[0].value


def test_an_exception_on_one_path_leaves_the_others_alone(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def panel():
            RUNS.append(1)
            if st.checkbox("Break"):
                raise ValueError("broken")
            return "whole"

        st.text(panel())
    """
    one, two = open_two(source)
    one.checkbox[0].check().run()
    assert one.exception[0].value == "broken"
    one.checkbox[0].uncheck().run()
    assert texts(one) == texts(two) == ["whole"]
    assert len(runs) == 2


def test_code_that_reads_in_no_fixed_order_keeps_the_newest_path_and_says_so(
    runs: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    source = """
        @st.cache_data(max_entries=10)
        def panel():
            RUNS.append(1)
            name = "a" if len(RUNS) % 2 else "b"
            return st.slider(name, 0, 10)

        panel()
    """
    one = app(source).run()
    one.slider[0].set_value(3).run()
    assert "reads other things in another order" in caplog.text
    assert one.slider[0].value in {0, 3}


# Where it is shown

PLACES = """
    outside = st.container()
    left, right = st.columns(2)
    where = {"right": right}

    @st.cache_data
    def show(number, _box):
        RUNS.append(number)
        with st.sidebar:
            st.text("sidebar")
        with outside:
            st.text("outside")
        where["right"].text("right")
        _box.text("box")
        st.text("here")
        with st.expander("e"):
            inner()
        with st.tabs(["a", "b"])[1]:
            st.text("tab")

    @st.cache_data
    def inner():
        RUNS.append("inner")
        st.text("inner")

    box = st.container()
    with left:
        show(1, box)
    show(1, box)
"""


def test_each_place_gets_what_was_shown_there(runs: list[Any]) -> None:
    one, two = open_two(PLACES)
    for at in (one, two):
        assert [each.value for each in at.sidebar.text] == ["sidebar"] * 2
        assert [[text.value for text in column.text] for column in at.columns] == [
            ["here", "inner", "tab"],
            ["right", "right"],
        ]
        assert [text.value for text in at.expander[1].text] == ["inner"]
        assert texts(at).count("outside") == texts(at).count("box") == 2
    assert runs == [1, "inner"]


def test_a_place_that_two_names_mean_is_found_by_both_or_not_at_all(runs: list[Any]) -> None:
    source = """
        left, right = st.columns(2)

        @st.cache_data
        def show(_box):
            RUNS.append(1)
            left.text("left")

        show(left)
        show(right)
    """
    one, two = open_two(source)
    for at in (one, two):
        assert [len(column.text) for column in at.columns] == [2, 0]


def test_a_place_that_is_open_and_named(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def show():
            RUNS.append(1)
            st.text("open")
            st.sidebar.text("named")
            st.text("open again")

        with st.sidebar:
            show()
        show()
        with st.sidebar:
            show()
    """
    one, two = open_two(source)
    for at in (one, two):
        assert [each.value for each in at.main.text] == ["open", "open again"]
        side = ["open", "named", "open again"]
        assert [each.value for each in at.sidebar.text] == [*side, "named", *side]


def test_a_place_that_nothing_names_is_refused_at_the_first_run(runs: list[Any]) -> None:
    source = """
        st.session_state.box = st.container()

        @st.cache_data
        def show():
            RUNS.append(1)
            st.session_state.box.text("lost")

        show()
    """
    one = app(source).run()
    assert "shows something in a `container` that was made outside of it" in one.exception[0].value
    assert runs == [1]


def test_changes_of_what_stands_outside(runs: list[Any]) -> None:
    source = """
        status = st.status("Working")
        bar = st.progress(0)
        place = st.empty()

        @st.cache_data
        def work():
            RUNS.append(1)
            status.update(label="Done", state="complete")
            bar.progress(0.5, text="half")
            place.text("first")
            place.text("second")
            st.toast("Ready")
            st.set_page_config(page_title="Worked")

        work()
    """
    one, two = open_two(source)
    for at in (one, two):
        assert at.status[0].element.label == "Done"
        assert at.progress[0].element.text == "half"
        assert texts(at) == ["second"]
        assert [toast.value for toast in at.toast] == ["Ready"]
        assert at.page.facts["title"] == "Worked"
    assert runs == [1]


def test_a_toast_that_changes(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def work():
            RUNS.append(1)
            message = st.toast("Saving")
            message.toast("Saved")

        work()
    """
    one, two = open_two(source)
    assert [toast.value for toast in two.toast] == [toast.value for toast in one.toast] == ["Saved"]


def test_a_function_in_a_place_for_one_element_shows_its_last(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def show():
            RUNS.append(1)
            st.text("a")
            st.text("b")

        with st.empty():
            show()
        show()
    """
    one, two = open_two(source)
    assert texts(one) == texts(two) == ["b", "a", "b"]


def test_three_levels_of_nesting_and_both_kinds(runs: list[Any]) -> None:
    source = """
        @st.cache_resource
        def deep(n):
            RUNS.append("deep")
            st.text(f"deep {n}")
            return [st.slider(f"s{n}", 0, 5)]

        @st.cache_data
        def middle(n):
            RUNS.append("middle")
            with st.container(border=True):
                return deep(n)[0] + deep(n + 1)[0]

        @st.cache_data
        def top():
            RUNS.append("top")
            with st.form("f"):
                value = middle(1)
                st.form_submit_button("Go")
            return value

        st.text(top())
    """
    one, two = open_two(source)
    assert runs == ["top", "middle", "deep", "deep"]
    two.slider[1].set_value(3)
    two.button[0].click().run()
    assert texts(two) == ["deep 1", "deep 2", "3"]
    assert texts(one) == ["deep 1", "deep 2", "0"]


# Sessions: state, callbacks, fragments


def test_writes_to_the_state_happen_again(runs: list[Any]) -> None:
    source = """
        @st.cache_data
        def remember(name):
            RUNS.append(name)
            st.session_state.name = [name]
            st.query_params["name"] = name
            return st.session_state.name

        remember("ada")
        st.session_state.name.append("changed")
        st.text(st.session_state.name)
    """
    one, two = open_two(source)
    assert texts(one) == texts(two) == ["['ada', 'changed']"]
    assert two.page.query["name"] == "ada"
    assert runs == ["ada"]


def test_reads_of_the_state_are_part_of_the_key(runs: list[Any]) -> None:
    source = """
        st.session_state.setdefault("user", "ada")

        @st.cache_data
        def greet():
            RUNS.append(1)
            return "Hello " + st.session_state.user

        st.text(greet())
        if st.button("Other"):
            st.session_state.user = "bob"
    """
    one, two = open_two(source)
    two.button[0].click().run()
    two.run()
    assert texts(one) == ["Hello ada"]
    assert texts(two) == ["Hello bob"]
    assert len(runs) == 2


def test_changing_in_place_what_was_read_is_not_stored_and_said_once(
    runs: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    source = """
        st.session_state.setdefault("cart", [])

        @st.cache_data
        def add():
            RUNS.append(1)
            st.session_state.cart.append(1)
            return len(st.session_state.cart)

        st.text(add())
    """
    one = app(source).run()
    assert texts(one.run()) == ["2"]
    assert texts(one.run()) == ["3"]
    assert caplog.text.count("It changes st.session_state['cart'] in place.") == 1


def test_callbacks_act_in_the_session_of_the_click(runs: list[Any]) -> None:
    source = """
        from functools import partial
        st.session_state.setdefault("n", 0)

        def add(by, times=1):
            st.session_state.n += by * times

        @st.cache_data
        def panel(step):
            RUNS.append(step)
            st.button("args", on_click=add, args=(step,), kwargs={"times": 2})
            st.button("partial", on_click=partial(add, 10))
            st.button("nested", on_click=lambda: add(step * 100))
            st.button("state", on_click=st.session_state.update, args=({"n": 7},))

        panel(3)
        st.text(st.session_state.n)
    """
    one, two = open_two(source)
    assert runs == [3]
    for button, expected in enumerate(["6", "16", "316", "7"]):
        assert texts(two.button[button].click().run())[0] == expected
    assert texts(one.run()) == ["0"]


def test_a_callback_that_closes_over_a_local_is_refused_at_the_first_run() -> None:
    source = """
        @st.cache_data
        def panel():
            items = []
            st.button("Add", on_click=lambda: items.append(1))

        panel()
    """
    error = app(source).run().exception[0].value
    assert "uses 'items', a variable of the function that is not one of its parameters" in error


def test_a_fragment_in_a_cached_function_runs_by_itself(runs: list[Any]) -> None:
    source = """
        @st.fragment
        def counter(name):
            st.text(f"{name} {st.slider(name, 0, 5)}")

        @st.cache_data
        def panel():
            RUNS.append(1)
            counter("a")
            counter("b")

        panel()
        st.text("outside")
    """
    _, two = open_two(source)
    two.slider[1].set_value(3).run()
    assert texts(two) == ["a 0", "b 3", "outside"]
    assert runs == [1]


def test_a_container_cannot_be_a_result() -> None:
    source = """
        @st.cache_data
        def make():
            return st.container()

        make()
    """
    assert "cannot be stored" in app(source).run().exception[0].value


def test_a_thread_without_context_fails_the_recording(
    runs: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    source = """
        import threading

        def emit():
            try:
                st.text("from a thread")
            except RuntimeError as error:
                RUNS.append("refused")

        @st.cache_data
        def work():
            RUNS.append(1)
            thread = threading.Thread(target=emit)
            thread.start()
            thread.join()

        work()
    """
    open_two(source)
    assert runs == [1, "refused", 1, "refused"]
    assert "A thread without a context called `text` meanwhile." in caplog.text


def test_leaving_the_run_is_not_stored(runs: list[Any], caplog: pytest.LogCaptureFixture) -> None:
    source = """
        @st.cache_data
        def guard():
            RUNS.append(1)
            if not st.checkbox("Agree"):
                st.text("please agree")
                st.stop()
            return "agreed"

        st.text(guard())
    """
    one, two = open_two(source)
    assert texts(one) == texts(two) == ["please agree"]
    assert texts(two.checkbox[0].check().run()) == ["agreed"]
    assert texts(one.checkbox[0].check().run()) == ["agreed"]
    assert len(runs) == 3
    assert caplog.text.count("`guard` is not cached where it leaves the run") == 1


def test_one_leaf_goes_and_its_siblings_stay(runs: list[Any]) -> None:
    source = """
        @st.cache_data(max_entries=2)
        def panel():
            RUNS.append(1)
            return st.slider("n", 0, 10)

        st.text(panel())
    """
    one = app(source).run()
    for value in (1, 0, 2):  # 1 was used before 0, so 2 takes its place
        one.slider[0].set_value(value).run()
    assert len(runs) == 3
    one.slider[0].set_value(0).run()
    one.slider[0].set_value(2).run()
    assert len(runs) == 3
    one.slider[0].set_value(1).run()
    assert len(runs) == 4


def test_a_block_counts_with_the_tables_that_it_shows() -> None:
    source = """
        @st.cache_data
        def table():
            st.dataframe({"a": list(range(100_000))})

        table()
        st.text(table.info().bytes)
    """
    assert int(texts(app(source).run())[0]) > 1_000_000


def test_scope_session_keeps_results_apart(runs: list[Any]) -> None:
    source = """
        @st.cache_data(scope="session")
        def mine():
            RUNS.append(1)
            return len(RUNS)

        st.text(mine())
    """
    one, two = open_two(source)
    assert texts(one) == texts(one.run()) == ["1"]
    assert texts(two) == texts(two.run()) == ["2"]


def test_what_two_names_share_is_not_stored(
    runs: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    source = """
        st.session_state.setdefault("items", [{"n": 1}])

        @st.cache_data
        def choose():
            RUNS.append(1)
            st.session_state.chosen = st.session_state["items"][0]

        choose()
        st.session_state.chosen["n"] += 1
        st.text(st.session_state["items"])
    """
    one, two = open_two(source)
    assert texts(one) == texts(two) == ["[{'n': 2}]"]
    assert len(runs) == 2
    assert caplog.text.count("shares something with st.session_state['items']") == 1


def test_a_name_that_is_set_anew_from_its_old_value_is_stored(runs: list[Any]) -> None:
    source = """
        st.session_state.setdefault("items", [{"n": 1}])

        @st.cache_data
        def add():
            RUNS.append(1)
            st.session_state["items"] = [*st.session_state["items"], {"n": 2}]

        if len(st.session_state["items"]) == 1:
            add()
        st.text(st.session_state["items"])
    """
    one, two = open_two(source)
    assert texts(one) == texts(two) == ["[{'n': 1}, {'n': 2}]"]
    assert len(runs) == 1
