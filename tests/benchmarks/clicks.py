"""What a click takes: time until the page has changed, frames and bytes, CPU of the server."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from tests.benchmarks.amount import Amount
from tests.benchmarks.apps import CHECKBOXES, COUNTER, ROWS, TEXTS, App
from tests.benchmarks.browser import Tab
from tests.benchmarks.report import Figure, Report
from tests.benchmarks.servers import Product, Server, serving
from tests.benchmarks.usage import cpu_seconds

TITLES = {
    COUNTER: "click, counter",
    TEXTS: f"click, one of {ROWS:,} texts changes",
    CHECKBOXES: f"click, {ROWS:,} checkboxes",
}
AIMS_MS = {COUNTER: 3.0, TEXTS: 9.0, CHECKBOXES: 15.0}
AIMS_CPU = {COUNTER: 0.6}
AIMS_IN = {TEXTS: 0.3}
WARM = 3


def measure(
    report: Report,
    browser: Browser,
    products: list[Product],
    folder: Path,
    amount: Amount,
    app: App,
) -> None:
    """Click an app of every product in turn; all are open at the same time."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(p, app, folder)) for p in products]
        tabs = [_opened(browser, server) for server in servers]
        for tab in tabs:
            tab.click(app, WARM)
        for _ in range(amount.rounds):
            for server, tab in zip(servers, tabs, strict=True):
                _time(report, app, server, tab, amount.clicks)
        for server, tab in zip(servers, tabs, strict=True):
            stack.callback(tab.close)
            _count(report, app, server, tab, amount.counted)


def _opened(browser: Browser, server: Server) -> Tab:
    server.wait()
    tab = Tab(browser)
    tab.open(server.url)
    tab.settle()
    return tab


def _time(report: Report, app: App, server: Server, tab: Tab, clicks: int) -> None:
    name, title = server.product.name, TITLES[app]
    before = cpu_seconds(server.pid)
    times = tab.click(app, clicks)
    spent = 1000 * (cpu_seconds(server.pid) - before) / clicks
    report.add(Figure(f"{title}, to DOM p50", "ms", AIMS_MS.get(app)), name, *times)
    report.add(Figure(f"{title}, server CPU", "ms", AIMS_CPU.get(app)), name, spent)


def _count(report: Report, app: App, server: Server, tab: Tab, clicks: int) -> None:
    name, title = server.product.name, TITLES[app]
    traffic = tab.traffic()
    tab.click(app, clicks)
    figures = {
        Figure(f"{title}, frames in", "count", 1): traffic.frames_in,
        Figure(f"{title}, frames out", "count"): traffic.frames_out,
        Figure(f"{title}, data in", "KB", AIMS_IN.get(app)): traffic.bytes_in / 1000,
        Figure(f"{title}, data out", "KB"): traffic.bytes_out / 1000,
    }
    for figure, total in figures.items():
        report.add(figure, name, total / clicks)
