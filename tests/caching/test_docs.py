"""Each block of Python in the page on caching runs as an app."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mini
from mini.testing import AppTest

PAGE = Path(__file__).parents[2] / "docs" / "caching.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)


def name(block: str) -> str:
    return "-".join(re.findall(r"def (\w+)", block))


@pytest.mark.parametrize("block", BLOCKS, ids=name)
def test_a_block_runs_twice_and_shows_the_same(block: str) -> None:
    mini.cache_data.clear()
    mini.cache_resource.clear()
    first, second = (AppTest.from_string(block).run() for _ in range(2))
    for app in (first, second):
        assert [error.element.message for error in app.exception] == []
        assert app.main.children
    kinds = [[view.kind for view in app.main.children] for app in (first, second)]
    assert kinds[0] == kinds[1]


def test_every_part_has_a_block() -> None:
    assert len(BLOCKS) > 12
