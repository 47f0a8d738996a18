"""What a function is: its code with that of its helpers, and the global data that it reads."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from types import FunctionType
from typing import Any, Final

from mini.memo.code_reading import read
from mini.memo.encoders import Encode, Encoder, Names, Own, Unhashable, finish, of_str
from mini.memo.globals import (
    MISSING,
    Edge,
    Plan,
    in_app,
    is_named,
    is_own_class,
    module_name,
    name_of,
    plan,
)


class Source:
    """One function object, and what its results depend on beside its arguments.

    `own` says whether the code of a file belongs to the app, and counts; `names` may give a token
    for an object that stands for itself. Without `track_globals`, no global data counts.
    """

    def __init__(
        self,
        function: Any,
        *,
        own: Own | None = None,
        names: Names | None = None,
        track_globals: bool = True,
    ) -> None:
        self.function = function
        self.name = f"{module_name(function, function.__module__)}.{function.__qualname__}"
        self._own = own
        self._names = names
        self._track = track_globals
        self._plan: Plan | None = None
        self._fixed = b""

    def code(self) -> bytes:
        """Give the digest of the code, with that of its helpers in the app's own files."""
        return self._current().code

    def data(self) -> bytes:
        """Give the digest of the data that it reads, as it is now; empty if there is none."""
        found = self._current()
        if not self._track:
            return b""
        if not found.data:
            return self._fixed
        parts = [self._fixed]
        for edge in found.data:
            token = self._digest(edge, {})
            if token is not None:
                parts.append(of_str(edge.label) + token)
        return finish(b"".join(parts))

    def data_by_name(self) -> dict[str, bytes]:
        """Give one digest for each name of the data that it reads."""
        found = self._current()
        if not self._track:
            return {}
        digests = {
            name: blake2b(token, digest_size=16).digest() for name, token in found.fixed.items()
        }
        for edge in found.data:
            token = self._digest(edge, {})
            if token is not None:
                digests[edge.label] = token
        return digests

    def left_out(self) -> dict[str, str]:
        """Give each global and closure variable that does not count, and why."""
        found = self._current()
        reasons = dict(found.left_out)
        for edge in found.data:
            if self._track:
                self._digest(edge, reasons)
            else:
                reasons[edge.label] = "is left out by `track_globals=False`"
        return reasons

    def containers(self) -> Iterator[tuple[str, Any]]:
        """Give each name that it or its helpers refer to, with what that stands for now."""
        for edge in self._current().edges:
            value = edge.get(edge.name, MISSING)
            if value is not MISSING:
                yield edge.shown, value

    def _current(self) -> Plan:
        found = self._plan
        if found is None or not found.holds():
            found = plan(self.function, self._own, self._names)
            tokens = [of_str(label) + token for label, token in found.fixed.items()]
            self._fixed = finish(b"".join(tokens)) if tokens else b""
            self._plan = found
        return found

    def _digest(self, edge: Edge, reasons: dict[str, str]) -> bytes | None:
        encoder = Encoder(None, self._names, self._own)
        try:
            encoder.put(edge.value)
        except Unhashable as error:
            reasons[edge.label] = f"cannot be hashed: {error.reason}"
            return None
        except RecursionError:
            reasons[edge.label] = "cannot be hashed: It is nested too deep."
            return None
        return finish(encoder.out)


def _put_function(encoder: Encoder, function: FunctionType) -> None:
    own = encoder.own or in_app
    if own(function.__code__.co_filename):
        encoder.out += b"q" + name_of(function)
        _put_plan(encoder, function)
    elif is_named(function):
        encoder.out += b"n" + name_of(function)
    else:
        encoder.out += b"qc" + read(function.__code__).digest
        encoder.put(function.__defaults__)
        encoder.put(function.__kwdefaults__)
        encoder.put_items([cell.cell_contents for cell in function.__closure__ or ()])


def _put_class(encoder: Encoder, cls: type) -> None:
    if is_own_class(cls, encoder.own or in_app):
        encoder.out += b"qt"
        _put_plan(encoder, cls)
    else:
        encoder.out += b"nt" + name_of(cls)


def _put_plan(encoder: Encoder, root: Any) -> None:
    found = plan(root, encoder.own, encoder.names)
    encoder.out += found.code
    encoder.put_pairs(found.fixed)
    for edge in found.data:
        encoder.put_text(edge.label)
        encoder.try_put(edge.value)


INHERITED: Final[dict[str, Encode]] = {
    "builtins.function": _put_function,
    "builtins.type": _put_class,
}
"""For functions and classes as values."""
