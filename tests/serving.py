"""Real servers for tests: `mini run` in a process of its own, on a free port."""

from __future__ import annotations

import re
import subprocess
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.forking import Forked, Started

_ADDRESS = re.compile(r"http://\S+")


class Served:
    """An app that is served: its address, its script, its process and what that has said."""

    def __init__(self, script: Path, process: Forked | Started) -> None:
        self.script = script
        self.process = process
        self.lines: list[str] = []
        self.url = self._read_address()
        self._reader = threading.Thread(target=self._read_on, daemon=True)
        self._reader.start()

    def edit(self, source: str) -> None:
        """Save another source."""
        self.script.write_text(textwrap.dedent(source))

    @property
    def output(self) -> str:
        """All that the process has printed so far."""
        return "".join(self.lines)

    def close(self) -> None:
        """The process has ended: read what is left of its output."""
        self._reader.join(5)

    def _read_address(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            found = _ADDRESS.search(line)
            if found:
                return found[0]
        raise AssertionError("mini did not start:\n" + self.output)

    def _read_on(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)


@contextmanager
def serve(
    script: Path, *options: str, args: tuple[str, ...] = (),
    start: type[Forked | Started] = Forked,
) -> Iterator[Served]:  # fmt: skip
    """Serve a script until the block ends."""
    port = [] if "--port" in options else ["--port", "0"]
    process = start(["run", str(script), "--headless", *port, *options, "--", *args])
    try:
        served = Served(script, process)
        try:
            yield served
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            finally:
                served.close()
    finally:
        process.close()


@contextmanager
def serve_source(
    folder: Path, source: str, *options: str, start: type[Forked | Started] = Forked
) -> Iterator[Served]:
    """Serve a source, written to `app.py` in a folder."""
    script = folder / "app.py"
    script.write_text(textwrap.dedent(source))
    with serve(script, *options, start=start) as served:
        yield served
