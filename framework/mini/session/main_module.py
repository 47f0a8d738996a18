"""`__main__`: one module whose attributes follow the script run of the caller.

So classes of a script pickle by name, `typing.get_type_hints` finds their annotations, and two
sessions never see each other's names.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, Final

from mini.run.context import FRAME


class MainModule(ModuleType):
    """The module that stands as `sys.modules["__main__"]` while apps are served."""

    def __init__(self, original: ModuleType) -> None:
        super().__init__("__main__")
        object.__setattr__(self, "_mini_original", original)

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        """The names of the caller's run, or of the program that was started."""
        frame = FRAME.get()
        if frame is not None and frame.run.names is not None:
            return frame.run.names
        return object.__getattribute__(self, "_mini_original").__dict__  # type: ignore[no-any-return]

    def __getattribute__(self, name: str) -> Any:
        if name in {"__dict__", "__class__"}:
            return object.__getattribute__(self, name)
        names = object.__getattribute__(self, "__dict__")
        if name in names:
            return names[name]
        raise AttributeError(f"module '__main__' has no attribute {name!r}", name=name, obj=self)

    def __setattr__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            del self.__dict__[name]
        except KeyError:
            raise AttributeError(f"module '__main__' has no attribute {name!r}") from None

    def __dir__(self) -> list[str]:
        return list(self.__dict__)


def install() -> None:
    """Put the module in place, once a process, and back where a script has taken it away."""
    if not _INSTALLED:
        _INSTALLED.append(MainModule(sys.modules["__main__"]))
    sys.modules["__main__"] = _INSTALLED[0]


_INSTALLED: Final[list[MainModule]] = []
