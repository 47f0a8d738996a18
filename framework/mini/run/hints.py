"""What to do about errors that Python raises, where the author's mistake is a known one."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Final

from mini.run.container import COMMANDS

_OURS: Final = str(Path(__file__).parents[1])
_UNEXPECTED: Final = re.compile(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'")
_MISSING: Final = re.compile(r"(\w+)\(\) (missing|takes) .*(argument|given)")
_NO_ATTRIBUTE: Final = re.compile(r"'(list|tuple|bool|NoneType|str|int|float)' object has no")
_NO_WITH: Final = re.compile(r"'(\w+)' object does not support the context manager protocol")


def hint(error: BaseException) -> str | None:
    """Say what to do about an error; None where its own message has to do."""
    frame = _last(error.__traceback__)
    for kind, advise in _ADVICE:
        if isinstance(error, kind) and frame is not None:
            found = advise(error, frame)
            if found is not None:
                return found
    return None


def _last(trace: TracebackType | None) -> FrameType | None:
    """The innermost frame, mini's own left out that only pass a call on."""
    frames = []
    while trace is not None:
        frames.append(trace.tb_frame)
        trace = trace.tb_next
    while frames and frames[-1].f_code.co_filename.startswith(_OURS):
        frames.pop()
    return frames[-1] if frames else None


def _call(error: BaseException, frame: FrameType) -> str | None:
    """A command that was called with what it does not take."""
    unexpected = _UNEXPECTED.search(str(error))
    found = unexpected or _MISSING.search(str(error))
    command = None if found is None else COMMANDS.get(found[1])
    if found is None or command is None or _is_another(found[1], command, frame):
        return None
    taken = signature(command).parameters
    names = [name for name in taken if not name.startswith("_")]
    listed = f"`st.{found[1]}` takes {', '.join(names)}."
    if unexpected is None:
        needed = [n for n in names if taken[n].default is Parameter.empty]
        return f"{listed} What it needs is {', '.join(needed)}." if needed else listed
    close = import_module("difflib").get_close_matches(found[2], names, 1)
    return f"Did you mean `{close[0]}`? {listed}" if close else listed


def _is_another(name: str, command: Callable[..., Any], frame: FrameType) -> bool:
    """Say whether the author has a function of that name."""
    own = frame.f_locals.get(name, frame.f_globals.get(name, command))
    return own is not command


def _attribute(error: BaseException, _: FrameType) -> str | None:
    """A command called on what is no container."""
    found = _NO_ATTRIBUTE.search(str(error))
    name = getattr(error, "name", None)
    if found is None or name not in COMMANDS:
        return None
    if found[1] in {"list", "tuple"}:
        return (
            f"`st.columns` and `st.tabs` give a list of places. Take one of them, as in "
            f"`left, right = st.columns(2)`, and call `left.{name}(...)`."
        )
    return (
        f"A widget gives its value, not a place, so `{name}` cannot be called on it. Call "
        f"`st.{name}(...)` on its own."
    )


def _with(error: BaseException, _: FrameType) -> str | None:
    """`with` on what is no container."""
    found = _NO_WITH.search(str(error))
    if found is None:
        return None
    if found[1] in {"list", "tuple"}:
        return (
            "`st.columns` and `st.tabs` give a list of places. Write "
            "`left, right = st.columns(2)`, then `with left:`."
        )
    if found[1] == "bool":
        return "A button or checkbox gives True or False. Write `if st.button(...):` instead."
    return None


def _module(error: BaseException, _: FrameType) -> str | None:
    """A package that is not installed."""
    name = (getattr(error, "name", None) or "").partition(".")[0]
    if not name or name in sys.stdlib_module_names or str(error) != f"No module named {name!r}":
        return None
    return (
        "If it is a package, install it for the Python that runs this app, with "
        f"`python -m pip install {name}` or what its documentation says. If it is a file of your "
        "own, put it beside the script."
    )


def _file(error: BaseException, frame: FrameType) -> str | None:
    """A relative path that starts at another folder than the author thinks."""
    name = getattr(error, "filename", None)
    if not isinstance(name, str) or not name or Path(name).is_absolute():
        return None
    while frame.f_back is not None and frame.f_globals.get("__name__") != "__main__":
        frame = frame.f_back
    script = Path(str(frame.f_globals.get("__file__") or frame.f_code.co_filename))
    if (script.parent / name).exists():
        return (
            f"It is beside the script, but relative paths start at the folder in which mini was "
            f"started. Write `Path(__file__).parent / {name!r}`, with `from pathlib import Path`."
        )
    return "Relative paths start at the folder in which mini was started."


def _name(error: BaseException, _: FrameType) -> str | None:
    """The first line was forgotten."""
    name = getattr(error, "name", None)
    return f"Write `import mini as {name}` first." if name in {"st", "mini"} else None


_ADVICE: Final[tuple[tuple[type[BaseException], Callable[[Any, FrameType], str | None]], ...]] = (
    (TypeError, _call),
    (TypeError, _with),
    (AttributeError, _attribute),
    (ModuleNotFoundError, _module),
    (FileNotFoundError, _file),
    (NameError, _name),
)
