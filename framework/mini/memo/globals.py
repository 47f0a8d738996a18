"""What a function depends on outside of its arguments: the app's own code, and the data it reads.

One walk goes from a function over the helpers that it refers to, and makes a `Plan`.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from importlib.util import resolve_name
from types import BuiltinFunctionType, CellType, FunctionType, ModuleType
from typing import Any, Final

from mini.memo.code_reading import Reading, read
from mini.memo.code_walk import Place
from mini.memo.encoders import Encoder, Names, Own
from mini.memo.encoders_atom import finish, of_bytes, of_int, of_str
from mini.memo.globals_names import import_own, in_app, is_named, is_own_class, name_of
from mini.memo.globals_plan import (
    MISSING,
    Check,
    Edge,
    Kind,
    Plan,
    constant,
    default_of,
    recall,
    remember,
    wrapped_by,
)


def plan(root: Any, own: Own | None, names: Names | None) -> Plan:
    """Walk from a function or a class of the app over all that it refers to."""
    function = root if isinstance(root, FunctionType) else None
    known = None if function is None else recall(function, own, names)
    if known is not None:
        return known
    found = _Walk(root, own or in_app, names).plan
    if function is not None:
        remember(function, own, names, found)
    return found


class _Walk:
    def __init__(self, root: Any, own: Own, names: Names | None) -> None:
        self.root = root
        self.own = own
        self.names = names
        self.plan = Plan()
        self.out: list[bytes] = []
        self.targets: list[Any] = []
        self.places: dict[int, int] = {}
        self.changed: set[tuple[int, str]] = set()
        self.met: set[tuple[int, str]] = set()
        self.tokens: list[bytes] = []
        self.home = getattr(root, "__globals__", None)
        if isinstance(root, FunctionType | type):
            self.add(root)
        else:  # a partial, a bound method, an object that can be called
            edge = Edge("function", "function", id(root), Kind.INNER)
            self.out.append(self.meet(edge, (lambda _, __: root, "", root)))
        for target in self.targets:  # grows while it is walked
            self.visit(target)
        for at, edge in enumerate(self.plan.edges):
            if self.tokens[at] == _DATA or edge.kind is not Kind.INNER:
                self.sort_out(at, edge, self.plan.checks[at])
        self.plan.code = finish(b"".join(self.out))
        fixed = [of_str(label) + token for label, token in self.plan.fixed.items()]
        self.plan.digest = finish(b"".join(fixed)) if fixed else b""

    def add(self, target: Any) -> bytes:
        """Note code to visit, and give what stands for it here."""
        place = self.places.get(id(target))
        if place is None:
            place = self.places[id(target)] = len(self.targets)
            self.targets.append(target)
        return b"v" + of_int(place)

    def visit(self, target: Any) -> None:
        if isinstance(target, type):
            self.visit_class(target)
        else:
            self.visit_function(target)

    def visit_function(self, function: FunctionType) -> None:
        reading = read(function.__code__)
        self.out.append(reading.digest)
        self.visit_defaults(function)
        cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
        for place in reading.reads:
            if len(place) == 1:
                self.visit_place(place[0], function, cells, reading)
        for place in reading.changes:
            self.note_change(place, function, cells)

    def visit_defaults(self, function: FunctionType) -> None:
        code = function.__code__
        count = code.co_argcount
        values = function.__defaults__ or ()
        first = count - len(values)
        pairs = dict(zip(code.co_varnames[first:count], values, strict=True))
        for name, value in (pairs | (function.__kwdefaults__ or {})).items():
            label = f"default.{function.__qualname__}.{name}"
            kind = Kind.DEFAULT if function is self.root else Kind.INNER
            edge = Edge(label, label, id(function), kind)
            get = functools.partial(default_of, function, function.__defaults__)
            self.out.append(of_str(name) + self.meet(edge, (get, name, value)))

    def visit_place(
        self, name: str, function: FunctionType, cells: dict[str, CellType], reading: Reading
    ) -> None:
        self.out.append(of_str(name))
        if name[0] == "^":
            cell = cells[name[1:]]
            label = f"closure.{name[1:]}"
            get = functools.partial(_content, cell)
            edge = Edge(label, label, id(cell), Kind.INNER)
            self.out.append(self.meet(edge, (get, "", get(""))))
            self.follow(get(""), (name,), reading)
            return
        if name[0] == "!":
            value = self.meet_module(name[1:], function)
        else:
            value = self.meet_in(function.__globals__, name, function.__module__)
        self.follow(value, (name,), reading)

    def meet_module(self, name: str, function: FunctionType) -> Any:
        """Note a module that the function itself imports; the app's own are imported now."""
        if name[0] == ".":
            package = function.__globals__.get("__package__") or ""
            try:
                name = resolve_name(name, package)
            except ImportError:
                return None
        if import_own(name, self.own):
            return self.meet_in(sys.modules, name, "")
        self.out.append(b"m" + of_str(name))
        return None

    def meet_in(self, namespace: dict[str, Any], name: str, module: str | None) -> Any:
        """Note a name of a module, and give what it stands for."""
        home = namespace is self.home
        label = name if home else f"{module}.{name}"
        value = namespace.get(name, MISSING)
        kind = Kind.HOME if home else Kind.GLOBAL
        edge = Edge(label, f"global.{module}.{name}", id(namespace), kind)
        self.out.append(self.meet(edge, (namespace.get, name, value)))
        return value

    def follow(self, value: Any, place: Place, reading: Reading) -> None:
        """Take in what is read of one of the app's own modules."""
        if not isinstance(value, ModuleType) or not self.is_own_module(value):
            return
        for longer in reading.reads:
            if len(longer) == len(place) + 1 and longer[:-1] == place:
                self.out.append(of_str(longer[-1]))
                found = self.meet_in(vars(value), longer[-1], value.__name__)
                self.follow(found, longer, reading)

    def note_change(self, place: Place, function: FunctionType, cells: dict[str, CellType]) -> None:
        name, rest = place[0], place[1:]
        if name[0] == "^":
            self.changed.add((id(cells[name[1:]]), ""))
            return
        namespace: Any = sys.modules if name[0] == "!" else function.__globals__
        name, holder = name.lstrip("!"), id(namespace)
        value = namespace.get(name, MISSING)
        while isinstance(value, ModuleType | type) and rest:
            namespace, name, rest = vars(value), rest[0], rest[1:]
            holder = id(value) if isinstance(value, type) else id(namespace)
            value = namespace.get(name, MISSING)
        self.changed.add((holder, name))

    def meet(self, edge: Edge, check: Check) -> bytes:
        """Note a name, and give what stands for its value in the digest of the code."""
        key = (edge.holder, check[1])
        if key not in self.met:
            self.met.add(key)
            token = self.token(check[2])
            self.plan.edges.append(edge)
            self.plan.checks.append(check)
            self.tokens.append(token)
            return token
        return self.token(check[2])

    def token(self, value: Any) -> bytes:
        """Give the token of code, by content or by name, or that of any data."""
        if isinstance(value, type):
            return self.add(value) if self.is_own_class(value) else name_of(value)
        token = _TOKENS.get(type(value))
        if token is not None:
            return token(self, value)
        wrapped = wrapped_by(value)
        return _DATA if wrapped is None else b"w" + self.token(wrapped)

    def module_token(self, value: ModuleType) -> bytes:
        return b"m" + of_str(value.__name__)

    def method_token(self, value: Any) -> bytes:
        return b"s" + self.token(value.__func__)

    def property_token(self, value: property) -> bytes:
        return b"p" + b"".join(map(self.token, (value.fget, value.fset, value.fdel)))

    def builtin_token(self, value: BuiltinFunctionType) -> bytes:
        return name_of(value) if isinstance(value.__self__, ModuleType) else _DATA

    def function_token(self, value: FunctionType) -> bytes:
        if self.own(value.__code__.co_filename) or not is_named(value):
            return self.add(value)
        wrapped = wrapped_by(value)
        return name_of(value) + (b"" if wrapped is None else self.token(wrapped))

    def is_own_module(self, module: ModuleType) -> bool:
        file = getattr(module, "__file__", None)
        return isinstance(file, str) and self.own(file)

    def is_own_class(self, cls: type) -> bool:
        return is_own_class(cls, self.own)

    def visit_class(self, cls: type) -> None:
        self.out.append(name_of(cls))
        self.out += [of_str("base") + self.token(base) for base in cls.__bases__]
        self.out.append(self.token(type(cls)))
        for name, value in sorted(_attributes(cls), key=lambda pair: pair[0]):
            label = f"{cls.__qualname__}.{name}"
            shown = f"global.{cls.__module__}.{label}"
            edge = Edge(label, shown, id(cls), Kind.INNER)
            get = functools.partial(_attribute, cls)
            self.out.append(of_str(name) + self.meet(edge, (get, name, value)))
        for name, member in getattr(cls, "_member_map_", {}).items():
            self.out.append(of_str(name) + (self.stays(member._value_) or b"-"))

    def sort_out(self, at: int, edge: Edge, check: Check) -> None:
        """Decide how a name counts: by its code alone, by a value that stays, or by its data."""
        _, name, value = check
        left_out = self.plan.left_out
        if isinstance(value, ModuleType):
            left_out[edge.label] = "is a module"
        elif self.tokens[at] != _DATA:
            return
        elif (edge.holder, name) in self.changed:
            left_out[edge.label] = "is changed by the function"
        elif type(value).__module__.startswith("mini."):
            left_out[edge.label] = "belongs to the framework"
        else:
            token = self.stays(value)
            if token is None:
                self.plan.data.append(at)
            elif edge.inner:
                self.out.append(of_str(edge.label) + token)
            else:
                self.plan.fixed[edge.label] = token

    def stays(self, value: Any) -> bytes | None:
        """Give what stands for a value for good, or None for data that may change."""
        if self.names is not None and (token := self.names(value)) is not None:
            return b"@" + of_bytes(token)
        if not constant(value):
            return None
        encoder = Encoder()
        encoder.put(value)
        return finish(encoder.out)


_DATA: Final = b"d"
_TOKENS: Final[dict[type, Callable[[_Walk, Any], bytes]]] = {
    object: lambda _, value: b"?" if value is MISSING else _DATA,
    ModuleType: _Walk.module_token,
    FunctionType: _Walk.function_token,
    BuiltinFunctionType: _Walk.builtin_token,
    staticmethod: _Walk.method_token,
    classmethod: _Walk.method_token,
    property: _Walk.property_token,
}


def _content(cell: CellType, _: str, default: Any = MISSING) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return default


def _attribute(cls: type, name: str, default: Any = MISSING) -> Any:
    return vars(cls).get(name, default)


def _attributes(cls: type) -> Iterator[tuple[str, Any]]:
    members = getattr(cls, "_member_map_", {})
    for name, value in vars(cls).items():
        if name in members:
            continue
        code = isinstance(value, FunctionType | staticmethod | classmethod | property)
        if code or not ((name.startswith("_") and name.endswith("_")) or name == "_abc_impl"):
            yield name, value


__all__ = ["in_app", "is_own_class", "plan"]
