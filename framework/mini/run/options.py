"""The options of a choice: what the author gave, the texts that are shown, and ids for the wire.

An option's id is its text; where the same text occurs again, the k-th repetition is the text,
U+001F and k.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy, deepcopy
from enum import Enum, EnumMeta
from functools import lru_cache
from numbers import Integral
from typing import Any, Final

from mini.errors import ArgumentError, MiniError
from mini.page.widgets import Unfit
from mini.run import checks
from mini.run.frames import first_values, is_table

_REPETITION: Final = "\u001f"
_FEW: Final = 1000
_SHARED: Final = frozenset({str, int, float, bool, type(None), bytes, complex})


class FormatGone(MiniError):
    """The `format_func` of some options belonged to another run: a live call has its own."""


class Options:
    """Options in their order."""

    __slots__ = ("_format", "_new", "_places", "default", "ids", "texts", "values")

    def __init__(
        self, command: str, options: Any, format_func: Callable[[Any], Any], index: Any = None,
        accept_new: bool = False,
    ) -> None:  # fmt: skip
        self.values = _values(command, options)
        texts = tuple([_text(value, format_func) for value in self.values])
        self.texts, self.ids, self._places = (_kept_names if len(texts) <= _FEW else _names)(texts)
        self._format = format_func
        self._new = accept_new
        self.default = self._first(command, index)

    def _first(self, command: str, index: Any) -> str | None:
        """Check an `index`, and give the id that it stands for."""
        if index is None or (type(index) is int and 0 <= index < len(self.ids)):
            return None if index is None else self.ids[index]
        if isinstance(index, bool) or not isinstance(index, Integral):
            fix = "It is the place of an option, from 0, or None for no choice."
            raise ArgumentError(command, "index", index, fix)
        place = int(index)
        if not self.ids:
            return None
        if not 0 <= place < len(self.ids):
            fix = f"There are {len(self.ids)} options, so it is from 0 to {len(self.ids) - 1}."
            raise ArgumentError(command, "index", index, fix)
        return self.ids[place]

    @property
    def format_func(self) -> Callable[[Any], Any]:
        """What makes the text of an option."""
        return self._format

    def unformatted(self) -> Options:
        """Give the same options without their `format_func`."""
        twin = copy(self)
        twin._format = _gone
        return twin

    def read(self, wire: Any) -> Any:
        """Give the option of an id, or None; raises `Unfit` for what is no id."""
        if wire is None:
            return None
        place = self._places.get(wire, -1) if isinstance(wire, str) else -1
        if place >= 0:
            return _own(self.values[place])
        if self._new and isinstance(wire, str):
            return wire
        raise Unfit

    def write(self, value: Any) -> Any:
        """Give the id of what `session_state` was set to: that at first for what is no option."""
        if value is None:
            return None
        new = self._new and isinstance(value, str)
        return self.find(value, checks.exact(value) if new else self.default)

    def place(self, id_: str) -> int:
        """Give the place of an option, or -1 where there is none of this id."""
        return self._places.get(id_, -1)

    def find(self, value: Any, otherwise: Any) -> Any:
        """Give the id of an option that an author set, by the option itself or by its text."""
        # Most options are plain texts, and many can be set at once.
        place = self._places.get(value, -1) if type(value) is str else -1
        if place >= 0 and self._format is str and type(self.values[place]) is str:
            return self.ids[place]
        for place, option in enumerate(self.values):
            if option is value or same(option, value):
                return self.ids[place]
        try:
            text = _text(value, self._format)
        except FormatGone:
            raise
        except Exception:  # noqa: BLE001  (`format_func` knows the options, not any value)
            return otherwise
        return text if text in self._places else otherwise


def _values(command: str, options: Any) -> list[Any]:
    if options is None or type(options) in {list, tuple}:
        return list(options or ())
    if isinstance(options, str):
        return [options]
    if isinstance(options, EnumMeta):
        return list(options)
    if is_table(options):
        return first_values(options)
    if isinstance(options, set | frozenset):
        return sorted(options, key=str)
    if isinstance(options, Iterable):
        return list(options)
    fix = "They are a list, or anything else that can be gone through."
    raise ArgumentError(command, "options", options, fix)


def _gone(_: Any) -> str:
    raise FormatGone


def _text(value: Any, format_func: Callable[[Any], Any]) -> str:
    return value if format_func is str and type(value) is str else str(format_func(value))


def _names(texts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, int]]:
    """The texts, their ids, and the place of each id."""
    ids = _ids(texts)
    return texts, ids, {id_: place for place, id_ in enumerate(ids)}


_kept_names = lru_cache(maxsize=256)(_names)


def _ids(texts: tuple[str, ...]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    ids = []
    for text in texts:
        count = seen.get(text, 0)
        seen[text] = count + 1
        ids.append(f"{text}{_REPETITION}{count}" if count else text)
    return tuple(ids)


def _own(value: Any) -> Any:
    """A copy of a mutable option, so that no run can change those of another."""
    if type(value) in _SHARED or isinstance(value, Enum | type):
        return value
    try:
        return deepcopy(value)
    except Exception:  # noqa: BLE001  (what cannot be copied is handed out as it is)
        return value


def same(option: Any, value: Any) -> bool:
    """Say whether a value is this option: equal, and of its type."""
    if type(option) is not type(value):
        return False
    try:
        return bool(option == value)
    except (TypeError, ValueError):
        return False
