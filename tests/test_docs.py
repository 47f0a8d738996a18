"""Each block of the page on options, secrets and pages is true."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from mini.config.table import options
from mini.testing import AppTest

PAGE = (Path(__file__).parents[1] / "docs/configuration.md").read_text()
UPLOADS = re.findall(
    r"^```python\n(.*?)^```$",
    (Path(__file__).parents[1] / "docs/uploads.md").read_text(),
    re.DOTALL | re.MULTILINE,
)
PYTHON = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
TOML = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", PYTHON, ids=["secrets", "pages"])
def test_an_example_runs(block: str) -> None:
    app = AppTest.from_string(block)
    app.secrets["token"] = "swordfish"
    app.run()
    assert not app.exception
    assert app.main.children


@pytest.mark.parametrize("block", UPLOADS, ids=["script", "test"])
def test_an_example_of_uploads_runs(block: str) -> None:
    if "AppTest" in block:
        exec(block, {})
        return
    app = AppTest.from_string(block).run()
    app.file_uploader[0].upload("a.csv", b"a,b\n1,2")
    app.file_uploader[2].upload("a.md", "**ä**".encode()).run()
    assert not app.exception
    assert app.dataframe[0].rows == 1
    assert app.markdown[0].value == "**ä**"


def test_the_files_name_options_that_there_are() -> None:
    known = set(options())
    config, theme, secrets = (tomllib.loads(block) for block in TOML)
    assert secrets["database"]["user"] == "ada"
    for tree in (config, theme):
        assert set(_names(tree)) <= known


def _names(tree: dict[str, object], before: str = "") -> list[str]:
    found = []
    for name, value in tree.items():
        if isinstance(value, dict):
            found += _names(value, f"{before}{name}.")
        else:
            found.append(before + name)
    return found
