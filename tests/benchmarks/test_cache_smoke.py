"""The benchmark of the cache works; how fast anything is decides no test."""

from __future__ import annotations

import math

import pytest

from tests.benchmarks import cache
from tests.benchmarks.cache import PARTS, Case
from tests.benchmarks.report import Figure, Report
from tests.benchmarks.servers import MINI


def test_every_small_figure_is_measured() -> None:
    parts = [name for name in PARTS if name != "replay"]
    report, notes = cache.measured(parts, [MINI], quick=True)
    assert notes == []
    assert len(report.samples) >= 17
    assert all(math.isfinite(report.median(figure, "mini")) for figure in report.samples)
    wrong = [figure for figure in report.samples if figure.name.startswith("wrong hits")]
    assert [report.median(figure, "mini") for figure in wrong] == [0, 0, 0]


def test_what_no_memory_is_left_for_is_left_out_with_the_reason() -> None:
    case = Case(Figure("hit of all there is", "ms"), "hit", "floats", gigabytes=(1e6, 1e6))
    note = cache.measure(Report(), [MINI], [case])
    assert len(note) == 1
    assert note[0].startswith("left out: hit of all there is, mini: it needs 1000000.0 GB")


def test_an_order_that_fails_is_told_with_its_traceback() -> None:
    with cache.working(MINI) as worker, pytest.raises(RuntimeError, match="KeyError: 'nothing'"):
        worker.ask(Case(Figure("hit", "ms"), "hit", "nothing"))
