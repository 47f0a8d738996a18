"""Cached functions in every sort of place; with the argument `plain` nothing is cached."""

import sys
from collections.abc import Callable
from typing import Any

import mini as st

PLAIN = "plain" in sys.argv


def cached(function: Callable[..., Any]) -> Callable[..., Any]:
    return function if PLAIN else st.cache_data(show_spinner=False)(function)


@cached
def words(count: int, tag: str) -> None:
    for number in range(count):
        st.text(f"{tag} {number}")


@cached
def nothing(number: int) -> int:
    return number


@cached
def nested(tag: str) -> None:
    st.caption(f"before {tag}")
    words(2, tag)
    nothing(0)
    st.caption(f"after {tag}")


@cached
def places() -> None:
    left, right = st.columns(2)
    left.metric("Left", 1, border=True)
    with right:
        words(2, "right")
    one, two = st.tabs(["one", "two"])
    with one:
        nested("tab")
    two.text("second")
    with st.expander("Open", expanded=True):
        words(2, "expander")
    with st.container(border=True):
        nothing(1)
        st.text("bordered")


@cached
def buttons() -> None:
    for name in ("a", "b", "c"):
        st.button(name)


@cached
def fields() -> None:
    st.text_input("Field", key="field")
    st.form_submit_button("Send")


@cached
def beside() -> None:
    with st.sidebar:
        st.text("from inside")
    st.metric("Only", 3, border=True)


st.title("Segments")
nothing(2)
nested("main")
first, second, third = st.columns([2, 1, 1])
with first:
    words(6, "first")
with second:
    beside()
with third:
    nothing(3)
places()
with st.form("form"):
    words(1, "form")
    fields()
with st.container(horizontal=True):
    buttons()
    st.button("own")
    nothing(4)
with st.container(horizontal=True, horizontal_alignment="right"):
    words(2, "side by side")
with st.empty():
    words(1, "in an empty")
with st.empty():
    nothing(5)
with st.container(height=120):
    words(20, "scrolling")
with st.container(height=100, horizontal_alignment="center"):
    words(2, "centre")
with st.sidebar:
    words(2, "sidebar")
    nothing(6)
words(st.slider("count", 0, 10, 3), "counted")
st.text("end")
st.button("again")
