"""`draw`: how an element with a value gets its identity, its value and its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from mini.errors import ArgumentError, PlacementError
from mini.model.element import encode, with_value
from mini.model.node import identify
from mini.page.node import Node
from mini.page.uploads import Accepts
from mini.page.widgets import Typed, Widget
from mini.run import checks
from mini.run.bind import check_bind, keep_in_query, start_from_query
from mini.run.context import Frame, current
from mini.run.emit import put

T = TypeVar("T")
Key = str | int
Callback = Callable[..., Any]
_SMALL = 512
_LOOKS = ("disabled", "label_visibility", "silent", "wrap")
"""What a widget without a key can change, and keep its identity and so its value."""
OnChange = Callback | Literal["rerun", "ignore"] | None


class Drawn(NamedTuple):
    """A drawn widget: its value, its wire value, its place and its id."""

    value: Any
    wire: Any
    node: Node
    id: str


def draw(
    element: Any,
    *,
    key: Key | None,
    read: Callable[..., Any],
    write: Callable[[Any], Any] | None = None,
    on_change: OnChange = None,
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    trigger: bool = False,
    form: str | None = None,
    bind: str | None = None,
    persist: str | None = None,
    payload: Any = None,
    changing: Mapping[str, Any] | None = None,
    supply: Callable[[], Any] | None = None,
    start: Callable[[], Any] | None = None,
    files: Accepts | None = None,
) -> Drawn:
    """Show a widget and give its value.

    `element` is the struct without its `value`; its `default` is the wire value that the widget has
    at first (triggers have neither). `read` turns a wire value into the author's value and raises
    `Unfit` where the widget cannot have it; `write` turns what `session_state` was set to into a
    wire value and raises an `ArgumentError` where it cannot be. `changing` holds props that are no
    part of what the widget is, `supply` makes what a click asks for, `start` gives the wire value
    at first where that depends on the clock: the session keeps it. With `files` the value is of
    uploads, and `read` is given those of the session, too. Raises `DuplicateWidgetID`.
    """
    frame = current(element.kind)
    run = frame.run
    if frame.recording is not None:
        frame.recording.draws()
    if frame.form is not None and callable(on_change) and not trigger:
        _no_callback_in_forms(element.kind)
    name = author_key(element.kind, key)
    plain = _plain(element)
    data = encode(plain)
    id_, identified = identity(run.entry, frame.fragment, frame.form, name, data)
    widget = Widget(
        id_, element.kind, key=name, default=None if trigger else element.default, read=read,
        write=write, callback=on_change if callable(on_change) else None,
        args=tuple(args or ()), kwargs=dict(kwargs) if kwargs else None,
        form=form or frame.form, fragment=frame.fragment, trigger=trigger, start=start,
        files=files,
    )  # fmt: skip
    widget.entry = run.entry
    widget.supply = supply
    if changing:
        element = replace(element, **changing)
    if element is not plain:
        identified = identify(encode(element), id_, name)
    if persist is not None:
        widget.keep = _kept(widget, persist)
    if bind is not None:
        check_bind(widget, bind)
        widget.keep = "session"
    wire, value = register(frame, widget, bind is not None)
    typed = run.widgets.typed.get(id_)
    if frame.recording is not None:
        frame.recording.drew(widget, element, data, typed or wire, bind is not None)
    valued = _with_what_it_holds(element, wire, trigger, typed)
    if valued is not element:
        identified = identify(encode(valued), id_, name)
    if trigger and wire is not None:
        run.on_trigger()
    node = put(frame, valued, identified, id_, payload)
    return Drawn(value, wire, node, id_)


def _with_what_it_holds(element: Any, wire: Any, trigger: bool, typed: Typed | None) -> Any:
    """Give an element with its value, or with what the script has typed into its field."""
    if typed is not None:
        return replace(element, text=typed.text, turn=typed.turn)
    return element if trigger or wire is element.default else with_value(element, wire)


def _plain(element: Any) -> Any:
    """Give a widget as it is with the defaults of all that can change while it stays the same."""
    kind: Any = type(element)
    looks = _looks(kind)
    if any(getattr(element, name) != usual for name, usual in looks):
        return replace(element, **dict(looks))
    return element


@lru_cache(maxsize=128)
def _looks(kind: Any) -> tuple[tuple[str, Any], ...]:
    fields = msgspec.structs.fields(kind)
    return tuple((field.name, field.default) for field in fields if field.name in _LOOKS)


def register(frame: Frame, widget: Widget, bound: bool) -> tuple[Any, Any]:
    """Make a widget known to the session; give its wire value, and what that reads as."""
    run = frame.run
    if not bound:
        return run.widgets.draw(widget)
    start_from_query(run.page, widget)
    wire, value = run.widgets.draw(widget)
    keep_in_query(run.page, widget, wire)
    return wire, value


def redraw(
    frame: Frame, widget: Widget, element: Any, data: bytes, bound: bool, known: Any
) -> None:
    """Draw a widget whose element stands on the page already; `known` as in `Recording.drew`."""
    if frame.recording is not None:
        frame.recording.draws()
    wire, _ = register(frame, widget, bound)
    if frame.recording is not None:
        frame.recording.drew(widget, element, data, wire, bound, known)


def _kept(widget: Widget, persist: str) -> str:
    """Check a `persist_state`: how long a value is kept while its widget is not drawn."""
    if persist not in ("page", "session"):
        raise ArgumentError(
            widget.kind, "persist_state", persist, "It is 'page', 'session' or None."
        )
    if widget.key is None:
        fix = "With persist_state the value is kept under the widget's key: give it one."
        raise ArgumentError(widget.kind, "key", None, fix)
    return persist


def author_key(kind: str, key: Key | None) -> str | None:
    """Check a `key`: None, or anything whose text is not empty."""
    if key is None:
        return None
    name = checks.exact(key)
    if name:
        return name
    fix = "A key is a text that is not empty, or anything that `str()` makes one of."
    raise ArgumentError(kind, "key", key, fix)


def identity(
    page: str, fragment: str | None, form: str | None, key: str | None, data: bytes
) -> tuple[str, bytes]:
    """Give the id of a widget, and its encoded element with the id.

    The id is page and key, else a digest of what the widget is and where. It is the same in all
    sessions and runs, so that of a small element is kept.
    """
    make = _kept_identity if len(data) <= _SMALL else _identity
    return make(page, fragment, form, key, data)


def _identity(
    page: str, fragment: str | None, form: str | None, key: str | None, data: bytes
) -> tuple[str, bytes]:
    if key is not None:
        id_ = f"{page}${key}"
    else:
        seed = f"{fragment}\0{form}\0".encode() + data
        id_ = f"{page}#{blake2b(seed, digest_size=9).hexdigest()}"
    return id_, identify(data, id_, key)


_kept_identity = lru_cache(maxsize=16_384)(_identity)


def _no_callback_in_forms(kind: str) -> None:
    raise PlacementError(
        f"A `{kind}` in a form cannot have an `on_change` callback, since its value is sent "
        "only when the form is submitted. Give the callback to the form's "
        "`st.form_submit_button` instead."
    )


def outside_forms(frame: Frame, kind: str, instead: str) -> None:
    """Refuse a widget that cannot be in a form."""
    if frame.form is not None:
        raise PlacementError(
            f"A `{kind}` cannot be inside of a form, since a form sends its values only when it "
            f"is submitted. {instead}"
        )
