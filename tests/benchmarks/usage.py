"""What a process has used of the machine, as Linux counts it."""

from __future__ import annotations

import os
from pathlib import Path


def cpu_seconds(pid: int) -> float:
    """Give the CPU time of a process: by threads to the nanosecond, else all in ticks of 10 ms."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        spent = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)
    except (OSError, ValueError):
        spent = 0
    return spent / 1e9 if spent else _ticks(pid) / os.sysconf("SC_CLK_TCK")


def resident_bytes(pid: int) -> int:
    """Give the resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
