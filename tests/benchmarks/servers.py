"""A product that serves an app, in a process of its own on a free port of the loopback."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.benchmarks.apps import App

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
STREAMLIT_BIN = ROOT / ".venv-streamlit/bin"
PATIENCE = 60.0
POLL = 0.002


@dataclass(frozen=True)
class Product:
    """What is measured: how it starts, and which Python speaks its protocol."""

    name: str
    module: str
    python: Path
    command: tuple[str, ...]
    port: str
    options: tuple[str, ...]

    def start_command(self, script: Path, port: int) -> list[str]:
        """Give the command that serves a script."""
        return [*self.command, str(script), self.port, str(port), *self.options]


def _streamlit(name: str, *options: str) -> Product:
    quiet = ("--server.headless=true", "--browser.gatherUsageStats=false", *options)
    command = (str(STREAMLIT_BIN / "streamlit"), "run")
    return Product(name, "streamlit", STREAMLIT_BIN / "python", command, "--server.port", quiet)


MINI = Product(
    "mini", "mini", BIN / "python", (str(BIN / "mini"), "run"), "--port", ("--headless",)
)
STREAMLIT = _streamlit("Streamlit")
STREAMLIT_NO_GC = _streamlit("Streamlit, no GC", "--runner.postScriptGC=false")
PRODUCTS = (MINI, STREAMLIT, STREAMLIT_NO_GC)


class Server:
    """One process that serves one app."""

    def __init__(self, product: Product, script: Path, log: IO[bytes]) -> None:
        self.product = product
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.started = time.time()
        """When the process was started, as the clock on the wall says."""
        self._process = subprocess.Popen(
            product.start_command(script, self.port), env=_environment(), cwd=script.parent,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def wait(self) -> float:
        """Wait for the first answer, and give the seconds from the start to it."""
        while not self._answers():
            late = time.time() - self.started > PATIENCE
            if late or self._process.poll() is not None:
                raise RuntimeError(f"{self.product.name} does not serve its app")
            time.sleep(POLL)
        return time.time() - self.started

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def serving(product: Product, app: App, folder: Path) -> Iterator[Server]:
    """Serve an app while the block runs; what the process says goes to a file beside the script."""
    script = app.write(folder, product.module)
    log = script.with_suffix(".log")
    with log.open("ab") as file:
        server = Server(product, script, file)
        try:
            yield server
        except RuntimeError as error:
            error.add_note(log.read_text(errors="replace"))
            raise
        finally:
            server.stop()


def _environment() -> dict[str, str]:
    """Give what the process finds set: as here, but it may keep the bytecode that it compiles."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
