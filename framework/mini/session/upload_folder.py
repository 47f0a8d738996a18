"""The folder in which this process keeps uploads, deleted with it, and those of killed ones."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Final

if sys.platform != "win32":
    import fcntl

_PREFIX: Final = "mini-uploads-"
_LOCK: Final = "lock"
_DISK: Final = Path("/var/tmp")
_OLD: Final = 3600.0


class UploadFolder:
    """A folder of this process alone, made when the first upload comes."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._lock: int | None = None
        self._owner = 0
        """The process that has made it: one that is forked off has none yet."""
        self._making = Lock()
        self._numbers = count(1)

    def new_file(self) -> Path:
        """Give the path of an empty file that nobody else has; raises `OSError`."""
        with self._making:
            # Others tidy temporary files, too.
            if self._path is None or self._owner != os.getpid() or not self._path.is_dir():
                self._let_go()
                self._path = self._make()
            path = self._path / str(next(self._numbers))
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        return path

    def free(self) -> int:
        """Give how many bytes there is room for; raises `OSError`."""
        return shutil.disk_usage(_base()).free

    def remove(self) -> None:
        """Delete the folder with all that is in it."""
        with self._making:
            if self._path is not None and self._owner == os.getpid():
                shutil.rmtree(self._path, ignore_errors=True)
                self._path = None
            self._let_go()

    def _let_go(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            os.close(lock)

    def _make(self) -> Path:
        path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_base()))
        # Before anything else: who finds the folder without a lock takes it for a dead one's.
        self._lock = _hold(path / _LOCK)
        self._owner = os.getpid()
        atexit.register(self.remove)
        return path


def clear_dead() -> None:
    """Delete the folders of processes that have ended without doing so."""
    with suppress(OSError):
        for path in _base().glob(_PREFIX + "*"):
            if _is_ours(path) and _is_dead(path / _LOCK):
                shutil.rmtree(path, ignore_errors=True)


def _base() -> Path:
    """Where temporary files go that may be large: many systems keep `/tmp` in memory."""
    chosen = any(os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    if not chosen and os.access(_DISK, os.W_OK):
        return _DISK
    return Path(tempfile.gettempdir())


def _hold(path: Path) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return descriptor


def _is_ours(path: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    return not path.is_symlink() and path.is_dir() and (
        not hasattr(os, "getuid") or status.st_uid == os.getuid()
    )  # fmt: skip


def _is_dead(lock: Path) -> bool:
    """Say whether nobody holds a lock. One that is not there yet is about to be made."""
    try:
        descriptor = os.open(lock, os.O_RDWR)
    except FileNotFoundError:
        return time.time() - lock.parent.stat().st_mtime > _OLD
    except OSError:
        return False
    try:
        if sys.platform != "win32":
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


FOLDER: Final = UploadFolder()
