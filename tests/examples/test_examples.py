"""Each example runs, in a real session, and does what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

import mini
from mini.testing import AppTest

EXAMPLES = Path(__file__).parents[2] / "examples"


def app(name: str) -> AppTest:
    return AppTest.from_file(EXAMPLES / name, default_timeout=60).run()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
def test_it_runs_without_an_error_and_is_short(path: Path) -> None:
    assert not app(path.name).exception
    assert len(path.read_text().splitlines()) < 60


def test_hello_greets() -> None:
    hello = app("hello.py")
    hello.text_input[0].set_value("Ada").run()
    assert "Hello, **Ada**" in hello.markdown[0].value


def test_the_counter_counts_by_its_step_and_resets() -> None:
    counter = app("counter.py")
    counter.slider[0].set_value(3)
    counter.button[0].click().run()
    counter.button[0].click().run()
    assert counter.metric[0].element.value == "6"
    counter.button[1].click().run()
    assert counter.metric[0].element.value == "0"


def test_the_penguins_are_filtered() -> None:
    penguins = app("penguins.py")
    assert penguins.metric[0].element.value == "344"
    penguins.sidebar.radio[0].set_value("Gentoo").run()
    assert penguins.metric[0].element.value == "124"
    assert penguins.dataframe[0].rows == 124


def test_one_of_a_thousand_changes() -> None:
    wide = app("wide.py")
    wide.button[0].click().run()
    assert [text.value for text in wide.text if "→" in text.value] == ["→ line 1"]


def test_the_stream_is_written_to_its_end() -> None:
    stream = app("stream.py")
    stream.slider[0].set_value(10)
    stream.button[0].click().run()
    assert len(stream.markdown[0].value.split()) == 10
    assert stream.success


def fresh(name: str) -> AppTest:
    mini.cache_data.clear()
    mini.cache_resource.clear()
    return app(name)


def test_a_choice_is_slow_once() -> None:
    first = fresh("cache_data.py")
    second = app("cache_data.py")
    hits, misses = (
        [int(each.metric[at].element.value) for each in (first, second)] for at in (1, 2)
    )
    assert hits[1] - hits[0] == 1
    assert misses[0] == misses[1]
    assert "has a result for this call" in second.success[0].value
    assert second.dataframe[0].element == first.dataframe[0].element
    second.selectbox[0].set_value("Dream").run()
    assert second.dataframe[0].rows == 2
    assert "'island'" in second.info[0].value
    second.button[0].click().run()
    assert "cleared" in second.run().info[0].value


def test_all_sessions_write_into_one_book() -> None:
    ada, grace = fresh("cache_resource.py"), app("cache_resource.py")
    assert ada.caption[0].value == grace.caption[0].value
    assert ada.info
    ada.text_input[0].set_value("Ada")
    ada.text_area[0].set_value("A fine place.")
    ada.button[0].click().run()
    grace.run()
    assert ada.dataframe[0].rows == grace.dataframe[0].rows == 1
    grace.button[0].click().run()
    assert grace.warning[0].value == "Fill in both fields."
    mini.cache_resource.clear()
    assert ada.run().info


def test_the_settings_of_a_cached_dashboard_are_kept_for_all() -> None:
    first, second = fresh("cached_widgets.py"), app("cached_widgets.py")
    assert "kept for everyone: 1," in second.caption[-1].value
    second.sidebar.radio[0].set_value("Savings").run()
    second.sidebar.checkbox[0].uncheck().run()
    assert [chart.value for chart in first.subheader] == ["Random walk: 200 steps"]
    first.sidebar.radio[0].set_value("Savings").run()
    assert [len(each.sidebar.slider) for each in (first, second)] == [2, 2]
    assert first.sidebar.checkbox[0].value
    assert not second.sidebar.checkbox[0].value
    first.sidebar.radio[0].set_value("Random walk").run()
    assert "kept for everyone: 3," in first.caption[-1].value
    assert "Hits: 3," in first.caption[-1].value


def test_a_conversation_is_answered_and_kept() -> None:
    chat = app("chat.py")
    assert "Hello!" in chat.markdown[0].value
    for number, question in enumerate(("How fast?", "And how many?"), 1):
        chat.chat_input[0].set_value(question).run()
        assert len(chat.chat_message) == 2 * number
        assert chat.chat_message[-2].markdown[0].value == question
        assert chat.chat_message[-1].markdown[0].value.startswith(f"You ask: *{question}*")
    before = [text.value for text in chat.markdown]
    assert [text.value for text in chat.run().markdown] == before


def test_a_trip_is_planned_on_one_page_and_priced_on_another() -> None:
    travel = app("travel.py")
    travel.slider(key="Kyoto").set_value(3).run()
    travel.button[0].click().run()
    assert [metric.element.label for metric in travel.main.metric] == ["Kyoto"]
    travel.switch_page("travel_pages/budget.py").run()
    assert travel.main.metric[0].element.value == "390 EUR"
    travel.sidebar.selectbox[0].set_value("USD").run()
    assert travel.main.metric[0].element.value == "429 USD"
    travel.switch_page("travel_pages/places.py").run()
    assert travel.slider(key="Kyoto").value == 3


def test_each_part_of_the_gallery_shows_itself() -> None:
    gallery = app("gallery.py")
    routes = gallery.page.whereabouts.routes
    parts = {path.stem for path in (EXAMPLES / "gallery_parts").glob("*.py")}
    assert {route.name for route in routes} == parts
    for route in routes:
        gallery.switch_page(route.path).run()
        assert [error.message for error in gallery.exception] == []
        assert gallery.title[0].value == route.title
