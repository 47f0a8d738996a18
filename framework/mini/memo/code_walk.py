"""The walk over bytecode, with a stack of where each value came from.

So `state["items"].append(x)` is known to change `state`. What the walk cannot follow counts as
read. It knows the bytecode of Python 3.11 to 3.13.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import CodeType
from typing import Any, Final, TypeAlias

Place: TypeAlias = tuple[str, ...]
"""A name and the attributes from there: `("helpers", "LIMIT")`. `"^x"` is the variable x of an
enclosing function, and `"!a.b"` a module imported in the function itself."""

MUTATORS: Final = frozenset({
    "add", "append", "appendleft", "clear", "close", "difference_update", "discard", "execute",
    "extend", "extendleft", "insert", "intersection_update", "move_to_end", "pop", "popitem",
    "popleft", "put", "put_nowait", "remove", "reverse", "rotate", "seek", "seed", "setdefault",
    "shuffle", "sort", "subtract", "symmetric_difference_update", "truncate", "update", "write",
    "writelines", "__delitem__", "__setattr__", "__setitem__", "__delattr__", "__iadd__",
    "__ior__",
})  # fmt: skip
"""Methods that change what they are called on, whatever that is."""

_ACCESSORS: Final = frozenset({"get", "items", "values", "setdefault", "__getitem__"})
_LEAVING: Final = frozenset({
    "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT", "RETURN_VALUE", "RETURN_CONST",
    "RAISE_VARARGS", "RERAISE",
})  # fmt: skip
JUMPS: Final = frozenset(dis.hasjrel) | frozenset(dis.hasjabs)


@dataclass(slots=True)
class Walk:
    """One walk over a code object and the code nested in it.

    `free` are the variables of functions around the one that is read; `reads` and `changes` are
    what it finds.
    """

    code: CodeType
    free: frozenset[str]
    reads: list[Place] = field(default_factory=list)
    changes: set[Place] = field(default_factory=set)
    stack: list[Place | None] = field(default_factory=list)
    local: dict[str, Place | None] = field(default_factory=dict)
    constants: tuple[Any, Any] = (None, None)
    """The last two that were loaded: of an import, how many dots it has, and what it names."""

    def __post_init__(self) -> None:
        at: dict[int, list[Place | None]] = {}
        handlers = dict(_handlers(self.code))
        left = False
        for step in dis.get_instructions(self.code):
            if step.offset in handlers:
                self.stack = [None] * handlers[step.offset]
            elif left:
                self.stack = list(at.get(step.offset, ()))
            if step.opcode in JUMPS:
                at.setdefault(step.argval, self._after(step))
            left = step.opname in _LEAVING
            self._step(step)
        for constant in self.code.co_consts:
            if isinstance(constant, CodeType):
                inner = Walk(constant, self.free & frozenset(constant.co_freevars))
                self.reads += inner.reads
                self.changes |= inner.changes

    def _after(self, step: dis.Instruction) -> list[Place | None]:
        effect = dis.stack_effect(step.opcode, step.arg, jump=True)
        return [*self.stack, *[None] * effect] if effect >= 0 else self.stack[:effect]

    def _step(self, step: dis.Instruction) -> None:
        if step.opname == "LOAD_CONST":
            self.constants = self.constants[1], step.argval
        special = _STEPS.get(step.opname)
        if special is not None:
            special(self, step)
            return
        effect = dis.stack_effect(step.opcode, step.arg, jump=False)
        if effect < 0:
            del self.stack[effect:]
        if effect <= 0 and self.stack and step.opname not in _NEUTRAL:
            self.stack[-1] = None
        self.stack += [None] * effect

    def pop(self) -> Place | None:
        """Take the top of the stack."""
        return self.stack.pop() if self.stack else None

    def peek(self, depth: int) -> Place | None:
        """Look at the stack, 1 being its top."""
        return self.stack[-depth] if len(self.stack) >= depth else None

    def change(self, place: Place | None) -> None:
        """Note that what stands at a place is changed."""
        if place is not None:
            self.changes.add(place)

    def load(self, name: str) -> Place | None:
        """Give the place that a variable stands for."""
        if name in self.free:
            self.reads.append(("^" + name,))
            return ("^" + name,)
        return self.local.get(name)

    def store(self, name: str, place: Place | None) -> None:
        """Let a variable stand for a place."""
        if name in self.free:
            self.changes.add(("^" + name,))
        else:
            self.local[name] = place


_NEUTRAL: Final = frozenset({
    "NOP", "RESUME", "CACHE", "KW_NAMES", "COPY_FREE_VARS", "MAKE_CELL", "EXTENDED_ARG",
    "POP_TOP", "POP_JUMP_IF_FALSE", "POP_JUMP_IF_TRUE", "POP_JUMP_IF_NONE",
    "POP_JUMP_IF_NOT_NONE", "POP_JUMP_FORWARD_IF_FALSE", "POP_JUMP_FORWARD_IF_TRUE",
    "POP_JUMP_FORWARD_IF_NONE", "POP_JUMP_FORWARD_IF_NOT_NONE", "POP_JUMP_BACKWARD_IF_FALSE",
    "POP_JUMP_BACKWARD_IF_TRUE", "POP_JUMP_BACKWARD_IF_NONE", "POP_JUMP_BACKWARD_IF_NOT_NONE",
    "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT", "GET_ITER", "POP_EXCEPT",
    "SETUP_ANNOTATIONS", "DELETE_FAST", "DELETE_NAME", "IMPORT_STAR", "END_FOR",
    "JUMP_IF_FALSE_OR_POP", "JUMP_IF_TRUE_OR_POP",
})  # fmt: skip
"""What leaves the values below those that it takes as they are."""


def _handlers(code: CodeType) -> Iterator[tuple[int, int]]:
    """Give each handler of exceptions with the depth of the stack there."""
    for entry in dis.Bytecode(code).exception_entries:  # type: ignore[attr-defined]
        yield entry.target, entry.depth + entry.lasti + 1


def _load_global(walk: Walk, step: dis.Instruction) -> None:
    place = (step.argval,)
    walk.reads.append(place)
    effect = dis.stack_effect(step.opcode, step.arg)
    walk.stack += [place] if effect <= 1 else [place, None] if _CALLEE_FIRST else [None, place]


_CALLEE_FIRST: Final = sys.version_info >= (3, 13)


def _load_name(walk: Walk, step: dis.Instruction) -> None:
    walk.stack.append(walk.load(step.argval))


def _load_names(walk: Walk, step: dis.Instruction) -> None:
    walk.stack += [walk.load(name) for name in step.argval]


def _load_from_dict(walk: Walk, step: dis.Instruction) -> None:
    walk.pop()
    walk.reads.append((step.argval,))
    walk.stack.append((step.argval,))


def _store_name(walk: Walk, step: dis.Instruction) -> None:
    walk.store(step.argval, walk.pop())


def _store_load(walk: Walk, step: dis.Instruction) -> None:
    walk.store(step.argval[0], walk.pop())
    walk.stack.append(walk.load(step.argval[1]))


def _store_store(walk: Walk, step: dis.Instruction) -> None:
    for name in step.argval:
        walk.store(name, walk.pop())


def _store_global(walk: Walk, step: dis.Instruction) -> None:
    if step.opname == "STORE_GLOBAL":
        walk.pop()
    walk.changes.add((step.argval,))


def _delete_deref(walk: Walk, step: dis.Instruction) -> None:
    walk.store(step.argval, None)


def _load_attribute(walk: Walk, step: dis.Instruction) -> None:
    owner = walk.pop()
    effect = dis.stack_effect(step.opcode, step.arg)
    place = None if owner is None else (*owner, step.argval)
    if place is not None:
        walk.reads.append(place)
    if step.argval in MUTATORS:
        walk.change(owner)
    walk.stack += [place, *[None] * effect]


def _store_attribute(walk: Walk, step: dis.Instruction) -> None:
    owner = walk.pop()
    if step.opname == "STORE_ATTR":
        walk.pop()
    walk.change(None if owner is None else (*owner, step.argval))


def _store_item(depth: int, taken: int) -> Callable[[Walk, dis.Instruction], None]:
    def step(walk: Walk, _: dis.Instruction) -> None:
        walk.change(walk.peek(depth))
        del walk.stack[-taken:]

    return step


def _load_item(taken: int) -> Callable[[Walk, dis.Instruction], None]:
    def step(walk: Walk, _: dis.Instruction) -> None:
        owner = walk.peek(taken)
        del walk.stack[-taken:]
        walk.stack.append(owner)

    return step


def _next_item(walk: Walk, _: dis.Instruction) -> None:
    walk.stack.append(walk.peek(1))


def _unpack(walk: Walk, step: dis.Instruction) -> None:
    owner = walk.pop()
    walk.stack += [owner] * (dis.stack_effect(step.opcode, step.arg) + 1)


def _copy(walk: Walk, step: dis.Instruction) -> None:
    walk.stack.append(walk.peek(step.arg or 1))


def _swap(walk: Walk, step: dis.Instruction) -> None:
    depth = step.arg or 1
    if len(walk.stack) >= depth:
        stack = walk.stack
        stack[-1], stack[-depth] = stack[-depth], stack[-1]


def _precall(_: Walk, __: dis.Instruction) -> None:
    """Nothing yet: Python 3.11 counts the arguments as taken here, and the call takes them."""


def _call(walk: Walk, step: dis.Instruction) -> None:
    count = step.arg or 0
    callee = walk.peek(count + 2)
    del walk.stack[-(count + 2) :]
    accessor = callee is not None and callee[-1] in _ACCESSORS
    walk.stack.append(callee[:-1] if callee is not None and accessor else None)


def _import(walk: Walk, step: dis.Instruction) -> None:
    del walk.stack[-2:]
    dots, names = walk.constants
    whole = "!" + "." * (dots or 0) + step.argval
    for name in names or ():  # each may be a module in this one, and is known there once imported
        walk.reads.append((f"{whole}.{name}" if step.argval else whole + name,))
    walk.reads.append((whole,))
    # `import a.b` gives a, and what follows goes on from there.
    place = (whole if names else whole.partition(".")[0],)
    if place[0] != whole:
        walk.reads.append(place)
    walk.stack.append(place)


def _import_from(walk: Walk, step: dis.Instruction) -> None:
    owner = walk.peek(1)
    place = None if owner is None else (*owner, step.argval)
    if place is not None:
        walk.reads.append(place)
    walk.stack.append(place)


_STEPS: Final[dict[str, Callable[[Walk, dis.Instruction], None]]] = {
    **dict.fromkeys(("LOAD_GLOBAL", "LOAD_NAME"), _load_global),
    **dict.fromkeys(
        ("LOAD_FAST", "LOAD_FAST_CHECK", "LOAD_FAST_AND_CLEAR", "LOAD_DEREF", "LOAD_CLASSDEREF"),
        _load_name,
    ),
    "LOAD_FAST_LOAD_FAST": _load_names,
    "LOAD_FROM_DICT_OR_GLOBALS": _load_from_dict,
    **dict.fromkeys(("STORE_FAST", "STORE_DEREF", "STORE_NAME"), _store_name),
    "STORE_FAST_LOAD_FAST": _store_load,
    "STORE_FAST_STORE_FAST": _store_store,
    **dict.fromkeys(("STORE_GLOBAL", "DELETE_GLOBAL"), _store_global),
    "DELETE_DEREF": _delete_deref,
    **dict.fromkeys(("LOAD_ATTR", "LOAD_METHOD"), _load_attribute),
    **dict.fromkeys(("STORE_ATTR", "DELETE_ATTR"), _store_attribute),
    "STORE_SUBSCR": _store_item(2, 3),
    "DELETE_SUBSCR": _store_item(2, 2),
    "STORE_SLICE": _store_item(3, 4),
    "BINARY_SUBSCR": _load_item(2),
    "BINARY_SLICE": _load_item(3),
    "FOR_ITER": _next_item,
    **dict.fromkeys(("UNPACK_SEQUENCE", "UNPACK_EX"), _unpack),
    "COPY": _copy,
    "SWAP": _swap,
    "PRECALL": _precall,
    "CALL": _call,
    "IMPORT_NAME": _import,
    "IMPORT_FROM": _import_from,
}
