"""The AST pass over the app's files: a checkpoint in each loop, a shield around each `finally`.

Line numbers and sources stay, so tracebacks and `inspect` see the author's file. What the pass adds
looks up a few builtins, which `install` sets once a process.
"""

from __future__ import annotations

import ast
import builtins
from typing import Any, TypeVar

from mini.elements.write import write
from mini.run.context import checkpoint, shield
from mini.run.script_run import PENDING
from mini.session.magic import add_writes, write_result

_LEAVING = frozenset({"__exit__", "__aexit__", "__del__", "close"})
Loop = TypeVar("Loop", ast.For, ast.AsyncFor, ast.While)
Function = TypeVar("Function", ast.FunctionDef, ast.AsyncFunctionDef)
Clauses = TypeVar("Clauses", ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Tries = TypeVar("Tries", ast.Try, ast.TryStar)


def install() -> None:
    """Make what the pass adds known to every module."""
    names = builtins.__dict__
    names["__mini_pending__"] = PENDING
    names["__mini_checkpoint__"] = checkpoint
    names["__mini_shield__"] = shield
    names["__mini_write__"] = write
    names["__mini_write_result__"] = write_result


def compile_source(source: str | bytes, path: str, *, magic: bool = False) -> Any:
    """Compile a file of the app with its checkpoints; raises `SyntaxError` as `compile` does.

    With `magic`, what stands alone on a line is written: so in scripts, not in modules.
    """
    tree = ast.parse(source, path)
    if magic:
        add_writes(tree, source)
    tree = ast.fix_missing_locations(_Checkpoints().visit(tree))
    return compile(tree, path, "exec", dont_inherit=True)


def _parse(text: str) -> ast.stmt:
    return ast.parse(text).body[0]


class _Checkpoints(ast.NodeTransformer):
    def __init__(self) -> None:
        self._in_finally = False

    def _loop(self, node: Loop) -> Loop:
        self.generic_visit(node)
        if not self._in_finally:
            check = _parse("if __mini_pending__.up: __mini_checkpoint__()")
            node.body.insert(0, _at(check, node.body[0]))
        return node

    visit_For = visit_AsyncFor = visit_While = _loop  # noqa: N815

    def _clauses(self, node: Clauses) -> Clauses:
        self.generic_visit(node)
        if not self._in_finally:
            for clause in node.generators:
                check = ast.parse(
                    "not __mini_pending__.up or __mini_checkpoint__()", mode="eval"
                ).body
                clause.ifs.insert(0, _at(check, clause.iter))
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _clauses  # noqa: N815

    def _try(self, node: Tries) -> Tries:
        finals, node.finalbody = node.finalbody, []
        self.generic_visit(node)
        if finals:
            before, self._in_finally = self._in_finally, True
            body = [self.visit(statement) for statement in finals]
            self._in_finally = before
            node.finalbody = [_shielded(body)]
        return node

    visit_Try = visit_TryStar = _try  # noqa: N815

    def _function(self, node: Function) -> Function:
        before, self._in_finally = self._in_finally, node.name in _LEAVING
        self.generic_visit(node)
        self._in_finally = before
        if node.name in _LEAVING:
            head = 1 if ast.get_docstring(node, clean=False) is not None else 0
            if node.body[head:]:
                node.body[head:] = [_shielded(node.body[head:])]
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = _function  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        before, self._in_finally = self._in_finally, False
        self.generic_visit(node)
        self._in_finally = before
        return node


def _shielded(body: list[ast.stmt]) -> ast.stmt:
    block = _parse("with __mini_shield__(): pass")
    assert isinstance(block, ast.With)
    _at(block, body[0])
    block.body = body
    return block


N = TypeVar("N", bound=ast.AST)


def _at(new: N, place: ast.AST) -> N:
    for node in ast.walk(new):
        ast.copy_location(node, place)
    return new
