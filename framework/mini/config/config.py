"""The options as they are now, each with where its value comes from."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from mini.config.files import Stamp, places, read_options, shown, stamp
from mini.config.table import nearest, options
from mini.errors import OptionError

PREFIXES: Final = ("STREAMLIT_", "MINI_")
"""The second one counts more."""
_LOG = logging.getLogger("mini")


class Value(NamedTuple):
    """What an option is, and who says so."""

    value: Any
    origin: str


class Config:
    """The options of this process.

    From low to high: the default, the file at home, that in the working directory, that beside the
    script, the environment, a flag of the command line, `set_option`.
    """

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.version = 0
        """Counts the changes since the start."""
        self._lock = threading.RLock()
        self._folder: Path | None = None
        self._values: dict[str, Value] | None = None
        self._above: dict[str, Value] = {}
        self._set: dict[str, Value] = {}
        self._stamps: dict[Path, Stamp] = {}

    def begin(self, folder: Path | None = None, flags: Mapping[str, Any] | None = None) -> None:
        """Read everything, for a script in a folder; raises `OptionError`."""
        with self._lock:
            self._folder, self.warnings, self._set = folder, [], {}
            above = _environment(self.warnings)
            for name, value in (flags or {}).items():
                above[name] = Value(value, f"--{name}")
            self._above = above
            self._values = self._read(self.warnings)
            self.version += 1

    def stand(self, folder: Path) -> None:
        """Read the files beside a script, unless they are those that were read last."""
        if folder != self._folder:
            self.begin(folder)

    def get(self, name: str) -> Any:
        """Give the value of an option; raises `OptionError` for an unknown name."""
        return self.look(name).value

    def look(self, name: str) -> Value:
        """Give the value of an option and where it comes from."""
        values = self._values
        if values is None:
            self.begin()
            values = self._values or {}
        found = values.get(name)
        if found is None:
            raise OptionError(name, f"There is no option `{name}`.{nearest(name)}")
        return found

    def set(self, name: str, value: Any) -> None:
        """Change an option while the app is served; raises `OptionError`."""
        self.look(name)
        option = options()[name]
        if not option.live:
            raise OptionError(
                name,
                f"`{name}` cannot change while the app is served. Set it before the start: in "
                f"`.mini/config.toml`, or with `mini run app.py --{name} ...`.",
            )
        checked = Value(None if value is None else option.check(value), "st.set_option")
        with self._lock:
            self._set[name] = checked
            self._values = {**(self._values or {}), name: checked}
            self.version += 1

    def settle(self, name: str, value: Any) -> None:
        """Note what an option has come to be, such as the port that was free."""
        with self._lock:
            self._set[name] = Value(value, self.look(name).origin)
            self._values = {**(self._values or {}), name: self._set[name]}

    def refresh(self) -> None:
        """Read the files again if one of them was saved; a broken one changes nothing."""
        if all(stamp(path) == known for path, known in list(self._stamps.items())):
            return
        with self._lock:
            warnings: list[str] = []
            try:
                fresh = self._read(warnings)
            except OptionError as error:
                _LOG.warning("%s The options stay as they were.", error)
                return
            for warning in warnings:
                _LOG.warning("%s", warning)
            self._values = self._without_sudden_changes(fresh)
            self.version += 1

    def _without_sudden_changes(self, fresh: dict[str, Value]) -> dict[str, Value]:
        before = self._values or {}
        for name, option in options().items():
            if not option.live and name in before and fresh[name].value != before[name].value:
                if option.works:
                    _LOG.warning("`%s` has changed; restart mini, and it counts.", name)
                fresh[name] = before[name]
        return fresh

    def _read(self, warnings: list[str]) -> dict[str, Value]:
        values = {name: Value(option.default, "default") for name, option in options().items()}
        paths = places(self._folder, "config.toml")
        # The stamps first: what is saved in between is read again.
        self._stamps = {path: stamp(path) for path in paths}
        for path in paths:
            if self._stamps[path] is None:
                continue
            found, unknown = read_options(path)
            warnings += unknown
            values |= {name: Value(value, shown(path)) for name, value in found.items()}
        return values | self._above | self._set


CONFIG: Final = Config()


def _environment(warnings: list[str]) -> dict[str, Value]:
    """The options that the environment sets; raises `OptionError`."""
    found: dict[str, Value] = {}
    given = [
        (name, prefix) for prefix in PREFIXES for name in os.environ if name.startswith(prefix)
    ]
    if not given:
        return found
    known = {_shouted(name): name for name in options()}
    sections = {_shouted(name.partition(".")[0]) + "_" for name in options()}
    for variable, prefix in given:
        rest = variable.removeprefix(prefix)
        name = known.get(rest)
        if name is not None:
            value = _from_environment(variable, name)
            found[name] = Value(value, variable)
        elif rest.startswith(tuple(sections)):
            near = nearest(rest.lower().replace("_", ".", 1).replace("_", ""))
            warnings.append(f"The environment sets {variable}, and there is no such option.{near}")
    return found


def _from_environment(variable: str, name: str) -> Any:
    try:
        return options()[name].parse(os.environ[variable])
    except OptionError as error:
        raise OptionError(name, f"{variable}: {error}") from None


def _shouted(name: str) -> str:
    """`server.baseUrlPath` as the environment writes it: `SERVER_BASE_URL_PATH`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return words.replace(".", "_").upper()
