"""Each example runs, in a real session, and does what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.testing import AppTest

EXAMPLES = Path(__file__).parents[2] / "examples"


def app(name: str) -> AppTest:
    return AppTest.from_file(EXAMPLES / name, default_timeout=30).run()


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
