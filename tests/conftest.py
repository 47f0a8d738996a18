"""For all tests: those with a browser come last, and how hard the random ones try."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("deep", max_examples=10_000, deadline=None)
if os.environ.get("HYPOTHESIS_PROFILE"):
    settings.load_profile(os.environ["HYPOTHESIS_PROFILE"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests with a browser last: its driver keeps an event loop open."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))
