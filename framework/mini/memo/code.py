"""What a function is: its code with that of its helpers, and the global data that it reads."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from types import FunctionType
from typing import Any, Final

from mini.memo.code_reading import read
from mini.memo.encoders import Encode, Encoder, Names, Own, Unhashable
from mini.memo.encoders_atom import finish, of_str
from mini.memo.globals import plan
from mini.memo.globals_names import in_app, is_named, is_own_class, module_name, name_of
from mini.memo.globals_plan import MISSING, Plan


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
        named = function if hasattr(function, "__qualname__") else type(function)
        self.name = f"{module_name(named, named.__module__)}.{named.__qualname__}"
        self._own = own
        self._names = names
        self._track = track_globals
        self._plan: Plan | None = None

    def code(self) -> bytes:
        """Give the digest of the code, with that of its helpers in the app's own files."""
        return self._current().code

    def data(self) -> bytes:
        """Give the digest of the data that it reads, as it is now; empty if there is none."""
        found = self._current()
        fixed = found.digest if self._track else b""
        if not found.data:
            return fixed
        parts = [of_str(name) + token for name, token in self._tracked(found, {})]
        return finish(b"".join([fixed, *parts])) if parts else fixed

    def data_by_name(self) -> dict[str, bytes]:
        """Give one digest for each name of the data that it reads."""
        found = self._current()
        fixed = found.fixed if self._track else {}
        digests = {name: blake2b(token, digest_size=16).digest() for name, token in fixed.items()}
        return digests | dict(self._tracked(found, {}))

    def left_out(self) -> dict[str, str]:
        """Give each global and closure variable that does not count, and why."""
        found = self._current()
        reasons = dict(found.left_out)
        for _ in self._tracked(found, reasons):
            pass
        if not self._track:
            reasons |= dict.fromkeys(found.fixed, _UNTRACKED)
        return reasons

    def containers(self) -> Iterator[tuple[str, Any]]:
        """Give each name that it or its helpers refer to, with what that stands for now."""
        found = self._current()
        for edge, (get, name, _) in zip(found.edges, found.checks, strict=True):
            value = get(name, MISSING)
            if value is not MISSING:
                yield edge.shown, value

    def _current(self) -> Plan:
        found = self._plan
        if found is None or not found.holds():
            found = self._plan = plan(self.function, self._own, self._names)
        return found

    def _tracked(self, found: Plan, reasons: dict[str, str]) -> Iterator[tuple[str, bytes]]:
        """Give the digest of each name whose data counts, and note why others do not."""
        for at in found.data:
            edge = found.edges[at]
            if not (self._track or edge.inner):
                reasons[edge.label] = _UNTRACKED
                continue
            encoder = Encoder(None, self._names, self._own)
            try:
                encoder.put(found.checks[at][2])
            except Unhashable as error:
                reasons[edge.label] = f"cannot be hashed: {error.reason}"
            except RecursionError:
                reasons[edge.label] = "cannot be hashed: It is nested too deep."
            else:
                yield edge.label, finish(encoder.out)


_UNTRACKED: Final = "is left out by `track_globals=False`"


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
    for at in found.data:
        encoder.put_text(found.edges[at].label)
        encoder.try_put(found.checks[at][2])


INHERITED: Final[dict[str, Encode]] = {
    "builtins.function": _put_function,
    "builtins.type": _put_class,
}
"""For functions and classes as values."""
