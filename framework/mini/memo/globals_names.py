"""What is the app's own and what is a library's, and how a library's things are named."""

from __future__ import annotations

import functools
import os
import sys
import sysconfig
from importlib import import_module
from importlib.util import find_spec
from types import FunctionType
from typing import Any, Final

from mini.memo.encoders import Own
from mini.memo.encoders_atom import of_str
from mini.memo.globals_plan import wrapped_by

_LIBRARY: Final = tuple(
    {sysconfig.get_path(name) + os.sep for name in ("stdlib", "platstdlib", "purelib", "platlib")}
)
_PACKAGE: Final = __file__.rpartition("memo")[0]


@functools.lru_cache(maxsize=4096)
def in_app(filename: str) -> bool:
    """Say whether code of a file is an app's own, where nobody said which files are."""
    return not filename.startswith((*_LIBRARY, "<frozen", _PACKAGE))


def name_of(value: Any) -> bytes:
    """Give the token of a thing that is known by its name."""
    module = getattr(value, "__module__", None) or ""
    return b"n" + of_str(f"{module_name(value, module)}:{value.__qualname__}")


def module_name(value: Any, module: str) -> str:
    """Name a module; for `__main__` by its file, as one process may serve several apps."""
    if module != "__main__":
        return module
    code = getattr(value, "__code__", None)
    if code is not None:
        return str(code.co_filename)
    return str(getattr(sys.modules["__main__"], "__file__", module))


def is_named(function: FunctionType) -> bool:
    """Say whether a function is found under its name in its module."""
    found: Any = sys.modules.get(function.__module__ or "")
    for part in function.__qualname__.split("."):
        found = getattr(found, part, None)
    return found is function or wrapped_by(function) is not None


def import_own(name: str, own: Own) -> bool:
    """Import a module if it is the app's own, and say whether it is."""
    module = sys.modules.get(name)
    if module is None:
        try:
            spec = find_spec(name.partition(".")[0])
            if spec is None or not (spec.has_location and spec.origin and own(spec.origin)):
                return False
            module = import_module(name)
        except Exception:  # noqa: BLE001  (it may be no module; else the function will say so)
            return False
    file = getattr(module, "__file__", None)
    return isinstance(file, str) and own(file)


def is_own_class(cls: type, own: Own) -> bool:
    """Say whether a class was written in a file of the app."""
    if cls.__module__ in {"__main__", None}:
        return True
    if cls.__module__ == "builtins":
        return False
    file = getattr(sys.modules.get(cls.__module__), "__file__", None)
    if file is not None:
        return own(file)
    return any(
        isinstance(value, FunctionType) and own(value.__code__.co_filename)
        for value in vars(cls).values()
    )
