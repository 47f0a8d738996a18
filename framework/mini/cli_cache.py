"""The commands `mini cache info` and `mini cache clear`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from mini.caching import on_disk
from mini.caching.inspector import parts
from mini.memo.disk_folder import load_key

HEAD: Final = ("Function", "Entries", "Size", "Age", "Expires")
_NUMBERS: Final = (1, 2)
"""The columns whose texts end at their right."""
_SIZES: Final = ("B", "KB", "MB", "GB", "TB")
_TIMES: Final = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))
_NEARLY: Final = 0.95
"""From here on a time is said in the larger unit: not `59.9 min`."""


@click.group()
def cache() -> None:
    """Look at what `persist="disk"` keeps on disk, and clear it."""


_script = click.argument("script", required=False, type=click.Path(path_type=Path))


@cache.command()
@_script
def info(script: Path | None) -> None:
    """List what SCRIPT keeps on disk; without one, what all apps do."""
    folders = on_disk.folders(script, os.environ)
    if not folders:
        click.echo(_nothing(script))
        return
    key = _key()
    apps = [on_disk.listing(folder, key) for folder in folders]
    click.echo("\n\n".join(_described(app) for app in apps))
    if len(apps) > 1:
        click.echo(f"\n{len(apps)} apps, {size(sum(app.size for app in apps))}")


@cache.command()
@_script
@click.option("--yes", is_flag=True, help="Do not ask.")
def clear(script: Path | None, yes: bool) -> None:
    """Remove what SCRIPT keeps on disk; without one, what all apps do.

    A server that is running forgets it too, and computes anew.
    """
    folders = on_disk.folders(script, os.environ)
    if not folders:
        click.echo(_nothing(script))
        return
    total = size(sum(map(on_disk.size_of, folders)))
    names = ", ".join(folder.name for folder in folders)
    if not yes:
        click.confirm(f"Remove {total} of {names}?", abort=True)
    key = _key()
    freed = sum(on_disk.clear(folder, key) for folder in folders)
    click.echo(f"Freed {size(freed)}.")


def size(count: float) -> str:
    """Write a number of bytes for people: `1.5 MB`."""
    unit = 0
    while count >= 999.5 and unit < len(_SIZES) - 1:
        count, unit = count / 1000, unit + 1
    digits = 1 if unit and count < 99.95 else 0
    return f"{count:.{digits}f} {_SIZES[unit]}"


def duration(seconds: float) -> str:
    """Write a time for people, in one unit: `1.5 h`."""
    for length, unit in _TIMES:
        count = seconds / length
        if count >= _NEARLY:
            return f"{count:.0f} {unit}" if count >= 9.95 else f"{_short(count)} {unit}"
    return "0 s"


def _short(count: float) -> str:
    return f"{count:.1f}".removesuffix(".0")


def _key() -> bytes:
    try:
        return load_key(os.environ)
    except OSError as error:
        click.echo(f"mini: The key of the cache cannot be read: {error}.", err=True)
        sys.exit(2)


def _nothing(script: Path | None) -> str:
    whose = "No app keeps" if script is None else f"{script.name} keeps"
    much = "anything" if script is None else "nothing"
    return f'{whose} {much} on disk. A function does with `@st.cache_data(persist="disk")`.'


def _described(app: on_disk.AppCache) -> str:
    lines = [f"{app.folder.name}  {size(app.size)} in {app.folder}"]
    if app.functions:
        now = time.time()
        rows = [_row(kept, now) for kept in app.functions]
        lines += ["  " + line for line in table([HEAD, *rows])]
    if app.unread:
        files = "1 file is" if app.unread == 1 else f"{app.unread} files are"
        lines.append(
            f"  {files} damaged, or sealed with another key than this one: see MINI_CACHE_KEY."
        )
    return "\n".join(lines)


def _row(kept: on_disk.Kept, now: float) -> tuple[str, ...]:
    oldest, newest = kept.created
    first, last = kept.expires
    age = _span(duration(max(0.0, now - newest)), duration(max(0.0, now - oldest)))
    expires = _span(_end(first, now), _end(last, now)) if first is not None else "never"
    module, label = parts(kept.function)
    name = f"{label}  ({Path(module).name})" if module else label
    return name, f"{kept.entries:,}", size(kept.size), age, expires


def _end(at: float | None, now: float) -> str:
    if at is None:
        return "never"
    return f"in {duration(at - now)}" if at > now else "expired"


def _span(one: str, other: str) -> str:
    return one if one == other else f"{one} to {other}"


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lay rows out in columns, as wide as they need to be."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_cells(row, widths)).rstrip() for row in rows]


def _cells(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        text.rjust(width) if at in _NUMBERS else text.ljust(width)
        for at, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
