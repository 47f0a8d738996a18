"""Globals that scripts often have: made anew in each run, and the same all the same."""

from __future__ import annotations

import pytest

from tests.caching.guide_support import errors, session, times, two_sessions


@pytest.mark.parametrize(
    ("parameter", "returns"),
    [
        ("x=1", "x is MISSING"),
        ("x=MISSING", "x is None"),
        ("x=1", "Holder() is None"),
    ],
    ids=["a global", "a default", "in a class"],
)
def test_a_sentinel_has_a_key(parameter: str, returns: str) -> None:
    first, _ = two_sessions(f"""
MISSING = object()

class Holder:
    NONE = object()

@st.cache_data
def f({parameter}):
    ran("f")
    return {returns}

st.text(f())
""")
    assert times("f") == 1
    assert first.text[0].value == "False"


def test_a_sentinel_as_an_argument_is_refused() -> None:
    app = session("""
@st.cache_data
def f(x):
    return 1

f(object())
""").run()
    (error,) = errors(app)
    assert "Cannot hash argument 'x' (of type object) in 'f'." in error
    assert "A bare `object()` has an identity of its own" in error


TABLE = """
users = sa.Table("users", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("name", sa.Text))
"""
MODEL = """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class users(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
"""


@pytest.mark.parametrize("users", [TABLE, MODEL], ids=["a table", "a model"])
def test_tables_of_a_database_have_a_key(users: str) -> None:
    first, _ = two_sessions(f"""
import sqlalchemy as sa
{users}
@st.cache_data
def query():
    ran("query")
    return str(sa.select(users))

st.text(query().split())
""")
    assert times("query") == 1
    assert first.text[0].value.startswith("['SELECT', 'users.id,', 'users.name'")


@pytest.mark.parametrize(
    "make",
    [
        "__import__('logging').getLogger('app')",
        "__import__('re').compile('a+')",
        "__import__('requests').Session()",
        "__import__('threading').Lock()",
        "__import__('numpy').random.default_rng(1)",
        "__import__('pydantic').TypeAdapter(int)",
        "__import__('decimal').getcontext()",
        "__import__('enum').Enum('E', 'a b')",
        "st.container()",
        "st.session_state",
        "open",
        "iter([1])",
    ],
)
def test_what_scripts_have_at_hand_does_no_harm(make: str) -> None:
    two_sessions(f"""
SOMETHING = {make}

@st.cache_data
def f():
    ran("f")
    return type(SOMETHING).__name__

st.text(f())
""")
    assert times("f") == 1
