"""`Container`: a place on the page. Every command is also one of its methods.

A command joins by the decorator `command`; `container.pyi`, made by `make stubs`, lists the methods
for editors and type checkers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from mini.run.context import FRAME, current
from mini.run.older import NAMES, tell
from mini.run.place import Place

F = TypeVar("F", bound=Callable[..., Any])
COMMANDS: dict[str, Callable[..., Any]] = {}


class Container(Place):
    """A place on the page: what `container`, `columns`, `empty` and every element return.

    Use it in `with`, or call commands as its methods. Written to again, an element's place is
    replaced.

        import mini as st

        box = st.container()
        with box:
            st.write("inside")
        box.write("inside, too")
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        now = NAMES.get(name)
        if now in COMMANDS:
            tell(name, f"st.{now}")
            return getattr(self, now)
        raise AttributeError(
            f"A container has no `{name}`. It has every command that shows something, such as "
            "`write` or `slider`.",
            name=name,
            obj=self,
        )


def command(function: F) -> F:
    """Make a function a method of every container, too."""
    name = function.__name__

    @wraps(function)
    def method(self: Container, *args: Any, **kwargs: Any) -> Any:
        before = current(name)
        FRAME.set(self.frame(before))
        try:
            return function(*args, **kwargs)
        finally:
            FRAME.set(before)

    COMMANDS[name] = function
    setattr(Container, name, method)
    return function
