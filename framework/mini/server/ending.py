"""How a server ends: told once, in good order and within ten seconds; told twice, at once."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import Final

import uvicorn

from mini.session.app import App

CONNECTIONS_END_WITHIN: Final = 1.5
RUNS_END_WITHIN: Final = 4.0
THREADS_END_WITHIN: Final = 2.0
LATEST: Final = 9
"""Seconds from the signal to the end of the process, whatever stands against it."""
_LOG = logging.getLogger("mini")


class Server(uvicorn.Server):
    """Tells runs to end before it waits for connections, and waits for neither too long."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Begin to end; the second time, end."""
        if self.should_exit:
            _leave(128 + sig)
        self.should_exit = True
        if hasattr(signal, "alarm"):  # ends the process even while nothing else is heard
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(LATEST)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End runs and connections, then the app."""
        app: App = self.lifespan.state["served"]
        app.wind_down()
        cut = asyncio.get_running_loop().call_later(CONNECTIONS_END_WITHIN, self._cut_connections)
        await super().shutdown(sockets)
        cut.cancel()
        last = threading.Timer(THREADS_END_WITHIN, _leave_threads)
        last.daemon = True
        last.start()

    def _cut_connections(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()


async def runs_end(app: App) -> None:
    """Wait until the runs that were told to end have done so, but not for ever."""
    loop = asyncio.get_running_loop()
    until = loop.time() + RUNS_END_WITHIN
    while app.busy and loop.time() < until:  # noqa: ASYNC110  threads end without a word
        await asyncio.sleep(0.02)
    if app.busy:
        _LOG.warning(
            "%d script runs have not ended within %.0f s, and are cut off. They wait for something "
            "outside of Python, or hold on in a `finally`.", app.busy, RUNS_END_WITHIN,
        )  # fmt: skip


def _leave_threads() -> None:
    """Python would wait for the threads that an app has left running, however long."""
    left = [each.name for each in threading.enumerate() if not each.daemon]
    left.remove(threading.main_thread().name)
    if left:
        _LOG.warning(
            "%d threads that the app has started go on, and are cut off: %s.", len(left),
            ", ".join(left[:5]),
        )  # fmt: skip
    _leave(0)


def _leave(code: int) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
