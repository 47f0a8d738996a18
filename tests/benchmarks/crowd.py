"""Many tabs on one server, held by a process of their own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.benchmarks.load import READY, Load
from tests.benchmarks.servers import ROOT, Server


def clicking(server: Server, sessions: int, seconds: float) -> Load:
    """Click in all tabs at once for some seconds."""
    with _crowd(server, sessions, seconds) as crowd:
        result = crowd.communicate()[0]
    if not result:
        raise RuntimeError(f"{server.product.name} did not bear {sessions} sessions")
    return Load(**json.loads(result))


@contextmanager
def holding(server: Server, sessions: int) -> Iterator[None]:
    """Keep the tabs open, without a click, as long as the block runs."""
    with _crowd(server, sessions, 0) as crowd:
        yield
        crowd.communicate("")


@contextmanager
def _crowd(server: Server, sessions: int, seconds: float) -> Iterator[subprocess.Popen[str]]:
    product = server.product
    order = [product.module, str(server.port), str(sessions), str(seconds)]
    crowd = subprocess.Popen(
        [str(product.python), "-m", "tests.benchmarks.load", *order],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    with crowd:
        try:
            assert crowd.stdout is not None
            if crowd.stdout.readline().strip() != READY:
                raise RuntimeError(f"{product.name} did not bear {sessions} sessions")
            yield crowd
        finally:
            if crowd.poll() is None:
                crowd.terminate()
