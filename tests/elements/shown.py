"""How the tests of the elements run a few lines of an app."""

from __future__ import annotations

from typing import Any

from mini.testing import AppTest

HEAD = """
import mini as st
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
"""


def run(code: str) -> AppTest:
    """Run the lines as an app; an error in them fails the test."""
    app = AppTest.from_string(HEAD + code).run()
    assert [error.message for error in app.exception] == []
    return app


def refusal(code: str) -> str:
    """Run lines that are refused, and give the sentence."""
    app = AppTest.from_string(HEAD + code).run()
    (error,) = app.exception
    assert error.type in {"ArgumentError", "PlacementError", "DuplicateWidgetID"}, error.message
    return str(error.message)


def element(code: str) -> Any:
    """Run the lines, and give the first element of the page."""
    return run(code).main[0].element


def value(code: str) -> Any:
    """Give what an expression is in an app."""
    return run(f"st.session_state.value = {code}").session_state["value"]
