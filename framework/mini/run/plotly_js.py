"""The script of Plotly, as the installed package has it: its name on the page, its bytes."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_PLACE: Final = Path("package_data/plotly.min.js")
_LEVEL: Final = 6


@cache
def path() -> Path | None:
    """Give the file, if Plotly is installed and has it."""
    found = find_spec("plotly")
    folders = (found.submodule_search_locations if found else None) or []
    return next((file for folder in folders if (file := Path(folder) / _PLACE).is_file()), None)


@cache
def name() -> str:
    """Give the name that the page asks for it by, another for each content; empty without one."""
    file = path()
    if file is None:
        return ""
    return f"plotly-{blake2b(file.read_bytes(), digest_size=12).hexdigest()}.js"


@cache
def compressed() -> bytes:
    """Give the script as gzip has it."""
    file = path()
    return b"" if file is None else gzip.compress(file.read_bytes(), _LEVEL)
