"""What the suites share: a served app, and figures of many times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.serving import Served, serve_source


@contextmanager
def serving(source: str, *options: str) -> Iterator[Served]:
    """Serve a source in a process of its own."""
    with TemporaryDirectory() as folder, serve_source(Path(folder), source, *options) as served:
        yield served


def percentile(seconds: Sequence[float], share: float) -> float:
    """Give the milliseconds that a share of all stays within."""
    ordered = sorted(seconds)
    if not ordered:
        return 0.0
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000, 1)


def resident_kib(pid: int) -> int:
    """Give the resident memory of a process, in KiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise AssertionError("the kernel names no resident memory")
