"""All of a table or an array counts, and nothing of how it lies in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st

from mini.memo.digest import Unhashable, digest


def frame() -> pd.DataFrame:
    return pd.DataFrame({
        "number": np.arange(2000.0), "count": np.arange(2000),
        "name": [f"n{i}" for i in range(2000)],
        "any": pd.Series([None, 1, "a", (1,)] * 500, dtype=object),
        "day": pd.date_range("2024", periods=2000, tz="Europe/Paris"),
        "kind": pd.Categorical(["a", "b"] * 1000),
        "maybe": pd.array([1, None] * 1000, dtype="Int64"),
        "text": pd.array(["a", None] * 1000, dtype="string[pyarrow]"),
    })  # fmt: skip


def change(column: str, value: Any) -> Callable[[pd.DataFrame], Any]:
    def made(table: pd.DataFrame) -> pd.DataFrame:
        table.loc[1234, column] = value
        return table

    return made


def with_attrs(table: pd.DataFrame) -> pd.DataFrame:
    table.attrs["unit"] = "m"
    return table


CHANGES: list[Callable[[pd.DataFrame], Any]] = [
    change("number", 0.5), change("number", np.nan), change("count", 7), change("name", "x"),
    change("any", 1.0), change("any", True), change("day", pd.Timestamp("2020", tz="Europe/Paris")),
    change("kind", "b" if 1234 % 2 == 0 else "a"), change("maybe", 5), change("text", "x"),
    with_attrs, lambda t: t.iloc[::-1], lambda t: t.iloc[:-1], lambda t: t[[*t.columns[::-1]]],
    lambda t: t.rename(columns={"any": "all"}), lambda t: t.rename_axis("i"), lambda t: t["name"],
    lambda t: t.rename_axis(columns="c"), lambda t: t.set_axis(range(1, 2001)),
    lambda t: t.iloc[:0],
    lambda t: t.astype({"number": "f4"}), lambda t: t.astype({"name": object}),
    lambda t: t.assign(day=t["day"].dt.tz_convert("Europe/Berlin")),
    lambda t: t.assign(day=t["day"].dt.as_unit("ns")),
    lambda t: t.assign(kind=t["kind"].cat.add_categories("c")),
    lambda t: t.assign(kind=t["kind"].cat.as_ordered()), lambda t: t.assign(more=1),
    lambda t: t.set_index("number"), lambda t: t.set_flags(allows_duplicate_labels=False),
]  # fmt: skip


def test_each_change_of_a_frame_counts() -> None:
    keys = [digest(frame()), *(digest(made(frame())) for made in CHANGES)]
    assert digest(frame()) == keys[0]
    assert len(set(keys)) == len(keys)


def test_how_a_frame_lies_in_memory_does_not_count() -> None:
    block = np.random.default_rng(1).random((3000, 4))
    one = pd.DataFrame(block, columns=[*"abcd"])
    apart = pd.DataFrame({name: one[name].to_numpy().copy() for name in one})
    strided = pd.DataFrame(np.repeat(block, 2, axis=1)[:, ::2], columns=[*"abcd"])
    assert digest(one) == digest(apart) == digest(one.copy()) == digest(strided)
    assert digest(one.iloc[100:200].reset_index(drop=True)) == digest(
        pd.DataFrame(block[100:200].copy(), columns=[*"abcd"])
    )


def test_one_byte_anywhere_in_a_large_array_counts() -> None:
    data = np.zeros(3_000_000, "u1")
    before = digest(data)
    for place in np.random.default_rng(2).integers(0, len(data), 30):
        data[place] = 1
        assert digest(data) != before
        data[place] = 0
    assert digest(data) == before


def test_c_order_and_fortran_order_are_one() -> None:
    values = np.random.default_rng(3).random((700, 1300))
    assert digest(values) == digest(np.asfortranarray(values)) == digest(values[::-1][::-1])
    assert digest(values.T) == digest(values.T.copy())
    wide = np.random.default_rng(4).random((3, 2, 400_000))
    assert digest(np.asfortranarray(wide)) == digest(wide)
    assert digest(wide.transpose(2, 0, 1)) == digest(wide.transpose(2, 0, 1).copy())
    assert digest(wide.reshape(2, 3, 400_000)) != digest(wide)


@settings(deadline=None)
@given(
    st.sampled_from(["u1", "<i4", ">i4", "f8", "c16", "M8[D]", "S3", "U2", "?"]),
    st.lists(st.integers(0, 3), min_size=1, max_size=3),
    st.data(),
)
def test_any_view_equals_its_copy(dtype: str, shape: list[int], data: st.DataObject) -> None:
    values = np.arange(np.prod(shape)).astype(dtype).reshape(shape)
    view = values.transpose(data.draw(st.permutations(range(len(shape)))))[::-1]
    assert digest(view) == digest(view.copy()) == digest(np.asfortranarray(view))


def test_thousands_of_object_arrays_freed_in_turn_never_collide() -> None:
    keys = {digest(np.array([str(i), i, None], dtype=object)) for i in range(3000)}
    assert len(keys) == 3000


def test_what_stands_under_a_mask_or_between_fields_does_not_count() -> None:
    one = np.ma.array([1.0, 2.0], mask=[False, True])
    two = np.ma.array([1.0, 9.0], mask=[False, True])
    assert digest(one) == digest(two) != digest(np.ma.array([2.0, 9.0], mask=[False, True]))
    dtype = np.dtype([("a", "u1"), ("b", "f8")], align=True)
    zeros, ones = np.zeros(16, "u1"), np.full(16, 255, "u1")
    for raw in (zeros, ones):
        raw.view(dtype)["a"], raw.view(dtype)["b"] = 1, 2.0
    assert digest(zeros.view(dtype)) == digest(ones.view(dtype))
    left = pd.arrays.IntegerArray(np.array([1, 5]), np.array([False, True]))
    right = pd.arrays.IntegerArray(np.array([1, 6]), np.array([False, True]))
    assert digest(left) == digest(right)


def test_sparse_arrays_count_by_their_entries() -> None:
    tidy = scipy.sparse.csr_array(([3.0, 4.0], [0, 1], [0, 2]), shape=(1, 2))
    doubled = scipy.sparse.csr_array(([4.0, 1.0, 2.0], [1, 0, 0], [0, 3]), shape=(1, 2))
    assert digest(tidy) == digest(doubled)
    assert doubled.nnz == 3
    assert digest(tidy) != digest(scipy.sparse.csr_array(np.array([[3.0, 5.0]])))


ARROW = [
    [1, None, 3, 4], ["a", None, "cc", ""], [True, None, False, False], [b"a", b"", None, b"b"],
    [[1], None, [], [2, 3]], [{"a": 1}, None, {"a": None}, {"a": 4}],
    [1.5, float("nan"), None, 0.0],
]  # fmt: skip


@pytest.mark.parametrize("items", ARROW)
def test_chunks_offsets_and_what_stands_in_gaps_do_not_count(items: list[Any]) -> None:
    whole = pa.array(items)
    table = pa.table({"a": whole})
    key = digest(table)
    parts = [whole.slice(0, 1), whole.slice(1, 2), whole.slice(3)]
    assert digest(pa.table({"a": pa.chunked_array(parts)})) == key
    longer = pa.array([items[2], *items, items[0]])
    assert digest(longer.slice(1, 4)) == digest(whole)
    assert digest(pa.table({"a": pa.array([*items[:3], items[0]])})) != key
    assert digest(pa.table({"a": pa.array(items[:3])})) != key


@pytest.mark.parametrize("kind", [pa.large_string(), pa.large_binary(), pa.string_view()])
def test_texts_of_every_width_count_by_what_a_slice_holds(kind: Any) -> None:
    items = ["a", None, "cc", "", "ddd"]
    whole = pa.array(items).cast(pa.binary() if kind == pa.large_binary() else kind).cast(kind)
    part = pa.array(items[1:4]).cast(pa.binary() if kind == pa.large_binary() else kind).cast(kind)
    assert digest(whole.slice(1, 3)) == digest(part)
    assert digest(whole.slice(2, 3)) != digest(part)
    assert digest(whole.slice(2, 2)) == digest(part.slice(1, 2))


def test_gaps_of_arrow_hide_what_lies_below() -> None:
    valid = pa.py_buffer(bytes([0b101]))

    def made(hidden: int) -> Any:
        data = pa.py_buffer(np.array([1, hidden, 3]).tobytes())
        return pa.Array.from_buffers(pa.int64(), 3, [valid, data])

    assert made(5).equals(made(6))
    assert digest(made(5)) == digest(made(6)) == digest(pa.array([1, None, 3]))


def test_dictionaries_of_other_chunks() -> None:
    parts = [pa.array(["a", "b"]).dictionary_encode(), pa.array(["b", "c"]).dictionary_encode()]
    one = pa.chunked_array(parts)
    assert digest(one) == digest(pa.chunked_array(parts))
    parts[1] = pa.array(["b", "d"]).dictionary_encode()
    assert digest(one) != digest(pa.chunked_array(parts))


def test_polars_chunks_and_slices_do_not_count() -> None:
    for items in (
        [1, None, 3, 4],
        ["a", None, "cc", ""],
        [[1], None, [], [2]],
        [1.5, None, 2.0, 3.0],
    ):
        whole = pl.Series("a", items)
        parts = pl.concat([whole[:1], whole[1:]], rechunk=False)
        assert digest(parts) == digest(whole) == digest(pl.concat([whole[:2], whole])[2:])
        assert digest(pl.DataFrame([whole])) != digest(pl.DataFrame([whole[::-1]]))
    words = pl.Series("a", ["x", "y"], dtype=pl.Categorical)
    pl.Series("other", ["y", "z"], dtype=pl.Categorical)
    assert digest(words) == digest(pl.Series("a", ["x", "y"], dtype=pl.Categorical))


def test_indexes_count_with_their_freq_levels_and_names() -> None:
    days = pd.date_range("2024", periods=3)
    every = days._with_freq(None) if hasattr(days, "_with_freq") else days
    levels = pd.MultiIndex.from_product([["a", "b"], [1, 2]])
    values = [days, every, days.rename("d"), days[:2], pd.Index([1, 2]), pd.RangeIndex(1, 3),
              levels, levels[:2], levels[:2].remove_unused_levels(),
              levels.set_names(["x", "y"])]  # fmt: skip
    assert len({digest(value) for value in values}) == len(values)


def test_a_subclass_of_a_frame_counts_with_what_it_adds() -> None:
    class Places(pd.DataFrame):
        _metadata = ("crs",)
        crs: str

        @property
        def _constructor(self) -> type[Places]:
            return Places

    here, there = Places({"a": [1]}), Places({"a": [1]})
    here.crs = there.crs = "EPSG:4326"
    assert digest(here) == digest(there) != digest(pd.DataFrame({"a": [1]}))
    there.crs = "EPSG:3857"
    assert digest(here) != digest(there)


def test_the_way_to_a_culprit_in_a_table() -> None:
    lock = threading.Lock()
    for value, path in (
        (pd.DataFrame({"a": [1], "b": [lock]}), "['b'][0]"),
        (np.array([1, lock], dtype=object), "[1]"),
        ({"t": pd.Series([lock])}, "['t'][0]"),
    ):
        with pytest.raises(Unhashable) as caught:
            digest(value)
        assert caught.value.path == path
        assert caught.value.culprit is lock


def test_a_table_is_not_changed_by_being_hashed() -> None:
    masked = np.ma.array([1.0, 2.0], mask=[False, True])
    sparse = scipy.sparse.csr_array(([4.0, 1.0, 2.0], [1, 0, 0], [0, 3]), shape=(1, 2))
    table = frame()
    for value in (masked, sparse, table):
        digest(value)
    assert masked.data.tolist() == [1.0, 2.0]
    assert sparse.data.tolist() == [4.0, 1.0, 2.0]
    pd.testing.assert_frame_equal(table, frame())
