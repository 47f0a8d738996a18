"""What the server says in the terminal, as text and as JSON, and of which session and run."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as some

from mini.cli_log import JsonLines, speak
from mini.errors import OptionError
from mini.testing import Client
from tests.cli.test_cli import mini
from tests.serving import Served, serve_source

SOURCE = """
    import logging
    import sys
    import mini as st

    if not logging.getLogger().handlers:
        logging.basicConfig(format="AUTHOR %(message)s", stream=sys.stderr)
    logging.getLogger("app").warning("hears itself")
    logging.getLogger("app").debug("says nothing")
    if st.button("fail"):
        raise ValueError("wanted")
"""


def fail(url: str) -> dict[str, Any]:
    """Let the second run of a session fail; gives what its page shows of it."""

    async def run() -> dict[str, Any]:
        async with asyncio.timeout(60), Client(url) as tab:
            await tab.settled()
            await tab.click(tab.find("button"))
            await tab.settled()
            return tab.find("exception").props

    return asyncio.run(run())


def lines(output: str) -> Iterator[dict[str, Any]]:
    for line in output.splitlines():
        if not line.startswith("AUTHOR"):
            yield json.loads(line)


def test_json_lines_name_session_run_and_error(tmp_path: Path) -> None:
    flags = ("--log-format", "json", "--client.showErrorDetails", "none")
    with serve_source(tmp_path, SOURCE, *flags) as served:
        shown = fail(served.url)
    start, error, *rest = lines(served.output)
    assert not rest
    assert start["level"] == "info"
    assert served.url in start["message"]
    assert error["level"] == "error"
    assert error["error"] == shown["id"]
    assert error["message"] == f"An error that the app did not catch (id {shown['id']})"
    assert error["exception"].endswith("ValueError: wanted")
    assert error["run"] == 2
    assert len(error["session"]) == 8
    assert error["time"].endswith("+00:00")


def test_text_is_for_people(tmp_path: Path) -> None:
    with serve_source(tmp_path, SOURCE) as served:
        fail(served.url)
    said = [line for line in served.output.splitlines() if "did not catch" in line]
    assert len(said) == 1
    assert said[0].startswith("ERROR [session ")
    assert ", run 2] An error that the app" in said[0]


def test_the_logging_of_an_app_is_its_own(tmp_path: Path) -> None:
    with serve_source(tmp_path, SOURCE) as served:
        fail(served.url)
    assert served.output.count("AUTHOR hears itself\n") == 2
    assert "says nothing" not in served.output
    assert "AUTHOR An error" not in served.output


def test_requests_and_sessions_are_told_at_debug_without_a_secret(tmp_path: Path) -> None:
    async def run(served: Served) -> str:
        async with asyncio.timeout(60), Client(served.url) as tab:
            await tab.settled()
            media = str(tab.welcome["media"])
            await asyncio.to_thread(httpx.get, f"{served.url}/_mini/media/{media}/none")
            return f"{tab.welcome['token']} {media}"

    with serve_source(tmp_path, SOURCE, "--log-level", "debug", "--log-format=json") as served:
        secret = asyncio.run(run(served)).split()
    told = list(lines(served.output))
    request = next(line for line in told if line.get("status") == 404)
    assert request["path"] == "/_mini/media/…/none"
    assert request["method"] == "GET"
    assert request["client"] == "127.0.0.1"
    opened = next(line for line in told if line["message"] == "A session was opened.")
    ended = next(line for line in told if line["message"].startswith("The run finished after"))
    assert (ended["session"], ended["run"]) == (opened["session"], 1)
    assert not [word for word in secret if word in served.output]
    with serve_source(tmp_path, SOURCE) as served:
        httpx.get(served.url)
    assert "GET" not in served.output


def test_the_format_of_text_can_be_chosen(tmp_path: Path) -> None:
    form = "%(levelname)s|%(session)s|%(run)s|%(message)s"
    with serve_source(tmp_path, SOURCE, "--logger.messageFormat", form) as served:
        fail(served.url)
    said = next(line for line in served.output.splitlines() if line.startswith("ERROR|"))
    assert said.split("|")[2] == "2"
    done = mini("run", str(served.script), "--headless", "--logger.messageFormat", "%(nonsense)s")
    assert done.returncode == 2
    assert "`logger.messageFormat` cannot be '%(nonsense)s'" in done.stderr
    for wrong in ("no field", "%(asctime)d"):
        with pytest.raises(OptionError, match="it is a format of Python's logging, such as"):
            speak("info", False, wrong)


@given(some.text(), some.dictionaries(some.text(min_size=1), some.integers() | some.text()))
def test_whatever_is_said_is_one_line_of_json(text: str, more: dict[str, object]) -> None:
    record = logging.makeLogRecord({"msg": "%s", "args": (text,), "levelname": "INFO"})
    record.__dict__.update({f"x{name}": value for name, value in more.items()})
    line = JsonLines().format(record)
    assert len(line.splitlines()) == 1
    said = json.loads(line)
    assert said["message"] == text
    assert said["level"] == "info"


def test_the_address_need_not_be_printed(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import os\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mini", "run", str(tmp_path / "app.py"), "--headless"]
    command += ["--logger.hideWelcomeMessage", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        answers = httpx.HTTPTransport(retries=8)
        with httpx.Client(transport=answers) as client:
            assert client.get(f"http://127.0.0.1:{port}/livez").text == "ok"
        process.terminate()
        assert process.communicate(timeout=60)[0] == ""
