"""`fragment`: how often it runs."""

from __future__ import annotations

import pytest

from tests.elements.shown import refusal, run

CODE = """
@st.fragment(run_every={})
def clock():
    st.text("tick")
clock()
"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("None", None), ("0", None), ("-1", None), ("2", 2.0), ("0.5", 0.5),
        ("timedelta(minutes=1)", 60.0), ("'5s'", 5.0), ("'1m 30s'", 90.0), ("'500ms'", 0.5),
        ("'5'", 5.0), ("'01:00:02'", 3602.0),
    ],
)  # fmt: skip
def test_the_time_between_its_runs(given: str, expected: float | None) -> None:
    (fragment,) = run(CODE.format(given)).page.fragments.values()
    assert fragment.every == expected


@pytest.mark.parametrize("given", ["'x'", "''", "'5 parsecs'", "float('inf')", "float('nan')"])
def test_what_is_no_time_is_refused(given: str) -> None:
    assert "It is a number of seconds, a timedelta, or a text such as" in refusal(
        CODE.format(given)
    )
