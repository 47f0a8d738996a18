"""The guide's pages on `ttl` and `max_entries`, and on migrating from `cache`."""

from __future__ import annotations

import logging

import pytest

from mini.testing import AppTest
from tests.caching.guide_support import errors, forget, session, times, two_sessions, until, visit

BOTH = pytest.mark.parametrize("decorator", ["cache_data", "cache_resource"])


# ttl


TTL = """
import datetime

@st.DECORATOR(ttl=TTL)
def get_api_data():
    data = api.get()
    return data

st.text(len(get_api_data()))
st.session_state.fresh = get_api_data.contains()
st.session_state.why = get_api_data.explain().reason
st.session_state.look = get_api_data.contains
"""


def ttl(value: str, decorator: str = "cache_data") -> str:
    return TTL.replace("TTL", value).replace("DECORATOR", decorator)


@BOTH
@pytest.mark.parametrize("value", ["3600", "datetime.timedelta(hours=1)", '"1h"', '"1 hour"'])
def test_within_its_ttl_a_result_is_given(decorator: str, value: str) -> None:
    first, _ = two_sessions(ttl(value, decorator).replace("st.session_state.look", "_"))
    assert times("api.get") == 1
    assert first.session_state["fresh"] is True
    assert first.session_state["why"] == "hit"


@BOTH
@pytest.mark.parametrize("value", ["0.1", "datetime.timedelta(seconds=0.1)", '"100ms"'])
def test_after_its_ttl_the_function_runs_again(decorator: str, value: str) -> None:
    forget()
    source = ttl(value, decorator)
    app = visit(source)
    assert times("api.get") == 1
    until(lambda: not app.session_state["look"]())
    assert errors(app.run()) == []
    assert times("api.get") == 2
    until(lambda: not app.session_state["look"]())
    asks = source.replace("st.text(len(get_api_data()))", "")
    assert errors(app) == []
    assert errors(session(asks).run()) == []


def test_an_expired_result_is_explained() -> None:
    forget()
    app = visit("""
@st.cache_data(ttl=0.05)
def get_api_data():
    return api.get()

if "begun" not in st.session_state:
    get_api_data()
    st.session_state.begun = get_api_data.contains
st.text(get_api_data.explain().reason)
""")
    until(lambda: not app.session_state["begun"]())
    assert app.run().text[0].value == "expired"


@BOTH
@pytest.mark.parametrize("value", ['"3600"', "-1", "0", "float('nan')", '"soon"', "True", "[]"])
def test_a_ttl_that_is_none_is_refused(decorator: str, value: str) -> None:
    (error,) = errors(session(ttl(value, decorator)).run())
    assert error.startswith(f"ArgumentError: `{decorator}` cannot use ttl=")
    assert '"1h30m"' in error


# max_entries


LARGE = """
import numpy as np

@st.DECORATOR(max_entries=ENTRIES)
def get_large_array(seed):
    ran(f"seed {seed}")
    np.random.seed(seed)
    arr = np.random.rand(100000)
    return arr

st.text(f"{get_large_array(st.slider('Seed', 0, 9)).sum():.6f}")
st.session_state.entries = get_large_array.info().entries
"""


def large(entries: object, decorator: str = "cache_data") -> str:
    return LARGE.replace("ENTRIES", str(entries)).replace("DECORATOR", decorator)


def seed(app: AppTest, value: int) -> str:
    app.slider[0].set_value(value).run()
    assert errors(app) == []
    return str(app.text[0].value)


@BOTH
def test_with_room_for_all_each_is_computed_once(decorator: str) -> None:
    first, second = two_sessions(large(1000, decorator))
    seen = {seed(app, value) for value in range(5) for app in (first, second)}
    assert len(seen) == 5
    assert [times(f"seed {value}") for value in range(5)] == [1] * 5


@BOTH
def test_the_oldest_goes(decorator: str) -> None:
    first, second = two_sessions(large(2, decorator))
    seed(first, 1)
    seed(second, 2)  # 0 goes
    assert first.run().session_state["entries"] == 2
    seed(second, 1)
    seed(first, 2)
    assert [times(f"seed {value}") for value in range(3)] == [1, 1, 1]
    seed(first, 0)
    assert times("seed 0") == 2
    assert first.session_state["entries"] == 2


@pytest.mark.parametrize("entries", [0, -1, "'many'", 1.5, True])
def test_a_number_of_entries_that_is_none_is_refused(entries: object) -> None:
    (error,) = errors(session(large(entries)).run())
    assert error.startswith("ArgumentError: `cache_data` cannot use max_entries=")


# Migrating


CACHE = """
DECORATOR
def compute(number):
    ran("compute")
    return RESULT

st.text(compute(st.slider("Number", 1, 9)))
"""


def old(decorator: str, result: str = "[number] * 2") -> str:
    # Another name in each source: the warning comes once for each function.
    name = f"compute_{abs(hash((decorator, result)))}"
    source = CACHE.replace("DECORATOR", decorator).replace("RESULT", result)
    return source.replace("def compute", f"def {name}").replace("compute(st", f"{name}(st")


def advice(caplog: pytest.LogCaptureFixture) -> list[str]:
    said = [record.getMessage() for record in caplog.records if record.name == "mini"]
    return [text for text in said if "deprecated" in text]


@pytest.mark.parametrize(
    "decorator",
    [
        "@st.cache",
        "@st.cache()",
        "@st.cache(ttl=60, max_entries=10, show_spinner=False)",
        "@st.cache(suppress_st_warning=True)",
        "@st.cache(hash_funcs={int: lambda number: number})",
    ],
)
def test_cache_works_and_recommends_cache_data(
    decorator: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "mini"):
        first, second = two_sessions(old(decorator))
    assert times("compute") == 1
    second.slider[0].set_value(3).run()
    assert second.text[0].value == "[3, 3]"
    assert first.run().text[0].value == "[1, 1]"
    assert times("compute") == 2
    (text,) = advice(caplog)
    assert "`@st.cache_data`" in text


@pytest.mark.parametrize(
    ("decorator", "result"),
    [
        ("@st.cache(allow_output_mutation=True)", "type('Box', (), {'__repr__': lambda s: 'x'})()"),
        ("@st.cache", "__import__('threading').Lock().locked"),
    ],
    ids=["changed by its callers", "a method of a lock"],
)
def test_cache_recommends_cache_resource_for_what_is_shared(
    decorator: str, result: str, caplog: pytest.LogCaptureFixture
) -> None:
    source = old(decorator, result).replace("st.text(", "st.session_state.got = (")
    with caplog.at_level(logging.WARNING, "mini"):
        first, second = two_sessions(source)
    assert first.session_state["got"] is second.session_state["got"]
    (text,) = advice(caplog)
    assert "`@st.cache_resource`" in text


def test_what_cache_data_cannot_store_names_cache_resource() -> None:
    source = old("@st.cache_data", "__import__('threading').Lock()")
    (error,) = errors(session(source).run())
    assert error.startswith("UnserializableReturnValueError: ")
    assert "`@st.cache_resource`" in error
    assert "lock" in error
