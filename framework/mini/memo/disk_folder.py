"""The folder of a store on disk: where things are, what has changed, and who may change it."""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Final

import msgspec

from mini.memo.disk_files import KEY_SIZE, replacing

if sys.platform != "win32":
    import fcntl

State = tuple[int, int, int]
"""What tells two versions of a file or folder apart: inode, time of change, size."""
LEFT_BEHIND: Final = 600.0
"""Seconds after which an unfinished file is taken for one of a process that was killed."""


class Folder:
    """A store's folder, which nobody but its owner may enter."""

    def __init__(self, root: Path) -> None:
        self.leaves = root / "leaves"
        self.records = root / "records"
        self.leases = root / "leases"
        self._root = root
        self._generations = root / "generations"
        self._generations_path = str(self._generations)
        self._threads = Lock()

    def make(self) -> None:
        """Make the folder. Raises `OSError`."""
        for each in (self._root, self.leaves, self.records, self.leases):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
            each.chmod(0o700)

    def changed(self) -> State | None:
        """Return the state of the generations' file; None if there is none."""
        return state(self._generations_path)

    def generations(self) -> dict[str, int]:
        """Read how often each function was cleared; `""` stands for all."""
        try:
            return msgspec.json.decode(self._generations.read_bytes(), type=dict[str, int])
        except (OSError, msgspec.MsgspecError):
            return {}

    def write_generations(self, generations: dict[str, int]) -> None:
        """Replace the generations. Raises `OSError`."""
        with replacing(self._generations) as descriptor:
            os.write(descriptor, msgspec.json.encode(generations))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other threads and processes out. Raises `OSError`."""
        # Where there is no flock, only the threads of this process are kept out.
        with self._threads:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            descriptor = os.open(self._root / "lock", flags, 0o600)
            try:
                if sys.platform != "win32":
                    fcntl.flock(descriptor, fcntl.LOCK_EX)
                yield
            finally:
                os.close(descriptor)

    def tidy(self, now: float) -> None:
        """Remove what killed processes left behind, and leases that have ended."""
        for each in (*self.leaves.glob(".*.tmp"), *self.records.glob(".*.tmp")):
            _remove_older(each, now - LEFT_BEHIND)
        for each in self.leases.iterdir():
            _remove_older(each, now)


def state(path: str) -> State | None:
    """Return the state of a file or folder; None if it is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116  (a third of the time of Path.stat, at each look-up)
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def remove(path: Path) -> None:
    """Remove a file, if it is there and we may."""
    with suppress(OSError):
        path.unlink()


def load_key(environ: Mapping[str, str]) -> bytes:
    """Return the key that seals files: of `MINI_CACHE_KEY`, else of the user's config folder.

    The file there is made, for its owner only, when it is missing. Raises `OSError`.
    """
    given = environ.get("MINI_CACHE_KEY")
    if given:
        return blake2b(given.encode(), digest_size=KEY_SIZE).digest()
    base = environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    path = Path(base) / "mini" / "cache.key"
    if not path.exists():
        _make_key(path)
    return blake2b(path.read_bytes(), digest_size=KEY_SIZE).digest()


def folder_for(script: Path, environ: Mapping[str, str]) -> Path:
    """Return the folder of one app's cache, which its path decides."""
    cache = environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    base = environ.get("MINI_CACHE_DIR") or str(Path(cache) / "mini")
    path = script.resolve()
    stem = re.sub(r"[^A-Za-z0-9_-]", "-", path.stem)[:40]
    return Path(base) / f"{stem}-{blake2b(os.fsencode(path), digest_size=8).hexdigest()}"


def _make_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_SIZE))
    try:
        # Unlike a rename, a link leaves the key alone that another process has just made.
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink()


def _remove_older(path: Path, than: float) -> None:
    with suppress(OSError):
        if path.stat().st_mtime <= than:
            path.unlink()
