"""The recorder: follows a cached function through its first run, and makes a log of it.

Recorders nest as calls do. What the inner function does is done by the outer one as well: every
event goes up the chain until it reaches a recorder for which it happens inside of its own segments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from mini.errors import UnserializableReturnValueError
from mini.memo.decisions import Step
from mini.memo.describe import keep
from mini.memo.values import Unserializable, immutable
from mini.model.element import Element, encode
from mini.model.node import Segment, SingleSegment
from mini.page.aside import Aside
from mini.page.node import Node
from mini.page.segments import freeze_run, weight
from mini.page.widgets import MISSING, Widget
from mini.run import reads
from mini.run.aliases import shared_parts
from mini.run.calls import Call, Target
from mini.run.context import FRAME, RECORDINGS
from mini.run.log import (
    OWN,
    Count,
    Draw,
    Event,
    Log,
    MakeFragment,
    Operation,
    Replace,
    Show,
    Update,
    Write,
)
from mini.run.options import FormatGone
from mini.run.reads import Read, Unreadable, of_wire
from mini.run.recorded_widget import RecordedWidget, record_widget
from mini.run.references import Known, Referred, refer_within

_NAMES: Final = reads.StateKeys | reads.QueryKeys
_PLACE: Final = reads.PlaceRead()
_ROOM: Final = reads.RoomRead()


class Recorder:
    """One recording that is open. A `Recording` to the commands."""

    __slots__ = (
        "__weakref__", "_awaited", "_before", "_events", "_leave", "_of", "_operations", "_own",
        "_placed", "_publish", "_seen", "_segments", "_watched", "_writes", "aside", "call",
        "closed", "outer", "path", "spoiled",
    )  # fmt: skip

    def __init__(
        self, call: Call, of: str, publish: Callable[[Step], None],
        on_spoiled: Callable[[], None], awaited: Callable[[], bool],
    ) -> None:  # fmt: skip
        outer = call.frame.recording
        self.call = call
        self.outer = outer if isinstance(outer, Recorder) else None
        self.path: list[Step] = []
        self.spoiled: str | None = None
        self.closed = False
        self._of = of
        self._publish = publish
        self._leave = on_spoiled
        self._awaited = awaited
        self.aside: Aside | None = None
        self._seen: dict[Read, bytes] = {}
        self._own: set[Any] = set()
        self._before: tuple[list[str], list[str]] | None = None
        self._watched: dict[Read, Any] = {}
        self._operations: list[Operation] = []
        self._writes: list[tuple[int, Any]] = []
        self._segments: dict[Node, tuple[Node, Show, Node]] = {}
        self._placed: set[Node] = set()
        self._events: dict[Node, int] = {}
        RECORDINGS.add(self)

    def chain(self) -> Iterator[Recorder]:
        """This recorder and those around it that are still open."""
        recorder: Recorder | None = self
        while recorder is not None:
            if not recorder.closed:
                yield recorder
            recorder = recorder.outer

    def spoil(self, reason: str) -> None:
        """Store nothing of this run, nor of those around it."""
        for recorder in self.chain():
            if recorder.spoiled is None:
                recorder.spoiled = reason
                recorder._leave()

    def carries_on(self) -> bool:
        """Step aside with the outermost computation that others wait for; False if none is."""
        awaited = [each for each in self.chain() if each.spoiled is None and each._awaited()]
        if not awaited:
            return False
        root, run = awaited[-1], self.call.frame.run
        open_ = list(self.chain())
        inside = open_[: open_.index(root) + 1]
        for other in root.chain():
            if other is not root:
                other.spoil("")
        segments = [segment for segment, _, _ in root._segments.values()]
        root.outer, root.aside = None, run.step_aside(segments)
        for each in inside:
            each._move(root.aside)
        frame = FRAME.get()
        while frame is not None and frame.recording is not None:
            frame.node = root.aside.stand_in(frame.node)
            frame = frame.outer if frame.recording is not root.call.frame.recording else None
        return True

    def _move(self, aside: Aside) -> None:
        self.call.node = aside.stand_in(self.call.node)
        self._segments = {
            aside.stand_in(node) if self.aside is aside else base: (segment, show, node)
            for base, (segment, show, node) in self._segments.items()
        }

    # What is shown

    def enter(self, node: Node, named: bool) -> Node:
        around = named or self.call.frame.named
        if self.closed:  # a thread that it has started goes on
            return node if self.outer is None else self.outer.enter(node, around)
        base = node if self.outer is None else self.outer.enter(node, around)
        known = self._segments.get(base)
        if known is None:
            if self.holds(node) or not self._attached(node):
                return node
            show = Show(Target())
            kind = SingleSegment if base.element.holds_one else Segment
            element = kind(of=self._of)
            tree = self.call.frame.run.tree
            segment = tree.put(base, element, encode(element), None, None, self.call.frame.fragment)
            known = self._segments[base] = segment, show, node
            self._placed.add(segment)
            self._operations.append(show)
        self._meant(known[1], node, named)
        return known[0]

    def _meant(self, show: Show, node: Node, named: bool) -> None:
        """Note how the function has come to a place: by a name, or as the one that is open."""
        target = show.target
        if named and not target.names:
            found = self.call.locate(node)
            show.target = Target(found.names, target.current)
            show.form = self.call.find_place(found)[1]
        elif not named and not target.current:
            show.target = Target(target.names, True)
            self._note(_ROOM, _ROOM.now(self.call.frame))

    def holds(self, node: Node | None) -> bool:
        """Say whether a node is inside of what this recorder has put."""
        while node is not None:
            if node in self._placed:
                return True
            node = node.parent
        return False

    def _attached(self, node: Node) -> bool:
        """Say whether a node is on the page: what was replaced meanwhile shows nothing any more."""
        return self.call.frame.run.tree.holds(node)

    def _outside(self, node: Node) -> Iterator[Recorder]:
        attached = self._attached(node)
        for recorder in self.chain():
            if recorder.holds(node) or not attached:
                return
            yield recorder

    def replaced(
        self, node: Node, element: Element, data: bytes, key: str | None, payload: Any
    ) -> None:
        for recorder in self._outside(node):
            target = recorder.call.locate(node)
            recorder._operations.append(Replace(target, element, data, key, payload))

    def updated(self, node: Node, element: Element) -> None:
        for recorder in self._outside(node):
            recorder._operations.append(Update(recorder.call.locate(node), element))

    def event(self, node: Node, element: Element, new: bool) -> None:
        for recorder in self.chain():
            if new:
                recorder._events[node] = len(recorder._events)
            elif node not in recorder._events:
                target = recorder.call.locate(node)
                recorder._operations.append(
                    Replace(target, element, encode(element), node.key, None)
                )
                continue
            recorder._operations.append(Event(element, recorder._events[node]))

    # What is read

    def take_over(self, path: list[Step], place: Node) -> None:
        """Note the reads of a call inside, made in `place`, which came from the cache."""
        for read, seen in path:
            own = read.own()
            for recorder in self.chain():
                if own is not None and own in recorder._own:
                    continue
                if isinstance(read, reads.RoomRead):
                    if place is recorder.call.node:
                        recorder._note(read, seen)
                    continue
                if isinstance(read, reads.PlaceRead):
                    recorder._note(read, read.now(recorder.call.frame))
                elif isinstance(read, _NAMES) and recorder._before is not None:
                    recorder._note(read, recorder._digest(read, None))
                else:
                    recorder._note(read, seen)

    def read(self, kind: str, name: Any = None, value: Any = None) -> None:
        read = reads.KINDS[kind](name if name is None else str(name))
        own = read.own()
        for recorder in self.chain():
            if own is not None and own in recorder._own:
                continue
            if read not in recorder._seen:
                try:
                    recorder._note(read, recorder._digest(read, value))
                except Unreadable as error:
                    self.spoil(f"It reads {read.says()}, and {error}.")
                    return
            # Not only at the first read: a call inside that came from the cache held no value.
            if kind == "state" and value is not MISSING and not immutable(value):
                recorder._watched.setdefault(read, value)

    def _digest(self, read: Read, value: Any) -> bytes:
        if isinstance(read, _NAMES) and self._before is not None:
            return of_wire(self._before[isinstance(read, reads.QueryKeys)])
        if type(read) is reads.StateRead:
            return reads.of_value(value)
        return read.now(self.call.frame)

    def draws(self) -> None:
        for recorder in self.chain():
            recorder._note(_PLACE, _PLACE.now(recorder.call.frame))

    def _note(self, read: Read, seen: bytes) -> None:
        if read in self._seen:
            return
        self._seen[read] = seen
        step = Step(read, seen)
        self.path.append(step)
        self._publish(step)

    def counted(self, name: str) -> None:
        self.draws()
        read = reads.CountRead(name)
        seen = read.now(self.call.frame)
        for recorder in self.chain():
            if read.own() not in recorder._own:
                recorder._note(read, seen)
                recorder._own.add(read.own())
            recorder._operations.append(Count(name))

    # Widgets

    def drew(
        self, widget: Widget, element: Any, data: bytes, wire: Any, bound: bool,
        known: Known | None = None,
    ) -> None:  # fmt: skip
        if widget.trigger and wire is not None:
            self.spoil("")
            return
        seen = reads.UNFIRED if widget.trigger else of_wire(wire)
        found = known or Known()
        for recorder in self.chain():
            found = found.within(widget, recorder.call)
            kept = record_widget(widget, element, data, bound, found)
            recorder._drew(kept, seen)

    def _drew(self, kept: RecordedWidget, seen: bytes) -> None:
        read = reads.WidgetRead(kept)
        own = read.own()
        if own is None or own not in self._own:
            self._note(read, seen)
        if own is not None:
            self._keep_names()
            self._own.add(own)
            self._check_format(kept)
        if kept.bound:
            self._own.add(("query", kept.widget.key))
        self._operations.append(Draw(kept))

    def _check_format(self, kept: RecordedWidget) -> None:
        """See that a hit could set the widget to what the function has set it to."""
        key = kept.widget.key
        for at, value in reversed(self._writes):
            if self._operations[at].sets(key) and kept.widget.write is not None:
                try:
                    kept.widget.write(value)
                except FormatGone:
                    self.spoil(f"It sets {key!r} in st.session_state to the text of an option.")
                return

    # What is written

    def before(self) -> None:
        run = self.call.frame.run
        if run.aside is not None:  # the session goes its own way: this is for nobody any more
            self.spoil("")
            run.interrupt()
            run.checkpoint()
        for recorder in self.chain():
            recorder._keep_names()

    def _keep_names(self) -> None:
        """Remember the names as they were before the function's own first change."""
        if self._before is None:
            run = self.call.frame.run
            self._before = list(run.widgets), list(run.page.query)

    def wrote(self, kind: str, name: Any, value: Any = None) -> None:
        for recorder in self.chain():
            if kind in OWN:
                recorder._own.add((OWN[kind], name))
            recorder._writes.append((len(recorder._operations), value))
            recorder._operations.append(Write(kind, name))

    def fragment(
        self, id_: str, function: Any, args: Any, kwargs: Any, told: Any, known: Any = None
    ) -> None:
        given = self._frozen((args, kwargs), f"What the fragment {id_!r} is given")
        found: Referred | None = known
        for recorder in self.chain():
            found = refer_within(function, recorder.call, "fragment", found)
            recorder._operations.append(MakeFragment(id_, found.reference, given, told))

    # The end

    def finish(self) -> Log | None:
        """End the recording; None if it is for nobody else. Raises `CacheError`s."""
        self.closed = True
        RECORDINGS.discard(self)
        if self.spoiled is None:
            self._check_watched()
        if self.spoiled is None:
            self._check_aliases()
        if self.spoiled is not None:
            return None
        for at, value in self._writes:
            operation = self._operations[at]
            assert isinstance(operation, Write)
            operation.value = self._frozen(value, f"What is set as {operation.name!r}")
        size = 0
        tree = self.call.frame.run.tree
        with tree.lock:
            for segment, show, _ in self._segments.values():
                show.spec = segment.spec = freeze_run(segment, tree.run)
                size += weight(show.spec)
        return Log(tuple(self._operations), size)

    def abandon(self) -> None:
        """End a recording whose function has failed."""
        self.closed = True
        RECORDINGS.discard(self)

    def _check_watched(self) -> None:
        for read, value in self._watched.items():
            try:
                now = reads.of_value(value)
            except Unreadable:
                now = b""
            if now != self._seen[read]:
                self.spoiled = f"It changes {read.says()} in place."
                return

    def _check_aliases(self) -> None:
        """Spoil the recording where two names of the state are to share what can be changed."""
        written = {
            operation.name: value
            for at, value in self._writes
            if isinstance(operation := self._operations[at], Write) and operation.kind == "set"
        }
        if not written:
            return
        read = {r.name: value for r, value in self._watched.items() if r.name not in written}
        self.spoiled = shared_parts(read, written)

    def _frozen(self, value: Any, what: str) -> Any:
        try:
            return keep(value)
        except Unserializable as error:
            raise UnserializableReturnValueError(
                f"{what} in the cached function {self.call.name!r} is kept with its result, and "
                f"cannot be stored: {error.reason}"
            ) from None
