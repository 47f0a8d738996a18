"""For all tests: those with a browser come last, and how hard the random ones try."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

if os.environ.get("MINI_EXAMPLES"):
    many = int(os.environ["MINI_EXAMPLES"])
    settings.register_profile("deep", max_examples=many, deadline=None)
    settings.load_profile("deep")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests with a browser last: its driver keeps an event loop open."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))
