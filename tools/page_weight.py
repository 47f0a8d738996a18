"""Weigh what a browser loads first: the page, its script with all static imports, its styles.

Vite's manifest tells what that is. The weight is that of the `.gz` files that the server sends.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import TypedDict

PAGE = Path(__file__).parent.parent / "framework/mini/server/page"
LIMIT = 40_000


class Chunk(TypedDict, total=False):
    """A file of the page, as Vite's manifest describes it."""

    file: str
    css: list[str]
    imports: list[str]


Manifest = dict[str, Chunk]


def initial(manifest: Manifest, entry: str) -> set[str]:
    """Return the files that load with an entry."""
    chunks = [entry]
    for name in chunks:  # grows while it is walked; chunks may import each other
        chunks += [found for found in manifest[name].get("imports", []) if found not in chunks]
    styles = {file for name in chunks for file in manifest[name].get("css", [])}
    return styles | {manifest[name]["file"] for name in chunks}


def weigh(file: Path) -> int:
    """Return the bytes of a file as sent."""
    sent = file.with_name(file.name + ".gz")
    return sent.stat().st_size if sent.exists() else len(gzip.compress(file.read_bytes()))


def main() -> int:
    """Print the weights; return 1 if they exceed the limit."""
    manifest: Manifest = json.loads((PAGE / ".vite/manifest.json").read_text())
    names = ["index.html", *sorted(initial(manifest, "index.html"))]
    weights = {name: weigh(PAGE / name) for name in names}
    total = sum(weights.values())
    print(f"Initial load: {total:,} bytes gz in {len(names)} files, of {LIMIT:,} allowed")
    if total <= LIMIT:
        return 0
    for name, weight in weights.items():
        print(f"{weight:8,}  {name}", file=sys.stderr)
    print("The page is too heavy: load more of it lazily", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
