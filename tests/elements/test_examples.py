"""Every example in the docstring of a command runs without an error."""

from __future__ import annotations

import inspect
import textwrap

import pytest

import mini
from mini.run.container import COMMANDS
from mini.testing import AppTest


def example(function: object) -> str:
    doc = inspect.getdoc(function) or ""
    _, found, code = doc.partition("    import ")
    return textwrap.dedent("    import " + code) if found else ""


@pytest.mark.parametrize("name", [*COMMANDS, "dialog", "toast"])
def test_the_example_runs(name: str) -> None:
    code = example(getattr(mini, name))
    assert code, f"{name} has no example"
    app = AppTest.from_string(code).run()
    assert [error.message for error in app.exception if name != "exception"] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_a_method_of_every_container(name: str) -> None:
    assert callable(getattr(mini.sidebar, name))
