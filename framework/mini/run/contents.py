"""What authors hand over as content: bytes, a file that is open, or the path of one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from mini.errors import ArgumentError, type_name
from mini.page.payload import Bundle, Payload

SCHEMES: Final = ("http", "https")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SERVED: Final = ("/app/static/", "app/static/")
_LONGEST_PATH: Final = 4096


def is_address(value: Any, schemes: tuple[str, ...] = (*SCHEMES, "data")) -> bool:
    """Say whether a value is the address of something that the browser fetches by itself."""
    if not isinstance(value, str):
        return False
    if value.startswith(_SERVED):
        return True
    return scheme_of(value) in schemes


def scheme_of(address: str) -> str:
    """Give the scheme of an address, in lower case; empty where it is relative."""
    # As browsers read it: without control characters, and without white space before it.
    found = _SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
    return "" if found is None else found[1].lower()


def link(command: str, argument: str, value: Any, schemes: tuple[str, ...] = SCHEMES) -> str:
    """Check an address that a click leads to."""
    # What is checked is what is sent: taking white space away can bring a scheme to light.
    address = value.strip() if isinstance(value, str) else ""
    if address and scheme_of(address) in (*schemes, ""):
        return address
    names = ", ".join(f"`{scheme}:`" for scheme in schemes)
    fix = f"A link leads to an address with {names}, or to a relative one such as `/report`."
    raise ArgumentError(command, argument, value, fix)


def path_of(command: str, argument: str, value: str | Path) -> Path:
    """Give the path of a file that is there."""
    path = Path(value)
    try:
        if len(str(value)) <= _LONGEST_PATH and path.is_file():
            return path
    except (OSError, ValueError):
        pass
    fix = (
        f"There is no such file; relative paths start at {str(Path.cwd())!r}. Pass the path of a "
        "file, an address that starts with https://, or bytes."
    )
    raise ArgumentError(command, argument, value, fix)


def read(command: str, argument: str, value: Any) -> bytes:
    """Give the bytes of anything that holds some; of an open file all, wherever it stands."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    if isinstance(value, str | Path):
        return path_of(command, argument, value).read_bytes()
    if hasattr(value, "getvalue"):
        return _encoded(value.getvalue())
    if hasattr(value, "read"):
        return _encoded(_read_all(value))
    fix = f"It is of the type {type_name(value)!r}; pass bytes, an open file, or a path."
    raise ArgumentError(command, argument, value, fix)


def _read_all(file: Any) -> Any:
    if hasattr(file, "seekable") and file.seekable():
        file.seek(0)
    return file.read()


def _encoded(content: Any) -> bytes:
    return content.encode() if isinstance(content, str) else bytes(content)


def bundle(payloads: list[Payload]) -> Payload | None:
    """Make one payload of several, or of none."""
    return Bundle(payloads) if len(payloads) > 1 else next(iter(payloads), None)
