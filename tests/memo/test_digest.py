"""Equal values share a digest, in every process; no others do."""

from __future__ import annotations

import copy
import math
import os
import random
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mini.errors import CacheError
from mini.memo.digest import HashFuncs, Unhashable, digest
from tests.memo import digest_values
from tests.memo.digest_values import Person, Point

Nested = Any


def nested() -> st.SearchStrategy[Nested]:
    atoms: st.SearchStrategy[Any] = (
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
    )
    hashable = st.recursive(atoms, lambda inner: st.tuples(inner) | st.tuples(inner, inner))
    return st.recursive(
        atoms,
        lambda inner: (
            st.lists(inner)
            | st.lists(inner).map(tuple)
            | st.dictionaries(hashable, inner, max_size=4)
            | st.frozensets(st.integers() | st.text(), max_size=4)
        ),
        max_leaves=30,
    )


def written(value: Any) -> str:
    """Write a value down so that just equal ones read alike."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{written(k)}:{written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, frozenset):
        return "<" + ",".join(sorted(map(written, value))) + ">"
    if isinstance(value, list | tuple):
        return f"{type(value).__name__}({','.join(map(written, value))})"
    if isinstance(value, float):
        return f"nan {math.copysign(1, value)}" if math.isnan(value) else value.hex()
    return ascii(value)


@settings(deadline=None)
@given(nested(), nested())
def test_two_values_share_a_digest_if_they_read_alike_and_only_then(a: Any, b: Any) -> None:
    assert (digest(a) == digest(b)) == (written(a) == written(b))


@settings(deadline=None)
@given(nested())
def test_a_copy_has_the_digest_of_its_original(value: Any) -> None:
    assert digest(copy.deepcopy(value)) == digest(value)
    assert digest([value, value]) == digest([value, copy.deepcopy(value)])


def test_no_two_values_of_any_kinds_collide_and_each_equals_itself_made_again() -> None:
    values, again = digest_values.made(), digest_values.made()
    seen: dict[bytes, int] = {}
    for place, (value, other) in enumerate(zip(values, again, strict=True)):
        key = digest(value)
        assert len(key) == 16
        assert digest(other) == key, repr(value)
        assert key not in seen, (value, values[seen[key]])
        seen[key] = place


def test_digests_are_the_same_in_other_processes() -> None:
    printed = set()
    for seed in ("0", "1", "random"):
        done = subprocess.run(
            [sys.executable, "-m", "tests.memo.digest_values"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        printed.add(done.stdout)
    assert len(printed) == 1
    assert printed.pop().count("\n") == len(digest_values.made())


def test_a_value_counts_alike_alone_and_among_others() -> None:
    values = digest_values.made()
    keys = {digest([None, value, 1]) for value in values}
    assert len(keys) == len(values)
    assert len({digest({"k": value}) for value in values} | keys) == 2 * len(values)


def test_what_contains_itself_has_a_digest() -> None:
    one: list[Any] = [1]
    one.append(one)
    assert digest(one) == digest(copy.deepcopy(one))
    two: list[Any] = [1, one]
    assert digest(two) != digest(one)
    left, right = Point(1, 2), Point(1, 2)
    left.x, right.x = right, left  # type: ignore[assignment]
    other = copy.deepcopy(left)
    assert digest(left) == digest(other)
    other.x.y = 3  # type: ignore[attr-defined]
    assert digest(left) != digest(other)


def test_what_refers_to_the_same_object_many_times_takes_no_longer() -> None:
    value: list[Any] = [1]
    for _ in range(150):
        value = [value, value]
    assert digest(value) != digest([value])


def test_many_nodes_that_all_know_each_other() -> None:
    nodes: list[Any] = [[i] for i in range(50)]
    for node in nodes:
        node.append(nodes)
    assert digest(nodes) == digest(copy.deepcopy(nodes))


def test_nodes_that_know_each_other_through_lists_of_their_own() -> None:
    nodes = [Point(i, 0) for i in range(30)]
    for node in nodes:
        node.y = [*nodes]  # type: ignore[assignment]
    assert digest(nodes[0]) == digest(copy.deepcopy(nodes[0])) != digest(nodes[1])


def test_nesting_without_end_is_refused() -> None:
    value: list[Any] = []
    for _ in range(50_000):
        value = [value]
    with pytest.raises(Unhashable, match="nested too deep"):
        digest(value)


def test_attributes_count_wherever_they_are() -> None:
    point, other = Point(1, 2), Point(1, 2)
    other.z = 3  # type: ignore[attr-defined]
    assert digest(point) != digest(other)
    assert digest(Person(name="a")) != digest(Person.model_construct(name="a", _fields_set=set()))


def test_a_file_counts_by_where_it_is_and_when_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    with path.open() as file:
        before = digest(file)
        file.read(1)
        assert digest(file) != before
        file.seek(0)
        assert digest(file) == before
        os.utime(path, ns=(1, 1))
        assert digest(file) != before


def test_an_upload_counts_by_its_content_and_its_place() -> None:
    class Upload:
        def __init__(self, data: bytes, name: str) -> None:
            self.data, self.name, self.lock = data, name, threading.Lock()

        def getvalue(self) -> bytes:
            return self.data

        def read(self) -> bytes:
            return self.data

    assert digest(Upload(b"a", "n")) == digest(Upload(b"a", "n"))
    assert digest(Upload(b"a", "n")) != digest(Upload(b"b", "n"))
    assert digest(Upload(b"a", "n")) != digest(Upload(b"a", "m"))


def test_a_function_of_the_author_is_used_at_any_depth_and_the_closest_class_wins() -> None:
    class Base:
        def __init__(self, score: int) -> None:
            self.score, self.lock = score, threading.Lock()

    class Derived(Base):
        pass

    funcs = HashFuncs({Base: lambda value: value.score})
    assert digest({"a": [Derived(1)]}, funcs) == digest({"a": [Derived(1)]}, funcs)
    assert digest([Derived(1)], funcs) != digest([Derived(2)], funcs)
    assert digest(Derived(1), funcs) != digest(Base(1), funcs)
    closest = HashFuncs({Base: lambda value: value.score, Derived: lambda _: 0})
    assert digest(Derived(1), closest) == digest(Derived(2), closest)
    named = HashFuncs({f"{__name__}.{Base.__qualname__}": lambda value: value.score})
    assert digest(Derived(1), named) != digest(Derived(2), named)


def test_a_function_of_the_author_for_a_plain_type_holds_in_lists_too() -> None:
    rounded = HashFuncs({float: round})
    assert digest([1.2] * 20, rounded) == digest([1.4] * 20, rounded)
    assert digest({"a": 1.2}, rounded) != digest({"a": 1.6}, rounded)
    assert digest({1.2, 1.3}, rounded) == digest({1.1, 0.9}, rounded)


def test_a_failing_function_of_the_author_is_named() -> None:
    def score(value: Point) -> float:
        return value.x / 0

    with pytest.raises(CacheError, match=r"score.*Point.*ZeroDivisionError") as caught:
        digest([Point(1, 2)], HashFuncs({Point: score}))
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_an_object_may_stand_for_itself() -> None:
    lock = threading.Lock()
    tokens = {id(lock): b"the lock"}
    key = digest([lock], names=lambda value: tokens.get(id(value)))
    assert key == digest([lock], names=lambda value: tokens.get(id(value)))
    assert key != digest([b"the lock"])


def test_one_class_of_the_app_counts_by_its_code() -> None:
    def made(body: str) -> Any:
        names: dict[str, Any] = {"__name__": "an_app"}
        exec(compile(f"class A:\n def m(self): return {body}", "an_app.py", "exec"), names)
        return names["A"]()

    assert digest(made("1")) == digest(made("1"))
    assert digest(made("1")) != digest(made("2"))


def test_random_bytes_of_all_sizes_around_the_bounds() -> None:
    source = random.Random(3)
    sizes = [0, 1, 1023, 1024, 4095, 4096, 65_535, 65_536, (1 << 20) - 1, 1 << 20]
    keys = set()
    for size in sizes:
        data = source.randbytes(size)
        changed = data[:-1] + bytes([data[-1] ^ 1]) if data else b"x"
        for value in (data, changed, bytearray(data), [data], memoryview(data)):
            keys.add(digest(value))
    assert len(keys) == 5 * len(sizes)
