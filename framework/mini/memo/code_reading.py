"""What a code object says: a digest of what it does, what it reads, and what it changes."""

from __future__ import annotations

import dis
import sys
from dataclasses import dataclass
from types import CodeType
from typing import Any, Final
from weakref import ref

from mini.memo.code_walk import JUMPS, Place, Walk
from mini.memo.encoders import Encoder, dropping
from mini.memo.encoders_atom import finish

_POSITIONS: Final = frozenset({"__firstlineno__", "__static_attributes__"})
_CONSTS: Final = frozenset(dis.hasconst)
_KINDS: Final = 0x2AC
"""The flags of code that change what it does: `*args`, `**kwargs`, generator, coroutine."""

_VERSION: Final = b"%d.%d;" % sys.version_info[:2]


@dataclass(slots=True)
class Reading:
    """What one code object says, with all code nested in it."""

    digest: bytes
    reads: tuple[Place, ...]
    changes: frozenset[Place]


_known: dict[int, tuple[ref[CodeType], Reading]] = {}


def read(code: CodeType) -> Reading:
    """Read a code object; each is read once in its life."""
    known = _known.get(id(code))
    if known is not None and known[0]() is code:
        return known[1]
    walk = Walk(code, frozenset(code.co_freevars))
    reading = Reading(
        finish(_normal(code)), tuple(dict.fromkeys(walk.reads)), frozenset(walk.changes)
    )
    key = id(code)
    _known[key] = (ref(code, dropping(_known, key)), reading)
    return reading


def _normal(code: CodeType) -> bytes:
    """Write code down without its lines, its docstring, and its own places of constants."""
    encoder = Encoder()
    encoder.out += _VERSION
    encoder.put_items((
        code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount,
        code.co_flags & _KINDS, code.co_varnames, code.co_freevars, code.co_cellvars,
        code.co_exceptiontable,
    ))  # fmt: skip
    steps = [step for step in dis.get_instructions(code) if step.opname != "EXTENDED_ARG"]
    for step, following in zip(steps, [*steps[1:], steps[-1]], strict=True):
        if following.opname == "STORE_NAME" and following.argval in _POSITIONS:
            continue
        encoder.put_text(step.opname)
        if step.opcode in _CONSTS:
            _put_constant(encoder, step.argval)
        elif step.opcode in JUMPS or step.arg is None or not isinstance(step.argval, str):
            encoder.put(step.arg)
        else:
            # Some opcodes keep a flag in the lowest bits of the argument, beside the name.
            encoder.put_text(step.argval)
            encoder.put(step.argrepr.startswith(("NULL", step.argval + " + NULL")))
    return bytes(encoder.out)


def _put_constant(encoder: Encoder, value: Any) -> None:
    if isinstance(value, CodeType):
        encoder.out += b"code" + finish(_normal(value))
    else:
        encoder.put(value)
