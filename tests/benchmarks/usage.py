"""What a process has used of the machine, as Linux counts it."""

from __future__ import annotations

import os
import time
from pathlib import Path

_SCHEDULED = 2  # the kernel's name for the clock that counts in nanoseconds, not in ticks


def cpu_seconds(pid: int) -> float:
    """Give the CPU time of a process with all its threads, those that have ended too."""
    return time.clock_gettime(~pid << 3 | _SCHEDULED)  # what clock_getcpuclockid(3) answers


def resident_bytes(pid: int) -> int:
    """Give the resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
