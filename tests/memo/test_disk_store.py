"""A store on disk: no fault of a file is an error or a wrong value, and restarts keep its rules."""

from __future__ import annotations

import logging
import os
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mini.memo.disk_folder import folder_for, load_key
from mini.memo.disk_store import DiskStore
from mini.memo.store import EVICTED, EXPIRED, Bounds, Leaf, Meta, Record
from mini.memo.values import freeze

KEY = b"k" * 32
FREE = Bounds()
ID = b"a" * 16
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions and processes")


def value() -> dict[str, Any]:
    return {"small": [1, "two"], "large": np.arange(140_000, dtype=np.float64)}


def leaf(
    id: bytes = ID, *, expires: float | None = None, size: int = 10, content: Any = None
) -> Leaf:
    meta = Meta(id, b"key", "f", time.time(), expires, 0.5, size)
    shown = freeze(["the log"])
    return Leaf(meta, freeze(value() if content is None else content), lambda: shown)


def is_right(found: Leaf | None) -> bool:
    assert found is not None
    thawed = found.value.thaw()
    same = thawed["small"] == [1, "two"] and np.array_equal(thawed["large"], value()["large"])
    return same and found.log().thaw() == ["the log"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def file(folder: Path) -> Path:
    """The file of a leaf that an earlier process wrote."""
    DiskStore(folder, KEY).put(leaf(), FREE)
    return folder / "leaves" / ID.hex()


def test_a_restarted_process_finds_what_was_stored(folder: Path) -> None:
    first = DiskStore(folder, KEY)
    first.put(leaf(), FREE)
    first.put_record("f", b"key", Record(lambda: freeze(b"tree")), 0)
    before = first.record(b"key")

    second = DiskStore(folder, KEY)
    assert is_right(second.leaf(ID))
    found = second.record(b"key")
    assert found is not None
    assert before is not None
    assert found.encoded().thaw() == b"tree"
    assert found.version == before.version
    assert second.metas() == first.metas()


def test_what_was_read_once_is_read_from_memory(folder: Path, file: Path) -> None:
    store = DiskStore(folder, KEY)
    assert store.leaf(ID) is store.leaf(ID)


def test_what_was_read_can_be_changed_and_cut_off_under_us(folder: Path, file: Path) -> None:
    store = DiskStore(folder, KEY)
    found = store.leaf(ID)
    assert found is not None
    mine = found.value.thaw()
    os.truncate(file, 10)
    mine["large"][:] = -1
    assert is_right(found)


# Where in a file to do damage: its start, head, stream, and large bytes, and its last byte.
PLACES = (0, 6, 9, 13, 40, 60, 90, 150, 250, 400, 600, 800, 0.1, 0.5, 0.9, -1)


def at(file: Path, place: float) -> int:
    size = file.stat().st_size
    return int(place * size) if 0 < abs(place) < 1 else int(place) % size


def flipped(content: bytearray, place: int) -> bytes:
    content[place] ^= 0x10
    return bytes(content)


def zeroed(content: bytearray, place: int) -> bytes:
    # The last page is filled up with zeros as it is.
    place = min(place, len(content) - 9000)
    return bytes(content[:place]) + bytes(len(content) - place)


DAMAGE: dict[str, Callable[[bytearray, int], bytes]] = {
    "cut": lambda content, place: bytes(content[:place]),
    "zeroed": zeroed,
    "longer": lambda content, place: bytes(content) + b"x",
    "a bit": flipped,
    "a byte more": lambda content, place: bytes(content[:place]) + b"x" + bytes(content[place:]),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("place", PLACES)
def test_a_damaged_file_is_a_miss_and_goes(
    folder: Path, file: Path, damage: str, place: float
) -> None:
    file.write_bytes(DAMAGE[damage](bytearray(file.read_bytes()), at(file, place)))
    store = DiskStore(folder, KEY)
    assert store.leaf(ID) is None
    assert not file.exists()
    assert store.metas() == []
    store.put(leaf(), FREE)
    assert is_right(store.leaf(ID))


@pytest.mark.parametrize("place", [0, 9, 40, 60, 100, 0.5, -1])
def test_a_damaged_record_is_none(folder: Path, place: float) -> None:
    DiskStore(folder, KEY).put_record("f", b"key", Record(lambda: freeze(b"tree")), 0)
    file = folder / "records" / b"key".hex()
    file.write_bytes(flipped(bytearray(file.read_bytes()), at(file, place)))
    store = DiskStore(folder, KEY)
    assert store.record(b"key") is None
    assert not file.exists()
    assert store.put_record("f", b"key", Record(lambda: freeze(b"new")), 0)


def test_a_file_of_another_key_is_a_miss_before_anything_is_unpickled(folder: Path) -> None:
    DiskStore(folder, b"x" * 32).put(leaf(content=Trap()), FREE)
    Trap.sprung = False
    assert DiskStore(folder, KEY).leaf(ID) is None
    assert not Trap.sprung


class Trap:
    """Notes that it was unpickled."""

    sprung = False

    def __reduce__(self) -> Any:
        return spring, ()


def spring() -> Trap:
    Trap.sprung = True
    return Trap()


def test_a_stream_exchanged_for_another_is_not_unpickled(folder: Path) -> None:
    store = DiskStore(folder, KEY)
    store.put(leaf(content=["a" * 50]), FREE)
    file = folder / "leaves" / ID.hex()
    content = file.read_bytes()
    forged = content.replace(b"a" * 50, b"b" * 50)
    assert forged != content
    file.write_bytes(forged)
    assert DiskStore(folder, KEY).leaf(ID) is None


def test_a_valid_file_under_another_name_is_a_miss(folder: Path, file: Path) -> None:
    other = b"b" * 16
    file.rename(file.with_name(other.hex()))
    store = DiskStore(folder, KEY)
    assert store.leaf(other) is None
    assert store.leaf(ID) is None
    assert list((folder / "leaves").iterdir()) == []


def test_a_record_does_not_pass_for_a_leaf(folder: Path) -> None:
    store = DiskStore(folder, KEY)
    store.put_record("f", ID, Record(lambda: freeze(b"tree")), 0)
    (folder / "records" / ID.hex()).rename(folder / "leaves" / ID.hex())
    assert DiskStore(folder, KEY).leaf(ID) is None


@posix
def test_links_pipes_and_folders_in_place_of_files_are_misses(folder: Path, file: Path) -> None:
    aside = folder / "aside"
    file.rename(aside)
    file.symlink_to(aside)
    assert DiskStore(folder, KEY).leaf(ID) is None
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    assert DiskStore(folder, KEY).leaf(ID) is None
    file.unlink(missing_ok=True)
    file.mkdir()
    store = DiskStore(folder, KEY)
    assert store.leaf(ID) is None
    store.put(leaf(), FREE)


@posix
def test_only_the_owner_may_enter(folder: Path, file: Path) -> None:
    store = DiskStore(folder, KEY)
    store.put_record("f", b"key", Record(lambda: freeze(b"tree")), 0)
    store.clear("g")
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_time_to_live_and_bounds_hold_after_a_restart(folder: Path) -> None:
    now = time.time()
    first = DiskStore(folder, KEY)
    for number in range(4):
        first.put(leaf(bytes([65 + number]) * 16, content=[number]), FREE)
        os.utime(folder / "leaves" / (bytes([65 + number]) * 16).hex(), (now, now - 100 + number))
    first.put(leaf(b"Z" * 16, expires=now + 50, content=[1]), FREE)

    second = DiskStore(folder, KEY, clock=lambda: now + 60)
    heard: list[tuple[bytes, str]] = []
    second.on_removed = lambda meta, reason: heard.append((meta.id[:1], reason))
    assert second.leaf(b"Z" * 16) is None
    assert heard == [(b"Z", EXPIRED)]
    assert second.leaf(b"A" * 16) is not None
    second.put(leaf(b"E" * 16, content=[5]), Bounds(max_entries=3))
    assert heard[1:] == [(b"B", EVICTED), (b"C", EVICTED)]
    assert len(list((folder / "leaves").iterdir())) == 3


def test_the_budget_holds_after_a_restart(folder: Path) -> None:
    first = DiskStore(folder, KEY)
    for number in range(4):
        first.put(leaf(bytes([65 + number]) * 16, size=30, content=[number]), FREE)
    second = DiskStore(folder, KEY, 70)
    assert sum(meta.size for meta in second.metas()) <= 70
    assert len(list((folder / "leaves").iterdir())) == 2


def test_a_clear_of_one_process_is_seen_by_the_other(folder: Path) -> None:
    mine, other = DiskStore(folder, KEY), DiskStore(folder, KEY)
    mine.put(leaf(), FREE)
    mine.put_record("f", b"key", Record(lambda: freeze(b"tree")), 0)
    assert is_right(mine.leaf(ID))
    before = mine.generation("f")
    other.clear("f")
    assert mine.leaf(ID) is None
    assert mine.record(b"key") is None
    assert mine.generation("f") > before
    mine.put(leaf(), FREE)
    other.clear()
    assert mine.leaf(ID) is None
    mine.put(leaf(), FREE)
    other.clear("f")
    other.put(leaf(content=["new"]), FREE)
    found = mine.leaf(ID)
    assert found is not None
    assert found.value.thaw() == ["new"]


def test_a_record_of_one_process_is_seen_by_the_other(folder: Path) -> None:
    mine, other = DiskStore(folder, KEY), DiskStore(folder, KEY)
    mine.put_record("f", b"key", Record(lambda: freeze(b"one")), 0)
    found = other.record(b"key")
    assert found is not None
    assert other.put_record("f", b"key", Record(lambda: freeze(b"two")), found.version)
    again = mine.record(b"key")
    assert again is not None
    assert again.encoded().thaw() == b"two"
    assert not mine.put_record("f", b"key", Record(lambda: freeze(b"lost")), found.version)


def test_a_lease_of_one_process_keeps_the_other_out(folder: Path) -> None:
    mine, other = DiskStore(folder, KEY), DiskStore(folder, KEY)
    assert mine.lease(b"key", 10)
    assert not other.lease(b"key", 10)
    mine.release(b"key")
    assert other.lease(b"key", 10)


def test_the_folder_may_go_while_the_store_is_used(folder: Path) -> None:
    store = DiskStore(folder, KEY)
    store.put(leaf(), FREE)
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
    store.put(leaf(b"b" * 16), FREE)
    assert is_right(DiskStore(folder, KEY).leaf(b"b" * 16))
    store.clear()
    assert store.leaf(b"b" * 16) is None


def test_a_folder_that_cannot_be_made_is_said_once_and_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    with caplog.at_level(logging.WARNING, "mini.memo"):
        store = DiskStore(tmp_path / "file" / "cache", KEY)
        for _ in range(3):
            store.put(leaf(), FREE)
        assert store.leaf(ID) is None
        assert store.record(b"key") is None
        assert store.put_record("f", b"key", Record(lambda: freeze(b"tree")), 0)
        assert store.lease(b"key", 10)
        store.release(b"key")
        store.clear()
        store.sweep(time.time())
        assert store.metas() == []
    assert len([line for line in caplog.messages if "write a value" in line]) == 1


def test_a_value_that_cannot_be_written_is_not_kept(folder: Path) -> None:
    store = DiskStore(folder, KEY)
    heard: list[str] = []
    store.on_removed = lambda meta, reason: heard.append(reason)
    before = list((folder / "leaves").iterdir())

    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    signals = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limit[1]))
    try:
        store.put(leaf(content={"x": bytes(200_000)}), FREE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, signals)
    assert store.leaf(ID) is None
    assert heard == [EVICTED]
    assert list((folder / "leaves").iterdir()) == before


WRITER = """
import sys
from pathlib import Path
import numpy as np
from mini.memo.disk_store import DiskStore
from mini.memo.store import Bounds, Leaf, Meta
from mini.memo.values import freeze
store = DiskStore(Path(sys.argv[1]), b"k" * 32)
value = {"small": [1, "two"], "large": np.arange(140_000, dtype=np.float64)}
shown = freeze(["the log"])
print("ready", flush=True)
for step in range(int(sys.argv[2])):
    meta = Meta(bytes([97 + step % 3]) * 16, b"key", "f", 0.0, None, 0.5, 10)
    store.put(Leaf(meta, freeze(value), lambda: shown), Bounds(max_entries=2))
"""


COUNTER = """
import sys
from pathlib import Path
from mini.memo.disk_store import DiskStore
from mini.memo.store import Record
from mini.memo.values import freeze
store = DiskStore(Path(sys.argv[1]), b"k" * 32)
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    while True:
        before = store.record(b"key")
        number, version = (before.encoded().thaw(), before.version) if before else (0, 0)
        if store.put_record("f", b"key", Record(lambda: freeze(number + 1)), version):
            break
"""


def start_writer(folder: Path, steps: int, program: str = WRITER) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, str(folder), str(steps)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@posix
def test_a_process_killed_while_it_writes_leaves_nothing_wrong(folder: Path) -> None:
    with start_writer(folder, 1_000_000) as process:
        while not (folder / "leaves").exists() or not list((folder / "leaves").iterdir()):
            assert process.poll() is None
        process.kill()
    store = DiskStore(folder, KEY)
    for letter in b"abc":
        found = store.leaf(bytes([letter]) * 16)
        assert found is None or is_right(found)
    left = folder / "leaves" / f".{ID.hex()}.0.tmp"
    left.write_bytes(b"half of")
    os.utime(left, (0, 0))
    store.sweep(time.time())
    assert not left.exists()


@posix
def test_two_processes_use_one_folder(folder: Path) -> None:
    store = DiskStore(folder, KEY)
    with start_writer(folder, 25) as process:
        while process.poll() is None:
            for letter in b"abc":
                found = store.leaf(bytes([letter]) * 16)
                assert found is None or is_right(found)
            store.put(leaf(b"c" * 16), Bounds(max_entries=2))
    assert process.returncode == 0
    assert len(DiskStore(folder, KEY).metas()) <= 3


@posix
def test_two_processes_replace_only_the_record_that_they_read(folder: Path) -> None:
    with start_writer(folder, 150, COUNTER) as one, start_writer(folder, 150, COUNTER) as other:
        for process in (one, other):
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
    assert (one.returncode, other.returncode) == (0, 0)
    found = DiskStore(folder, KEY).record(b"key")
    assert found is not None
    assert found.encoded().thaw() == 300


def test_the_key_is_the_environments_or_a_private_file(tmp_path: Path) -> None:
    assert load_key({"MINI_CACHE_KEY": "secret"}) == load_key({"MINI_CACHE_KEY": "secret"})
    assert load_key({"MINI_CACHE_KEY": "secret"}) != load_key({"MINI_CACHE_KEY": "other"})
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    key = load_key(environ)
    assert len(key) == 32
    assert load_key(environ) == key
    file = tmp_path / "config" / "mini" / "cache.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["cache.key"]
    assert load_key({"XDG_CONFIG_HOME": str(tmp_path / "other")}) != key


def test_each_app_has_a_folder_of_its_own(tmp_path: Path) -> None:
    environ = {"MINI_CACHE_DIR": str(tmp_path)}
    one = folder_for(Path("/a/my app.py"), environ)
    assert one.parent == tmp_path
    assert one.name.startswith("my-app-")
    assert folder_for(Path("/b/my app.py"), environ) != one
    assert folder_for(Path("/a/../a/my app.py"), environ) == one
    other = folder_for(Path("/a/my app.py"), {"XDG_CACHE_HOME": str(tmp_path / "x")})
    assert other == tmp_path / "x" / "mini" / one.name
