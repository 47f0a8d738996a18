"""The guide's pages on parameters: those that are left out, and `hash_funcs`."""

from __future__ import annotations

import pytest

from tests.caching.guide_support import errors, forget, session, times, two_sessions, visit

# Excluding input parameters


FETCH = """
class Connection:
    def __init__(self):
        import threading
        self.lock = threading.Lock()

    def fetch(self, num_rows):
        ran("fetch")
        return list(range(num_rows))

def init_connection():
    return Connection()

@st.cache_data
def fetch_data(_db_connection, num_rows):  # Don't hash _db_connection
    data = _db_connection.fetch(num_rows)
    return data

connection = init_connection()
st.text(fetch_data(connection, 10))
"""


def test_a_parameter_with_an_underscore_does_not_count() -> None:
    first, _ = two_sessions(FETCH)
    assert times("fetch") == 1
    assert first.text[0].value == "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"


def test_without_the_underscore_it_cannot_be_hashed() -> None:
    (error,) = errors(session(FETCH.replace("_db_connection", "db_connection")).run())
    assert error.startswith(
        "UnhashableParamError: Cannot hash argument 'db_connection' (of type __main__.Connection) "
        "in 'fetch_data'."
    )
    assert "`_db_connection`" in error


# Example 1: a class of the app


SCORE = """
LOCK = None
import threading

class MyCustomClass:
    def __init__(self, initial_score: int):
        self.my_score = initial_score
        HOLDS

FUNCTION

initial_score = st.number_input("Enter initial score", value=15)

score = MyCustomClass(initial_score)
multiplier = 2

st.text(CALL)
"""
FUNCTION = """
def hash_func(obj: MyCustomClass) -> int:
    return obj.my_score  # or any other value that uniquely identifies the object

@st.cache_data
def multiply_score(obj: MyCustomClass, multiplier: int) -> int:
    ran("multiply_score")
    return obj.my_score * multiplier
"""
METHOD = """
    @st.cache_data
    def multiply_score(self, multiplier: int) -> int:
        ran("multiply_score")
        return self.my_score * multiplier
"""
LOCK = "self.lock = threading.Lock()"


def function(decorator: str = "@st.cache_data", holds: str = "pass") -> str:
    source = SCORE.replace("HOLDS", holds).replace("CALL", "multiply_score(score, multiplier)")
    return source.replace("FUNCTION", FUNCTION).replace("@st.cache_data", decorator)


def method(decorator: str = "@st.cache_data", holds: str = "pass") -> str:
    source = SCORE.replace("HOLDS", holds).replace("CALL", "score.multiply_score(multiplier)")
    return source.replace("FUNCTION", METHOD).replace("@st.cache_data", decorator)


def hits_for_equal_scores(source: str) -> None:
    """The function runs once for each score, over sessions and runs."""
    first, second = two_sessions(source)
    assert times("multiply_score") == 1
    assert first.text[0].value == "30"
    first.number_input[0].set_value(20).run()
    assert first.text[0].value == "40"
    assert times("multiply_score") == 2
    second.number_input[0].set_value(20).run()
    first.number_input[0].set_value(15).run()
    assert (first.text[0].value, second.text[0].value) == ("30", "40")
    assert times("multiply_score") == 2


@pytest.mark.parametrize("source", [function(), method()], ids=["argument", "self"])
def test_an_object_counts_with_its_content(source: str) -> None:
    hits_for_equal_scores(source)  # the guide refuses these; here, plain instances are hashed


@pytest.mark.parametrize(
    ("source", "argument", "name"),
    [(function(holds=LOCK), "obj", "multiply_score"), (method(holds=LOCK), "self", "multiply_")],
    ids=["argument", "self"],
)
def test_an_object_with_a_lock_is_refused(source: str, argument: str, name: str) -> None:
    (error,) = errors(session(source).run())
    assert error.startswith(
        f"UnhashableParamError: Cannot hash argument '{argument}' (of type __main__.MyCustomClass)"
    )
    assert f"`{argument}.lock`" in error
    assert "hash_funcs=" in error


def test_the_sentence_of_the_guide() -> None:
    forget()
    (error,) = errors(session(function(holds=LOCK)).run())
    assert error.startswith(
        "UnhashableParamError: Cannot hash argument 'obj' (of type __main__.MyCustomClass) in "
        "'multiply_score'."
    )
    assert times("multiply_score") == 0


@pytest.mark.parametrize("holds", ["pass", LOCK], ids=["plain", "with a lock"])
@pytest.mark.parametrize(
    "source",
    [
        (function, "@st.cache_data(hash_funcs={MyCustomClass: hash_func})"),
        (
            method,
            '@st.cache_data(hash_funcs={"__main__.MyCustomClass": lambda x: hash(x.my_score)})',
        ),
    ],
    ids=["by type", "by name"],
)
def test_hash_funcs_say_what_counts(source: tuple[object, str], holds: str) -> None:
    make, decorator = source
    hits_for_equal_scores(make(decorator, holds))  # type: ignore[operator]


def test_id_tells_each_instance_from_all_others() -> None:
    # Both are held, since the id of an object that is gone may be given to the next.
    source = method('@st.cache_data(hash_funcs={"__main__.MyCustomClass": id})')
    source = source.replace("initial_score)\nmult", "initial_score)\nst.session_state.s = [*"
                            "st.session_state.get('s', []), score]\nmult")  # fmt: skip
    first, second = two_sessions(source)
    assert times("multiply_score") == 3
    assert first.text[0].value == second.text[0].value == "30"


def test_id_finds_the_result_for_a_resource_again() -> None:
    first, _ = two_sessions("""
import threading

@st.cache_resource
def connect():
    ran("connect")
    return threading.Lock()

@st.cache_data(hash_funcs={"_thread.lock": id})
def locked(lock):
    ran("locked")
    return lock.locked()

st.text(locked(connect()))
""")
    assert times("connect") == times("locked") == 1
    assert first.text[0].value == "False"


# Example 2: a pydantic model


PERSON = """
from pydantic import BaseModel, ConfigDict
import threading

class Person(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    name: str
    HOLDS

DECORATOR
def identity(person: Person):
    ran("identity")
    return RESULT

name = st.text_input("Name", "Lee")
person = identity(Person(name=name))
st.write(f"The person is {PRINTED}")
"""


def person(decorator: str, holds: str = "age: int = 3") -> str:
    source = PERSON.replace("DECORATOR", decorator).replace("HOLDS", holds)
    plain = "lock" not in holds  # a lock can be hashed around, and not be returned
    source = source.replace("RESULT", "person" if plain else "person.name")
    return source.replace("PRINTED", "person.name" if plain else "person")


BY_NAME = "@st.cache_data(hash_funcs={Person: lambda p: p.name})"
HOLDS_LOCK = "lock: object = None\n    def model_post_init(self, _): self.lock = threading.Lock()"


@pytest.mark.parametrize(
    "source",
    # The guide refuses the first; here, the fields are hashed.
    [person("@st.cache_data"), person(BY_NAME), person(BY_NAME, HOLDS_LOCK)],
    ids=["as it is", "hash_funcs", "hash_funcs, with a lock"],
)
def test_a_pydantic_model(source: str) -> None:
    first, second = two_sessions(source)
    assert times("identity") == 1
    assert first.markdown[0].value == "The person is Lee"
    second.text_input[0].set_value("Ada").run()
    assert second.markdown[0].value == "The person is Ada"
    first.text_input[0].set_value("Ada").run()
    assert times("identity") == 2


def test_a_pydantic_model_with_a_lock_is_refused() -> None:
    (error,) = errors(session(person("@st.cache_data", HOLDS_LOCK)).run())
    assert error.startswith(
        "UnhashableParamError: Cannot hash argument 'person' (of type __main__.Person) in "
        "'identity'."
    )


# Example 3: a model


LAYERS = """
from tests.caching.guide_support import StandInModel as Functional

@st.cache_resource
def load_base_model(option):
    if option == 1:
        return Functional("resnet", 2)
    else:
        return Functional("mobilenet", 3)

DECORATOR
def load_layers(ARGUMENT):
    ran("load_layers")
    return [layer.name for layer in ARGUMENT.layers]

option = st.radio("Model 1 or 2", [1, 2])

base_model = load_base_model(option)

layers = load_layers(base_model)

st.text(layers)
"""


def layers(decorator: str, argument: str = "base_model") -> str:
    return LAYERS.replace("DECORATOR", decorator).replace("ARGUMENT", argument)


def test_a_model_cannot_be_hashed() -> None:
    forget()
    (error,) = errors(session(layers("@st.cache_resource")).run())
    assert error.startswith(
        "UnhashableParamError: Cannot hash argument 'base_model' (of type "
        "tests.caching.guide_support.StandInModel) in 'load_layers'."
    )


def test_with_an_underscore_the_second_model_gives_the_layers_of_the_first() -> None:
    first, _ = two_sessions(layers("@st.cache_resource", "_base_model"))
    first.radio[0].set_value(2).run()
    assert first.text[0].value == "['resnet_0', 'resnet_1']"
    assert times("load_layers") == 1


@pytest.mark.parametrize("how", ["lambda x: x.name", "id"])
def test_hash_funcs_tell_models_apart(how: str) -> None:
    source = layers(f"@st.cache_resource(hash_funcs={{Functional: {how}}})")
    first, second = two_sessions(source)
    assert first.text[0].value == "['resnet_0', 'resnet_1']"
    first.radio[0].set_value(2).run()
    second.radio[0].set_value(2).run()
    assert first.text[0].value == "['mobilenet_0', 'mobilenet_1', 'mobilenet_2']"
    assert second.text[0].value == first.text[0].value
    first.radio[0].set_value(1).run()
    assert times("load resnet") == times("load mobilenet") == 1
    assert times("load_layers") == 2


# Example 4: what has a key already


DATES = """
from datetime import datetime
import pytz

tz = pytz.timezone("Europe/Berlin")

DECORATOR
def load_data(dt):
    ran("load_data")
    return dt

now = datetime(2020, 5, 4, 12, 30, st.slider("Second", 0, 59, 7))
st.text(load_data(dt=now))

now_tz = tz.localize(now)
st.text(load_data(dt=now_tz))
"""


def test_a_datetime_with_a_zone() -> None:
    # The guide refuses the second; here, zones are hashed.
    first, second = two_sessions(DATES.replace("DECORATOR", "@st.cache_data"))
    assert first.text.values == ["2020-05-04 12:30:07", "2020-05-04 12:30:07+02:00"]
    assert times("load_data") == 2
    second.slider[0].set_value(8).run()
    assert times("load_data") == 4


def test_a_datetime_by_what_its_hash_func_writes() -> None:
    by_minute = (
        '@st.cache_data(hash_funcs={datetime: lambda x: x.strftime("%a %d %b %Y, %I:%M%p")})'
    )
    first, second = two_sessions(DATES.replace("DECORATOR", by_minute))
    # Both dates are written alike, so the second call is given the result of the first.
    assert first.text.values == ["2020-05-04 12:30:07", "2020-05-04 12:30:07"]
    second.slider[0].set_value(8).run()
    assert second.text.values == first.text.values
    assert times("load_data") == 1


ARRAY = """
import time
import numpy as np
import pandas as pd

@st.cache_data
def get_data():
    ran("get_data")
    df = pd.DataFrame({"num": [112, 112, 2, 3], "str": ["be", "a", "be", "c"]})
    return df

DECORATOR
def show_data(data):
    ran("show_data")
    return data

df = get_data()
data = df["str"].astype(TYPE).unique()

st.dataframe(show_data(data))
st.button("Re-run")
"""


@pytest.mark.parametrize(
    "decorator",
    # The guide says that the first runs each time; here, an array of objects counts by its items.
    ["@st.cache_data", "@st.cache_data(hash_funcs={np.ndarray: str})"],
)
@pytest.mark.parametrize("dtype", ["object", '"str"'])
def test_an_array_of_texts(decorator: str, dtype: str) -> None:
    first, _ = two_sessions(ARRAY.replace("DECORATOR", decorator).replace("TYPE", dtype))
    first.button[0].click().run()
    assert times("get_data") == times("show_data") == 1
    assert first.dataframe[0].rows == 3


def test_an_array_of_other_texts_is_another() -> None:
    source = ARRAY.replace("DECORATOR", "@st.cache_data").replace("TYPE", "object")
    two_sessions(source.replace("st.button", "st.dataframe(show_data(data[:2]))\nst.button"))
    assert times("show_data") == 2


def test_a_hash_func_that_fails_is_named() -> None:
    source = function("@st.cache_data(hash_funcs={MyCustomClass: lambda x: x.nothing})")
    (error,) = errors(session(source).run())
    assert "MyCustomClass" in error
    assert "nothing" in error
    assert visit("st.text(1)").text[0].value == "1"
