"""Files of options: where they are looked for, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from mini.config.table import nearest, options
from mini.errors import OptionError

FOLDERS: Final = (".streamlit", ".mini")
"""The second one counts more."""
Stamp = tuple[int, int, int] | None


def places(script_folder: Path | None, name: str) -> tuple[Path, ...]:
    """Give where a file is looked for: at home, in the working directory, beside the script.

    Later ones count more.
    """
    roots = [_home(), Path.cwd(), *([script_folder.resolve()] if script_folder else [])]
    unique = dict.fromkeys(root for root in reversed(roots) if root is not None)
    return tuple(root / folder / name for root in reversed(unique) for folder in FOLDERS)


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # no home is known
        return None


def stamp(path: Path) -> Stamp:
    """Give what changes when a file is saved; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def read_toml(path: Path) -> dict[str, Any] | None:
    """Read a TOML file; None where there is none. Raises `OptionError`."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise OptionError(str(path), f"{shown(path)} cannot be read: {error.strerror}.") from None
    import tomllib  # noqa: PLC0415  only where there is a file

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise OptionError(str(path), f"{shown(path)} is no text in UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise OptionError(str(path), f"{shown(path)}{_place_of(error, data)}") from None


def _place_of(error: ValueError, data: bytes) -> str:
    """The end of a sentence: where a TOML file is broken, and how."""
    text = str(error)
    found = re.search(r" \(at line (\d+), column (\d+)\)$", text)
    if found is None:
        return f", line {data.count(bytes([10])) + 1}: {text.partition(' (at')[0]}."
    return f", line {found[1]}: {text[: found.start()]} (column {found[2]})."


def read_options(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Give the options that a file sets, and a warning for each name that is unknown.

    Raises `OptionError` for what is no TOML, and for a value that an option cannot have.
    """
    table = read_toml(path)
    found: dict[str, Any] = {}
    warnings: list[str] = []
    for name, value in _flat(table or {}):
        option = options().get(name)
        if option is None:
            line = _line(path, name)
            warnings.append(f"{shown(path)}{line}: There is no option `{name}`.{nearest(name)}")
            continue
        try:
            found[name] = option.check(value)
        except OptionError as error:
            sentence = f"{shown(path)}{_line(path, name)}: {error}"
            raise OptionError(name, sentence) from None
    return found, warnings


def _flat(table: dict[str, Any], section: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        full = f"{section}{name}"
        if isinstance(value, dict) and full not in options():
            yield from _flat(value, full + ".")
        else:
            yield full, value


def _line(path: Path, name: str) -> str:
    """The line of a file in which an option is set, as a part of a sentence."""
    section = ""
    for number, text in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        head = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", text)
        key = re.match(r"""\s*["']?([\w.-]+)["']?\s*=""", text)
        if head is not None:
            section = head[1].replace('"', "") + "."
            if section == name + ".":
                return f", line {number}"
        elif key is not None and section + key[1] == name:
            return f", line {number}"
    return ""


def shown(path: Path) -> str:
    """A path as a person reads it: from the working directory, or from home."""
    for root, start in ((Path.cwd(), ""), (_home(), "~/")):
        if root is not None and path.is_relative_to(root):
            return f"{start}{path.relative_to(root)}"
    return str(path)
