"""Large values are mapped: isolated at no cost, without leaks, across threads and processes."""

from __future__ import annotations

import gc
import logging
import os
import pickle
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mini.memo.buffers import LARGE
from mini.memo.mapping import (
    BACKINGS,
    PAGE,
    Anonymous,
    Copied,
    Memory,
    Unlinked,
    allocate,
    remember,
)
from mini.memo.values import freeze

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, maps through memfd")
MIB = 1 << 20


def filled(kind: type[Memory], content: bytes) -> Memory:
    memory = kind(PAGE * 4)
    memory.write(PAGE, memoryview(content))
    memory.seal()
    return memory


@pytest.fixture(params=BACKINGS)
def memory(request: pytest.FixtureRequest) -> Memory:
    return filled(request.param, b"content")


def test_each_mapping_is_its_callers_own(memory: Memory) -> None:
    one, other = memory.map(), memory.map()
    one[PAGE : PAGE + 3] = b"CON"
    assert bytes(one[PAGE : PAGE + 7]) == b"CONtent"
    assert bytes(other[PAGE : PAGE + 7]) == b"content"
    assert bytes(memory.map()[PAGE : PAGE + 7]) == b"content"
    assert bytes(memory.view()[PAGE : PAGE + 7]) == b"content"
    assert len(one) == memory.size == PAGE * 4


def test_the_common_view_cannot_be_written(memory: Memory) -> None:
    assert memory.view().readonly
    with pytest.raises(TypeError):
        memory.view()[0] = 1


def test_mappings_outlive_their_memory(memory: Memory) -> None:
    mapping = memory.map()
    del memory
    gc.collect()
    assert bytes(mapping[PAGE : PAGE + 7]) == b"content"
    mapping[PAGE] = 1


def test_the_next_way_is_taken_where_one_does_not_work(caplog: pytest.LogCaptureFixture) -> None:
    class Refused(Copied):
        """Stands for a system without descriptors left."""

        def __init__(self, size: int) -> None:
            raise OSError("no descriptors left")

    with caplog.at_level(logging.WARNING, "mini.memo"):
        assert type(allocate(PAGE, (Refused, Unlinked))) is Unlinked
    assert "no descriptors left" in caplog.text


def test_plain_memory_is_taken_where_there_is_no_room(caplog: pytest.LogCaptureFixture) -> None:
    class Full(Copied):
        """Stands for a disk without room."""

        def write(self, offset: int, piece: memoryview) -> None:
            raise OSError("no room left")

    with caplog.at_level(logging.WARNING, "mini.memo"):
        memory = remember([memoryview(b"one"), memoryview(b"two")], [0, PAGE], 2 * PAGE, (Full,))
    assert bytes(memory.map()[:3]) + bytes(memory.view()[PAGE : PAGE + 3]) == b"onetwo"
    assert "no room left" in caplog.text


def large(megabytes: int = 2) -> Any:
    return np.arange(megabytes * MIB // 8, dtype=np.float64)


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def mappings() -> int:
    return Path("/proc/self/maps").read_text().count("memfd:mini")


def resident() -> int:
    """Bytes of memory that are this process's share."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def test_a_large_array_comes_back_writable_and_isolated() -> None:
    array = large()
    expected = array.copy()
    frozen = freeze(array)
    array[:] = -1
    for _ in range(3):
        mine = frozen.thaw()
        assert np.array_equal(mine, expected)
        assert mine.flags.writeable
        mine[:] = -2
        mine.sort()
    assert frozen.size >= expected.nbytes


def test_several_large_arrays_keep_their_places() -> None:
    values = {name: np.full(LARGE + number, number, "u1") for number, name in enumerate("abc")}
    thawed = freeze(values).thaw()
    assert all(np.array_equal(thawed[name], values[name]) for name in "abc")
    thawed["b"][:] = 9
    assert thawed["a"].max() == 0
    assert thawed["c"].min() == 2


class Raw:
    """Puts a buffer of its own out of band, as libraries do."""

    def __init__(self, content: Any) -> None:
        self.content = content

    def __reduce__(self) -> Any:
        return Raw, (pickle.PickleBuffer(self.content),)


@pytest.mark.parametrize("size", [10, LARGE])
def test_buffers_of_other_libraries_are_each_callers_own(size: int) -> None:
    frozen = freeze([Raw(bytearray(b"a" * size)), Raw(b"b" * size), Raw(bytearray(b"c" * size))])
    for _ in range(2):
        first, fixed, last = (memoryview(raw.content) for raw in frozen.thaw())
        assert (bytes(first), bytes(fixed), bytes(last)) == (b"a" * size, b"b" * size, b"c" * size)
        assert fixed.readonly
        first[:] = last[:] = b"x" * size


def test_a_read_only_array_stays_read_only() -> None:
    for array in (large(), np.arange(3)):
        array.flags.writeable = False
        mine = freeze(array).thaw()
        assert not mine.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            mine[0] = 1


@on_linux
def test_nothing_leaks_over_10_000_thaws() -> None:
    frozen = freeze([large(), "and more"])
    frozen.thaw()
    gc.collect()
    before = descriptors(), mappings()
    for _ in range(10_000):
        frozen.thaw()[0][0] = 1
    assert (descriptors(), mappings()) == before
    del frozen
    assert descriptors() == before[0] - 1


@on_linux
def test_a_thousand_live_copies_cost_the_pages_that_were_touched() -> None:
    array = large(100)
    frozen = freeze(array)
    del array
    before, held = resident(), descriptors()
    copies = [frozen.thaw() for _ in range(1000)]
    for number, copy in enumerate(copies):
        copy[number] = -1
    assert resident() - before < 40 * MIB
    assert descriptors() == held
    assert all(copy[number] == -1 for number, copy in enumerate(copies))
    assert copies[1][0] == 0


@on_linux
def test_past_the_bound_of_mappings_callers_share_read_only_bytes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    gc.collect()
    memory = Anonymous(PAGE, most=mappings() + 2)
    memory.seal()
    with caplog.at_level(logging.WARNING, "mini.memo"):
        held = [memory.map() for _ in range(5)]
    assert [each.readonly for each in held] == [False, False, True, True, True]
    assert len([line for line in caplog.messages if "read-only arrays" in line]) == 1
    del held[:2]
    gc.collect()


@on_linux
def test_an_array_over_shared_bytes_is_read_only_for_good() -> None:
    memory = Anonymous(PAGE, most=0)
    memory.seal()
    array = np.ndarray((4,), np.int64, memory.map())
    with pytest.raises(ValueError, match="cannot set WRITEABLE"):
        array.flags.writeable = True


@on_linux
def test_nobody_can_cut_off_or_write_the_memory_under_its_mappings() -> None:
    memory = Anonymous(PAGE)
    memory.seal()
    descriptor = memory._descriptor
    with pytest.raises(PermissionError):
        os.ftruncate(descriptor, 0)
    with pytest.raises(PermissionError):
        os.pwrite(descriptor, b"x", 0)


def test_threads_thaw_and_write_at_once() -> None:
    expected = large()
    frozen = freeze(expected)
    wrong: list[int] = []

    def work(number: int) -> None:
        for step in range(50):
            mine = frozen.thaw()
            if not np.array_equal(mine, expected):
                wrong.append(step)
            mine[:] = number

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@on_linux
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_child_has_mappings_of_its_own() -> None:
    frozen = freeze(large())
    mine = frozen.thaw()
    mine[0] = 5
    child = os.fork()
    if child == 0:  # pragma: no cover
        ok = mine[0] == 5 and frozen.thaw()[0] == 0
        mine[0] = 6
        del mine
        gc.collect()
        again = frozen.thaw()
        again[:] = 7
        os._exit(0 if ok and frozen.thaw()[1] == 1 else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert mine[0] == 5
    assert frozen.thaw()[0] == 0
