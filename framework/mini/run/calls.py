"""One call of a cached function: where it stands, and how what it shows is found again.

What a function shows goes to a *target*. A log cannot keep the target's node, which is of one run
of one session; it keeps how another call finds its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any, Final, NamedTuple

from mini.errors import CacheReplayClosureError
from mini.model.node import ROOTS
from mini.page.node import Node
from mini.run.context import Frame
from mini.run.place import Place

_DEEP: Final = 3


class Gone(Exception):
    """What a log names is not there any more: the function has to run."""


class Name(NamedTuple):
    """A name for a place: `arg.box`, `global.app.columns`, or a root; and the way on from there.

    `path` leads through items and attributes.
    """

    name: str
    path: tuple[tuple[str, Any], ...] = ()


class Target(NamedTuple):
    """How to find a place: by all names that it has, or as the one that is open at the call.

    A place can have several names at a call, and which of them the code went by is not known; and
    what is open can be named as well. If they are not one place in another call, that has to run.
    """

    names: tuple[Name, ...] = ()
    current: bool = False


CURRENT: Final = Target(current=True)


class Call:
    """One call, in its run."""

    __slots__ = ("_bind", "_known", "_named", "frame", "function", "name", "node")

    def __init__(
        self, function: Callable[..., Any], name: str, frame: Frame,
        bind: Callable[[], Mapping[str, Any]], named: Callable[[], Iterator[tuple[str, Any]]],
    ) -> None:  # fmt: skip
        self.function = function
        self.name = name
        self.frame = frame
        self.node = last_heir(frame.node)
        self._known: dict[Node, list[Name]] = {}
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
        """Say how another call finds a place; raises `CacheReplayClosureError`."""
        if node not in self._known:
            self._known = self._all_known()
        if node in self._known:
            return Target(tuple(self._known[node]))
        raise CacheReplayClosureError(
            f"The cached function {self.name!r} shows something in a `{node.element.kind}` that "
            "was made outside of it and that it cannot name, so it could not be found again when "
            "the result comes from the cache. Make the container inside of the function, pass it "
            "as an argument whose name starts with an underscore, or keep it in a global variable."
        )

    def _all_known(self) -> dict[Node, list[Name]]:
        """Go through all that the function can name, which can be much, for all places in it."""
        roots = self.frame.run.tree.roots
        known = {roots[number]: [Name(root)] for root, number in ROOTS.items()}
        for name, value in self.names():
            for path, place in _places(value, _DEEP):
                known.setdefault(place.node(self.frame), []).append(Name(name, path))
        return known

    def names_of(self, value: Any) -> Iterator[Name]:
        """Give the names of an object: its own, or those in modules."""
        for name, known in self.names():
            if known is value:
                yield Name(name)
            elif isinstance(known, ModuleType):
                for at, part in list(vars(known).items()):
                    if part is value:
                        yield Name(name, (("attribute", at),))

    def find_named(self, names: tuple[Name, ...]) -> Any:
        """Find the object that all of these names stand for; raises `Gone`."""
        known = dict(self.names())
        found, *others = [_follow(name, known) for name in names]
        if any(other is not found for other in others):
            raise Gone
        return found

    def find(self, target: Target) -> Node:
        """Find a place as another call has named it; raises `Gone`."""
        return self.find_place(target)[0]

    def find_place(self, target: Target) -> tuple[Node, str | None]:
        """Find a place and the form that it is in; raises `Gone`."""
        if not target.names:
            return self.node, self.frame.form
        known = dict(self.names())
        found, *others = {self._find(name, known) for name in target.names}
        if others or (target.current and found[0] is not self.node):
            raise Gone
        return found

    def _find(self, name: Name, known: Mapping[str, Any]) -> tuple[Node, str | None]:
        if name.name in ROOTS:
            return self.frame.run.tree.roots[ROOTS[name.name]], None
        value = _follow(name, known)
        if not isinstance(value, Place):
            raise Gone
        return value.node(self.frame), value.form_id


def last_heir(node: Node) -> Node:
    """The node that has taken over the place."""
    while node.heir is not None:
        node = node.heir
    return node


def _follow(name: Name, known: Mapping[str, Any]) -> Any:
    value = known.get(name.name)
    for how, step in name.path:
        value = _step(value, how, step)
    return value


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
    elif isinstance(value, type | ModuleType):
        return  # what is read of a module of the app has a name of its own
    elif isinstance(getattr(value, "__dict__", None), dict):
        # Other threads may set attributes meanwhile.
        yield from ((("attribute", name), part) for name, part in list(vars(value).items()))
