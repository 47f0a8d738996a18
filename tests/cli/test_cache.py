"""`mini cache`: what lies on disk, as real processes see and remove it."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from mini.testing import Client
from tests.serving import serve

APP = """
    import mini as st

    @st.cache_data(persist="disk", ttl="2 days")
    def embed(text):
        return text * 1000

    @st.cache_data(persist="disk")
    def load(path):
        return path

    if st.button("load"):
        load("a")
        load("b")
    embed("abc")
    st.text(f"{embed.info().misses} computed")
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINI_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("MINI_CACHE_KEY", raising=False)


def mini(*arguments: str, answer: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mini", "cache", *arguments],
        capture_output=True, text=True, timeout=60, input=answer, check=False,
        env=os.environ | environ,
    )  # fmt: skip


def app(folder: Path, name: str = "app") -> Path:
    script = folder / f"{name}.py"
    script.write_text(textwrap.dedent(APP))
    return script


async def visited(url: str, *, load: bool = False) -> str:
    """Run the app in a new session, and give what it says."""
    async with asyncio.timeout(60), Client(url) as client:
        await client.settled()
        if load:
            await client.click(client.find("button"))
            await client.settled()
        return str(client.find("text").props["body"])


def run_once(script: Path, *, load: bool = False) -> str:
    with serve(script) as served:
        return asyncio.run(visited(served.url, load=load))


def test_nothing_on_disk_is_said_so(tmp_path: Path) -> None:
    assert mini("info").stdout == (
        'No app keeps anything on disk. A function does with `@st.cache_data(persist="disk")`.\n'
    )
    assert mini("info", str(app(tmp_path))).stdout.startswith("app.py keeps nothing on disk.")
    assert mini("clear", "--yes").stdout.startswith("No app keeps anything on disk.")
    assert not (tmp_path / "cache").exists()
    assert not (tmp_path / "config").exists()


def test_info_lists_functions_with_entries_size_age_and_end(tmp_path: Path) -> None:
    script = app(tmp_path)
    run_once(script, load=True)
    lines = mini("info").stdout.splitlines()
    assert re.fullmatch(r"app-[0-9a-f]{16}  \d+(\.\d)? KB in .*cache/app-[0-9a-f]{16}", lines[0])
    assert re.split(r"\s{2,}", lines[1].strip()) == [
        "Function",
        "Entries",
        "Size",
        "Age",
        "Expires",
    ]
    cells = [re.split(r"\s{2,}", line.strip()) for line in lines[2:]]
    assert [row[:3] for row in cells] == [
        ["embed", "(app.py)", "1"],
        ["load", "(app.py)", "2"],
    ]
    assert [row[-1] for row in cells] == ["in 2 d", "never"]
    assert all(re.fullmatch(r"\d+ B|\d+(\.\d)? KB", row[3]) for row in cells)
    alone = mini("info", str(script)).stdout.splitlines()
    assert [line.split()[:3] for line in alone[2:]] == [row[:3] for row in cells]


def test_several_apps_are_listed_and_one_is_cleared(tmp_path: Path) -> None:
    one, other = app(tmp_path, "one"), app(tmp_path, "other")
    run_once(one)
    run_once(other)
    listed = mini("info").stdout
    assert re.search(r"^one-", listed, re.MULTILINE)
    assert re.search(r"^other-", listed, re.MULTILINE)
    assert re.search(r"^2 apps, \d", listed, re.MULTILINE)
    assert re.fullmatch(r"Freed \d+(\.\d)? KB\.\n", mini("clear", str(one), "--yes").stdout)
    listed = mini("info").stdout
    assert not re.search(r"^one-", listed, re.MULTILINE)
    assert re.search(r"^other-", listed, re.MULTILINE)


def test_clear_asks(tmp_path: Path) -> None:
    run_once(app(tmp_path))
    refused = mini("clear", answer="n\n")
    assert refused.returncode == 1
    assert re.match(r"Remove \d.* of app-[0-9a-f]{16}\? \[y/N\]", refused.stdout)
    assert "embed" in mini("info").stdout
    assert "Freed" in mini("clear", answer="y\n").stdout
    assert mini("info").stdout.startswith("No app keeps anything")


def test_a_server_that_is_running_computes_anew_after_a_clear(tmp_path: Path) -> None:
    script = app(tmp_path)
    with serve(script) as served:
        assert asyncio.run(visited(served.url)) == "1 computed"
        assert asyncio.run(visited(served.url)) == "1 computed"
        assert mini("clear", str(script), "--yes").returncode == 0
        assert asyncio.run(visited(served.url)) == "2 computed"
    assert "embed" in mini("info").stdout


def test_looking_with_another_key_changes_nothing(tmp_path: Path) -> None:
    script = app(tmp_path)
    run_once(script)
    looked = mini("info", MINI_CACHE_KEY="another").stdout
    assert "1 file is damaged, or sealed with another key" in looked
    assert "embed" not in looked
    assert run_once(script) == "0 computed"


def test_without_the_key_there_is_a_clear_line(tmp_path: Path) -> None:
    run_once(app(tmp_path))
    key = tmp_path / "config/mini/cache.key"
    key.unlink()
    key.mkdir()
    done = mini("info")
    assert done.returncode == 2
    assert done.stderr.startswith("mini: The key of the cache cannot be read:")
    assert "Traceback" not in done.stderr
