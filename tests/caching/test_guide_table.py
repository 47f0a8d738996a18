"""The guide's table of which decorator is for what: a value of each row, cached by it."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from tests.caching.guide_support import (
    HELD,
    data_file,
    errors,
    forget,
    session,
    times,
    two_sessions,
)

DATA = {
    "a table": ("pd.DataFrame({'a': [1, 2], 'b': ['x', None]})", "value.to_dict()"),
    "a text": ("open(PATH).read()", "value"),
    "lines": ("open(PATH).readlines()", "value"),
    "a series": ("pd.Series([1.5, 2.5], name='mass', index=['x', 'y'])", "value.to_dict()"),
    "an array": ("np.arange(6).reshape(2, 3)", "value.tolist()"),
    "a large array": ("np.arange(1_000_000)", "int(value.sum())"),
    "an int": ("2**80", "value"),
    "a float": ("0.1 + 0.2", "value"),
    "a dict": ("{'a': [1, {'b': (2, 3)}], 4: None}", "value"),
    "an image": ("PIL.Image.new('RGB', (4, 3), 'red')", "(value.size, value.getpixel((1, 1)))"),
    "an image as an array": ("np.zeros((3, 4, 3), dtype=np.uint8)", "value.shape"),
}


def stored(make: str, read: str, imports: str = "") -> str:
    return f"""
import io, sqlite3, threading
{imports}
import numpy as np
import pandas as pd

@st.cache_data
def make():
    ran("make")
    return {make}

value = make()
st.text({read})
st.text(type(value).__module__ + "." + type(value).__qualname__)
st.session_state.value = value
"""


@pytest.mark.parametrize("row", DATA)
@pytest.mark.filterwarnings("ignore:unclosed file")
def test_data_goes_through_cache_data(row: str, tmp_path: Path) -> None:
    make, read = DATA[row]
    make = make.replace(
        "open(PATH)", f"__import__('pathlib').Path({str(data_file(tmp_path))!r}).open()"
    )
    first, second = two_sessions(stored(make, read, "import PIL.Image"))
    assert times("make") == 1
    if type(second.session_state["value"]) not in {int, float, str}:
        assert first.session_state["value"] is not second.session_state["value"]


def test_a_figure_of_matplotlib() -> None:
    # Made without pyplot, which would keep each figure that is handed out.
    first, second = two_sessions(
        stored(
            "draw()", "[[int(y) for y in line.get_ydata()] for line in value.axes[0].lines]"
        ).replace(
            "@st.cache_data",
            """
from matplotlib.figure import Figure

def draw():
    figure = Figure()
    figure.subplots().plot([1, 2, 3], [1, 4, 9])
    return figure

@st.cache_data""",
        )
    )
    assert times("make") == 1
    assert first.text.values == ["[[1, 4, 9]]", "matplotlib.figure.Figure"]
    first.session_state["value"].clear()
    assert second.session_state["value"].axes
    assert second.run().text[0].value == "[[1, 4, 9]]"


def test_a_figure_of_pyplot_is_not_registered_again_by_a_hit() -> None:
    first, _ = two_sessions("""
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt

@st.cache_data
def draw():
    ran("draw")
    figure, axes = plt.subplots()
    axes.plot([1, 2, 3])
    plt.close(figure)
    return figure

for _ in range(5):
    draw()
st.text(plt.get_fignums())
""")
    assert times("draw") == 1
    assert first.text[0].value == "[]"


def test_a_figure_of_plotly() -> None:
    first, _ = two_sessions(
        stored(
            "go.Figure(go.Scatter(x=np.arange(3), y=[1, 4, 9]))",
            "list(value.data[0].y)",
            "import plotly.graph_objects as go",
        )
    )
    assert times("make") == 1
    assert first.text.values == ["[1, 4, 9]", "plotly.graph_objs._figure.Figure"]


def test_a_chart_of_altair() -> None:
    first, _ = two_sessions(
        stored(
            "alt.Chart(pd.DataFrame({'a': [1, 2]})).mark_line().encode(x='a:Q', y='a:Q')",
            "value.to_dict()['mark']",
            "import altair as alt",
        )
    )
    assert times("make") == 1
    assert first.text.values == ["{'type': 'line'}", "altair.vegalite.v6.api.Chart"]


# Resources


RESOURCES = {
    "an engine": (
        (
            "sqlalchemy.create_engine('sqlite://', poolclass=sqlalchemy.StaticPool, "
            "connect_args={'check_same_thread': False})"
        ),
        "asked(value)",
    ),
    "a connection": (
        "sqlite3.connect(':memory:', check_same_thread=False)",
        "value.execute('select 41 + 1').fetchone()[0]",
    ),
    "an open file": ("open(PATH)", "value.seek(0) or value.read()"),
    "a thread": (
        "started(threading.Thread(target=threading.Event().wait, args=(30,), daemon=True))",
        "value.is_alive()",
    ),
    "a model": ("LinearRegression().fit([[0], [1]], [0, 2])", "round(value.predict([[3]])[0])"),
    "a function": ("(lambda n: n + 1)", "value(41)"),
}


def shared(make: str, read: str) -> str:
    return f"""
import sqlite3, threading
import sqlalchemy
from sklearn.linear_model import LinearRegression

def started(thread):
    thread.start()
    return thread

def asked(engine):
    with engine.connect() as connection:
        return connection.execute(sqlalchemy.text("select 41 + 1")).scalar()

@st.cache_resource
def make():
    ran("make")
    return {make}

value = make()
st.text({read})
st.session_state.value = value
"""


@pytest.mark.parametrize("row", RESOURCES)
def test_resources_go_through_cache_resource(row: str, tmp_path: Path) -> None:
    make, read = RESOURCES[row]
    make = make.replace("PATH", repr(str(data_file(tmp_path))))
    first, second = two_sessions(shared(make, read))
    assert times("make") == 1
    value = first.session_state["value"]
    assert value is second.session_state["value"]
    _end(value)


@pytest.mark.parametrize("row", ["a connection", "an open file", "a thread"])
def test_resources_do_not_go_through_cache_data(row: str, tmp_path: Path) -> None:
    forget()
    make, read = RESOURCES[row]
    make = make.replace("PATH", repr(str(data_file(tmp_path)))).replace("(30,)", "(0,)")
    source = shared(f"held({make})", read).replace("cache_resource", "cache_data")
    (error,) = errors(session(source).run())
    assert error.startswith("UnserializableReturnValueError: `make` returned a value of type ")
    assert "`@st.cache_resource`" in error
    _end(HELD.pop())


def _end(value: object) -> None:
    for name in ("close", "dispose"):
        method = getattr(value, name, None)
        if inspect.ismethod(method) or inspect.isbuiltin(method):
            method()
