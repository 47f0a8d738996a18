"""For all tests: those with a browser come last, and how hard the random ones try."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

# The disk of the cache is one for all of a process; tests in others clear theirs.
_DISK = TemporaryDirectory(prefix="mini-tests-")
os.environ["MINI_CACHE_DIR"] = str(Path(_DISK.name) / "cache")
os.environ["XDG_CONFIG_HOME"] = str(Path(_DISK.name) / "config")
EXAMPLES = os.environ.get("MINI_EXAMPLES")
"""How many examples each random test tries, instead of the number that it names itself."""
# Nothing that is timed decides a test.
settings.register_profile("mini", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("mini")
_SETTINGS = "_hypothesis_internal_use_settings"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests with a browser last: its driver keeps an event loop open.

    A browser on a busy machine fails for reasons of its own, too: such a test has a second try, and
    the summary lists it.
    """
    items.sort(key=_has_browser)
    for item in items:
        if _has_browser(item):
            item.add_marker(pytest.mark.flaky(reruns=1))
        test = getattr(item, "obj", None)
        if EXAMPLES and hasattr(test, _SETTINGS):
            own: settings = getattr(test, _SETTINGS)
            setattr(test, _SETTINGS, settings(own, max_examples=int(EXAMPLES), deadline=None))


def _has_browser(item: pytest.Item) -> bool:
    return "browser" in getattr(item, "fixturenames", ())
