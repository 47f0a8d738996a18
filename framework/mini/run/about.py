"""What there is to know of an object: its type, value or signature, docstring and members."""

from __future__ import annotations

import inspect
import re
from types import FunctionType, GetSetDescriptorType, MemberDescriptorType, MethodType, ModuleType
from typing import Any, Final

import msgspec

_LONGEST: Final = 300
_ADDRESS: Final = re.compile(r" at 0x[0-9A-Fa-f]+")
_COMPUTED: Final = (property, GetSetDescriptorType, MemberDescriptorType)
_MOST: Final = 500
"""Members that are shown; a class of thousands would be no help."""


class Member(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One attribute of an object, with its value or the first line of its docstring."""

    name: str
    type: str
    value: str | None = None
    doc: str | None = None


def kind_of(obj: Any) -> str:
    """Name the type of an object; that of a class is `class`."""
    return "class" if inspect.isclass(obj) else type(obj).__name__


def says(obj: Any) -> str | None:
    """Give an object's docstring, or that of its class."""
    text = _docstring(obj)
    if text is None and not isinstance(obj, type | ModuleType | FunctionType | MethodType):
        text = _docstring(type(obj))
    return text


def _docstring(obj: Any) -> str | None:
    text = inspect.getdoc(obj)
    return text.strip() or None if isinstance(text, str) else None


def value_of(obj: Any) -> str | None:
    """Write an object's value; of what has none that can be read, its path and signature."""
    shown = _readable(obj)
    if shown is not None:
        return shown
    named = obj if getattr(obj, "__qualname__", None) or isinstance(obj, ModuleType) else type(obj)
    name = getattr(named, "__qualname__", None) or named.__name__
    module = getattr(named, "__module__", None)
    path = name if module in {None, "builtins", "__main__"} else f"{module}.{name}"
    return path + _signature(named)


def _readable(obj: Any) -> str | None:
    if inspect.isclass(obj) or inspect.ismodule(obj) or callable(obj):
        return None
    try:
        text = repr(obj).strip()
    except Exception as error:  # noqa: BLE001  (an author's `__repr__` may raise anything)
        return f"<its repr raises {type(error).__name__}>"
    if not isinstance(obj, str) and _ADDRESS.search(text):
        return None
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _signature(obj: Any) -> str:
    if not callable(obj):
        return ""
    try:
        return str(inspect.signature(obj))
    except (ValueError, NameError):
        return "(...)"
    except TypeError:
        return ""


def members_of(obj: Any) -> tuple[Member, ...]:
    """Give what an object has, private names and modules left out: values, methods, classes."""
    found = [_member(obj, name) for name in _names(obj) if not name.startswith("_")]
    order = sorted((weight, member.name, member) for weight, member in filter(None, found))
    return tuple(member for _, _, member in order[:_MOST])


def _names(obj: Any) -> list[str]:
    try:
        return [str(name) for name in dir(obj)]
    except Exception:  # noqa: BLE001  (so may a `__dir__`)
        return []


def _member(obj: Any, name: str) -> tuple[int, Member] | None:
    if isinstance(inspect.getattr_static(type(obj), name, None), _COMPUTED):
        return 0, Member(name, "property", None, _line(inspect.getattr_static(type(obj), name)))
    try:
        value = getattr(obj, name)
    except Exception:  # noqa: BLE001  (some attributes raise by design)
        return None
    if inspect.ismodule(value):
        return None
    shown = _readable(value)
    weight = 2 if inspect.isclass(value) else 1 if callable(value) else 0
    return weight, Member(name, kind_of(value), shown, None if shown else _line(value))


def _line(obj: Any) -> str | None:
    return (says(obj) or "").partition("\n")[0] or None
