"""No test reads options or secrets of the machine that it runs on, or leaves any behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mini.config.config import CONFIG
from mini.config.secrets import SECRETS


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working directory, with a home of its own beside it."""
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    for name in [name for name in os.environ if name.startswith(("STREAMLIT_", "MINI_SERVER_"))]:
        monkeypatch.delenv(name)
    with monkeypatch.context() as within:
        within.setenv("HOME", str(home))
        within.setenv("USERPROFILE", str(home))
        within.chdir(here)
        yield here
    monkeypatch.undo()
    SECRETS.begin(None)
    CONFIG.begin()


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file, and its folders."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path
