"""What lies in the cache folder, read without opening a store: looking changes nothing."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from mini.memo.disk_files import Damaged, read_about
from mini.memo.disk_folder import folder_for
from mini.memo.disk_store import DiskStore
from mini.memo.store import Meta


class Kept(NamedTuple):
    """The results of one function on disk."""

    function: str
    entries: int
    size: int
    """Bytes of the files."""
    created: tuple[float, float]
    """When the oldest and the newest were written, in seconds since 1970."""
    expires: tuple[float | None, float | None]
    """When the first and the last of them end; None: never."""


class AppCache(NamedTuple):
    """The folder of one app."""

    folder: Path
    functions: tuple[Kept, ...]
    unread: int
    """Files that are damaged, or sealed with another key."""
    size: int
    """Bytes of all files."""


def folders(script: Path | None, environ: Mapping[str, str]) -> list[Path]:
    """Find the folder of a script, or those of all apps, as far as there is something in them."""
    own = folder_for(script or Path("app.py"), environ)
    found = [own] if script is not None else _inside(own.parent)
    return [folder for folder in found if any(_files(folder))]


def listing(folder: Path, key: bytes) -> AppCache:
    """List what is in the folder of an app."""
    found: defaultdict[str, list[tuple[int, Meta]]] = defaultdict(list)
    unread = 0
    for path in _inside(folder / "leaves"):
        with suppress(OSError):
            size = path.stat().st_size
            try:
                meta = msgspec.msgpack.decode(read_about(path, key), type=Meta)
            except (Damaged, msgspec.MsgspecError):
                unread += 1
            else:
                found[meta.function].append((size, meta))
    kept = tuple(_kept(function, found[function]) for function in sorted(found))
    return AppCache(folder, kept, unread, size_of(folder))


def clear(folder: Path, key: bytes) -> int:
    """Remove all that an app keeps on disk, and say how many bytes that was.

    A server that has the folder open forgets it too.
    """
    before = size_of(folder)
    DiskStore(folder, key).clear()
    return before - size_of(folder)


def size_of(folder: Path) -> int:
    """Count the bytes of all values and records in the folder of an app."""
    total = 0
    for path in _files(folder):
        with suppress(OSError):
            total += path.stat().st_size
    return total


def _kept(function: str, leaves: Iterable[tuple[int, Meta]]) -> Kept:
    sizes, metas = zip(*leaves, strict=True)
    created = [meta.created for meta in metas]
    ends = [meta.expires for meta in metas if meta.expires is not None]
    first = min(ends, default=None)
    last = None if len(ends) < len(metas) else max(ends)
    return Kept(function, len(metas), sum(sizes), (min(created), max(created)), (first, last))


def _files(folder: Path) -> Iterator[Path]:
    for part in ("leaves", "records"):
        yield from _inside(folder / part)


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(Path(entry.path) for entry in os.scandir(folder))
    except OSError:
        return []
