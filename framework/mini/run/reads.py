"""Tracked reads: what a recorded function has looked at, and how to look again without a trace.

A read is compared by what it looks at, never by what it saw. `now` gives a digest of what a live
call would see at this moment; it registers and emits nothing.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Final

from mini.config.config import CONFIG
from mini.config.secrets import SECRETS
from mini.errors import MiniError
from mini.memo.digest import Unhashable, digest
from mini.model.element import encode
from mini.page.widgets import MISSING
from mini.run.bind import bound_value
from mini.run.context import Frame
from mini.run.place import in_main
from mini.run.recorded_widget import RecordedWidget
from mini.run.visited import look

NOTHING: Final = b"nothing"
UNFIRED: Final = b"unfired"


class Unreadable(Exception):
    """What a live call would see cannot be compared: the function has to run."""


def of_wire(value: Any) -> bytes:
    """The digest of a wire value."""
    return blake2b(encode(value), digest_size=16).digest()


def of_value(value: Any) -> bytes:
    """The digest of a value that only Python knows; raises `Unreadable`."""
    if value is MISSING:
        return NOTHING
    try:
        return digest(value)
    except Unhashable as error:
        raise Unreadable(f"its value cannot be compared: {error.reason}") from None


class Read:
    """Something of the session, by name."""

    __slots__ = ("name",)

    def __init__(self, name: Any = None) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.name == other.name

    def __hash__(self) -> int:
        return hash((type(self), self.name))

    def __repr__(self) -> str:
        return self.says()

    @property
    def key(self) -> bytes:
        """What it looks at, as bytes that are the same in every process."""
        return f"{type(self).__name__} {self.name!r}".encode()

    def now(self, frame: Frame) -> bytes:
        """Give the digest of what a live call would see now; raises `Unreadable`."""
        raise NotImplementedError

    def says(self) -> str:
        """Name it for the author."""
        raise NotImplementedError

    def own(self) -> tuple[str, Any] | None:
        """What makes this read the function's own affair, once the function has written it."""
        return None


class PlaceRead(Read):
    """Where the call stands: the page, fragment and form that ids of widgets are made of."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return of_wire((frame.run.entry, frame.fragment, frame.form))

    def says(self) -> str:
        return "the form or fragment around the call"


class MainRead(PlaceRead):
    """Whether the call stands in the main part of the page, and in nothing there."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return of_wire(in_main(frame))

    def says(self) -> str:
        return "whether the call is in a container"


class RoomRead(Read):
    """Whether there is room for one element only: then each that is shown replaces the last."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return of_wire(frame.node.element.holds_one)

    def says(self) -> str:
        return "whether the call is in an `empty`"


class CountRead(Read):
    """How often something was made in this run: forms and fragments are numbered so."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return of_wire(frame.run.calls.get(self.name, 0))

    def says(self) -> str:
        return "how often a form or fragment was made before"

    def own(self) -> tuple[str, Any]:
        return "count", self.name


class StateRead(Read):
    """One value of `session_state`."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return of_value(frame.run.widgets.get(self.name, MISSING))

    def says(self) -> str:
        return f"st.session_state[{self.name!r}]"

    def own(self) -> tuple[str, Any]:
        return "state", self.name


class StateHas(StateRead):
    """Whether `session_state` has a name."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return of_wire(self.name in frame.run.widgets)

    def says(self) -> str:
        return f"{self.name!r} in st.session_state"


class StateKeys(Read):
    """All names in `session_state`, as they were when the call began."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return of_wire(list(frame.run.widgets))

    def says(self) -> str:
        return "the names in st.session_state"


class StateIsPair(StateRead):
    """Whether `session_state` holds a pair: makes a slider without a value a range."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return of_wire(isinstance(frame.run.widgets.get(self.name), list | tuple))


class QueryRead(Read):
    """All values of one name in the page's address."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        query = frame.run.page.query
        return of_wire(query.get_all(self.name)) if self.name in query else NOTHING

    def says(self) -> str:
        return f"st.query_params[{self.name!r}]"

    def own(self) -> tuple[str, Any]:
        return "query", self.name


class QueryKeys(Read):
    """All names in the page's address, as they were when the call began."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return of_wire(list(frame.run.page.query))

    def says(self) -> str:
        return "the names in st.query_params"


class OptionRead(Read):
    """The value of an option."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return of_value(CONFIG.get(self.name))

    def says(self) -> str:
        return f"st.get_option({self.name!r})"

    def own(self) -> tuple[str, Any]:
        return "option", self.name


class SecretRead(Read):
    """A secret, or the names of all."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        return SECRETS.mark(self.name)

    def says(self) -> str:
        return "the names in st.secrets" if self.name is None else f"st.secrets[{self.name!r}]"


class ContextRead(Read):
    """What is known of the visitor."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        page = frame.run.page
        if self.name == "theme":
            page.theme_read = frame.run.number
        return of_wire(look(page, self.name))

    def says(self) -> str:
        return f"st.context.{self.name}"


class RouteRead(Read):
    """One page of the app, by its name or its file."""

    __slots__ = ()

    def now(self, frame: Frame) -> bytes:
        whereabouts = frame.run.page.whereabouts
        route = whereabouts.find(name=self.name) or whereabouts.find(file=self.name)
        return NOTHING if route is None else of_wire(route)

    def says(self) -> str:
        return f"the page {self.name!r} of the app"


class WidgetRead(Read):
    """The value of a widget. `name` is its id and a digest of its parameters."""

    __slots__ = ("recorded",)

    def __init__(self, recorded: RecordedWidget) -> None:
        super().__init__((recorded.widget.id, recorded.shape))
        self.recorded = recorded

    def now(self, frame: Frame) -> bytes:
        widget, run = self.recorded.widget, frame.run
        if widget.id in run.widgets.drawn:
            raise Unreadable("the widget is drawn already in this run")
        if widget.trigger:
            if run.widgets.peek(widget) is not None:
                raise Unreadable(f"the {widget.kind} was pressed")
            return UNFIRED
        bound = bound_value(run.page, widget) if self.recorded.bound else MISSING
        if bound is not MISSING:
            return of_wire(bound)
        try:
            return of_wire(run.widgets.peek(widget))
        except MiniError:
            raise Unreadable("session_state holds a value that the widget cannot have") from None

    def says(self) -> str:
        widget = self.recorded.widget
        name = getattr(self.recorded.element, "label", None) or widget.key
        return f"the {widget.kind} {name!r}"

    def own(self) -> tuple[str, Any] | None:
        key = self.recorded.widget.key
        return None if key is None else ("state", key)


KINDS: Final[dict[str, type[Read]]] = {
    "state": StateRead,
    "has": StateHas,
    "main": MainRead,
    "is pair": StateIsPair,
    "names": StateKeys,
    "query": QueryRead,
    "query names": QueryKeys,
    "option": OptionRead,
    "secret": SecretRead,
    "context": ContextRead,
    "route": RouteRead,
}
"""What commands call what they read."""
