"""The counts of an app in the format of Prometheus. Imported when they are asked for first."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import accumulate
from typing import Final

from prometheus_client import REGISTRY
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from mini.session.app import App
from mini.session.session import ALIVE
from mini.session.tally import BOUNDS
from mini.settings import VERSION

_CACHE: Final = "mini.caching.totals"
_CACHES: Final = "mini.caching.registry"
"""Loaded once something is cached."""


def told(app: App, accept: str) -> tuple[bytes, str]:
    """Write all metrics, those of the process and of the app's own libraries too.

    What a script counts with `prometheus_client` itself is among them.
    """
    encode, kind = choose_encoder(accept)
    return encode(_All(app)), kind


class _All(Collector):
    """What encoders want of a registry."""

    def __init__(self, app: App) -> None:
        self._app = app

    def collect(self) -> Iterable[Metric]:
        """Give everything."""
        yield from _sessions(self._app)
        yield from _runs(self._app)
        yield from _traffic(self._app)
        yield from _uploads(self._app)
        if _CACHES in sys.modules:
            yield from _cached()
        yield from REGISTRY.collect()


def _sessions(app: App) -> Iterator[Metric]:
    about = GaugeMetricFamily("mini_info", "The version of mini.", labels=["version"])
    about.add_metric([VERSION], 1)
    yield about
    sessions = list(app.sessions.values())
    connected = sum(session.connection is not None for session in sessions)
    there = GaugeMetricFamily(
        "mini_sessions", "Sessions that a page is connected to, or that wait for theirs.",
        labels=["state"],
    )  # fmt: skip
    there.add_metric(["connected"], connected)
    there.add_metric(["kept"], len(sessions) - connected)
    yield there
    yield _gauge("mini_sessions_alive", "Sessions in memory, also ended ones.", len(ALIVE))
    yield _gauge("mini_sessions_limit", "The most sessions there may be.", app.limits.sessions)
    yield _count("mini_sessions_opened", "Sessions that were made.", app.tally.opened)
    yield _count("mini_sessions_resumed", "Pages that came back to theirs.", app.tally.resumed)
    yield _counts("mini_sessions_ended", "Sessions that ended.", "reason", app.tally.ended)
    received = sum(session.received for session in sessions)
    yield _count(
        "mini_interactions", "Interactions of all pages.", app.tally.interactions + received
    )
    waiting = sum(len(session.lifecycle.queue) for session in sessions)
    yield _gauge("mini_interactions_waiting", "Interactions that no run has taken.", waiting)


def _runs(app: App) -> Iterator[Metric]:
    going = sum(session.running for session in list(app.sessions.values()))
    yield _gauge("mini_runs_going", "Script runs that go on, or wait for a thread.", going)
    yield _gauge("mini_runs_waiting", "Script runs that wait for a thread.", app.pool.waiting)
    yield _gauge("mini_run_threads", "Threads for script runs.", app.pool.threads)
    yield _counts("mini_runs", "Script runs that are over.", "outcome", app.tally.runs)
    times = HistogramMetricFamily("mini_run_seconds", "Seconds that script runs took.")
    upper = [*(str(bound) for bound in BOUNDS), "+Inf"]
    counted = accumulate(list(app.tally.times))
    times.add_metric([], list(zip(upper, counted, strict=True)), app.tally.seconds)
    yield times


def _traffic(app: App) -> Iterator[Metric]:
    size = CounterMetricFamily("mini_socket_bytes", "Bytes on sockets.", labels=["direction"])
    size.add_metric(["in"], app.tally.bytes_in)
    size.add_metric(["out"], app.tally.bytes_out)
    yield size
    yield _counts("mini_refused", "What was refused, by the reason.", "code", app.tally.refused)


def _uploads(app: App) -> Iterator[Metric]:
    sessions = list(app.sessions.values())
    kept = [session.page.widgets.uploads for session in sessions]
    count = GaugeMetricFamily(
        "mini_uploads", "Uploads on their way, and files that sessions keep.", labels=["state"]
    )
    count.add_metric(["going"], sum(session.inbox.going for session in sessions))
    count.add_metric(["kept"], sum(len(uploads) for uploads in kept))
    yield count
    size = sum(uploads.size for uploads in kept)
    yield _gauge("mini_upload_kept_bytes", "Bytes of the files that sessions keep.", size)
    yield _count("mini_upload_bytes", "Bytes of uploads that came.", app.tally.uploaded)


def _cached() -> Iterator[Metric]:
    totals = import_module(_CACHE).totals()
    for name, about in (("hits", "Calls that were answered"), ("misses", "Calls that were made")):
        family = CounterMetricFamily(
            f"mini_cache_{name}", f"{about} by cached functions.", labels=["kind"]
        )
        for kind, total in totals.items():
            family.add_metric([kind], getattr(total, name))
        yield family
    for name, about in (("entries", "Results"), ("bytes", "Bytes of results")):
        held = GaugeMetricFamily(
            f"mini_cache_{name}", f"{about} that the cache holds.", labels=["kind"]
        )
        for kind, total in totals.items():
            held.add_metric([kind], getattr(total, name))
        yield held


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)


def _count(name: str, about: str, value: float) -> Metric:
    return CounterMetricFamily(name, about, value=value)


def _counts(name: str, about: str, label: str, values: dict[str, int]) -> Metric:
    family = CounterMetricFamily(name, about, labels=[label])
    for value, count in sorted(values.items()):
        family.add_metric([value], count)
    return family
