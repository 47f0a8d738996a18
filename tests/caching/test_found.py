"""What was found by trying to break the cache: one test for each fault that there was."""

from __future__ import annotations

import time
from pathlib import Path

from mini.memo.disk_store import DiskStore
from mini.memo.store import CLEARED, Bounds, Leaf, Meta
from mini.memo.values import freeze


def test_a_list_of_what_is_on_disk_knows_that_another_process_has_cleared_it(
    tmp_path: Path,
) -> None:
    mine, other = (DiskStore(tmp_path, b"k" * 32) for _ in range(2))
    removed: list[str] = []
    mine.on_removed = lambda _, reason: removed.append(reason)
    meta = Meta(b"a" * 16, b"key", "f", time.time(), None, 0.5, 10)
    mine.put(Leaf(meta, freeze(1), lambda: freeze(None)), Bounds())
    other.clear()
    assert mine.metas() == []
    assert removed == [CLEARED]
