"""Pages and cached functions: what is shown and kept is as if the function had run."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import Any

import pytest

import mini as st
from mini.testing import AppTest

HEAD = """
import builtins
import mini as st
RUNS = builtins.RUNS
"""
CACHED = "@st.cache_data"
LIVE = "def same(function): return function\n@same"


@pytest.fixture(autouse=True)
def runs() -> Iterator[list[Any]]:
    """What the functions of a test note when they run."""
    st.cache_data.clear()
    log: list[Any] = []
    builtins.RUNS = log  # type: ignore[attr-defined]
    yield log
    del builtins.RUNS  # type: ignore[attr-defined]


def app(source: str, decorator: str) -> AppTest:
    return AppTest.from_string(HEAD + source.replace("@cached", decorator)).run()


def shown(at: AppTest) -> list[Any]:
    assert [error.message for error in at.exception] == []
    return [view.element for view in (*at.page_link, *at.text, *at.text_input)]


LINKS = """
def home():
    links("shown")
def plans():
    links("shown")
second = st.Page(plans, title="Our plans", icon="📅", help="What comes.")
@cached
def links(label):
    RUNS.append(1)
    st.page_link(second)
    st.page_link(second, label=label, query_params={"a": 1})
    st.sidebar.page_link("https://a.org", label="Elsewhere")
    return second.url_path
st.session_state.default = st.session_state.get("default", False)
pages = [second, home] if st.session_state.default else [home, second]
st.navigation(pages).run()
"""


def test_links_come_back_and_are_made_anew_where_a_page_has_another_address(
    runs: list[Any],
) -> None:
    live, first, second = app(LINKS, LIVE), app(LINKS, CACHED), app(LINKS, CACHED)
    assert runs == [1, 1]
    assert shown(live) == shown(first) == shown(second)
    for at in (live, first, second):
        at.session_state["default"] = True
        at.run()
    assert shown(live) == shown(first) == shown(second)
    assert [link.element.path for link in second.main.page_link] == ["", ""]
    assert len(runs) == 4


SWITCH = """
def home():
    if st.button("go"): leave()
    st.text(st.text_input("A", key="a"))
def plans(): st.text("at plans")
second = st.Page(plans)
@cached
def leave():
    RUNS.append(1)
    st.text("leaving")
    st.switch_page(second, query_params={"a": 1})
st.navigation([home, second]).run()
"""


@pytest.mark.filterwarnings("ignore")
def test_a_switch_in_a_cached_function_is_done_each_time(runs: list[Any]) -> None:
    live, first, second = app(SWITCH, LIVE), app(SWITCH, CACHED), app(SWITCH, CACHED)
    for at in (live, first, second):
        at.button[0].click().run()
    assert shown(live) == shown(first) == shown(second)
    assert [text.value for text in second.text] == ["at plans"]
    assert second.query_params["a"] == "1"
    assert runs == [1, 1, 1]


WIDGETS = """
def home(): st.text(f"home {panel()}")
def plans(): st.text(f"plans {panel()}")
home_page, second = st.Page(home), st.Page(plans)
@cached
def panel():
    RUNS.append(1)
    kept = st.text_input("Kept", key="kept", persist_state="session")
    return kept + "/" + st.text_input("Lost", key="lost")
if st.sidebar.button("home", key="to home"): st.switch_page(home_page)
if st.sidebar.button("plans", key="to plans"): st.switch_page(second)
st.navigation([home_page, second]).run()
"""


@pytest.mark.parametrize("decorator", [LIVE, CACHED, '@st.cache_data(persist="disk")'])
def test_widgets_of_pages_are_kept_and_lost_as_without_a_cache(decorator: str) -> None:
    for _ in range(2):
        at = app(WIDGETS, decorator)
        at.text_input[0].set_value("k")
        at.text_input[1].set_value("l").run()
        assert at.text[0].value == "home k/l"
        at.button(key="to plans").click().run()
        assert at.text[0].value == "plans k/"
        at.text_input[0].set_value("m").run()
        at.button(key="to home").click().run()
        assert at.text[0].value == "home m/"


def test_a_page_of_another_session_is_no_hit(runs: list[Any]) -> None:
    first, second = app(WIDGETS, CACHED), app(WIDGETS, CACHED)
    assert runs == [1]
    second.button(key="to plans").click().run()
    assert runs == [1, 1]
    first.button(key="to plans").click().run()
    assert runs == [1, 1]
    assert shown(first) == shown(second)
