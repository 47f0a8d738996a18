"""The modules of the app: the files in its folder, replaced when they change."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from mini.session.checkpoints import compile_source

_PACKAGE = Path(__file__).resolve().parents[1]
"""mini itself, which can lie in the app's folder, too; parts of it are imported late."""
_FOREIGN = frozenset({"site-packages", "dist-packages", "node_modules", "__pycache__"})


class _Loader(SourceFileLoader):
    """Compiles with checkpoints, and never writes bytecode that a plain Python would pick up."""

    modules: AppModules

    def get_code(self, fullname: str) -> Any:
        path = self.get_filename(fullname)
        source = self.get_data(path)
        code = compile_source(source, path)
        self.modules.note(fullname, path, source, self.is_package(fullname))
        return code


class AppModules(MetaPathFinder):
    """Finds the app's own modules, and knows who imports whom."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.files: dict[str, str] = {}
        self._digests: dict[str, bytes] = {}
        self._imports: dict[str, set[str]] = {}

    def install(self) -> None:
        """Join the import system; the app's folder comes first on `sys.path`."""
        if self not in sys.meta_path:
            sys.meta_path.insert(0, self)
        if str(self.root) not in sys.path:
            sys.path.insert(0, str(self.root))

    def uninstall(self) -> None:
        """Leave the import system."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module in the app's folder; all others are left to Python."""
        folders = [str(self.root)] if path is None else [p for p in path if self.owns(Path(p))]
        stem = fullname.rpartition(".")[2]
        if not any(_exists(Path(folder), stem) for folder in folders):
            return None
        spec = PathFinder.find_spec(fullname, folders, target)
        if spec is None or not isinstance(spec.loader, SourceFileLoader) or spec.origin is None:
            return None
        if not self.owns(Path(spec.origin)):
            return None
        loader = _Loader(fullname, spec.origin)
        loader.modules = self
        spec.loader = loader
        return spec

    def owns(self, path: Path) -> bool:
        """Say whether a file is the app's own: in its folder, but in no environment there."""
        resolved = path.resolve()
        if not resolved.is_relative_to(self.root) or resolved.is_relative_to(_PACKAGE):
            return False
        prefix = Path(sys.prefix).resolve()
        inside = prefix != self.root and prefix.is_relative_to(self.root)
        if inside and resolved.is_relative_to(prefix):
            return False
        return not _FOREIGN & set(resolved.relative_to(self.root).parts)

    def note(self, name: str, path: str, source: bytes, package: bool) -> None:
        """Remember a module and what it imports."""
        self.files[name] = path
        self._digests[name] = blake2b(source).digest()
        parent = name if package else name.rpartition(".")[0]
        self._imports[name] = set(_imported(ast.parse(source), parent))

    def stale(self) -> set[str]:
        """Give the files of modules that have changed since they were imported."""
        return {path for name, path in self.files.items() if self._digests[name] != _digest(path)}

    def affected(self, changed: Iterable[Path]) -> set[str]:
        """Give the modules in these files, and all that import them, directly or not."""
        paths = {str(path) for path in changed}
        found = {name for name, path in self.files.items() if str(Path(path).resolve()) in paths}
        while True:
            more = {
                name
                for name, imports in self._imports.items()
                if name not in found and imports & found
            }
            if not more:
                return found
            found |= more

    def replace(self, names: Iterable[str]) -> None:
        """Drop modules, so that the next import reads them anew. Running scripts keep theirs."""
        for name in names:
            sys.modules.pop(name, None)
            self.files.pop(name, None)
            self._digests.pop(name, None)
            self._imports.pop(name, None)


def _digest(path: str) -> bytes:
    try:
        return blake2b(Path(path).read_bytes()).digest()
    except OSError:
        return b""


def _exists(folder: Path, stem: str) -> bool:
    return (folder / f"{stem}.py").exists() or (folder / stem).is_dir()


def _imported(tree: ast.AST, package: str) -> Iterable[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _prefixes(alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                above = ".".join(parts[: len(parts) - node.level + 1])
                base = f"{above}.{base}" if base and above else above or base
            yield from _prefixes(base)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _prefixes(name: str) -> Iterable[str]:
    parts = name.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))
