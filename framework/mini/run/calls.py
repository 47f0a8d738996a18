"""One call of a cached function: where it stands, and how what it shows is found again.

What a function shows goes to a *target*. A log cannot keep the target's node, which is of one run
of one session; it keeps how another call finds its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from mini.errors import CacheReplayClosureError
from mini.model.node import ROOTS
from mini.page.node import Node
from mini.run.context import Frame
from mini.run.place import Place

_DEEP: Final = 3


class Gone(Exception):
    """What a log names is not there any more: the function has to run."""


class Target(NamedTuple):
    """How to find a place: the one that is open at the call, a root, or by a name.

    `name` is as in `arg.box` or `global.app.columns`; `path` leads on from there, through items and
    attributes.
    """

    kind: str
    name: str = ""
    path: tuple[tuple[str, Any], ...] = ()


CURRENT: Final = Target("current")


class Call:
    """One call, in its run."""

    __slots__ = ("_bind", "_named", "frame", "function", "name", "node")

    def __init__(
        self, function: Callable[..., Any], name: str, frame: Frame,
        bind: Callable[[], Mapping[str, Any]], named: Callable[[], Iterator[tuple[str, Any]]],
    ) -> None:  # fmt: skip
        self.function = function
        self.name = name
        self.frame = frame
        self.node = last_heir(frame.node)
        self._bind = bind
        self._named = named

    def arguments(self) -> Mapping[str, Any]:
        """The arguments by the names of their parameters, defaults too."""
        return self._bind()

    def names(self) -> Iterator[tuple[str, Any]]:
        """All that the function can name: arguments, closure and globals."""
        for name, value in self.arguments().items():
            yield f"arg.{name}", value
        yield from self._named()

    def locate(self, node: Node) -> Target:
        """Say how another call finds the place; raises `CacheReplayClosureError`."""
        if node is self.node:
            return CURRENT
        for name, number in ROOTS.items():
            if self.frame.run.tree.roots[number] is node:
                return Target("root", name)
        for name, value in self.names():
            for path, place in _places(value, _DEEP):
                if place.node(self.frame) is node:
                    return Target("named", name, path)
        raise CacheReplayClosureError(
            f"The cached function {self.name!r} shows something in a `{node.element.kind}` that "
            "was made outside of it and that it cannot name, so it could not be found again when "
            "the result comes from the cache. Make the container inside of the function, pass it "
            "as an argument whose name starts with an underscore, or keep it in a global variable."
        )

    def find(self, target: Target) -> Node:
        """Find a place as another call has named it; raises `Gone`."""
        if target.kind == "current":
            return self.node
        if target.kind == "root":
            return self.frame.run.tree.roots[ROOTS[target.name]]
        found = next((value for name, value in self.names() if name == target.name), None)
        for how, step in target.path:
            found = _step(found, how, step)
        if not isinstance(found, Place):
            raise Gone
        return found.node(self.frame)


def last_heir(node: Node) -> Node:
    """The node that has taken over the place."""
    while node.heir is not None:
        node = node.heir
    return node


def _step(value: Any, how: str, step: Any) -> Any:
    try:
        return value[step] if how == "item" else getattr(value, step)
    except (LookupError, AttributeError, TypeError):
        raise Gone from None


def _places(value: Any, depth: int) -> Iterator[tuple[tuple[tuple[str, Any], ...], Place]]:
    """The places in a value: itself, in lists and dicts, and in attributes of plain objects."""
    if isinstance(value, Place):
        yield (), value
        return
    if depth == 0:
        return
    for step, part in _parts(value):
        for path, place in _places(part, depth - 1):
            yield (step, *path), place


def _parts(value: Any) -> Iterator[tuple[tuple[str, Any], Any]]:
    if isinstance(value, list | tuple):
        yield from ((("item", at), part) for at, part in enumerate(value[:1000]))
    elif isinstance(value, dict):
        yield from ((("item", key), part) for key, part in list(value.items())[:1000])
    elif not isinstance(value, type) and isinstance(getattr(value, "__dict__", None), dict):
        yield from ((("attribute", name), part) for name, part in vars(value).items())
