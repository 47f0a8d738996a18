"""The guide's examples of `cache_resource`, and what comes of sharing one object."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.caching.guide_support import (
    errors,
    forget,
    session,
    times,
    two_sessions,
    visit,
    web,
)

# Models


PIPELINE = """
from tests.caching.guide_support import StandInPipeline as pipeline

DECORATOR
def load_model():
    return pipeline("sentiment-analysis")

model = load_model()

query = st.text_input("Your query", value="I love mini! 🎈")
if query:
    result = model(query)[0]  # Classify the query text
    st.write(result["label"])
"""


def test_without_a_cache_each_run_loads_the_model() -> None:
    two_sessions(PIPELINE.replace("DECORATOR", ""))
    assert times("pipeline") == 3


def test_a_model_is_loaded_once() -> None:
    first, second = two_sessions(PIPELINE.replace("DECORATOR", "@st.cache_resource"))
    assert first.markdown[0].value == "POSITIVE"
    second.text_input[0].set_value("I wait for it to load").run()
    assert second.markdown[0].value == "NEGATIVE"
    assert times("pipeline") == 1


def test_every_caller_has_the_same_object() -> None:
    first, second = two_sessions("""
@st.cache_resource
def load_model():
    ran("load")
    return object()

st.text(id(load_model()))
st.text(load_model() is load_model())
""")
    assert first.text[0].value == second.text[0].value
    assert first.text[1].value == "True"
    assert times("load") == 1


NETWORK = """
from tests.caching.guide_support import StandInNetwork

class torchvision:
    class models:
        resnet50 = StandInNetwork

class ResNet50_Weights:
    DEFAULT = "v2"

@st.cache_resource
def load_model():
    model = torchvision.models.resnet50(weights=ResNet50_Weights.DEFAULT)
    model.eval()
    return model

model = load_model()
st.text(model.training)
"""


def test_a_network_is_loaded_once() -> None:
    first, _ = two_sessions(NETWORK)
    assert times("network") == 1
    assert first.text[0].value == "False"


def test_a_network_of_torch_is_made_once() -> None:
    pytest.importorskip("torch", reason="torch is not installed")
    first, _ = two_sessions("""
import torch

@st.cache_resource
def load_model():
    ran("torch")
    model = torch.nn.Linear(2, 1)
    model.eval()
    return model

st.text(load_model()(torch.zeros(2)).shape)
""")
    assert times("torch") == 1
    assert first.text[0].value == "torch.Size([1])"


def test_a_fitted_model_is_shared() -> None:
    first, second = two_sessions("""
import numpy as np
from sklearn.linear_model import LinearRegression

@st.cache_resource
def load_model(slope):
    ran("fit")
    return LinearRegression().fit(np.arange(4).reshape(-1, 1), np.arange(4) * slope)

model = load_model(2)
st.text(f"{model.predict([[3]])[0]:.1f} {load_model(2) is model} {load_model(3) is model}")
""")
    assert times("fit") == 2
    assert first.text[0].value == second.text[0].value == "6.0 True False"


# A database server


def program(name: str) -> str | None:
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(beside[-1]) if beside else None)


def as_nobody(folder: Path) -> list[str]:
    """How to start PostgreSQL, which refuses to be started by root."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no setpriv")
    shutil.chown(folder, "nobody")
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


@contextmanager
def serving(initdb: str, postgres: str, folder: Path) -> Iterator[str]:
    start = as_nobody(folder)
    data = str(folder / "data")
    made = subprocess.run(
        [*start, initdb, "-D", data, "-U", "reader", "--auth=trust", "--no-sync", "-E", "UTF8"],
        capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    if made.returncode:
        pytest.skip(f"initdb does not work here: {made.stderr.strip()[-300:]}")
    command = [*start, postgres, "-D", data, "-k", str(folder), "-F", "-c", "listen_addresses="]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=folder
    ) as process:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if "ready to accept connections" in line:
                break
        else:
            pytest.skip(f"postgres does not start here: {''.join(said)[-300:]}")
        try:
            yield str(folder)
        finally:
            process.terminate()
            process.stderr.read()


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A PostgreSQL server; gives the folder of its socket."""
    pytest.importorskip("psycopg")
    initdb, server = program("initdb"), program("postgres")
    if sys.platform == "win32" or initdb is None or server is None:
        pytest.skip("there is no initdb and postgres on this machine")
    # Not under pytest's folder: a socket's path is short, and "nobody" must be able to enter.
    with tempfile.TemporaryDirectory(prefix="mini-pg-") as name:
        with serving(initdb, server, Path(name)) as host:
            yield host
        if os.geteuid() == 0:
            shutil.chown(name, "root")


CONNECT = """
import psycopg
import pandas as pd

@st.cache_resource
def init_connection():
    ran("connect")
    return psycopg.connect(host="HOST", dbname="postgres", user="reader")

conn = init_connection()

@st.cache_data(ttl="10 min")
def run_query(query):
    ran("query")
    with conn.cursor() as cur:
        cur.execute(query)
        return cur.fetchall()

st.text(run_query("SELECT number, number * number FROM generate_series(1, 3) AS number"))
st.text(conn.execute("SELECT pg_backend_pid()").fetchone())
init_connection.clear() if st.button("End") else None
"""


def test_one_connection_for_all_sessions(postgres: str) -> None:
    source = CONNECT.replace("HOST", postgres).replace(
        "@st.cache_resource", "@st.cache_resource(on_release=lambda conn: conn.close())"
    )
    first, second = two_sessions(source)
    assert times("connect") == times("query") == 1
    assert first.text[0].value == "[(1, 1), (2, 4), (3, 9)]"
    assert first.text[1].value == second.text[1].value  # the same process of the server
    before = first.text[1].value
    first.button[0].click().run()
    first.run()
    assert times("connect") == 2
    assert first.text[1].value != before
    forget()  # closes the connection


# Mutation and concurrency


DROP = """
import pandas as pd

DECORATOR
def load_data(url):
    ran("load_data")
    df = pd.read_csv(url)
    return df

df = load_data("URL/rides.csv")
st.dataframe(df)

df.drop(columns=['Lat'], inplace=True)  # Mutate the dataframe inplace

st.button("Rerun")
"""


# As in the guide, whatever pandas thinks of it by now.
INPLACE = pytest.mark.filterwarnings("ignore:The inplace keyword")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with web() as address:
        yield address


@INPLACE
def test_a_column_dropped_from_a_shared_table_is_gone(url: str) -> None:
    forget()
    source = DROP.replace("URL", url).replace("DECORATOR", "@st.cache_resource")
    app = visit(source)
    app.button[0].click().run()
    assert errors(app) == ["KeyError: \"['Lat'] not found in axis\""]
    assert errors(session(source).run()) == ["KeyError: \"['Lat'] not found in axis\""]


@INPLACE
def test_a_column_dropped_from_a_copy_is_there_again(url: str) -> None:
    source = DROP.replace("URL", url).replace("DECORATOR", "@st.cache_data")
    first, _ = two_sessions(source)
    first.button[0].click().run()
    assert errors(first) == []
    assert times("load_data") == 1


COUNT = """
DECORATOR
def create_list():
    l = [1, 2, 3]
    return l

l = create_list()
first_list_value = l[0]
l[0] = first_list_value + 1

st.write("l[0] is:", l[0])
"""


@pytest.mark.parametrize(
    ("decorator", "seen"),
    [("@st.cache_resource", ["2", "3", "4"]), ("@st.cache_data", ["2", "2", "2"])],
)
def test_a_list_that_users_a_b_and_a_change(decorator: str, seen: list[str]) -> None:
    forget()
    source = COUNT.replace("DECORATOR", decorator)
    a = visit(source)
    values = [a.markdown[0].value]
    values.append(visit(source).markdown[0].value)
    values.append(a.run().markdown[0].value)
    assert values == [f"l[0] is: `{number}`" for number in seen]
