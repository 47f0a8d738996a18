"""The guide's pages on commands in cached functions: shown again, and widgets that work."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from mini.testing import AppTest
from tests.caching.guide_support import (
    errors,
    forget,
    kinds,
    paused,
    session,
    shown,
    times,
    two_sessions,
    until,
    visit,
)

BOTH = pytest.mark.parametrize("decorator", ["cache_data", "cache_resource"])


# Static elements


@BOTH
def test_a_message_is_shown_again(decorator: str) -> None:
    first, second = two_sessions(f"""
@st.{decorator}
def get_api_data():
    data = api.get()
    st.success("Fetched data from API!")  # Show a success message
    return data

st.text(len(get_api_data()))
""")
    assert times("api.get") == 1
    for app in (first, second):
        assert app.success[0].value == "Fetched data from API!"
        assert app.text[0].value == "10"


def test_a_part_of_the_page_is_cached() -> None:
    first, second = two_sessions("""
@st.cache_data
def show_data():
    st.header("Data analysis")
    data = api.get()
    st.success("Fetched data from API!")
    st.write("Here is a plot of the data:")
    st.line_chart(data)
    st.write("And here is the raw data:")
    st.dataframe(data)

show_data()
""")
    assert times("api.get") == 1
    for app in (first, second):
        assert kinds(app) == [
            "heading", "alert", "markdown", "chart", "markdown", "dataframe",
        ]  # fmt: skip
        assert app.header[0].value == "Data analysis"
        assert app.dataframe[0].rows == 10
        assert [text.value for text in app.markdown] == [
            "Here is a plot of the data:",
            "And here is the raw data:",
        ]


# Widgets


GET_DATA = """
@st.DECORATOR
def get_data():
    num_rows = st.slider("Number of rows to get")  # Add a slider
    data = api.get(num_rows)
    return data

st.text(len(get_data()))
"""


@pytest.mark.parametrize(
    "decorator",
    [
        "cache_data(experimental_allow_widgets=True)",
        "cache_resource(experimental_allow_widgets=True)",
        "cache_data",  # allowed without it as well
    ],
)
def test_a_slider_is_like_a_parameter(decorator: str) -> None:
    source = GET_DATA.replace("DECORATOR", decorator)
    first, second = two_sessions(source)
    assert times("api.get") == 1
    for count, (app, value) in enumerate(
        [(first, 7), (second, 9), (second, 7), (first, 9), (first, 0), (second, 0)]
    ):
        app.slider[0].set_value(value).run()
        assert errors(app) == []
        assert app.text[0].value == str(value)
        assert app.slider[0].value == value
        assert times("api.get") == min(count + 2, 3)
    third = visit(source)
    assert third.slider[0].value == 0
    third.slider[0].set_value(9).run()
    assert third.text[0].value == "9"
    assert times("api.get") == 3


def test_every_permutation_of_two_sliders_is_a_result_of_its_own() -> None:
    first, second = two_sessions("""
@st.cache_data
def get_data():
    rows, factor = st.slider("Rows", 1, 3), st.slider("Factor", 1, 3)
    return api.get(rows).value.sum() * factor

st.text(get_data())
st.text(get_data.info().entries)
""")
    for rows in (1, 2):
        for factor in (1, 2):
            for app in (first, second):
                app.slider[0].set_value(rows)
                app.slider[1].set_value(factor)
                app.run()
    assert times("api.get") == 4
    assert first.run().text.values == ["2", "4"]


WIDGETS = {
    "slider": ("st.slider('w', 0, 9, 3)", 5),
    "a range": ("st.slider('w', 0, 9, (3, 5))", (1, 2)),
    "a slider of dates": (
        "st.slider('w', datetime.date(2020, 1, 1), datetime.date(2020, 1, 9))",
        dt.date(2020, 1, 5),
    ),
    "number_input": ("st.number_input('w', 0, 9, 3)", 5),
    "a float": ("st.number_input('w', 0.0, 9.0, 3.5)", 5.5),
    "an open number": ("st.number_input('w', value=None)", 5.5),
    "text_input": ("st.text_input('w', 'x')", "y"),
    "text_area": ("st.text_area('w', 'x')", "y"),
    "checkbox": ("st.checkbox('w')", True),
    "radio": ("st.radio('w', ['x', 'y'])", "y"),
    "a radio of numbers": ("st.radio('w', [1, 2.5, None], format_func=lambda n: f'<{n}>')", 2.5),
    "selectbox": ("st.selectbox('w', ['x', 'y'])", "y"),
    "selectbox with own": ("st.selectbox('w', ['x'], accept_new_options=True)", "new"),
    "selectbox, none": ("st.selectbox('w', [datetime.date.min], index=None)", dt.date.min),
}


@pytest.mark.parametrize("name", WIDGETS)
def test_each_widget_works_in_a_cached_function(name: str) -> None:
    command, value = WIDGETS[name]
    first, second = two_sessions(f"""
import datetime

@st.cache_data
def part():
    ran("part")
    return {command}

value = part()
st.session_state.value = value
st.text(repr(value))
""")
    assert times("part") == 1
    default = first.session_state["value"]
    for count, app in enumerate((first, second)):
        app.main[0].children[0].set_value(value).run()
        assert errors(app) == []
        assert app.session_state["value"] == value
        assert times("part") == 2, count
    first.main[0].children[0].set_value(default).run()
    assert (first.session_state["value"], second.session_state["value"]) == (default, value)
    assert times("part") == 2


# The spinner


def waits_or_is_done(app: AppTest) -> bool:
    return bool(app.spinner or app.text)


FETCH = """
@st.cache_data{options}
def get_api_data():
    pause("fetch")
    return api.get()

get_api_data()
st.text("done")
"""


def while_it_runs(*apps: AppTest) -> list[list[str]]:
    """Run apps that pause, and give the texts of the spinners that each shows meanwhile."""
    forget()
    with ThreadPoolExecutor(len(apps)) as pool, paused("fetch") as place:
        runs = [pool.submit(apps[0].run)]
        assert place.reached.wait(60)
        runs += [pool.submit(app.run) for app in apps[1:]]
        for app in apps[1:]:
            until(partial(waits_or_is_done, app))
        seen = [[spinner.element.text for spinner in app.spinner] for app in apps]
        place.over.set()
        for run in runs:
            run.result(20)
    for app in apps:
        assert errors(app) == []
        assert not app.spinner
        assert app.text[-1].value == "done"
    return seen


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ("", ["Running `get_api_data(...)`."]),
        ("(show_spinner=True)", ["Running `get_api_data(...)`."]),
        ("(show_spinner=False)", []),
        ('(show_spinner="Fetching data from API...")', ["Fetching data from API..."]),
    ],
)
@BOTH
def test_a_spinner_is_shown_while_the_function_runs(
    decorator: str, options: str, text: list[str]
) -> None:
    source = FETCH.format(options=options).replace("cache_data", decorator)
    assert while_it_runs(session(source)) == [text]


def test_a_spinner_may_count_the_seconds() -> None:
    app = session(FETCH.format(options="(show_time=True)"))
    with ThreadPoolExecutor(1) as pool, paused("fetch") as place:
        forget()
        run = pool.submit(app.run)
        assert place.reached.wait(60)
        assert app.spinner[0].element.show_time
        place.over.set()
        run.result(20)


def test_a_hit_shows_no_spinner() -> None:
    first, second = session(FETCH.format(options="")), session(FETCH.format(options=""))
    while_it_runs(first)
    live = shown(first)
    assert shown(second.run()) == live
    assert times("api.get") == 1


def test_who_waits_sees_a_spinner_too_and_the_function_runs_once() -> None:
    source = FETCH.format(options='(show_spinner="Fetching data from API...")')
    text = ["Fetching data from API..."]
    assert while_it_runs(*(session(source) for _ in range(4))) == [text] * 4
    assert times("api.get") == 1


def test_nested_calls_show_one_spinner() -> None:
    source = """
@st.cache_data(show_spinner="Inner")
def inner():
    pause("fetch")
    return api.get()

@st.cache_data(show_spinner="Outer")
def outer():
    return inner()

outer()
st.text("done")
"""
    assert while_it_runs(session(source)) == [["Outer"]]
    quiet = source.replace('"Outer"', "False")
    assert while_it_runs(session(quiet)) == [["Inner"]]
