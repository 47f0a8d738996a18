"""`make bench`: measure mini and Streamlit side by side, and print one table."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from tests.benchmarks import clicks, sessions, starts
from tests.benchmarks.amount import FULL, QUICK, Amount
from tests.benchmarks.apps import CHECKBOXES, COUNTER, TEXTS
from tests.benchmarks.browser import chromium
from tests.benchmarks.report import Report
from tests.benchmarks.servers import PRODUCTS, Product

Part = Callable[[Report, Browser, list[Product], Path, Amount], None]


def _sessions(
    report: Report, _: Browser, products: list[Product], folder: Path, amount: Amount
) -> None:
    sessions.measure(report, products, folder, amount)


PARTS: dict[str, Part] = {
    "starts": starts.measure,
    **{app.name: partial(clicks.measure, app=app) for app in (COUNTER, TEXTS, CHECKBOXES)},
    "sessions": _sessions,
}


def measured(parts: list[str], products: list[Product], amount: Amount) -> Report:
    """Measure some parts of all, one after the other."""
    report = Report()
    with TemporaryDirectory() as folder, chromium() as browser:
        for name in parts:
            started = time.perf_counter()
            print(f"measuring {name}", end=" ", file=sys.stderr, flush=True)
            PARTS[name](report, browser, products, Path(folder), amount)
            print(f"took {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return report


def main() -> None:
    """Measure what the command line asks for."""
    names = [product.name for product in PRODUCTS]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; default: all")
    parser.add_argument("--quick", action="store_true", help="few clicks: see that it works")
    parser.add_argument("--only", choices=names, action="append", help="only this product")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    products = [product for product in PRODUCTS if product.name in (options.only or names)]
    amount = QUICK if options.quick else FULL
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # an end that stops the servers
    report = measured(options.parts or list(PARTS), products, amount)
    print(report.table(names[0], names[1:]))


if __name__ == "__main__":
    main()
