"""Processes that have loaded mini already: forked from one that loads it once for all tests.

    process = start(["run", "app.py", "--headless"])

is what `subprocess.Popen([sys.executable, "-m", "mini", …])` is, without the third of a second that
each of a few hundred servers would take to load the same modules.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO


class Forked:
    """A process that was forked for the tests; its names are those of `subprocess.Popen`."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.returncode: int | None = None
        read, write = os.pipe()
        self.stdout: IO[str] = os.fdopen(read, encoding="utf-8", errors="replace")
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(_loaded())
        request = {"arguments": arguments, "environ": dict(os.environ), "cwd": str(Path.cwd())}
        text = json.dumps(request).encode()
        socket.send_fds(self._line, [len(text).to_bytes(4, "big")], [write])
        os.close(write)
        self._line.sendall(text)
        # Unbuffered, so that what `select` does not announce has not come.
        self._answers = self._line.makefile("rb", buffering=0)
        self.pid = int(self._answers.readline())

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.returncode is None:
            with suppress(ProcessLookupError):  # it has, and nobody has asked yet
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process at once."""
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; raises `subprocess.TimeoutExpired` like its model."""
        if self.returncode is None:
            if not select.select([self._line], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            self.returncode = int(self._answers.readline())
        return self.returncode

    def poll(self) -> int | None:
        """Give the return code, or None while the process runs."""
        try:
            return self.wait(0.001)
        except subprocess.TimeoutExpired:
            return None

    def close(self) -> None:
        """Let go of what has ended."""
        self._answers.close()
        self._line.close()
        self.stdout.close()


class Started(subprocess.Popen[str]):
    """A process that was started as a user does, for tests of how it begins and ends."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(
            [sys.executable, "-m", "mini", *arguments], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def close(self) -> None:
        """Let go of what has ended."""
        assert self.stdout is not None
        self.stdout.close()


@cache
def _loaded() -> str:
    """Start the process that loads mini, once for all tests of this one; gives its address."""
    address = str(Path(tempfile.mkdtemp(prefix="mini-tests-")) / "fork")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forking", address],
        cwd=Path(__file__).parents[1], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    atexit.register(process.kill)
    return address


# In the process that is forked


def _listen(address: str) -> None:
    """Fork for each request. It holds its own standard input open no longer than its parent."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    while True:
        line, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            _keep(line)
        line.close()


def _keep(line: socket.socket) -> None:
    """Fork the process that was asked for, and say when and how it has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    head, descriptors, _, _ = socket.recv_fds(line, 4, 1)
    text = bytearray()
    while len(text) < int.from_bytes(head, "big"):
        text += line.recv(1 << 20)
    pid = os.fork()
    if pid == 0:
        line.close()
        _become(json.loads(text), descriptors[0])
    os.close(descriptors[0])
    line.sendall(f"{pid}\n".encode())
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    line.sendall(f"{status}\n".encode())
    os._exit(0)


def _become(request: dict[str, object], output: int) -> None:
    """Go on as `python -m mini` with these arguments, environment and folder."""
    main = import_module("mini.cli").main
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    environ = request["environ"]
    assert isinstance(environ, dict)
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(str(request["cwd"]))
    arguments = request["arguments"]
    assert isinstance(arguments, list)
    sys.argv = ["mini", *arguments]
    code = 1
    try:
        main(args=arguments, prog_name="mini")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    for name in ("mini.cli", "mini.public", "mini.server.serve"):
        import_module(name)
    _listen(sys.argv[1])
