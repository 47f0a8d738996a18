"""The command line, as a process: what it says and how it exits."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from mini.testing import Client
from tests.forking import Started
from tests.serving import serve_source

HELLO = "import mini as st\nst.text('hello')\n"


def mini(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mini", *arguments],
        capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def test_version_and_help() -> None:
    assert re.fullmatch(r"mini, version \d+\.\d+\.\d+\n", mini("--version").stdout)
    assert "run" in mini("--help").stdout


def test_what_cannot_be_run_gets_a_clear_line_and_exit_code_2(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no Python")
    binary = tmp_path / "binary.py"
    binary.write_bytes(b"\xff\xfe\x00\x01\x80")
    for path, sentence in (
        (tmp_path / "missing.py", "There is no file"),
        (tmp_path, "is a folder. Give the path of a Python script"),
        (text, "is no Python script: its name does not end in '.py'"),
        (binary, "is no Python script: it is not text"),
    ):
        done = mini("run", str(path), "--headless")
        assert done.returncode == 2
        assert done.stderr.startswith("mini: ")
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_port_that_was_asked_for_must_be_free(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text(HELLO)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = mini("run", str(app), "--headless", "--port", str(port))
    assert done.returncode == 2
    assert f"Port {port} is in use." in done.stderr


def test_a_host_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text(HELLO)
    done = mini("run", str(app), "--headless", "--port", "0", "--host", "192.0.2.1")
    assert done.returncode == 2
    assert "mini cannot listen on '192.0.2.1'" in done.stderr


@pytest.mark.parametrize("path", ["/", "/livez", "/readyz"])
def test_it_answers(tmp_path: Path, path: str) -> None:
    with (
        serve_source(tmp_path, HELLO) as served,
        urllib.request.urlopen(served.url + path) as answer,
    ):
        assert answer.status == 200
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_garbage_is_looked_for_from_soon_after_the_start(tmp_path: Path) -> None:
    source = """
        import gc
        import mini as st
        st.text(f"{gc.isenabled()} {gc.get_freeze_count() > 10_000}")
    """

    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as client:
            await client.settled()
            while client.find("text").props["body"] != "True True":
                await client.rerun()
                await client.settled()

    with serve_source(tmp_path, source, start=Started) as served:
        asyncio.run(run())
    assert "gc.disable" not in served.output


def test_python_app_py_says_how_to_run_it(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text(HELLO)
    done = subprocess.run(
        [sys.executable, str(app)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "start it with `mini run app.py`" in done.stderr


def test_it_ends_at_once_when_it_is_told_to(tmp_path: Path) -> None:
    with serve_source(tmp_path, HELLO) as served:
        served.process.terminate()
        assert served.process.wait(5) in {0, -15}


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    with serve_source(tmp_path, HELLO) as served:
        with urllib.request.urlopen(served.url) as answer:
            assert answer.status == 200
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(5) == 0
    assert "Traceback" not in served.output
    assert "INFO" not in served.output
