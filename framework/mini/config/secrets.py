"""The secrets of the app: read from their files, kept out of everything that is shown."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, quote_plus

import msgspec

from mini.config.config import CONFIG
from mini.config.files import Stamp, places, read_toml, shown, stamp
from mini.errors import MissingSecrets, OptionError

SHORTEST: Final = 6
"""Shorter texts are not looked for in what is shown: they are in too many words."""
LINE: Final = 16
"""A line of a longer secret, such as a private key, is looked for by itself from this length on."""
HIDDEN: Final = "•••"
_LOG = logging.getLogger("mini")


class SecretFiles:
    """The secrets of this process. Their files are read when someone asks, and when they change."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._folder: Path | None = None
        self._values: dict[str, Any] | None = None
        self._stamps: dict[Path, Stamp] = {}
        self._given: dict[str, Any] = {}
        self._exported: dict[str, str] = {}
        self._hidden: tuple[str, ...] = ()
        self._said = ""

    def begin(self, folder: Path | None, only: Mapping[str, Any] | None = None) -> None:
        """Look beside a script from now on; `only` is what a test gives instead of files."""
        with self._lock:
            self._folder = folder
            self._given = {}
            self._forget()
            if only:
                self._take(dict(only))

    def values(self) -> dict[str, Any]:
        """Give all secrets; raises `MissingSecrets`."""
        values = self._values
        if values is None:
            with self._lock:
                if self._values is None:
                    self._take(self._read())
                values = self._values or {}
        return values

    def known(self) -> dict[str, Any] | None:
        """Give all secrets; None where there are none."""
        try:
            return self.values()
        except MissingSecrets as error:
            if any(self._stamps.values()) and str(error) != self._said:
                self._said = str(error)
                _LOG.warning("%s", error)
            return None

    def merge(self, given: Mapping[str, Any]) -> None:
        """Add secrets that no file holds; they stay when the files change."""
        with self._lock:
            self._given |= given
            self._take({**(self.known() or {}), **given})

    def refresh(self) -> None:
        """Read the files again if one of them was saved."""
        if self._values is not None and any(stamp(p) != was for p, was in self._stamps.items()):
            with self._lock:
                self._forget()
                self.known()

    def mark(self, name: str | None) -> bytes:
        """Give what changes when a secret does, and says nothing about it.

        All secrets go into it: whoever reads it on a disk cannot try values one by one.
        """
        values = self.known()
        if values is None:
            return b"nothing"
        key = blake2b(msgspec.json.encode(values, order="sorted", enc_hook=str), digest_size=32)
        return blake2b(repr(name).encode(), key=key.digest(), digest_size=16).digest()

    def scrub(self, text: str) -> str:
        """Take the secrets that are texts out of a text."""
        for secret in self._hidden:
            text = text.replace(secret, HIDDEN)
        return text

    def _read(self) -> dict[str, Any]:
        chosen = CONFIG.get("secrets.files")
        paths = (
            places(self._folder, "secrets.toml")
            if chosen is None
            else tuple(Path(path).expanduser() for path in chosen)
        )
        self._stamps = {path: stamp(path) for path in paths}
        values = dict(self._given)
        found = bool(self._given)
        for path in paths:
            part = _read_file(path, chosen is not None)
            found = found or part is not None
            values |= part or {}
        if not found:
            raise MissingSecrets(
                "There are no secrets: none of these files is there: "
                f"{', '.join(shown(path) for path in paths)}. Write one, with a line such as "
                '`token = "..."`, and keep it out of your repository.'
            )
        return values | self._given

    def _take(self, values: dict[str, Any]) -> None:
        self._forget()
        for name, value in values.items():
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                os.environ[name] = self._exported[name] = str(value)
        texts = {form for text in _texts(values) for form in _forms(text) if len(form) >= SHORTEST}
        self._hidden = tuple(sorted(texts, key=len, reverse=True))
        self._values = values

    def _forget(self) -> None:
        for name, text in self._exported.items():
            if os.environ.get(name) == text:
                del os.environ[name]
        self._exported, self._values = {}, None


def _read_file(path: Path, chosen: bool) -> dict[str, Any] | None:
    if chosen and path.is_dir():
        return _read_folder(path)
    if chosen and path.suffix != ".toml":
        raise MissingSecrets(
            f"`secrets.files` names {shown(path)}, which is neither a file that ends in '.toml' "
            "nor a folder of secrets."
        )
    try:
        return read_toml(path)
    except OptionError as error:
        raise MissingSecrets(f"The secrets cannot be read. {error}") from None


def _read_folder(path: Path) -> dict[str, Any]:
    """Folders of secrets as containers mount them: a folder for each, a file for each part."""
    values: dict[str, Any] = {}
    for folder in sorted(path.iterdir()):
        if folder.name.startswith("."):
            continue
        if not folder.is_dir():
            raise MissingSecrets(
                f"{shown(folder)} is no folder. In a folder of secrets, each secret is a folder "
                "with a file for each of its parts."
            )
        parts = {
            file.name: file.read_text("utf-8").strip()
            for file in sorted(folder.iterdir())
            if file.is_file() and not file.name.startswith(".")
        }
        values[folder.name] = next(iter(parts.values())) if len(parts) == 1 else parts
    return values


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _forms(text: str) -> Iterator[str]:
    """Give a text as it may stand in a message: as it is, quoted, in an address, a line of it."""
    yield text
    yield repr(text)[1:-1]
    yield json.dumps(text)[1:-1]
    yield quote(text)
    yield quote(text, safe="")
    yield quote_plus(text)
    yield from (line for line in text.splitlines() if len(line) >= LINE and "-----" not in line)


SECRETS: Final = SecretFiles()
