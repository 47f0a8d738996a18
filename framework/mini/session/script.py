"""The app's script: found, compiled once, and compiled again when its file changes."""

from __future__ import annotations

import builtins
import linecache
import tokenize
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

from mini.errors import StartError
from mini.run.page_names import order
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
        self._saves = 0
        """How often a save was noticed; what was read before the last one is not kept."""
        self._parts: dict[Path, Script] = {}
        self._files: list[Path] | None = None
        self._navigates = False

    def code(self) -> Any:
        """Give the compiled script; raises `SyntaxError` and `OSError`."""
        code, error = self._code, self._error
        known = code is not None or error is not None
        if not known or not self.watched:
            saves, stamp = self._saves, self._read_stamp()
            if not known or stamp != self._stamp:
                code, error = self._compile()
                if saves == self._saves:
                    self._code, self._error, self._stamp = code, error, stamp
        if error is not None:
            raise error.with_traceback(None)
        return code

    def invalidate(self) -> None:
        """Compile the files anew before the next run: they were saved."""
        if self._source is None:
            self._saves += 1
            self._code = self._error = self._files = None
        for part in self._parts.values():
            part.invalidate()

    def stale(self) -> set[str]:
        """Give the files that have changed since they were compiled, and the folder of pages."""
        found = {name for part in self._parts.values() for name in part.stale()}
        try:
            changed = self._stamp is not None and self._read_stamp() != self._stamp
        except OSError:
            changed = False
        if self._files is not None and self._files != self._list_files():
            found.add(str(self.folder))
        return found | ({str(self.path)} if changed else set())

    def owns(self, paths: set[Path]) -> bool:
        """Say whether one of these files is the script, a page, or was one."""
        folder = self.folder.resolve()
        own = {self.path.resolve(), folder, *self._parts}
        return bool(own & paths) or any(path.parent == folder for path in paths)

    # Its pages

    @property
    def folder(self) -> Path:
        """Where pages lie that need no `navigation`."""
        return self.path.parent / "pages"

    @property
    def navigates(self) -> bool:
        """Whether the script calls `navigation`, as far as its own lines tell."""
        return self._navigates

    def files(self) -> list[Path]:
        """Give the script and the pages in its folder, in order; nothing where there are none."""
        saves, files = self._saves, self._files
        if files is None or not self.watched:
            files = self._list_files()
            if saves == self._saves and not self.folder.is_symlink():  # nobody watches elsewhere
                self._files = files
        return files

    def _list_files(self) -> list[Path]:
        names = self.folder.glob("*.py") if self._source is None else ()
        pages = [path for path in names if not path.name.startswith((".", "__init__."))]
        return [self.path, *sorted(pages, key=order)] if pages else []

    def part(self, path: Path) -> tuple[Any, dict[str, Any]]:
        """Give the compiled file of a page, and the names that it starts with.

        Raises `SyntaxError` and `OSError`.
        """
        if path == self.path.resolve():
            return self.code(), self.names()
        part = self._parts.get(path)
        if part is None:
            part = self._parts.setdefault(path, Script(path))
        part.watched = self.watched and path.is_relative_to(self.path.parent.resolve())
        return part.code(), part.names()

    def takes_over(self) -> None:
        """The script has called `navigation`, whatever its lines say."""
        self._navigates = True

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

    def _compile(self) -> tuple[CodeType | None, SyntaxError | None]:
        try:
            source = self._source if self._source is not None else self.path.read_bytes()
            if self._source is not None:  # tracebacks, `inspect` and `echo` find no file
                lines = self._source.splitlines(keepends=True)
                linecache.cache[str(self.path)] = (len(self._source), None, lines, str(self.path))
            code = compile_source(source, str(self.path), magic=True)
        except SyntaxError as error:
            return None, error
        except ValueError as error:  # null bytes
            return None, SyntaxError(str(error), (str(self.path), 1, 1, ""))
        self._navigates = "navigation" in set(_names(code))
        return code, None

    def _read_stamp(self) -> tuple[int, int] | None:
        if self._source is not None:
            return None
        status = self.path.stat()
        return status.st_mtime_ns, status.st_size


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)


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
