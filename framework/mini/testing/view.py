"""One element of a page under test: what it shows, and what a user can do with it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Protocol, Self

import msgspec

from mini.model.message import Trigger
from mini.page.media_types import media_type_of
from mini.page.node import Node
from mini.page.page import Page
from mini.page.widgets import Widget
from mini.run.options import FormatGone, same
from mini.testing.familiar import Facts, fact, type_of

_VALUE_NAMES = ("body", "value", "data", "message", "label")


class Tested(Protocol):
    """The app that an element belongs to."""

    pending: dict[str, Any]
    trigger: Trigger | None

    @property
    def page(self) -> Page:
        """The session's page."""

    def find(self, kind: str, within: Node | None = None) -> ElementList:
        """Give the elements of a kind."""

    def upload(self, widget: str, name: str, content: bytes, media_type: str) -> str:
        """Upload a file for a widget, and give its id."""

    def run(self, *, timeout: float | None = None) -> Any:
        """Run the app with what was set."""


class ElementView:
    """One element of the page: its props as attributes, and what a user can do with it.

    The same class for every kind. `value` is what the widget returns, or the main prop of an
    element without one (the text of a title, the message of an error).
    """

    def __init__(self, app: Tested, node: Node) -> None:
        self._app = app
        self._node = node

    @property
    def element(self) -> Any:
        """The struct that is shown, an `Element`."""
        return self._node.element

    @property
    def kind(self) -> str:
        """The element's kind, such as `"slider"`."""
        return self._node.element.kind

    @property
    def type(self) -> str:
        """The command that makes such an element; of an exception, the class of the error.

        `pills` and `segmented_control` are both `"button_group"`.
        """
        return type_of(self._facts())

    @property
    def key(self) -> str | None:
        """The author's key."""
        found = msgspec.json.decode(self._node.data).get("$key")
        return None if found is None else str(found)

    @property
    def id(self) -> str | None:
        """The widget's id on the wire."""
        found = msgspec.json.decode(self._node.data).get("$id")
        return None if found is None else str(found)

    @property
    def children(self) -> list[ElementView]:
        """The elements below this one, directly."""
        tree = self._app.page.tree
        with tree.lock:
            return [ElementView(self._app, node) for node in tree.expand(self._node).display()]

    @property
    def value(self) -> Any:
        """What the widget returns, or the main prop of an element without a value."""
        if self.id in self._app.pending:
            return self._app.page.widgets.read(self._widget(), self._app.pending[self.id or ""])
        widgets = self._app.page.widgets
        widget = widgets.known.get(self.id or "")
        if widget is not None and not widget.trigger:
            return widgets.read(widget, widgets.values_by_id.get(widget.id, widget.default))
        if widget is not None:
            return widgets.read(widget, self._fired(widget))
        known = fact(self.kind, "value")
        if known is not None:
            return known(self._facts())
        found = [name for name in _VALUE_NAMES if hasattr(self._node.element, name)]
        return getattr(self._node.element, found[0]) if found else None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        element = self._node.element
        known = fact(self.kind, name)
        if known is not None:
            return known(self._facts())
        if name in element.__struct_fields__:
            found = getattr(element, name)
            return list(found) if name == "options" and isinstance(found, tuple) else found
        if element.holds_children:
            return self._app.find(name, self._node)
        raise AttributeError(f"a {self.kind!r} has no {name!r}; it has {element.__struct_fields__}")

    def __getitem__(self, index: int) -> ElementView:
        return self.children[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ElementView) and other._node is self._node

    def __hash__(self) -> int:
        return hash(id(self._node))

    def __len__(self) -> int:
        return len(self.children)

    def get(self, kind: str) -> ElementList:
        """Give the elements of a kind below this one."""
        return self._app.find(kind, self._node)

    def set_value(self, value: Any) -> Self:
        """Change a widget as a user would; it counts in the next `run()`."""
        widget = self._widget()
        if widget.trigger and isinstance(value, bool):
            return self.click() if value else self._leave()
        if widget.files is not None:
            return self._say(text=value) if widget.trigger else self._set_files(value)
        if widget.write is None:
            raise ValueError(f"a {self.kind!r} has no value to set; use `click()`")
        try:
            wire = widget.write(value)
        except FormatGone:  # it came from the cache: the texts on the page are what there is
            wire = _by_text(self._node.element, value)
        self._refuse_strangers(widget, wire, value)
        if widget.trigger:
            self._app.trigger = Trigger(widget.id, wire)
        else:
            self._app.pending[widget.id] = wire
        return self

    def _refuse_strangers(self, widget: Widget, wire: Any, value: Any) -> None:
        """Raise `ValueError` where a user could not choose what is to be set."""
        options = getattr(self._node.element, "options", None)
        if not isinstance(options, tuple):
            return
        read = self._app.page.widgets.read(widget, wire)
        several = isinstance(read, list | tuple) and isinstance(value, list | tuple | set)
        ids = wire if isinstance(wire, list | tuple) else [wire]
        for each in value if several else [value]:
            shown = read if several else [read]
            if each not in ids and not any(same(option, each) for option in shown):
                raise ValueError(f"{each!r} is not among the options {list(options)}")

    def upload(self, name: str, content: bytes, media_type: str | None = None) -> Self:
        """Upload a file: one more where several are wanted, else instead of the one before."""
        several = getattr(self.element, "files", None) in {"multiple", "directory"}
        several = several or getattr(self.element, "multiple", False)
        id_ = self._upload(name, content, media_type)
        return self._attach([*self._attached(), id_] if several else [id_])

    def record(self, content: bytes) -> Self:
        """Say something aloud in a `chat_input`: the bytes of a WAV file."""
        return self._say(audio=self._upload("audio.wav", content, "audio/wav"))

    def clear(self) -> Self:
        """Remove the files that were uploaded."""
        return self._attach([])

    def _upload(self, name: str, content: bytes, media_type: str | None) -> str:
        widget = self._widget()
        if widget.files is None:
            raise ValueError(f"a {self.kind!r} takes no files")
        given = media_type or media_type_of(name)
        return self._app.upload(widget.id, name, content, given)

    def _set_files(self, value: Any) -> Self:
        files = [] if value is None else [value] if isinstance(value, tuple) else value
        self.clear()
        for file in files:
            self.upload(*file)
        return self

    def _attached(self) -> list[str]:
        """The ids of the files that the next run will find."""
        if self._widget().trigger:
            return list(self._said().get("files", ()))
        id_, widgets = self.id or "", self._app.page.widgets
        return list(self._app.pending.get(id_, widgets.values_by_id.get(id_, ())))

    def _attach(self, ids: list[str]) -> Self:
        if self._widget().trigger:
            return self._say(files=ids)
        self._app.pending[self._widget().id] = ids
        return self

    def _said(self) -> dict[str, Any]:
        """The message with files that the next run will find."""
        trigger = self._app.trigger
        return dict(trigger.value) if trigger is not None and trigger.id == self.id else {}

    def _say(self, **parts: Any) -> Self:
        given = {name: part for name, part in parts.items() if part is not None}
        self._app.trigger = Trigger(self._widget().id, {"text": "", **self._said(), **given})
        return self

    def set_wire(self, value: Any) -> Self:
        """Send any wire value for this widget, as a browser that is not to be trusted could."""
        self._app.pending[self._widget().id] = value
        return self

    input = pick = set_value

    def set_range(self, lower: Any, upper: Any) -> Self:
        """Set both ends of a range."""
        return self.set_value((lower, upper))

    def select(self, value: Any) -> Self:
        """Choose an option: one more where several can be chosen."""
        chosen = self.value
        if not isinstance(chosen, list):
            return self.set_value(value)
        return self if value in chosen else self.set_value([*chosen, value])

    def unselect(self, value: Any) -> Self:
        """Take a choice back."""
        chosen = self.value
        if isinstance(chosen, list):
            return self.set_value([each for each in chosen if each != value])
        return self.set_value(None) if chosen == value else self

    def check(self) -> Self:
        """Tick a checkbox."""
        return self.set_value(True)

    def uncheck(self) -> Self:
        """Untick a checkbox."""
        return self.set_value(False)

    def select_index(self, index: int) -> Self:
        """Choose an option by its place; the same text again has an id of its own on the wire."""
        options: tuple[str, ...] = getattr(self._node.element, "options", ())
        again = options[:index].count(options[index])
        self._app.pending[self._widget().id] = options[index] + (f"\x1f{again}" if again else "")
        return self

    def increment(self) -> Self:
        """Add one step to a number, a time or a page."""
        return self._step(1)

    def decrement(self) -> Self:
        """Take one step from a number, a time or a page."""
        return self._step(-1)

    def _step(self, count: int) -> Self:
        value, step = self.value, getattr(self._node.element, "step", 1)
        if not isinstance(value, time):
            return self.set_value(value + count * step)
        # A day to add to: the clock goes round.
        return self.set_value(datetime.combine(date.min, value) + timedelta(1, count * step))

    def click(self) -> Self:
        """Press a button; it counts in the next `run()`."""
        widget = self._widget()
        if not widget.trigger:
            raise ValueError(f"a {self.kind!r} cannot be clicked; use `set_value()`")
        self._app.trigger = Trigger(widget.id)
        return self

    def _leave(self) -> Self:
        """Take a click back."""
        trigger = self._app.trigger
        if trigger is not None and trigger.id == self.id:
            self._app.trigger = None
        return self

    def run(self, *, timeout: float | None = None) -> Any:
        """Run the app with what was set."""
        return self._app.run(timeout=timeout)

    def _fired(self, widget: Widget) -> Any:
        """What a button or a message sends in the next run, or has sent in the last one."""
        trigger = self._app.trigger
        if trigger is not None and trigger.id == widget.id:
            return trigger.value
        return self._app.page.widgets.acted.get(widget.id)

    def _facts(self) -> Facts:
        widgets = self._app.page.widgets
        widget = widgets.known.get(self.id or "")
        wire = None
        if widget is not None and not widget.trigger:
            held = widgets.values_by_id.get(widget.id, widget.default)
            wire = self._app.pending.get(widget.id, held)
        return Facts(self._node, widget, wire)

    def _widget(self) -> Widget:
        widget = self._app.page.widgets.known.get(self.id or "")
        if widget is None:
            raise ValueError(f"a {self.kind!r} has no value; widgets have one")
        return widget

    def __repr__(self) -> str:
        return f"<{self.kind} {self._node.element!r}>"


class ElementList(list[ElementView]):
    """Elements of one kind, in the order of the page; called with a `key`, the one that has it."""

    def __call__(self, key: str) -> ElementView:
        """Give the element with an author's key."""
        for view in self:
            if view.key == str(key):
                return view
        raise KeyError(f"no element with key={key!r} here; keys: {[view.key for view in self]}")

    @property
    def len(self) -> int:
        """How many there are."""
        return len(self)

    @property
    def values(self) -> list[Any]:
        """The values of all."""
        return [view.value for view in self]


def _by_text(element: Any, value: Any) -> Any:
    """What a choice is on the wire, by the texts of its options."""
    if isinstance(element.default, tuple):
        several = value if isinstance(value, list | tuple) else [value]
        return tuple(each for each in several if each in element.options)
    return value if value in element.options else element.default
