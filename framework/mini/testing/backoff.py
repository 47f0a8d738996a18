"""How long a browser that has lost its server waits before it tries again."""

from __future__ import annotations

import random
from typing import Final

FIRST: Final = 0.1
LONGEST: Final = 5.0


def retry_delay(failures: int) -> float:
    """Give the seconds to wait: they double, and jitter keeps a crowd from returning at once."""
    delay = LONGEST if failures > 10 else min(LONGEST, FIRST * 2**failures)
    return delay * (0.5 + random.random() / 2)
