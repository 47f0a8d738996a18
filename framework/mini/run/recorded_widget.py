"""A widget as a log keeps it: with nothing of the session that drew it first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import tzinfo
from functools import partial
from hashlib import blake2b
from types import BuiltinFunctionType, CellType, FunctionType, MethodType, ModuleType
from typing import Any, Final

from mini.errors import CacheReplayClosureError
from mini.memo.describe import describe, keep, thaw
from mini.memo.values import Frozen, Unserializable, immutable
from mini.page.widgets import Widget
from mini.run.calls import Call
from mini.run.options import Options
from mini.run.references import Known, Reference

_DEEP: Final = 6


class RecordedWidget:
    """What can be shared by all sessions, and what each makes anew from its own run.

    `widget` has no callback; its functions are shared if all that they close over is immutable,
    else each session has copies of its own, from `functions`.
    """

    __slots__ = (
        "bound", "callback", "data", "element", "functions", "given", "shape", "supply", "widget",
    )  # fmt: skip

    def __init__(
        self, widget: Widget, element: Any, data: bytes, bound: bool, functions: Frozen | None,
        callback: Reference | None, given: Frozen | None, supply: Reference | None,
    ) -> None:  # fmt: skip
        self.widget = widget
        self.element = element
        self.data = data
        self.functions = functions
        self.callback = callback
        self.given = given
        self.supply = supply
        self.shape = blake2b(data, digest_size=16).digest()
        self.bound = bound

    def here(self, call: Call) -> Widget:
        """Give the widget for the session of a call; raises `Gone` and `Stale`."""
        shared = self.widget
        if all(each is None for each in (self.functions, self.callback, self.supply)):
            return shared
        functions = self.functions
        read, write = (shared.read, shared.write) if functions is None else thaw(functions)
        args, kwargs = ((), {}) if self.given is None else thaw(self.given)
        callback = None if self.callback is None else self.callback.resolve(call)
        twin = _copy(shared, read, write, callback, args, kwargs)
        twin.supply = None if self.supply is None else self.supply.resolve(call)
        return twin


def record_widget(
    widget: Widget, element: Any, data: bytes, bound: bool, known: Known
) -> RecordedWidget:
    """Keep a widget that a call has drawn; raises `CacheReplayClosureError`."""
    functions = given = None
    callback, supply = (None if each is None else each.reference for each in known)
    read, write = _without_format(widget)
    if not _shareable(read) or not _shareable(write):
        functions = _freeze(widget, (read, write), "options")
    if callback is not None and (widget.args or widget.kwargs):
        given = _freeze(widget, (widget.args, widget.kwargs), "args or kwargs")
    plain = _copy(widget, read, write, None, (), {})
    return RecordedWidget(plain, element, data, bound, functions, callback, given, supply)


def _copy(widget: Widget, read: Any, write: Any, callback: Any, args: Any, kwargs: Any) -> Widget:
    twin = Widget(
        widget.id, widget.kind, key=widget.key, default=widget.default, read=read, write=write,
        callback=callback, args=args, kwargs=kwargs, form=widget.form, fragment=widget.fragment,
        trigger=widget.trigger, start=widget.start, files=widget.files,
    )  # fmt: skip
    twin.keep, twin.entry = widget.keep, widget.entry
    return twin


def _freeze(widget: Widget, value: Any, what: str) -> Frozen:
    try:
        return keep(value)
    except Unserializable as error:
        raise CacheReplayClosureError(
            f"The {what} of a `{widget.kind}` in a cached function are kept with the function's "
            f"result, and these cannot be stored: {error.reason} Give it plain values, and "
            "look the objects up by them."
        ) from None


def _without_format(widget: Widget) -> tuple[Any, Any]:
    """Give what reads and writes a value, without a `format_func` that is of one run.

    It only matters where `session_state` is set to the text of an option; there a call runs live.
    """
    options = getattr(widget.read, "__self__", None)
    if isinstance(options, Options) and not _shareable(options.format_func):
        options = options.unformatted()
        return options.read, options.write
    return widget.read, widget.write


def _shareable(value: Any, depth: int = 0) -> bool:
    """Say whether sessions can share a function: all that it closes over is immutable.

    Functions and classes of the app never can, since each run makes its own.
    """
    if immutable(value) or isinstance(value, tzinfo | ModuleType):
        return True
    if isinstance(value, type):
        return describe(value) is None
    if depth == _DEEP or (isinstance(value, FunctionType) and describe(value) is not None):
        return False
    parts = _parts(value)
    return parts is not None and all(_shareable(part, depth + 1) for part in parts)


def _parts(value: Any) -> Iterable[Any] | None:
    """What a value holds that has to be immutable for it to be shared; None if nobody knows."""
    for kind, parts in _PARTS:
        if isinstance(value, kind):
            return parts(value)
    if type(value).__module__.startswith("mini."):
        return [getattr(value, name) for name in _slots(type(value)) if hasattr(value, name)]
    return None


_PARTS: Final[tuple[tuple[type, Callable[[Any], Iterable[Any]]], ...]] = (
    (
        FunctionType,
        lambda function: [*(function.__closure__ or ()), *(function.__defaults__ or ())],
    ),
    (BuiltinFunctionType, lambda function: [function.__self__]),
    (CellType, lambda cell: [cell.cell_contents]),
    (MethodType, lambda method: [method.__self__]),
    (partial, lambda made: [made.func, *made.args, *made.keywords.values()]),
    (tuple, iter),
    (frozenset, iter),
    (list, iter),
    (dict, lambda items: [*items, *items.values()]),
)


def _slots(cls: type) -> Iterable[str]:
    for base in cls.__mro__:
        names = base.__dict__.get("__slots__") or ()
        yield from names if isinstance(names, tuple | list) else ()
        fields = base.__dict__.get("__struct_fields__", ())
        yield from fields if isinstance(fields, tuple) else ()
