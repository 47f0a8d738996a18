"""`make bench-cache`: measure the caches of mini and Streamlit side by side, and print one table.

Each product has a process of its own, with its own Python, and they take turns. Cached functions
are called inside of a script run, as in an app, which the `AppTest` of each product gives; "no run"
is a call without one, where Streamlit only warns.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.benchmarks.report import Figure, Report
from tests.benchmarks.servers import MINI, ROOT, STREAMLIT, Product

MARGIN = 4.0
"""Gigabytes that are left to others."""
SCALES = {"µs": 1e6, "ms": 1e3, "GB": 1e-9, "count": 1}


@dataclass(frozen=True)
class Case:
    """What is ordered, and how often; `gigabytes` is what each product needs for it."""

    figure: Figure
    kind: str
    what: str = ""
    size: int = 1
    calls: int = 1
    rounds: int = 15
    gigabytes: tuple[float, float] = (0, 0)

    @property
    def order(self) -> str:
        """The order as a line."""
        names = ("kind", "what", "size", "calls")
        return json.dumps({name: getattr(self, name) for name in names})

    def quick(self) -> Case:
        """Give the same with few repetitions."""
        return replace(self, calls=max(self.calls // 20, 1), rounds=1)


def _hit(what: str, unit: str, aim: float | None, kind: str, *rest: Any, **more: Any) -> Case:
    return Case(Figure(f"hit, {what}", unit, aim), kind, *rest, **more)


def _large(kind: str, title: str, millions: int, rounds: int, aim: float) -> Case:
    size = millions * 0.032
    figure = Figure(f"{title}, frame of {millions} M x 4", "ms", aim)
    needs = (3 * size, 4 * size)
    return Case(figure, kind, "floats" if kind == "hit" else "frame", millions * 1_000_000,
                rounds=rounds, gigabytes=needs)  # fmt: skip


def _key(title: str, unit: str, aim: float | None, *rest: Any, **more: Any) -> Case:
    return Case(Figure(f"key of {title}", unit, aim), "key", *rest, **more)


def _held(gigabytes: float, rows: int) -> Case:
    figure = Figure(f"memory, frame of {gigabytes:g} GB with 10 readers", "GB")
    needs = (3 * gigabytes, 13 * gigabytes)
    return Case(figure, "held", "floats", rows, calls=10, rounds=1, gigabytes=needs)


PARTS: dict[str, list[Case]] = {
    "hits": [
        _hit("int to int", "µs", 3, "hit", "int", calls=2000),
        _hit("int to int, no run", "µs", 3, "bare", "int", calls=2000),
        _hit("dict of 5", "µs", None, "hit", "dict", 5, calls=1000),
        _hit("1 MB of bytes", "µs", None, "hit", "bytes", calls=1000),
        _hit("frame of 10 k x 4 floats", "µs", 60, "hit", "floats", 10_000, calls=100),
        _hit("frame of 10 k strings", "µs", 60, "hit", "strings", 10_000, calls=100),
    ],
    "widgets": [
        _hit("function with 1 slider", "µs", None, "widgets", size=1, calls=20, rounds=9),
        _hit("function with 20 sliders", "µs", None, "widgets", size=20, calls=20, rounds=9),
    ],
    "misses": [
        Case(Figure("miss, int", "µs"), "miss", "int", 5, calls=100),
        Case(Figure("miss, frame of 10 k x 4", "µs"), "miss", "frame", 10_000, calls=20),
    ],
    "keys": [
        _key("list of 1,000 ints", "µs", 60, "ints", 1000, calls=20),
        _key("list of 100,000 floats", "ms", 6, "floats", 100_000, rounds=9),
        _key("list of 1 M strings", "ms", None, "strings", 1_000_000, rounds=1,
             gigabytes=(0.5, 1)),
        _key("frame of 10 k x 4", "µs", None, "frame", 10_000, calls=50),
        _key("frame of 1 M x 4", "ms", None, "frame", 1_000_000),
        _key("array of 100 MB", "ms", None, "array", 12_500_000, rounds=9),
        _key("frame of 10 M x 4", "ms", 100, "frame", 10_000_000, rounds=9,
             gigabytes=(1, 2)),
    ],
    "wrong": [
        Case(Figure("wrong hits of 100: one cell of a frame of 1 M x 4 changes", "count", 0),
             "wrong_cells", "frame", 1_000_000, calls=100, rounds=1),
        Case(Figure("wrong hits of 100: one cell of an array of 1 M changes", "count", 0),
             "wrong_cells", "array", 1_000_000, calls=100, rounds=1),
        Case(Figure("wrong hits of 3,000: arrays of objects, each freed", "count", 0),
             "wrong_objects", calls=3000, rounds=1),
    ],
    "replay": [
        _hit("5,000 elements that stand there", "ms", None, "drawn", "call cached", 5000,
             rounds=3),
        Case(Figure("AppTest run with them cached", "ms"), "drawn", "run cached", 5000, rounds=3),
        Case(Figure("AppTest run with them drawn anew", "ms"), "drawn", "run anew", 5000, rounds=3),
    ],
    "large": [
        _large("hit", "hit", 10, 7, 0.3),
        _large("hit", "hit", 50, 5, 0.3),
        _large("hit", "hit", 100, 3, 0.3),
        _large("first", "first-run overhead", 50, 3, 1000),
    ],
    "memory": [_held(0.4, 12_500_000), _held(1.6, 50_000_000)],
}  # fmt: skip


class Worker:
    """The process of one product."""

    def __init__(self, product: Product, process: subprocess.Popen[str]) -> None:
        self.name = product.name
        self._process = process

    def ask(self, case: Case) -> float | None:
        """Give one sample, in the unit of the figure; None if the product cannot do it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(case.order, file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        sample = json.loads(line) if line else "the process has ended"
        if isinstance(sample, str):
            raise RuntimeError(f"{self.name}, {case.figure.name}: {sample}")
        return None if sample is None else float(sample * SCALES[case.figure.unit])


@contextmanager
def working(product: Product) -> Iterator[Worker]:
    """Keep the process of a product while the block runs."""
    command = [str(product.python), "-m", "tests.benchmarks.cache_worker", product.module]
    quiet = {**os.environ, "STREAMLIT_LOGGER_LEVEL": "error", "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, cwd=ROOT, env=quiet,
    ) as process:  # fmt: skip
        try:
            yield Worker(product, process)
        finally:
            process.kill()


def measure(report: Report, products: list[Product], cases: list[Case]) -> list[str]:
    """Measure the cases of one part; give what was left out, and why."""
    notes: list[str] = []
    small = [case for case in cases if not any(case.gigabytes)]
    with ExitStack() as stack:
        workers = [stack.enter_context(working(product)) for product in products if small]
        for case in small:
            _take_turns(report, workers, case, warm=case.rounds > 1)
    for case in cases:
        if case not in small:
            notes += _measure_large(report, products, case)
    return notes


def _measure_large(report: Report, products: list[Product], case: Case) -> list[str]:
    """Measure in new processes, whose memory is given back."""
    notes = []
    with ExitStack() as stack:
        workers = []
        for product in products:
            note = _too_large(product, case)
            if note:
                notes.append(note)
                report.add(case.figure, product.name)
            elif case.rounds == 1:
                with working(product) as worker:
                    _take(report, worker, case)
            else:
                workers.append(stack.enter_context(working(product)))
                workers[-1].ask(case)  # takes its memory before the next one asks what is free
        if workers:
            _take_turns(report, workers, case)
    return notes


def _too_large(product: Product, case: Case) -> str:
    needs, free = case.gigabytes[product is not MINI], available()
    if needs + MARGIN <= free:
        return ""
    return (
        f"left out: {case.figure.name}, {product.name}: it needs {needs:.1f} GB and leaves "
        f"{MARGIN:g} GB to others, and {free:.1f} GB are free"
    )


def _take_turns(report: Report, workers: list[Worker], case: Case, warm: bool = False) -> None:
    if warm:
        workers = [worker for worker in workers if worker.ask(case) is not None]
    for _ in range(case.rounds):
        for worker in workers:
            _take(report, worker, case)


def _take(report: Report, worker: Worker, case: Case) -> None:
    sample = worker.ask(case)
    report.add(case.figure, worker.name, *([] if sample is None else [sample]))


def available() -> float:
    """Give the gigabytes of memory that are free to take."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(int(line.split()[1]) * 1024e-9 for line in lines if "MemAvailable" in line)


def measured(parts: list[str], products: list[Product], quick: bool) -> tuple[Report, list[str]]:
    """Measure some parts of all, one after the other."""
    report, notes = Report(), []
    for name in parts:
        started = time.perf_counter()
        print(f"measuring {name}", end=" ", file=sys.stderr, flush=True)
        cases = PARTS[name]
        if quick:
            cases = [case.quick() for case in cases if not any(case.gigabytes)]
        notes += measure(report, products, cases)
        print(f"took {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return report, notes


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.cache", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; default: all")
    parser.add_argument("--quick", action="store_true", help="small and few: see that it works")
    products = {product.name: product for product in (MINI, STREAMLIT)}
    parser.add_argument("--only", choices=products, action="append", help="only this product")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    chosen = [products[name] for name in products if name in (options.only or products)]
    before = os.getloadavg()[0]
    report, notes = measured(options.parts or list(PARTS), chosen, options.quick)
    print(report.table("mini", ["Streamlit"]))
    print(*notes, sep="\n", end="\n" if notes else "")
    print(f"{os.cpu_count()} CPUs; load {before:.1f} before, {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
