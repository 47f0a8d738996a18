"""`empty`: a place for one element, which the next one replaces."""

from __future__ import annotations

from typing import ClassVar

from mini.model.element import ContainerElement
from mini.run.container import Container, command
from mini.run.emit import emit


class Empty(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A place for at most one element."""

    holds_one: ClassVar[bool] = True


@command
def empty() -> Container:
    """Make a place for one element: what is written to it replaces what was there.

    Its method `empty` clears it.

        import mini as st

        place = st.empty()
        place.write("working")
        place.write("done")
    """
    return emit(Empty())
