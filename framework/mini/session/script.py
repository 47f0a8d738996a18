"""The app's script: found, compiled once, and compiled again when its file changes."""

from __future__ import annotations

import builtins
import linecache
import tokenize
from pathlib import Path
from typing import Any

from mini.errors import StartError
from mini.session.checkpoints import compile_source


class Script:
    """One script file, or the source of one for tests."""

    def __init__(self, path: Path, source: str | None = None) -> None:
        self.path = path
        self.watched = False
        self.given: dict[str, Any] = {}
        self._source = source
        self._code: Any = None
        self._error: SyntaxError | None = None
        self._stamp: tuple[int, int] | None = None

    def code(self) -> Any:
        """Give the compiled script; raises `SyntaxError` and `OSError`."""
        known = self._code is not None or self._error is not None
        if not known or not self.watched:
            stamp = self._read_stamp()
            if not known or stamp != self._stamp:
                self._stamp = stamp
                self._compile()
        if self._error is not None:
            raise self._error.with_traceback(None)
        return self._code

    def invalidate(self) -> None:
        """Compile the file anew before the next run: it was saved."""
        if self._source is None:
            self._code = self._error = None

    def stale(self) -> bool:
        """Say whether the file has changed since it was compiled."""
        try:
            return self._stamp is not None and self._read_stamp() != self._stamp
        except OSError:
            return False

    def names(self) -> dict[str, Any]:
        """Give a fresh namespace for a run."""
        return {
            "__name__": "__main__",
            "__file__": str(self.path),
            "__doc__": None,
            "__package__": None,
            "__spec__": None,
            "__loader__": None,
            "__builtins__": builtins,
            **self.given,
        }

    def _compile(self) -> None:
        self._code, self._error = None, None
        try:
            source = self._source if self._source is not None else self.path.read_bytes()
            if self._source is not None:  # tracebacks, `inspect` and `echo` find no file
                lines = self._source.splitlines(keepends=True)
                linecache.cache[str(self.path)] = (len(self._source), None, lines, str(self.path))
            self._code = compile_source(source, str(self.path), magic=True)
        except SyntaxError as error:
            self._error = error
        except ValueError as error:  # null bytes
            self._error = SyntaxError(str(error), (str(self.path), 1, 1, ""))

    def _read_stamp(self) -> tuple[int, int] | None:
        if self._source is not None:
            return None
        status = self.path.stat()
        return status.st_mtime_ns, status.st_size


def check_startable(path: Path) -> None:
    """Raise a `StartError` for what cannot be a script: nothing there, a folder, no Python."""
    if not path.exists():
        raise StartError(f"There is no file {str(path)!r}. Give the path of a Python script.")
    if path.is_dir():
        raise StartError(
            f"{str(path)!r} is a folder. Give the path of a Python script, such as "
            f"{str(path / 'app.py')!r}."
        )
    if path.suffix.lower() not in {".py", ".pyw"}:
        raise StartError(f"{str(path)!r} is no Python script: its name does not end in '.py'.")
    try:
        with tokenize.open(path) as file:
            file.read()
    except (UnicodeDecodeError, SyntaxError) as error:
        raise StartError(f"{str(path)!r} is no Python script: it is not text ({error}).") from None
    except OSError as error:
        raise StartError(f"{str(path)!r} cannot be read: {error.strerror}.") from None
