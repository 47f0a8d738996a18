"""The guide's examples of `cache_data`, each as the guide gives it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from mini.testing import AppTest
from tests.caching.guide_support import (
    POST,
    errors,
    kinds,
    session,
    times,
    two_sessions,
    visit,
    web,
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with web() as address:
        yield address


# Minimal example


LONG_RUNNING = """
@st.cache_data
def long_running_function(param1, param2):
    ran("long")
    return param1 + param2

st.text(long_running_function({}, {}))
"""


def test_a_function_runs_once_for_the_same_parameters() -> None:
    first, _ = two_sessions(LONG_RUNNING.format(1, 2))
    assert times("long") == 1
    assert first.text[0].value == "3"


def test_other_parameters_or_other_code_run_it_again() -> None:
    two_sessions("""
@st.cache_data
def long_running_function(param1, param2):
    ran("long")
    return param1 + param2

st.write(long_running_function(1, 2), long_running_function(2, 1), long_running_function(1, 2))
""")
    assert times("long") == 2


def test_an_edit_of_the_function_runs_it_again_and_a_comment_does_not(tmp_path: Path) -> None:
    script = tmp_path / "app.py"

    def says(body: str) -> str:
        script.write_text(
            "import mini as st\nfrom tests.caching.guide_support import ran\n\n\n@st.cache_data\n"
            f"def long_running_function(param):\n    ran('edited')\n    {body}\n\n\n"
            "st.text(long_running_function(20))\n"
        )
        app = AppTest.from_file(script).run()
        assert errors(app) == []
        return str(app.text[0].value)

    before = times("edited")
    assert says("return param + 1") == "21"
    assert says("# the next number\n\n    return param + 1") == "21"
    assert times("edited") - before == 1
    assert says("return param + 2") == "22"
    assert times("edited") - before == 2


# Usage


LOAD = """
import pandas as pd

DECORATOR
def load_data(url):
    ran("load_data")
    df = pd.read_csv(url)
    return df

df = load_data("URL/rides.csv")
st.dataframe(df)

st.button("Rerun")
"""


def test_without_a_cache_each_run_loads(url: str) -> None:
    app = two_sessions(LOAD.replace("URL", url).replace("DECORATOR", ""))[0]
    assert times("load_data") == times("GET /rides.csv") == 3
    app.button[0].click().run()
    assert times("load_data") == 4


def test_a_table_is_loaded_once(url: str) -> None:
    first, second = two_sessions(LOAD.replace("URL", url).replace("DECORATOR", "@st.cache_data"))
    first.button[0].click().run()
    second.button[0].click().run()
    assert times("load_data") == times("GET /rides.csv") == 1
    assert first.dataframe[0].rows == second.dataframe[0].rows == 3
    assert kinds(first) == ["dataframe", "button"]


# Examples


def test_a_table_is_transformed_once() -> None:
    two_sessions("""
import numpy as np
import pandas as pd

@st.cache_data
def transform(df):
    ran("transform")
    df = df.filter(items=['one', 'three'])
    df = df.apply(np.sum, axis=0)
    return df

df = pd.DataFrame(np.arange(6).reshape(2, 3), columns=['one', 'two', 'three'])
st.write(transform(df).to_dict())
st.write(list(df.columns))
st.write(transform(df + 1).to_dict())
""")
    assert times("transform") == 2  # one for each of the two tables


def test_arrays_are_added_once() -> None:
    first, _ = two_sessions("""
import numpy as np

@st.cache_data
def add(arr1, arr2):
    ran("add")
    return arr1 + arr2

st.text(add(np.arange(3), np.ones(3)))
st.text(add(np.arange(3), np.zeros(3)))
""")
    assert times("add") == 2
    assert first.text.values == ["[1. 2. 3.]", "[0. 1. 2.]"]


QUERY = """
import sqlite3
import pandas as pd

class database:
    @staticmethod
    def connect():
        ran("connect")
        return CONNECT

connection = database.connect()

@st.cache_data
def query():
    ran("query")
    return pd.read_sql_query("SELECT * FROM birds", connection)

st.dataframe(query())
"""


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    path = tmp_path / "birds.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE birds (name TEXT, mass INTEGER)")
        connection.execute("INSERT INTO birds VALUES ('Gentoo', 5076), ('Adelie', 3706)")
    connection.close()
    return path


@pytest.mark.parametrize(
    "connect",
    [
        "sqlite3.connect('PATH', check_same_thread=False)",
        "__import__('sqlalchemy').create_engine('sqlite:///PATH').connect()",
    ],
    ids=["sqlite3", "SQLAlchemy"],
)
def test_a_query_runs_once_though_each_run_connects(connect: str, birds: Path) -> None:
    # The global connection cannot be hashed, so it does not count.
    closing = "\nconnection.close()\n"
    first, _ = two_sessions(QUERY.replace("CONNECT", connect).replace("PATH", str(birds)) + closing)
    assert (times("connect"), times("query")) == (3, 1)
    assert first.dataframe[0].rows == 2


def test_a_query_has_a_time_to_live(birds: Path) -> None:
    source = QUERY.replace("CONNECT", f"sqlite3.connect({str(birds)!r})") + "\nconnection.close()\n"
    two_sessions(source.replace("@st.cache_data", "@st.cache_data(ttl=3600)"))
    assert times("query") == 1


def test_an_api_is_called_once(url: str) -> None:
    first, _ = two_sessions(
        """
import requests

@st.cache_data
def api_call():
    response = requests.get('URL/posts/1')
    return response.json()

st.session_state.post = api_call()
st.write(api_call()["title"])
""".replace("URL", url)
    )
    assert times("GET /posts/1") == 1
    assert first.session_state["post"] == POST
    assert first.markdown[0].value == POST["title"]


def test_a_model_judges_equal_inputs_once() -> None:
    first, second = two_sessions("""
import numpy as np
from sklearn.linear_model import LinearRegression

model = LinearRegression().fit(np.arange(4).reshape(-1, 1), np.arange(4) * 2).predict

@st.cache_data
def run_model(inputs):
    ran("run_model")
    return model(inputs)

number = st.slider("Number", 0, 10, 3)
st.text(f"{run_model(np.array([[number]]))[0]:.1f}")
""")
    assert times("run_model") == 1
    assert first.text[0].value == "6.0"
    second.slider[0].set_value(5).run()
    assert second.text[0].value == "10.0"
    first.slider[0].set_value(5).run()
    assert times("run_model") == 2


# A copy for each caller


def test_what_a_caller_changes_nobody_else_sees() -> None:
    first, _ = two_sessions("""
@st.cache_data
def create_list():
    ran("create_list")
    l = [1, 2, 3]
    return l

l = create_list()  # Call the function
l[0] = 2  # Mutate its return value
st.text([l, create_list()])
""")
    assert times("create_list") == 1
    assert first.text[0].value == "[[2, 2, 3], [1, 2, 3]]"


def test_an_error_is_shown_and_not_kept() -> None:
    source = """
@st.cache_data
def fails():
    ran("fails")
    raise ValueError("no network")

fails()
"""
    before = times("fails")
    for _ in range(2):
        assert errors(session(source).run()) == ["ValueError: no network"]
    assert times("fails") - before == 2
    assert visit("st.text(1)").text[0].value == "1"
