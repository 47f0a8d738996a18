"""The benchmarks work; how fast anything is decides no test."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.benchmarks import clicks, sessions
from tests.benchmarks.amount import QUICK
from tests.benchmarks.apps import COUNTER
from tests.benchmarks.browser import chromium
from tests.benchmarks.report import Figure, Report
from tests.benchmarks.servers import MINI


@pytest.fixture
def report() -> Report:
    return Report()


def test_clicks_are_measured_in_a_browser(report: Report, tmp_path: Path) -> None:
    with chromium() as browser:
        clicks.measure(report, browser, [MINI], tmp_path, QUICK, COUNTER)
    assert len(report.samples) == 6
    assert all(report.median(figure, "mini") > 0 for figure in report.samples)


def test_sessions_are_measured_in_a_closed_loop(report: Report, tmp_path: Path) -> None:
    sessions.measure(report, [MINI], tmp_path, QUICK)
    assert len(report.samples) == 3
    assert all(math.isfinite(report.median(figure, "mini")) for figure in report.samples)


def test_the_table_says_how_many_times_better_and_which_aim_is_missed(report: Report) -> None:
    report.add(Figure("runs", "per s", 3000, better="more"), "mini", 2000, 2500, 9000)
    report.add(Figure("runs", "per s", 3000, better="more"), "other", 50)
    report.add(Figure("click", "ms", 3), "mini", 2.5)
    assert report.table("mini", ["other"]).splitlines() == [
        "| figure      |  mini | other | ratio |     aim |        |",
        "| ----------- | ----: | ----: | ----: | ------: | -----: |",
        "| runs, per s | 2,500 |    50 |  50 x | ≥ 3,000 | missed |",
        "| click, ms   |  2.50 |     - |     - |     ≤ 3 |        |",
    ]
