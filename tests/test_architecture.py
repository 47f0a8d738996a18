"""What holds the house up: imports go down, names are public on purpose, both sides agree."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import mini
from mini.model.element import Element
from mini.run.container import COMMANDS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "framework/mini"
FLOORS = {
    "model": 0, "errors": 0, "settings": 0,
    "page": 1, "memo": 1, "config": 1,
    "run": 2,
    "elements": 3,
    "caching": 4, "components": 4,
    "older": 5, "public": 5,
    "session": 6,
    "server": 7, "testing": 7,
    "cli": 8, "__main__": 9, "hello": 9,
}  # fmt: skip
DRAWN_BY_OTHERS = {"root", "segment", "fragment"}
"""Kinds without a file of their own on the page: their children are drawn in their place."""


@cache
def modules() -> list[tuple[str, ast.Module]]:
    return [
        (path.relative_to(PACKAGE).with_suffix("").as_posix(), ast.parse(path.read_text()))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("mini"):
            yield from (node.module + "." + alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("mini."))


def test_imports_only_go_down_the_floors() -> None:
    wrong = []
    for name, tree in modules():
        floor = FLOORS.get(name.split("/")[0], 10)
        for target in imported(tree):
            parts = target.split(".")
            below = FLOORS.get(parts[1], 3)
            if parts[1] != name.split("/")[0] and below >= floor:
                wrong.append(f"{name} (floor {floor}) imports {target} (floor {below})")
    assert not wrong


def test_no_module_imports_one_of_ours_on_a_detour() -> None:
    wrong = [
        f"{name}: {ast.unparse(node)}"
        for name, tree in modules()
        if name != "cli"  # `mini --version` needs no server
        for inner in ast.walk(tree)
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.If)
        for node in ast.walk(inner)
        if isinstance(node, ast.Import | ast.ImportFrom) and list(imported(node))
    ]
    assert not wrong


def test_the_server_alone_knows_starlette_and_nothing_below_a_session_starts_a_thread() -> None:
    for name, tree in modules():
        text = (PACKAGE / f"{name}.py").read_text()
        if not name.startswith("server/"):
            assert "starlette" not in text, name
        if name.split("/")[0] in {"model", "page", "run", "elements"}:
            calls = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call)]
            assert not [call for call in calls if ast.unparse(call).endswith("Thread")], name
            assert "import socket" not in text, name


def test_the_public_names_are_these() -> None:
    golden = json.loads((ROOT / "tests/exports.json").read_text())
    names = sorted(name for name in dir(mini) if not name.startswith("_"))
    modules_ = {name for name in names if inspect.ismodule(getattr(mini, name))}
    assert [name for name in names if name not in modules_] == golden


def test_no_public_name_is_that_of_a_submodule() -> None:
    stems = {path.stem for path in PACKAGE.iterdir()}
    golden = set(json.loads((ROOT / "tests/exports.json").read_text()))
    assert not golden & stems


def test_each_command_is_also_a_method_of_every_container() -> None:
    for name in COMMANDS:
        assert callable(getattr(mini.Container, name))
        assert callable(getattr(mini, name)), name


def test_the_kinds_of_both_sides_agree() -> None:
    drawn = {
        path.stem
        for path in (ROOT / "frontend/src/elements").glob("*.tsx")
        if not path.stem.endswith(".test")
    }
    kinds = {str(e.__struct_config__.tag) for e in _elements() if e.__module__ != __name__}
    assert kinds - DRAWN_BY_OTHERS - {"container_element"} == drawn - DRAWN_BY_OTHERS


def _elements() -> Iterator[type[Element]]:
    waiting = Element.__subclasses__()
    while waiting:
        element = waiting.pop()
        waiting += element.__subclasses__()
        if element.__module__.startswith("mini."):
            yield element


def test_elements_hold_no_mutable_fields() -> None:
    for element in _elements():
        for annotation in inspect.get_annotations(element).values():
            assert not any(word in str(annotation) for word in ("list[", "dict[", "set["))


def test_public_docstrings_have_an_example_that_parses() -> None:
    for name in COMMANDS:
        text = inspect.getdoc(getattr(mini, name)) or ""
        assert "import mini as st" in text, f"{name} has no example"
        example = inspect.cleandoc("    import mini as st" + text.split("import mini as st", 1)[1])
        ast.parse(example)


def test_importing_mini_imports_no_data_library() -> None:
    heavy = "PIL pandas numpy narwhals starlette uvicorn watchfiles websockets"
    code = f"import sys, mini; print([m for m in {heavy.split()} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_commands_are_loaded_with_the_first_that_is_asked_for() -> None:
    code = (
        "import sys, mini; assert 'mini.public' not in sys.modules; "
        "from mini import slider, components; import mini.components.v1 as v1; "
        "assert slider is mini.slider is vars(mini)['slider']; assert components.v1 is v1; "
        "from mini import *; assert title is mini.title; assert 'slider' in dir(mini)"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_a_server_starts_without_what_few_apps_need() -> None:
    late = (
        "mini.public mini.elements.slider mini.memo.digest mini.memo.values "
        "mini.caching.decorate mini.config.stylesheet mini.config.colours mini.session.alias "
        "mini.server.metrics prometheus_client wave zoneinfo ctypes sysconfig "
        "mini.elements.write mini.server.sockets websockets"
    )
    code = (
        "import sys, mini.cli, mini.server.serve; "
        f"print([m for m in {late.split()} if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_generated_files_are_fresh() -> None:
    out = subprocess.run(
        [sys.executable, str(ROOT / "tools/generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert out.returncode == 0, out.stdout
