"""A page holds so much and no more: what shows for ever ends with an error on its page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mini.config.config import CONFIG
from mini.testing import AppTest

FEW = """
import mini as st
st.set_option("server.maxElements", 12_000)
st.set_option("server.maxMessageSize", 20)
"""


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    CONFIG.begin()


def error_of(source: str) -> str:
    app = AppTest.from_string(FEW + source).run()
    (error,) = app.exception
    return str(error.value)


@pytest.mark.parametrize(
    "show",
    [
        "st.container().text('x')",
        "st.expander('x')",
        "shown()",
    ],
)
def test_endless_output_ends_with_an_error(show: str) -> None:
    shown = "@st.cache_data\ndef shown():\n    for n in range(50): st.text(n)\n"
    sentence = error_of(f"{shown}while True:\n    {show}")
    assert "elements, and 12000 is the most that one can have. Show a part, such as" in sentence


def test_endless_output_that_catches_its_errors_ends_too() -> None:
    source = (
        "for _ in range(40_000):\n    try:\n        st.text('x')\n    except Exception: error = 1"
    )
    app = AppTest.from_string(FEW + source).run()
    assert not app.exception
    assert 12_000 < len(app.text) <= 25_000


def test_large_output_ends_by_its_bytes() -> None:
    sentence = error_of("while True:\n    st.text('x' * 1_000_000)")
    assert "MB together, and 40 MB is the most that one page can have. Show a part" in sentence


def test_what_replaces_what_stood_there_is_never_too_much() -> None:
    source = """
        import mini as st
        place = st.empty()
        for number in range(20_000):
            place.text(number)
        for number in range(1_500):
            with place.container():
                for each in range(10):
                    st.text(each)
    """
    assert len(AppTest.from_string(source).run().text) == 10
