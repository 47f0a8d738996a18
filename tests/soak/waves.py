"""Wave after wave of tabs that keep much and leave: what they kept is freed, and so are they."""

from __future__ import annotations

import asyncio
import re
import time
import urllib.request

from tests.soak.holder import holding
from tests.soak.tabs import resident_kib, serving

SHORT = {"waves": 1, "tabs": 60}
FULL = {"waves": 20, "tabs": 500}
BOUNDS = {"alive": 0, "grown_kib": 64 * 1024}
PATIENCE = 60.0

APP = """
    import mini as st

    st.session_state.kept = bytearray(1_000_000)
    st.session_state.ring = ring = [st.session_state]
    ring.append(ring)

    @st.fragment
    def part():
        st.button("part")

    def on_click():
        ring.clear()

    st.button("whole", on_click=on_click)
    part()
    for number in range(20):
        st.text_input(f"field {number}")
"""


async def run(*, waves: int, tabs: int) -> dict[str, object]:
    """Let waves come and go; look at the memory after each, when its sessions have expired."""
    options = (
        "--server.disconnectedSessionTTL", "1", "--server.maxSessionsPerBrowser", str(2 * tabs),
    )  # fmt: skip
    with serving(APP, *options) as served:
        size = await asyncio.to_thread(_waves, served.url, served.process.pid, waves, tabs)
        alive = gauge(served.url, "mini_sessions_alive")
        opened = gauge(served.url, "mini_sessions_opened_total")
    assert opened == waves * tabs, f"{opened} sessions came"
    half = len(size) // 2
    return {
        "sessions": waves * tabs,
        "alive": alive,
        "first_kib": size[0],
        "last_kib": size[-1],
        # The first half fills what Python and the system keep for later.
        "grown_kib": max(size[half:]) - max(size[:half] or size),
        "kib": size,
    }


def _waves(url: str, pid: int, waves: int, tabs: int) -> list[int]:
    size = []
    for _ in range(waves):
        with holding(url, tabs):
            pass
        freed(url)
        size.append(resident_kib(pid))
    return size


def freed(url: str) -> None:
    """Wait until no session is in memory any more."""
    until = time.monotonic() + PATIENCE
    while alive := gauge(url, "mini_sessions_alive"):
        assert time.monotonic() < until, f"{alive:.0f} sessions that have ended are not freed"
        time.sleep(0.1)


def gauge(url: str, name: str) -> float:
    """Read one number of the server's metrics."""
    with urllib.request.urlopen(f"{url}/metrics", timeout=30) as answer:
        text = answer.read().decode()
    found = re.search(rf"^{name} (\S+)$", text, re.MULTILINE)
    assert found is not None, f"there is no {name}"
    return float(found[1])
