"""The AST pass over the app's files: checkpoints in loops and functions, shields around `finally`.

A function that calls others can recurse without a loop, and a `sleep` can last: both are
checkpoints, too. Line numbers and sources stay, so tracebacks and `inspect` see the author's file.
What the pass adds looks up a few builtins, which `install` sets once a process. Functions for
compilers that read bytecode (numba) are left as they are.
"""

from __future__ import annotations

import ast
import builtins
from typing import Any, TypeVar

from mini.run.context import checkpoint, shield
from mini.run.script_run import PENDING
from mini.run.sleeping import sleep
from mini.session.magic import add_writes, write_alone, write_result

_LEAVING = frozenset({"__exit__", "__aexit__", "__del__", "close"})
_COMPILED = frozenset({"jit", "njit", "vectorize", "guvectorize", "cfunc", "stencil"})
"""Decorators of numba: what they are given is compiled from its bytecode."""
_CHECK = "if __mini_pending__.up: __mini_checkpoint__()"
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
    names["__mini_sleep__"] = sleep
    names["__mini_write__"] = write_alone
    names["__mini_write_result__"] = write_result


def compile_source(source: str | bytes, path: str, *, magic: bool = False) -> Any:
    """Compile a file of the app with its checkpoints; raises `SyntaxError` as `compile` does.

    With `magic`, what stands alone on a line is written: so in scripts, not in modules.
    """
    tree = ast.parse(source, path)
    if magic:
        add_writes(tree, source)
    tree = ast.fix_missing_locations(_Checkpoints(_compiled(tree)).visit(tree))
    return compile(tree, path, "exec", dont_inherit=True)


def _parse(text: str) -> ast.stmt:
    return ast.parse(text).body[0]


def _last_name(node: ast.expr) -> str:
    """Give `njit` for `njit`, `numba.njit` and `numba.njit(parallel=True)`."""
    while isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _compiled(tree: ast.AST) -> frozenset[str]:
    """The names of functions that are handed to a compiler, as in `fast = njit(slow)`."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return frozenset(
        each.id
        for call in calls
        if _last_name(call) in _COMPILED
        for each in call.args
        if isinstance(each, ast.Name)
    )


def _can_last(statements: list[ast.stmt]) -> bool:
    """Say whether a function calls anything: only then can it call itself."""
    return any(isinstance(node, ast.Call) for each in statements for node in ast.walk(each))


class _Checkpoints(ast.NodeTransformer):
    def __init__(self, compiled: frozenset[str]) -> None:
        self._in_finally = False
        self._compiled = compiled

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        if not self._in_finally and _last_name(node.func) == "sleep":
            node.args.insert(0, node.func)
            node.func = _at(ast.Name("__mini_sleep__", ast.Load()), node.func)
        return node

    def _loop(self, node: Loop) -> Loop:
        self.generic_visit(node)
        if not self._in_finally:
            node.body.insert(0, _at(_parse(_CHECK), node.body[0]))
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
        if node.name in self._compiled or any(
            _last_name(each) in _COMPILED for each in node.decorator_list
        ):
            return node
        before, self._in_finally = self._in_finally, node.name in _LEAVING
        lasts = _can_last(node.body)
        self.generic_visit(node)
        self._in_finally = before
        head = 1 if ast.get_docstring(node, clean=False) is not None else 0
        if node.name in _LEAVING:
            if node.body[head:]:
                node.body[head:] = [_shielded(node.body[head:])]
        elif lasts:
            node.body.insert(head, _at(_parse(_CHECK), node.body[head]))
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
