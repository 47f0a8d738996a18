"""The encoding of values as bytes: a tag and a length before everything, so no two are alike.

`Encoder` walks a value and knows containers that are shared or refer in circles. What is done with
a type stands in tables (`EXACT`, `INHERITED`), which `digest.py` fills from the files that know
the types.

    value    = atom | container | "#" digest of a long encoding | "^" up | "~" back
    items    = packed columns of atoms | "*" count value ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeAlias
from weakref import WeakKeyDictionary

from mini.memo.encoders_atom import (
    ATOMS,
    BUFFER,
    FEW,
    PACKABLE,
    PACKERS,
    SORTABLE,
    finish,
    of_long,
    of_str,
    pack_mixed,
    pack_numbers,
)

LONG: Final = 1024
"""An encoding from here on is replaced by its digest, which shared containers keep."""

Names: TypeAlias = Callable[[Any], bytes | None]
Own: TypeAlias = Callable[[str], bool]


class Unhashable(Exception):
    """A value has no key; `path` leads from it to the `culprit`, and `reason` is a sentence."""

    def __init__(self, culprit: Any, reason: str, path: str = "") -> None:
        super().__init__(reason)
        self.culprit = culprit
        self.reason = reason
        self.path = path


def dropping(table: dict[int, Any], key: int) -> Callable[[Any], None]:
    """Give what a weak reference calls when its object dies, to drop the entry under its id."""

    def drop(_: Any) -> None:
        table.pop(key, None)

    return drop


def qualified(cls: type) -> str:
    """Name a class with its module."""
    return f"{cls.__module__}.{cls.__qualname__}"


def names_of(cls: type) -> tuple[str, str]:
    """Name a class with its module, and with its library alone: pandas moves its classes."""
    return qualified(cls), f"{cls.__module__.partition('.')[0]}.{cls.__qualname__}"


class Encoder:
    """One walk over one value.

    `find` gives the author's own function for a class, `names` a token for an object that stands
    for itself, and `own` says whether code of a file belongs to the app.
    """

    __slots__ = (
        "_back", "_count", "_depth", "_kept", "_numbered", "_seen", "_up", "find", "names", "out",
        "own",
    )  # fmt: skip

    def __init__(
        self,
        find: Callable[[type], Callable[[Any], Any] | None] | None = None,
        names: Names | None = None,
        own: Own | None = None,
    ) -> None:
        self.out = bytearray()
        self.find = find
        self.names = names
        self.own = own
        # By id: the depth of a container on the way here (0, 1, ..), the place of one that was
        # part of a circle (-1, -2, ..), a long one's digest with how many places it took, or None
        # where the place depends on the order of a set.
        self._seen: dict[int, int | tuple[bytes, int] | None] = {}
        self._kept: list[Any] = []
        self._numbered: list[int] = []
        self._depth = 0
        self._count = 0
        self._up = 1 << 60
        self._back = 1 << 60

    def put(self, value: Any) -> None:
        """Encode a value."""
        cls = type(value)
        if self.find is not None and (function := self.find(cls)) is not None:
            self._put_custom(value, cls, function)
            return
        atom = ATOMS.get(cls)
        if atom is not None:
            self.out += atom(value)
        else:
            self._put_node(value, cls)

    def try_put(self, value: Any) -> None:
        """Encode a value, or leave it out if it has no key."""
        mark = (len(self.out), self._depth, self._count, self._up, self._back)
        try:
            self.put(value)
        except Unhashable:
            start, self._depth, self._count, self._up, self._back = mark
            self.out[start:] = b"-"
            for key, state in list(self._seen.items()):
                if isinstance(state, int) and (state >= self._depth or -state > self._count):
                    del self._seen[key]

    def put_items(self, items: Sequence[Any], label: Callable[[int], str] = "[{}]".format) -> None:
        """Encode values in order; `label` names the place of one in a path."""
        packed = self._pack(items)
        if packed is not None:
            self.put_bytes(packed)
            return
        self.out += b"*%d;" % len(items)
        at = 0
        try:
            for at, item in enumerate(items):  # noqa: B007  read where it stopped
                self.put(item)
        except Unhashable as error:
            error.path = label(at) + error.path
            raise

    def put_pairs(
        self, pairs: dict[Any, Any], label: Callable[[Any], str] = "[{!r}]".format
    ) -> None:
        """Encode the names and values of a dict, in its order."""
        keys = list(pairs)
        self.put_items(keys, lambda at: f".keys()[{at}]")
        self.put_items(list(pairs.values()), lambda at: label(keys[at]))

    def put_attributes(self, pairs: dict[str, Any]) -> None:
        """Encode attributes with their names."""
        self.put_pairs(pairs, ".{}".format)

    def put_text(self, text: str) -> None:
        """Encode a text, such as a name."""
        self.out += of_str(text)

    def put_bytes(self, data: Any) -> None:
        """Encode bytes, or any buffer without gaps, by all that it holds."""
        view = data if type(data) is bytes else memoryview(data).cast("B")
        self.out += b"b%d:" % len(view) + view if len(view) < BUFFER else of_long(view)

    def put_unordered(self, members: Iterable[Any]) -> None:
        """Encode the members of a set, which come in another order in each process."""
        members = list(members)
        kinds = set(map(type, members))
        if len(kinds) == 1 and kinds <= SORTABLE and not self._finds(kinds):
            self.put_items(sorted(members))
            return
        digests = sorted(map(self._digest_apart, members))
        self.out += b"*%d;" % len(digests) + b"".join(digests)

    def _digest_apart(self, member: Any) -> bytes:
        count, start, numbered = self._count, len(self.out), len(self._numbered)
        try:
            self.put(member)
        except Unhashable as error:
            error.path = ".{...}" + error.path
            raise
        data = self.out[start:]
        del self.out[start:]
        for key in self._numbered[numbered:]:
            self._seen[key] = None
        self._count = count
        return finish(data)

    def _put_custom(self, value: Any, cls: type, function: Callable[[Any], Any]) -> None:
        find, self.find = self.find, None  # what the function gives counts as it is
        self.out += b"H"
        self.put_text(qualified(cls))
        self.put(function(value))
        self.find = find

    def _put_node(self, value: Any, cls: type) -> None:
        """Encode what may contain itself.

        Sharing leaves no trace: `[x, x]` equals `[x, copy(x)]`, as they are equal values. Only
        what refers in circles is named by where it was met, as else the walk would not end.
        """
        key = id(value)
        if key in self._seen:
            self._put_again(value, self._seen[key])
            return
        if self.names is not None and (token := self.names(value)) is not None:
            self.out += b"@%d:" % len(token) + token
            return
        encode = encoder_of(cls)
        out, depth, count, up, back = self.out, self._depth, self._count, self._up, self._back
        start = len(out)
        self._seen[key] = depth
        self._depth, self._up, self._back = depth + 1, 1 << 60, 1 << 60
        encode(self, value)
        self._depth = depth
        long = len(out) - start >= LONG or isinstance(value, type)
        digest = finish(out[start:]) if long else b""
        if long:
            out[start:] = b"#" + digest
        if self._up < depth or self._back < count:
            self._count += 1
            self._seen[key] = -self._count
            self._numbered.append(key)
            self._kept.append(value)
        elif long:
            self._seen[key] = (digest, self._count - count)
            self._kept.append(value)
        else:
            del self._seen[key]
        self._up, self._back = min(up, self._up), min(back, self._back)

    def _put_again(self, value: Any, state: int | tuple[bytes, int] | None) -> None:
        if isinstance(state, tuple):
            self.out += b"#" + state[0]
            self._count += state[1]
        elif state is None:
            raise Unhashable(value, "Members of a set refer to each other, in no order of theirs.")
        elif state >= 0:
            self.out += b"^%d;" % (self._depth - state)
            self._up = min(self._up, state)
        else:
            self.out += b"~%d;" % (self._count + state)
            self._back = min(self._back, -state - 1)

    def _finds(self, kinds: set[type]) -> bool:
        return self.find is not None and any(self.find(kind) for kind in kinds)

    def _pack(self, items: Sequence[Any]) -> bytes | None:
        """Encode atoms of one type as one column, and of several as several; else give None."""
        packed = None if self.find is not None else pack_numbers(items)
        if packed is not None:
            return packed
        kinds = set(map(type, items))
        if not kinds <= PACKABLE or not kinds or self._finds(kinds):
            return None
        try:
            if len(kinds) == 1:
                return PACKERS[kinds.pop()](items)
            return pack_mixed(items, kinds) if len(items) >= FEW else None
        except OverflowError:  # an int of more than 64 bits
            return None


Encode: TypeAlias = Callable[[Encoder, Any], None]

EXACT: Final[dict[str, Encode]] = {}
"""By qualified name: for values of just this class."""

INHERITED: Final[dict[str, Encode]] = {}
"""By qualified name: for values of this class and of classes derived from it."""

OTHERS: Final[list[Callable[[type], Encode]]] = []
"""One entry: what to do with a class that stands in no table."""

_builtin: dict[type, Encode] = {}
_known: WeakKeyDictionary[type, Encode] = WeakKeyDictionary()


def encoder_of(cls: type) -> Encode:
    """Find what to do with a class."""
    encode = _builtin.get(cls)
    if encode is None:
        encode = _known.get(cls)
    if encode is None:
        encode = _resolve(cls)
        # A class of a script has to go when its run is over.
        (_builtin if cls.__module__ == "builtins" else _known)[cls] = encode
    return encode


def _resolve(cls: type) -> Encode:
    exact = EXACT.get(qualified(cls))
    if exact is not None:
        return exact
    for base in cls.__mro__:
        for name in names_of(base):
            if name in INHERITED:
                return INHERITED[name]
    return OTHERS[0](cls)
