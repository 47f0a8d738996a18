"""How much a page may hold: a script that shows for ever gets an error, not all of the memory."""

from __future__ import annotations

from typing import Final

from mini.config.config import CONFIG
from mini.errors import PageTooLarge
from mini.run.script_run import ScriptRun

LOOKS_EVERY: Final = 10_000
"""Elements after which it is worth counting what the page holds."""
BYTES: Final = 32 * 1024 * 1024


def weigh(run: ScriptRun, size: int, elements: int = 1) -> None:
    """Note that a run shows something more; the caller holds the tree's lock.

    Raises `PageTooLarge`.
    """
    run.shown += elements
    run.written += size
    if run.shown >= LOOKS_EVERY or run.written >= BYTES:
        _look(run)


def _look(run: ScriptRun) -> None:
    elements, size = run.full or _held(run)
    most, bytes_ = CONFIG.get("server.maxElements"), 2e6 * CONFIG.get("server.maxMessageSize")
    if elements <= most and size <= bytes_:
        run.shown = run.written = 0
        return
    run.full = elements, size  # it stays so: what was shown is not counted again
    if elements > most:
        raise PageTooLarge(
            f"This page has {elements} elements, and {most} is the most that one can have. Show a "
            "part, such as a table or a page of the list; write into one `st.empty()` what "
            "replaces what stood there; or raise `server.maxElements`."
        )
    raise PageTooLarge(
        f"The elements of this page have {size / 1e6:.0f} MB together, and {bytes_ / 1e6:.0f} MB "
        "is the most that one page can have. Show a part of it, or raise `server.maxMessageSize`."
    )


def _held(run: ScriptRun) -> tuple[int, int]:
    """Count the elements of a page, and the bytes that they are sent as."""
    elements = size = 0
    waiting = list(run.tree.roots.values())
    while waiting:
        node = waiting.pop()
        if node.virtual and node.spec is not None:
            elements += node.spec.size
            size += len(node.spec.wire)
        else:
            elements += 1
            size += len(node.data)
            waiting += node.display()
    return elements, size
