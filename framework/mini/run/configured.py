"""Options and secrets as a script reads them: each look is a tracked read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from math import inf
from time import monotonic
from typing import Any, Final, NoReturn

from mini.config.config import CONFIG
from mini.config.secrets import SECRETS
from mini.config.theme import theme
from mini.errors import ArgumentError, MissingSecret, MissingSecrets
from mini.page.page import Page
from mini.run.context import FRAME, Frame

_FIXED = "Secrets cannot be changed by the app. Change the file that they are in."


LOOKS_EVERY: Final = 0.2
"""Seconds. To look at six files costs a click more than all else that options do."""


class _Looks:
    """When the files were looked at last."""

    def __init__(self) -> None:
        self._last = -inf

    def is_due(self) -> bool:
        """Say whether it is time to look, and take it that someone does."""
        now = monotonic()
        if now - self._last < LOOKS_EVERY:
            return False
        self._last = now
        return True


_LOOKS: Final = _Looks()


def begin_run(page: Page) -> None:
    """Look before a run whether options or secrets were saved, and tell the page."""
    if _LOOKS.is_due():
        CONFIG.refresh()
        SECRETS.refresh()
    for name, (look, usual) in _FACTS.items():
        value = look()
        if value != page.facts.get(name, usual):
            page.set_fact(name, value)


_FACTS: dict[str, tuple[Callable[[], Any], Any]] = {
    "toolbar": (lambda: CONFIG.get("client.toolbarMode"), "auto"),
    "bare": (lambda: CONFIG.get("ui.hideTopBar"), False),
    "links": (lambda: CONFIG.get("client.showErrorLinks"), "auto"),
    "theme": (lambda: theme().digest, ""),
}
"""What the page knows of the options: a fact, how it is found, and what the page presumes."""


def read_option(name: str) -> Any:
    """Give the value of an option."""
    frame = FRAME.get()
    value = CONFIG.get(name)
    if frame is not None and frame.recording is not None:
        frame.recording.read("option", name)
    return value


def write_option(frame: Frame | None, name: str, value: Any) -> None:
    """Change an option for all sessions."""
    if frame is not None and frame.recording is not None:
        frame.recording.before()
    CONFIG.set(name, value)
    if frame is not None and frame.recording is not None:
        frame.recording.wrote("option", name, value)


def _secrets(name: str | None) -> dict[str, Any]:
    """Give all secrets, and note that one was looked at, or their names."""
    frame = FRAME.get()
    if frame is not None and frame.recording is not None:
        frame.recording.read("secret", name)
    return SECRETS.values()


class SecretTable(Mapping[str, Any]):
    """A table of secrets, by items and by attributes. It cannot be changed, and shows no values."""

    __slots__ = ("_name", "_values")

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_values", values)

    def __getitem__(self, key: str) -> Any:
        name = f"{self._name}.{key}"
        if key not in self._values:
            raise MissingSecret(name)
        return _given(name, self._values[key])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def to_dict(self) -> dict[str, Any]:
        """Give a plain dict of it, and of the tables in it."""
        return deepcopy(dict(self._values))

    def __reduce__(self) -> tuple[Any, ...]:
        return SecretTable, (self._name, self._values)

    def __repr__(self) -> str:
        return f"<secrets {self._name}: {', '.join(map(repr, self))}>"

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise TypeError(_FIXED)

    def __setitem__(self, name: str, value: Any) -> NoReturn:
        raise TypeError(_FIXED)

    def __delattr__(self, name: str) -> NoReturn:
        raise TypeError(_FIXED)

    def __delitem__(self, name: str) -> NoReturn:
        raise TypeError(_FIXED)


class Secrets(Mapping[str, Any]):
    """The app's secrets: what is in `secrets.toml`, by items and by attributes.

    The file is `.mini/secrets.toml` or `.streamlit/secrets.toml`, beside the script, in the working
    directory or at home; the option `secrets.files` names others. Values at its top are also in
    `os.environ`. Raises `MissingSecrets` (a `FileNotFoundError`) where there is no file, and
    `MissingSecret` (a `KeyError` and an `AttributeError`) where it does not have the name.

        import mini as st

        if "token" in st.secrets:
            token = st.secrets["token"]
            password = st.secrets.database.password
    """

    __slots__ = ()

    def __getitem__(self, key: str) -> Any:
        values = _secrets(key)
        if key not in values:
            raise MissingSecret(key)
        return _given(key, values[key])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self[name]
        except MissingSecrets:
            raise MissingSecret(name) from None

    def __contains__(self, key: object) -> bool:
        return key in _secrets(str(key))

    def __iter__(self) -> Iterator[str]:
        return iter(list(_secrets(None)))

    def __len__(self) -> int:
        return len(_secrets(None))

    def has_key(self, key: str) -> bool:
        """Say whether there is a secret with this name."""
        return key in self

    def to_dict(self) -> dict[str, Any]:
        """Give a plain dict of all secrets."""
        return deepcopy(_secrets(None))

    def load_if_toml_exists(self) -> bool:
        """Read the files now, and say whether there are secrets."""
        return SECRETS.known() is not None

    def merge_programmatic_secrets(self, programmatic_secrets: Mapping[str, Any]) -> None:
        """Add secrets from elsewhere: they replace those with the same names.

        Raises `ArgumentError` for what a TOML file could not hold.
        """
        plain = {name: _plain(value) for name, value in programmatic_secrets.items()}
        SECRETS.merge(plain)

    def __repr__(self) -> str:
        return f"<secrets: {', '.join(map(repr, SECRETS.known() or {})) or 'none'}>"

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise TypeError(_FIXED)

    def __setitem__(self, name: str, value: Any) -> NoReturn:
        raise TypeError(_FIXED)

    def __delattr__(self, name: str) -> NoReturn:
        raise TypeError(_FIXED)

    def __delitem__(self, name: str) -> NoReturn:
        raise TypeError(_FIXED)


def _given(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return SecretTable(name, value)
    return deepcopy(value) if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if type(value) in {str, int, float, bool}:
        return value
    fix = "A secret is a text, a number, true or false, or a list or table of these."
    # Not the value: it is probably one that nobody is to see.
    raise ArgumentError("merge_programmatic_secrets", "secret", type(value), fix)
