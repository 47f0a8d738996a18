"""The widget values and the `session_state` of one session.

A widget value is kept in its wire form, as the browser sent it or as `session_state` set it, and is
read by the widget that owns it. A value that `session_state` sets before its widget is drawn waits
in `own` and moves to the widget when that is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from secrets import token_hex
from typing import Any, Final, NamedTuple

from mini.errors import DuplicateWidgetID, WidgetStateError
from mini.page.strangers import surplus, weight
from mini.page.uploads import Accepts, Uploads

MISSING: Final = object()


class Unfit(Exception):
    """A wire value is none that the widget could have: the widget falls back to its default."""


class Widget:
    """What a drawn widget is to its session: how its value is read, and who wants to know."""

    __slots__ = (
        "args", "callback", "default", "entry", "files", "form", "fragment", "id", "keep", "key",
        "kind", "kwargs", "read", "start", "supply", "trigger", "write",
    )  # fmt: skip

    def __init__(
        self, id: str, kind: str, *, key: str | None, default: Any, read: Callable[..., Any],
        write: Callable[[Any], Any] | None, callback: Callable[..., Any] | None = None,
        args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None,
        form: str | None = None, fragment: str | None = None, trigger: bool = False,
        start: Callable[[], Any] | None = None, files: Accepts | None = None,
    ) -> None:  # fmt: skip
        self.id = id
        self.kind = kind
        self.key = key
        self.default = default
        self.read = read
        self.write = write
        self.callback = callback
        self.args = args
        self.kwargs = kwargs or {}
        self.form = form
        self.fragment = fragment
        self.trigger = trigger
        self.start = start
        self.files = files
        """What it accepts where its value is uploads; then `read` gets the session's, too."""
        self.keep: str | None = None
        self.supply: Callable[[], Any] | None = None
        """Makes the file that a click asks for."""
        self.entry = ""
        """The page that draws it; "" for the entry script."""

    def first(self) -> Any:
        """Give the wire value that it has at first, which may depend on the clock."""
        return self.default if self.start is None else self.start()


class Typed(NamedTuple):
    """What `session_state` has put into a field whose text is sent as a trigger."""

    text: Any
    turn: str
    """Another one each time, so that the browser takes the same text twice."""


class Widgets(MutableMapping[str, Any]):
    """Widget values by id, and as a mapping `session_state` by key."""

    def __init__(self, uploads: Uploads | None = None) -> None:
        self.uploads = Uploads() if uploads is None else uploads
        self.values_by_id: dict[str, Any] = {}
        self.fired: dict[str, Any] = {}
        self.acted: dict[str, Any] = {}
        """What had fired in the run that ended last."""
        self.typed: dict[str, Typed] = {}
        self.known: dict[str, Widget] = {}
        self.keys_to_ids: dict[str, str] = {}
        self.own: dict[str, Any] = {}
        self.given: dict[str, Any] = {}
        """What the script has set before a widget was drawn: it is there again without it."""
        self.drawn: set[str] = set()
        self.homes: dict[str, str | None] = {}
        """The pages that were open when widgets with `persist_state="page"` were drawn last."""
        self._reset_after: list[str] = []
        self._strange: dict[str, int] = {}
        """The weights of values whose widgets have not been drawn."""

    # A run

    def begin(self) -> None:
        """Start a run: nothing is drawn yet."""
        self.drawn = set()
        self._reset_after = []

    def apply(self, values: dict[str, Any], fired: dict[str, Any]) -> list[Widget]:
        """Take the browser's values; give the widgets that changed or fired, in order."""
        changed = []
        self.uploads.use(values)
        self.uploads.use(fired)
        for id_, value in values.items():
            known = self.known.get(id_)
            if known is None:
                self._strange.pop(id_, None)  # it is the newest now
                self._strange[id_] = weight(id_, value)
            elif known.trigger:
                continue
            before = self.values_by_id.get(id_, known.default if known else MISSING)
            self.values_by_id[id_] = value
            if known is not None:
                if known.key is not None:
                    self.own.pop(known.key, None)
                if before != value or type(before) is not type(value):
                    changed.append(known)
        for id_ in surplus(self._strange):
            del self._strange[id_]
            self.values_by_id.pop(id_, None)
        self.fired = {}
        for id_, value in fired.items():
            known = self.known.get(id_)
            if known is None or known.trigger:
                self.fired[id_] = value
                self.typed.pop(id_, None)
                changed += [known] if known is not None else []
        return changed

    def read(self, widget: Widget, wire: Any) -> Any:
        """Give the author's value of a wire value; raises `Unfit`."""
        return widget.read(wire) if widget.files is None else widget.read(wire, self.uploads)

    def draw(self, widget: Widget) -> tuple[Any, Any]:
        """Register a widget for this run and give its wire value, and what that reads as.

        Raises `DuplicateWidgetID`, and `WidgetStateError` where `session_state` holds a value that
        the widget cannot have.
        """
        id_ = widget.id
        if id_ in self.drawn:
            raise DuplicateWidgetID(widget.kind, widget.key)
        if widget.key is not None:
            if widget.key in self.own:
                self._move(widget)
            elif (before := self._kept_elsewhere(widget)) is not None:
                self.values_by_id[id_] = self.values_by_id[before.id]
                self.forget(before)
            self.keys_to_ids[widget.key] = id_
        self.drawn.add(id_)
        self.known[id_] = widget
        self._strange.pop(id_, None)
        if widget.trigger:
            fired = self.fired.get(id_)
            return fired, self.read(widget, fired)
        return self._fit(widget)

    def peek(self, widget: Widget) -> Any:
        """Give the wire value that `draw` would give now, and change nothing."""
        if widget.trigger:
            waits = True if widget.key in self.own else None
            return self.fired.get(widget.id, self.typed.get(widget.id, waits))
        if widget.key is not None and widget.key in self.own:
            value = self._written(widget, self.own[widget.key])
        else:
            before = self._kept_elsewhere(widget)
            value = self.values_by_id.get(widget.id if before is None else before.id, MISSING)
        if value is not MISSING:
            try:
                self.read(widget, value)
            except Unfit:
                return widget.first()
            return value
        return widget.first()

    def copy(self) -> Widgets:
        """Give a copy that can go its own way."""
        twin = Widgets(self.uploads)
        for name, value in vars(self).items():
            if name != "uploads":
                setattr(twin, name, value.copy())
        return twin

    def finish(
        self, complete: bool, fragments: frozenset[str] | None, here: str | None = None
    ) -> None:
        """End a run. Only a complete one forgets the widgets that it has not drawn.

        Those with `persist_state="page"` are kept as long as the page `here` is open.
        """
        self.acted, self.fired = self.fired, {}
        for id_ in self.drawn:
            if self.known[id_].keep == "page":
                self.homes[id_] = here
        if not complete:
            return
        for id_ in [id_ for id_ in self.known if id_ not in self.drawn]:
            widget = self.known[id_]
            lapsed = widget.keep is None or (widget.keep == "page" and self.homes.get(id_) != here)
            if lapsed and (fragments is None or widget.fragment in fragments):
                self._give_back(widget)
        for id_ in [id_ for id_ in self.values_by_id if id_ not in self.known]:
            del self.values_by_id[id_]
        self._strange.clear()

    def clear_all(self) -> None:
        """Forget everything: the session is over."""
        kept = (
            self.values_by_id, self.fired, self.acted, self.typed, self.known, self.keys_to_ids,
            self.own, self.given,
        )  # fmt: skip
        for each in kept:
            each.clear()

    def reset_after_run(self, form: str) -> None:
        """Bring the widgets of a form back to their defaults when this run ends."""
        self._reset_after += [w.id for w in self.known.values() if w.form == form and not w.trigger]

    def take_resets(self) -> list[str]:
        """Give the widgets that go back to their defaults now, which they have done after this."""
        ids, self._reset_after = self._reset_after, []
        for id_ in ids:
            self.values_by_id.pop(id_, None)
        return ids

    def forget(self, widget: Widget) -> None:
        """Drop a widget and its value."""
        self.known.pop(widget.id, None)
        self.values_by_id.pop(widget.id, None)
        self.typed.pop(widget.id, None)
        self.homes.pop(widget.id, None)
        if widget.key is not None and self.keys_to_ids.get(widget.key) == widget.id:
            del self.keys_to_ids[widget.key]

    def leave(self, entry: str) -> None:
        """Forget the widgets of a page that is left, but those that are kept for the session."""
        for widget in list(self.known.values()):
            if widget.entry == entry and widget.keep != "session":
                self._give_back(widget)

    def _give_back(self, widget: Widget) -> None:
        """Drop a widget that is gone; what the script had set for it stands by itself again."""
        self.forget(widget)
        key = widget.key or ""
        if key in self.given and key not in self.own and key not in self.keys_to_ids:
            self.own[key] = self.given.pop(key)

    def unkeep(self, key: str) -> None:
        """Forget a kept value: its widget starts anew."""
        widget = self.known.get(self.keys_to_ids.get(key, ""))
        if widget is not None and widget.keep is not None:
            self.forget(widget)

    def _kept_elsewhere(self, widget: Widget) -> Widget | None:
        """Find the widget of another page whose value was kept under the same key."""
        before = self.known.get(self.keys_to_ids.get(widget.key or "", ""))
        if before is None or before.id == widget.id or before.id in self.drawn:
            return None
        same = before.kind == widget.kind and not widget.trigger
        held = before.id in self.values_by_id and widget.id not in self.values_by_id
        return before if same and held and before.keep == "session" else None

    def _fit(self, widget: Widget) -> tuple[Any, Any]:
        value = self.values_by_id.get(widget.id, MISSING)
        if value is not MISSING:
            try:
                return value, self.read(widget, value)
            except Unfit:
                del self.values_by_id[widget.id]
        first = widget.first()
        if widget.start is not None:
            self.values_by_id[widget.id] = first  # the session's, though the clock goes on
        return first, self.read(widget, first)

    def _move(self, widget: Widget) -> None:
        written = self._written(widget, self.own[widget.key or ""])
        if widget.trigger:
            self.typed[widget.id] = Typed(written, token_hex(4))
        value = self.own.pop(widget.key or "")  # not before: what it refuses stays where it was
        if not widget.trigger:
            self.values_by_id[widget.id] = written
            self.given[widget.key or ""] = value

    def _written(self, widget: Widget, value: Any) -> Any:
        if widget.write is None:
            article = "an" if widget.kind[0] in "aeiou" else "a"
            raise WidgetStateError(
                f"st.session_state[{widget.key!r}] was set, but the value of {article} "
                f"`{widget.kind}` "
                "comes from the user alone. Use another name in session_state, or remove the "
                "assignment."
            )
        return widget.write(value)

    # session_state

    def __getitem__(self, key: str) -> Any:
        if key in self.own:
            return self.own[key]
        widget = self.known.get(self.keys_to_ids.get(key, ""))
        if widget is None:
            raise KeyError(key)
        if widget.trigger:
            return self.read(widget, self.fired.get(widget.id))
        return self._fit(widget)[1]

    def __setitem__(self, key: str, value: Any) -> None:
        id_ = self.keys_to_ids.get(key)
        if id_ in self.drawn:
            kind = self.known[id_].kind
            raise WidgetStateError(
                f"st.session_state[{key!r}] cannot be set any more in this run: the `{kind}` with "
                "this key is drawn already, with another value. Set it before the widget is "
                "called, or in a callback (`on_change=`, `on_click=`)."
            )
        self.own[key] = value

    def __delitem__(self, key: str) -> None:
        found = self.own.pop(key, MISSING) is not MISSING
        self.given.pop(key, None)
        widget = self.known.get(self.keys_to_ids.get(key, ""))
        if widget is not None:
            self.values_by_id.pop(widget.id, None)
            self.typed.pop(widget.id, None)
            del self.keys_to_ids[key]
            if widget.id not in self.drawn:
                self.forget(widget)
            found = True
        if not found:
            raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        yield from self.own
        yield from (key for key in list(self.keys_to_ids) if key not in self.own)

    def __len__(self) -> int:
        return len(self.own) + sum(key not in self.own for key in self.keys_to_ids)

    def __contains__(self, key: object) -> bool:
        return key in self.own or key in self.keys_to_ids
