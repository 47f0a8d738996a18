"""How long a process takes to its first answer, and a page to its first element; what it weighs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.benchmarks.amount import Amount
from tests.benchmarks.apps import COUNTER
from tests.benchmarks.browser import Tab
from tests.benchmarks.report import Figure, Report
from tests.benchmarks.servers import Product, Server, serving

ANSWER = Figure("process start to first HTTP answer", "ms", 300)
SHOWN = Figure("process start to first element in the browser", "ms", 600)
FIRST = Figure("navigation to first element, cold", "ms", 100)
WEIGHT = Figure("cold load, transferred", "KB", 60)
REQUESTS = Figure("cold load, requests", "count", 6)


def measure(
    report: Report, browser: Browser, products: list[Product], folder: Path, amount: Amount
) -> None:
    """Measure starts, each of a fresh process, then loads, each with an empty cache."""
    for product in products:
        _start(Report(), browser, product, folder)  # so that bytecode and files are at hand
    for _ in range(amount.starts):
        for product in products:
            _start(report, browser, product, folder)
    for product in products:
        with serving(product, COUNTER, folder) as server:
            server.wait()
            _load(report, browser, server, amount.loads)


def _start(report: Report, browser: Browser, product: Product, folder: Path) -> None:
    with serving(product, COUNTER, folder) as server:
        report.add(ANSWER, product.name, 1000 * server.wait())
        tab = Tab(browser)
        _, shown = tab.open(server.url)
        report.add(SHOWN, product.name, 1000 * (shown - server.started))
        tab.close()


def _load(report: Report, browser: Browser, server: Server, loads: int) -> None:
    name = server.product.name
    for number in range(1 + loads):
        tab = Tab(browser)
        first, _ = tab.open(server.url)
        if number:  # the very first load finds a server that has not served yet
            report.add(FIRST, name, first)
        tab.close()
    tab = Tab(browser)
    traffic = tab.traffic()
    tab.open(server.url)
    tab.settle()
    report.add(WEIGHT, name, traffic.transferred / 1000)
    report.add(REQUESTS, name, traffic.requests)
    tab.close()
