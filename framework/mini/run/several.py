"""Several options of a choice at once: a list of them, or two as the ends of a range."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

from mini.errors import ArgumentError
from mini.page.widgets import Unfit
from mini.run import checks
from mini.run.context import current
from mini.run.frames import first_values, is_table
from mini.run.options import Options, same


class Several(Options):
    """Options of which any number can be chosen, up to `most`; the value is a list."""

    __slots__ = ("_command", "_most", "first")

    def __init__(
        self, command: str, options: Any, format_func: Callable[[Any], Any], default: Any = None,
        accept_new: bool = False, most: int | None = None,
    ) -> None:  # fmt: skip
        super().__init__(command, options, format_func, None, accept_new)
        self._command = command
        self._most = most
        self.first = self._checked("default", default)

    def read(self, wire: Any) -> list[Any]:
        """Give the options of some ids; what is no option any more is left out."""
        if not isinstance(wire, list | tuple) or not all(isinstance(id_, str) for id_ in wire):
            raise Unfit
        if len(set(wire)) != len(wire) or (self._most is not None and len(wire) > self._most):
            raise Unfit
        return [super(Several, self).read(id_) for id_ in wire if self._new or self.place(id_) >= 0]

    def write(self, value: Any) -> tuple[str, ...]:
        """Give the ids of what `session_state` was set to; what is no option is left out."""
        return self._checked("value", value)

    def _checked(self, argument: str, value: Any) -> tuple[str, ...]:
        ids: dict[str, None] = {}
        for each in self._each(value):
            new = self._new and isinstance(each, str)
            id_ = self.find(each, checks.exact(each) if new else None)
            if id_ is not None:
                ids[id_] = None
            elif argument == "default":
                raise no_option(self._command, argument, value, each)
        if self._most is not None and len(ids) > self._most:
            fix = f"These are {len(ids)}, and at most {self._most} can be chosen."
            raise ArgumentError(self._command, argument, value, fix)
        return tuple(ids)

    def _each(self, value: Any) -> list[Any]:
        """What a default stands for: options in a list, or one option itself."""
        if value is None:
            return []
        if any(option is value or same(option, value) for option in self.values):
            return [value]
        return as_list(value)


class Single(Several):
    """Options of which one or none can be chosen, with the same wire value as several."""

    __slots__ = ()

    def read(self, wire: Any) -> Any:
        """Give the option of an id, or None."""
        chosen = super().read(wire)
        if wire and not chosen:
            raise Unfit
        return chosen[0] if chosen else None


def buttons(
    command: str, options: Any, format_func: Callable[[Any], Any] | None, default: Any,
    many: bool, required: bool,
) -> Several:  # fmt: skip
    """Check the options of a row of buttons, of which `many` can be chosen or one."""
    if many and required:
        fix = "It is for `selection_mode='single'` only: leave it away, or check the list's length."
        raise ArgumentError(command, "required", required, fix)
    kind, most = (Several, None) if many else (Single, 1)
    return kind(command, options, format_func or str, default, most=most)


class Ends(Options):
    """Options in an order, of which one is chosen, or two as the ends of a range."""

    __slots__ = ("_command", "first", "pair")

    def __init__(
        self, command: str, options: Any, format_func: Callable[[Any], Any], value: Any,
        pair: bool,
    ) -> None:  # fmt: skip
        super().__init__(command, options, format_func)
        self._command = command
        if not self.ids:
            fix = "There is nothing to choose from; give it at least one option."
            raise ArgumentError(command, "options", options, fix)
        self.pair = pair if value is None else self._is_pair(value)
        ends = (self.ids[0], self.ids[-1]) if self.pair else (self.ids[0],)
        self.first = ends if value is None else self._checked("value", value)

    def read(self, wire: Any) -> Any:
        """Give the option of an id, or a tuple of two."""
        if not isinstance(wire, list | tuple) or len(wire) != len(self.first):
            raise Unfit
        places = [self.place(id_) if isinstance(id_, str) else -1 for id_ in wire]
        if min(places) < 0 or places != sorted(places):
            raise Unfit
        chosen = tuple(super(Ends, self).read(id_) for id_ in wire)
        return chosen if self.pair else chosen[0]

    def write(self, value: Any) -> tuple[str, ...]:
        """Give the ids of what `session_state` was set to: those at first for what is no option."""
        if self._is_pair(value) != self.pair:
            fix = "It is a tuple of two options." if self.pair else "It is a single option."
            raise ArgumentError(self._command, "value", value, f"{fix} Set it so in session_state.")
        try:
            return self._checked("value", value)
        except ArgumentError:
            return self.first

    def _is_pair(self, value: Any) -> bool:
        if not isinstance(value, list | tuple) or len(value) != 2:
            return False
        return not any(option is value or same(option, value) for option in self.values)

    def _checked(self, argument: str, value: Any) -> tuple[str, ...]:
        ids = []
        for each in value if self._is_pair(value) else [value]:
            id_ = self.find(each, None)
            if id_ is None:
                raise no_option(self._command, argument, value, each)
            ids.append(id_)
        return tuple(sorted(ids, key=self.place))


def as_list(value: Any) -> list[Any]:
    """Give what a value holds if it is a collection, else the value alone."""
    if isinstance(value, str | bytes | Enum | type) or not isinstance(value, Iterable):
        return [value]
    if is_table(value):
        return first_values(value)
    return sorted(value, key=str) if isinstance(value, set | frozenset) else list(value)


def no_option(command: str, argument: str, value: Any, missing: Any) -> ArgumentError:
    """Make the error for a value that is not among the options."""
    fix = f"{missing!r} is none of the options. Choose from them, or add it to `options`."
    return ArgumentError(command, argument, value, fix)


def set_as_pair(command: str, key: str | int | None) -> bool:
    """Say whether `session_state` holds a pair for a widget that was given no value."""
    if key is None:
        return False
    frame, name = current(command), str(key)
    if frame.recording is not None:
        frame.recording.read("is pair", name)
    widgets = frame.run.widgets
    return name in widgets and isinstance(widgets[name], list | tuple)
