"""mini: a reactive web-app framework for Python.

    import mini as st

    name = st.text_input("Your name")
    st.write("Hello", name)

Start it with `mini run app.py`.

The public names are those of `mini/public.py`. They are loaded with the first one that is asked
for, so that a server answers before it has loaded all commands; `__init__.pyi` tells type checkers.
"""

from importlib import import_module as _import_module
from typing import Any as _Any


def _load() -> dict[str, _Any]:
    """Load all commands; threads that come meanwhile wait for them."""
    public = vars(_import_module("mini.public"))
    names = {name: value for name, value in public.items() if not name.startswith("_")}
    for name in ("components", "typing"):
        names[name] = _import_module(f"mini.{name}")
    globals().update(names)
    return names


def __getattr__(name: str) -> _Any:
    names = _load()
    return names[name] if name in names else _import_module("mini.older").find(name)


def __dir__() -> list[str]:
    return sorted(_load())
