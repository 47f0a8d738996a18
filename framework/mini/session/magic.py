"""Magic: what stands alone on a line of the app's script is written, as by `st.write`.

Calls are not, nor are docstrings: they stand alone for a reason.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import decode_source
from typing import Any, Final

from mini.config.config import CONFIG
from mini.run.container import Container

_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)
_DOING: Final = (ast.BoolOp, ast.IfExp, ast.ListComp, ast.SetComp, ast.GeneratorExp)
"""Expressions that often stand for statements: `st.write(1) if found else None`."""
_BODIES: Final = ("body", "orelse", "finalbody")


@dataclass
class MagicOptions:
    """What is written; to be set before the script is compiled."""

    enabled: bool = True
    """`runner.magicEnabled`."""
    root_docstring: bool = False
    """`magic.displayRootDocString`: the docstring of the script, too."""
    last_expression: bool = False
    """`magic.displayLastExprIfNoSemicolon`: the last line, too, where it is a call."""


OPTIONS: Final = MagicOptions()


def add_writes(tree: ast.Module, source: str | bytes) -> None:
    """Wrap the expressions that are to be written, where they stand."""
    if not OPTIONS.enabled:
        return
    shown = OPTIONS.last_expression and not _ends_in_semicolon(tree, source)
    last = tree.body[-1] if tree.body and shown else None
    for parent, statements in _bodies(tree):
        for place, statement in enumerate(statements):
            if isinstance(statement, ast.Expr) and (
                statement is last or _is_written(statement.value, place, parent)
            ):
                _wrap(statement)


def _bodies(node: ast.AST) -> Iterator[tuple[ast.AST, list[ast.stmt]]]:
    """The lists of statements in a node; of classes those of their methods only."""
    for name in _BODIES:
        statements = getattr(node, name, None)
        if isinstance(statements, list):
            if not isinstance(node, ast.ClassDef):
                yield node, statements
            for statement in statements:
                if not isinstance(node, ast.ClassDef) or isinstance(statement, _FUNCTIONS):
                    yield from _bodies(statement)
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield from _bodies(part)


def _is_written(value: ast.expr, place: int, parent: ast.AST) -> bool:
    if isinstance(value, ast.Call | ast.Await | ast.Yield | ast.YieldFrom):
        return False
    if isinstance(value, ast.Constant) and value.value in {None, ...}:
        return False
    if place == 0 and isinstance(value, ast.Constant) and isinstance(value.value, str):
        if isinstance(parent, ast.Module):
            return OPTIONS.root_docstring
        return not isinstance(parent, _FUNCTIONS)
    return True


def _wrap(statement: ast.Expr) -> None:
    value = statement.value
    name = "__mini_write_result__" if isinstance(value, _DOING) else "__mini_write__"
    parts = value.elts if isinstance(value, ast.Tuple) and value.elts else [value]
    call = ast.Call(ast.Name(name, ast.Load()), parts, [])
    ast.copy_location(call.func, value)
    statement.value = ast.copy_location(call, value)


def _ends_in_semicolon(tree: ast.Module, source: str | bytes) -> bool:
    if not tree.body:
        return False
    text = source if isinstance(source, str) else decode_source(source)
    last = (tree.body[-1].end_lineno or 1) - 1
    return text.splitlines()[last].partition("#")[0].rstrip().endswith(";")


def write_alone(*values: Any) -> None:
    """Write what stands alone on a line."""
    import_module("mini.elements.write").write(*values)  # no server waits for it to start


def write_result(value: Any) -> None:
    """Write what an expression gives; what it did not give but did, stands there already."""
    if not _is_done(value):
        write_alone(value)


def _is_done(value: Any) -> bool:
    if isinstance(value, list | set):
        return bool(value) and all(map(_is_done, value))
    return value is None or isinstance(value, Container)


def use_options() -> None:
    """Take the options as they are now, for the scripts that are compiled from now on."""
    OPTIONS.enabled = CONFIG.get("runner.magicEnabled")
    OPTIONS.root_docstring = CONFIG.get("magic.displayRootDocString")
    OPTIONS.last_expression = CONFIG.get("magic.displayLastExprIfNoSemicolon")
