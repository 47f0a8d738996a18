"""What a log keeps of the tree: specs, and segments, which are specs that one log wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from mini.model.element import ContainerElement, Element, encode

MAIN: Final = 1
SIDEBAR: Final = 2
BOTTOM: Final = 3
EVENTS: Final = 4
ROOTS: Final = {"main": MAIN, "sidebar": SIDEBAR, "bottom": BOTTOM, "events": EVENTS}


class Root(ContainerElement, frozen=True, kw_only=True, gc=False):
    """One of the four places that always exist; never sent."""

    name: str


class Segment(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What one log wrote to one target; the browser draws its children in its place."""

    of: str = ""


class SingleSegment(
    Segment, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="segment"
):
    """A segment in a place for one element."""

    holds_one: ClassVar[bool] = True


class Spec:
    """An immutable piece of a tree, without numbers: shared by logs, sessions and threads."""

    __slots__ = ("_wire", "children", "data", "element", "holds", "key", "payload", "size")

    def __init__(
        self,
        element: Element,
        data: bytes,
        key: str | None = None,
        payload: Any = None,
        children: tuple[Spec, ...] | None = None,
    ) -> None:
        self.element = element
        self.data = data
        self.key = key
        self.payload = payload
        self.children = children
        self.size: int = 1 + sum(child.size for child in children or ())
        self.holds: bool = any(each.payload or each.holds for each in children or ())
        self._wire: bytes | None = None

    def payloads(self) -> Iterator[Any]:
        """The data that this piece shows."""
        for child in (self.children or ()) if self.holds else ():
            if child.payload is not None:
                yield from child.payload.parts()
            yield from child.payloads()

    @property
    def wire(self) -> bytes:
        """The encoded spec with all below it; made once."""
        if self._wire is None:
            self._wire = nest(self.data, [child.wire for child in self.children or ()])
        return self._wire


def identify(data: bytes, widget: str | None, key: str | None) -> bytes:
    """Add the widget's id and the author's key to an encoded element."""
    if widget is None and key is None:
        return data
    parts = [data[:-1]]
    if widget is not None:
        parts += [b',"$id":', encode(widget)]
    if key is not None:
        parts += [b',"$key":', encode(key)]
    return b"".join([*parts, b"}"])


def nest(data: bytes, children: list[bytes], node: int = 0) -> bytes:
    """Add children, and a number where it does not follow from the place, to an encoded spec."""
    if not children and not node:
        return data
    extra = b',"$n":%d' % node if node else b""
    if children:
        extra += b',"$in":[' + b",".join(children) + b"]"
    return data[:-1] + extra + b"}"
