"""What one server bears: runs a second in a closed loop of many sessions, memory of idle ones."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.amount import Amount
from tests.benchmarks.apps import COUNTER
from tests.benchmarks.crowd import clicking, holding
from tests.benchmarks.report import Figure, Report
from tests.benchmarks.servers import Product, Server, serving
from tests.benchmarks.usage import resident_bytes

AIMS = {100: (3000.0, 40.0)}
MEMORY = Figure("memory per idle session", "KiB", 60)
WARM = 20


def measure(report: Report, products: list[Product], folder: Path, amount: Amount) -> None:
    """Let the sessions of every product click in turn, then others sit still on fresh servers."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(p, COUNTER, folder)) for p in products]
        for server in servers:
            server.wait()
        for sessions in amount.sessions:
            for server in servers:
                _click(report, server, sessions, amount.seconds)
    for product in products:
        with serving(product, COUNTER, folder) as server:
            server.wait()
            _hold(report, server, amount.idle)


def _click(report: Report, server: Server, sessions: int, seconds: float) -> None:
    name, title = server.product.name, f"closed loop of {sessions} sessions"
    runs, p50 = AIMS.get(sessions, (None, None))
    load = clicking(server, sessions, seconds)
    report.add(Figure(f"{title}, runs", "per s", runs, better="more"), name, load.runs_a_second)
    report.add(Figure(f"{title}, p50", "ms", p50), name, load.p50_ms)


def _hold(report: Report, server: Server, sessions: int) -> None:
    with holding(server, WARM):
        before = resident_bytes(server.pid)
        with holding(server, sessions):
            grown = resident_bytes(server.pid) - before
    report.add(MEMORY, server.product.name, grown / sessions / 1024)
