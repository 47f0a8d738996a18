"""`help`: what an object is, how it is called, and what it has."""

from __future__ import annotations

import ast
import sys
from inspect import isclass
from types import ModuleType
from typing import Any, Final, Literal

import msgspec

from mini.model.element import Element
from mini.run import checks
from mini.run.about import Member, kind_of, members_of, says, value_of
from mini.run.caller import author_frame, call_text
from mini.run.container import Container, command
from mini.run.emit import emit

_COMMANDS: Final = frozenset({"help", "write"})


class Help(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What there is to know of an object."""

    name: str | None = None
    type: str
    value: str | None = None
    doc: str | None = None
    members: tuple[Member, ...] = ()
    width: Any = "stretch"


@command
def help(obj: Any = ..., *, width: int | Literal["stretch"] = "stretch") -> Container:
    """Show what an object is: its name, type, value or signature, docstring and members.

    `obj` is anything: a function, class, module or value; left out, it is mini itself. `width` is
    `"stretch"` or pixels. Raises `ArgumentError`.

        import mini as st

        st.help(st.slider)
    """
    wide = checks.width("help", width, content=False)
    return emit(msgspec.structs.replace(about(obj, _called_as()), width=wide))


def about(obj: Any, name: str | None = None) -> Help:
    """Make the element that tells of an object, which the script calls `name`."""
    if obj is ...:
        obj = sys.modules["mini"]
    value = value_of(obj)
    return Help(
        name=name or (obj.__name__ if isinstance(obj, ModuleType) else None),
        type=kind_of(obj),
        value=None if value == name else value,
        doc=says(obj),
        members=members_of(obj) if _has_members(obj) else (),
    )


def _has_members(obj: Any) -> bool:
    return isclass(obj) or type(obj).__module__ != "builtins" or isinstance(obj, ModuleType)


def _called_as() -> str | None:
    """Find what the script calls the object, in the source of the call."""
    frame = author_frame()
    text = None if frame is None else call_text(frame)
    try:
        call = ast.parse((text or "").strip(), mode="eval").body
    except SyntaxError:
        return None
    if isinstance(call, ast.Call):
        return _argument(call)
    return None if isinstance(call, ast.Constant | ast.Tuple) else ast.unparse(call)  # magic


def _argument(call: ast.Call) -> str | None:
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
    if name not in _COMMANDS or len(call.args) != 1:
        return None
    node = call.args[0]
    if isinstance(node, ast.NamedExpr):
        return node.target.id
    return None if isinstance(node, ast.Constant | ast.Starred) else ast.unparse(node)
