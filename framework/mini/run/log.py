"""Replay logs: what a cached function did to the page and the session, to be done again.

A log is a list of operations. Each is first made `ready` for a call, which finds what it names and
changes nothing, and may raise `Gone` or `Stale`; only when all are ready is each done, through the
doors that a live run uses. So a hit is done as a whole or not at all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final

from mini.memo.decisions import Step
from mini.memo.describe import thaw
from mini.memo.values import Frozen
from mini.model.element import Element
from mini.model.node import Spec
from mini.page.node import Node
from mini.page.page import Fragment
from mini.run.calls import Call, Gone, Target, last_heir
from mini.run.configured import write_option
from mini.run.context import Frame
from mini.run.emit import change, event, put, set_fact
from mini.run.place import Place
from mini.run.recorded_widget import RecordedWidget
from mini.run.references import Known, Reference, Referred
from mini.run.state import SessionState, write_query
from mini.run.weight import weigh
from mini.run.widget import redraw

Do = Callable[[], Any]


class Operation(ABC):
    """One thing that a function did."""

    __slots__ = ()

    @abstractmethod
    def ready(self, call: Call, events: dict[int, Node]) -> Do:
        """Find what it takes to do it in a call; raises `Gone` and `Stale`."""

    def sets(self, _key: Any, /) -> bool:
        """Say whether it sets this key of `session_state`."""
        return False


class Show(Operation):
    """What the function showed in one place: a segment."""

    __slots__ = ("form", "spec", "target")

    def __init__(self, target: Target) -> None:
        self.target = target
        self.form: str | None = None
        self.spec: Spec | None = None

    def ready(self, call: Call, events: dict[int, Node]) -> Do:
        (node, form), spec = call.find_place(self.target), self.spec
        if spec is None or spec.element.holds_one != node.element.holds_one:
            raise Gone  # a place for one element keeps only the last
        if self.target.names and form != self.form:
            raise Gone  # what widgets are there is another matter
        return lambda: place_segment(call.frame, node, spec, self.target)


class Replace(Operation):
    """An element that was put in the place of one from outside."""

    __slots__ = ("data", "element", "key", "payload", "target")

    def __init__(
        self, target: Target, element: Element, data: bytes, key: str | None, payload: Any
    ) -> None:
        self.target = target
        self.element = element
        self.data = data
        self.key = key
        self.payload = payload

    def ready(self, call: Call, events: dict[int, Node]) -> Do:
        node, frame = call.find(self.target), call.frame
        inside = Place(node).frame(frame)
        return lambda: put(inside, self.element, self.data, self.key, self.payload)


class Update(Operation):
    """A change of an element from outside, such as the state of a `status`."""

    __slots__ = ("element", "target")

    def __init__(self, target: Target, element: Element) -> None:
        self.target = target
        self.element = element

    def ready(self, call: Call, events: dict[int, Node]) -> Do:
        node = call.find(self.target)
        return lambda: _change(call.frame, node, self.element)


class Event(Operation):
    """Something that happens once; `number` names it within its log, so that it can change."""

    __slots__ = ("element", "number")

    def __init__(self, element: Element, number: int) -> None:
        self.element = element
        self.number = number

    def ready(self, call: Call, events: dict[int, Node]) -> Do:
        def do() -> None:
            before = events.get(self.number)
            events[self.number] = event(call.frame, self.element, before)

        return do


class Draw(Operation):
    """A widget that was drawn."""

    __slots__ = ("recorded",)

    def __init__(self, recorded: RecordedWidget) -> None:
        self.recorded = recorded

    def ready(self, call: Call, events: dict[int, Node]) -> Do:
        recorded = self.recorded
        if recorded.widget.id in call.frame.run.widgets.drawn:
            raise Gone  # a live call says so
        widget = recorded.here(call)
        found = (recorded.callback, recorded.supply)
        known = Known(*(None if each is None else Referred(each, call) for each in found))
        return lambda: redraw(
            call.frame, widget, recorded.element, recorded.data, recorded.bound, known
        )


class Write(Operation):
    """A change of `session_state`, of the page's address, or of a fact of the page."""

    __slots__ = ("kind", "name", "value")

    def __init__(self, kind: str, name: Any) -> None:
        self.kind = kind
        self.name = name
        self.value: Frozen | None = None

    def ready(self, call: Call, events: dict[int, Node]) -> Do:
        value, frame = None if self.value is None else thaw(self.value), call.frame
        return lambda: _WRITES[self.kind](frame, self.kind, self.name, value)

    def sets(self, key: Any, /) -> bool:
        """Say whether it sets this key of `session_state`."""
        return self.kind == "set" and self.name == key


def _set(_: Frame, __: str, name: Any, value: Any) -> None:
    SessionState()[name] = value


def _delete(frame: Frame, _: str, name: Any, __: Any) -> None:
    # Not as a script does it, which looks first whether there is something.
    if frame.recording is not None:
        frame.recording.before()
    frame.run.widgets.pop(name, None)
    if frame.recording is not None:
        frame.recording.wrote("delete", name)


_WRITES: dict[str, Callable[[Frame, str, Any, Any], None]] = {
    "set": _set,
    "delete": _delete,
    "fact": lambda frame, _, name, value: set_fact(frame, name, value),
    "option": lambda frame, _, name, value: write_option(frame, name, value),
    "query set": write_query,
    "query delete": write_query,
    "query replace": lambda frame, how, _, value: write_query(frame, how, None, dict(value)),
}

OWN: Final = {
    "set": "state", "delete": "state", "query set": "query", "query delete": "query",
    "option": "option",
}  # fmt: skip
"""Of what reads are a function's own affair once it has written."""


class Count(Operation):
    """A number of this run that was given away."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def ready(self, call: Call, events: dict[int, Node]) -> Do:
        return lambda: call.frame.count(self.name)


class MakeFragment(Operation):
    """A fragment, which from now on runs by itself."""

    __slots__ = ("form", "function", "given", "id", "told")

    def __init__(self, id_: str, function: Reference, given: Frozen, told: tuple[Any, ...]) -> None:
        self.id = id_
        self.function = function
        self.given = given
        self.told = told

    def ready(self, call: Call, events: dict[int, Node]) -> Do:
        function = self.function.resolve(call)
        args, kwargs = thaw(self.given)
        frame, (form, key, every) = call.frame, self.told

        def do() -> None:
            tree = frame.run.tree
            with tree.lock:
                node = tree.find("&" + self.id)
            if node is None:
                return
            frame.run.page.fragments[self.id] = Fragment(
                self.id, lambda: function(*args, **kwargs), node, form, key, every, frame.run.entry
            )
            if frame.recording is not None:
                frame.recording.fragment(
                    self.id, function, args, kwargs, self.told, Referred(self.function, call)
                )

        return do


class Log:
    """All that one run of a function did, in order, and how many bytes that is."""

    __slots__ = ("operations", "size")

    def __init__(self, operations: tuple[Operation, ...], size: int) -> None:
        self.operations = operations
        self.size = size

    def replay(self, call: Call, path: list[Step]) -> None:
        """Do it all again in another call; raises `Gone` and `Stale` before anything is done."""
        events: dict[int, Node] = {}
        todo = [operation.ready(call, events) for operation in self.operations]
        targets = [each.target for each in self.operations if type(each) is Show]
        if len(targets) > 1 and len({call.find(target) for target in targets}) < len(targets):
            raise Gone  # two places that are one here: what goes there would be mixed
        if path and call.frame.recording is not None:
            call.frame.recording.take_over(path, call.node)
        for do in todo:
            do()


def place_segment(frame: Frame, node: Node, spec: Spec, target: Target) -> None:
    """Put a segment into a place, and into what is recorded around it."""
    tree = frame.run.tree
    with tree.lock:
        weigh(frame.run, len(spec.wire), spec.size)
        node = last_heir(node)
        place = node
        if frame.recording is not None and target.current:
            node = frame.recording.enter(place, frame.named)
        if frame.recording is not None and target.names:
            node = frame.recording.enter(place, True)
        tree.place(node, spec, frame.fragment)


def _change(frame: Frame, node: Node, element: Element) -> None:
    with frame.run.tree.lock:
        change(frame, last_heir(node), element)
