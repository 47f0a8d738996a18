"""Frames, series, indexes and arrays: the same after a thaw, and each caller's own."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from mini.memo.values import Frozen, freeze

SMALL, LARGE = 90, 150_000
Make = Callable[[int], Any]


def floats(rows: int, columns: int = 4) -> Any:
    return np.random.default_rng(0).random((rows, columns))


def frame(rows: int) -> pd.DataFrame:
    return pd.DataFrame(floats(rows), columns=list("abcd"))


def dates(rows: int) -> pd.DatetimeIndex:
    return pd.date_range("2020", periods=rows, freq="min", name="when")


def words(rows: int) -> pd.Series:
    return pd.Series([f"word {number}" for number in range(rows)])


def nullable(rows: int, kind: Any) -> Any:
    return pd.array([1, 0, None] * (rows // 3), dtype=kind)


def marked(rows: int) -> pd.DataFrame:
    made = frame(rows).set_flags(allows_duplicate_labels=False)
    made.attrs["source"] = ["a", "list"]
    made.index.name = "row"
    made.columns.name = "column"
    return made


FRAMES: dict[str, Make] = {
    "floats": frame,
    "by columns": lambda n: pd.DataFrame({name: np.arange(n) * 1.5 for name in "abc"}),
    "transposed": lambda n: pd.DataFrame(floats(4, n // 4)).T,
    "every other row": lambda n: frame(2 * n)[::2],
    "a few rows": lambda n: frame(n).iloc[5:10],
    "chosen rows": lambda n: frame(n)[lambda f: f.a > 0.5],
    "of mixed types": lambda n: pd.DataFrame(
        {"i": np.arange(n), "f": np.arange(n) / 2, "b": np.arange(n) % 2 == 0, "w": words(n)}
    ),
    "dates": lambda n: pd.DataFrame({"d": dates(n), "td": dates(n) - dates(n)[0]}),
    "dates with a zone": lambda n: pd.DataFrame({"d": dates(n).tz_localize("UTC")}),
    "dates as index": lambda n: pd.DataFrame({"x": np.arange(n)}, index=dates(n)),
    "periods": lambda n: pd.DataFrame({"p": pd.period_range("1900", periods=min(n, 999))}),
    "Int64": lambda n: pd.DataFrame({"x": nullable(n, "Int64")}),
    "Float64": lambda n: pd.DataFrame({"x": nullable(n, "Float64")}),
    "boolean": lambda n: pd.DataFrame({"x": nullable(n, "boolean")}),
    "str": lambda n: pd.DataFrame({"x": words(n)}),
    "part of str": lambda n: pd.DataFrame({"x": words(n)}).iloc[3:9],
    "string[pyarrow]": lambda n: pd.DataFrame({"x": words(n).astype("string[pyarrow]")}),
    "string[python]": lambda n: pd.DataFrame({"x": words(n).astype("string[python]")}),
    "objects": lambda n: pd.DataFrame({"x": words(n).astype(object)}),
    "any objects": lambda n: pd.DataFrame(
        {"x": [1, "a", None, Decimal("1.5"), dt.date(2020, 1, 1), float("nan")] * (n // 6)}
    ),
    "lists": lambda n: pd.DataFrame({"x": [[1], [2]] * 40}),
    "categories": lambda n: pd.DataFrame({"x": pd.Categorical(["a", "b", "c"] * (n // 3))}),
    "intervals": lambda n: pd.DataFrame({"x": pd.interval_range(0, n)}),
    "sparse": lambda n: pd.DataFrame({"x": pd.arrays.SparseArray([0, 0, 1] * (n // 3))}),
    "arrow": lambda n: pd.DataFrame({"x": pd.Series(np.arange(n)).astype("int64[pyarrow]")}),
    "several levels": lambda n: pd.DataFrame(
        {"x": np.arange(n)}, index=pd.MultiIndex.from_arrays([np.arange(n), ["a"] * n])
    ),
    "several levels of columns": lambda n: pd.DataFrame(
        floats(n, 2), columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")])
    ),
    "index of floats": lambda n: pd.DataFrame({"x": np.arange(n)}, index=floats(n, 1)[:, 0]),
    "index of words": lambda n: pd.DataFrame({"x": np.arange(n)}, index=words(n)),
    "marks": marked,
    "columns named twice": lambda n: pd.DataFrame(floats(n, 2), columns=["a", "a"]),
    "nothing": lambda n: pd.DataFrame(),
    "no columns": lambda n: pd.DataFrame(index=range(n)),
}
ROWS = pytest.mark.parametrize("rows", [SMALL, LARGE], ids=["small", "large"])


def reloaded(frozen: Frozen) -> Frozen:
    return Frozen.load(*frozen.encode())


@ROWS
@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_comes_back_as_it_was(name: str, rows: int) -> None:
    made = FRAMES[name](rows)
    frozen = freeze(made)
    for thawed in (frozen.thaw(), reloaded(frozen).thaw()):
        assert_same(thawed, made)
        assert thawed.attrs == made.attrs
        assert thawed.index.names == made.index.names
        assert thawed.columns.names == made.columns.names
        assert [str(each) for each in thawed.dtypes] == [str(each) for each in made.dtypes]


@ROWS
@pytest.mark.parametrize("name", FRAMES)
def test_a_series_and_an_index_come_back_as_they_were(name: str, rows: int) -> None:
    made = FRAMES[name](rows)
    for column in [made.iloc[:, at] for at in range(made.shape[1])]:
        assert_same(freeze(column).thaw(), column)
    thawed = freeze(made.index).thaw()
    assert type(thawed) is type(made.index)
    assert thawed.identical(made.index)
    assert getattr(thawed, "freq", None) == getattr(made.index, "freq", None)


def assert_same(thawed: Any, made: Any) -> None:
    """Compare frames or series; the full comparison of pandas takes seconds for large ones."""
    assert type(thawed) is type(made)
    assert thawed.equals(made)
    if len(made) > SMALL * 4:
        assert thawed.index.equals(made.index)
    elif isinstance(made, pd.DataFrame):
        pd.testing.assert_frame_equal(thawed, made, check_freq=True, check_flags=True)
    else:
        pd.testing.assert_series_equal(thawed, made, check_freq=True)


def same_items(one: Any, other: Any) -> bool:
    if one.dtype.hasobject:
        return bool(one.tolist() == other.tolist())
    return bool(one.tobytes() == other.tobytes())


def values_of(frame: pd.DataFrame) -> list[Any]:
    """Every array that a frame stands on."""
    blocks = [block.values for block in frame._mgr.blocks]
    parts = [
        getattr(each, name, None) for each in blocks for name in ("_ndarray", "_data", "_mask")
    ]
    return [each for each in (*blocks, *parts) if isinstance(each, np.ndarray)]


def spoil(array: Any) -> None:
    if not array.flags.writeable:
        array.flags.writeable = True
    array[...] = array.ravel()[:1][0] if array.dtype.hasobject else np.zeros(1, array.dtype)[0]


@ROWS
@pytest.mark.parametrize("name", FRAMES)
def test_nothing_done_to_a_thawed_frame_reaches_the_next(name: str, rows: int) -> None:
    made = FRAMES[name](rows)
    frozen = freeze(made)
    expected = made.copy()

    mine = frozen.thaw()
    mine.index.name = "spoilt"
    mine.columns.name = "spoilt"
    mine.attrs.setdefault("source", []).append("spoilt")
    for array in values_of(mine):
        spoil(array)
    if isinstance(mine.index, pd.DatetimeIndex):
        spoil(mine.index._data._ndarray)  # type: ignore[attr-defined]
    elif type(mine.index) is pd.Index and isinstance(mine.index.values, np.ndarray):
        spoil(mine.index.values)
    if len(mine.columns) > 1:
        mine.iloc[0, 0] = mine.iloc[-1, 0]
    if len(mine.columns):
        del mine[mine.columns[0]]
    mine.insert(0, ("new", "new") if mine.columns.nlevels > 1 else "new", 1)

    thawed = frozen.thaw()
    assert_same(thawed, expected)
    assert thawed.attrs == made.attrs
    assert thawed.index.names == made.index.names


@ROWS
def test_nothing_done_to_the_original_reaches_the_frozen(rows: int) -> None:
    source = floats(rows)
    made = pd.DataFrame(source, copy=False)
    frozen = freeze(made)
    expected = made.copy()
    source[:] = -1
    made.iloc[:, :] = -2
    pd.testing.assert_frame_equal(frozen.thaw(), expected)


def test_items_of_lists_in_a_frame_are_each_callers_own() -> None:
    frozen = freeze(pd.DataFrame({"x": [[1], [2]]}))
    frozen.thaw()["x"][0].append("spoilt")
    assert frozen.thaw()["x"][0] == [1]


def test_a_view_is_kept_without_what_it_is_a_view_of() -> None:
    base = floats(LARGE)
    assert freeze(base[5:10]).size < 1000
    assert freeze(pd.DataFrame(base, copy=False).iloc[5:10]).size < 2000
    assert freeze(words(LARGE).iloc[5:10]).size < 2000
    assert freeze(pa.table({"x": base[:, 0].copy()}).slice(5, 5)).size < 1000
    assert len(freeze(pa.array(base[:, 0].copy()).slice(5, 5)).encode()[1]) < 1000


def test_large_columns_are_not_in_the_stream() -> None:
    for name in ("floats", "every other row", "dates", "dates with a zone", "Int64"):
        main, memory = freeze(FRAMES[name](LARGE * 4)).encode()[1:]
        assert memory is not None, name
        # A mask of one byte a row is below the bound.
        assert len(main) < 10_000 + (LARGE * 4 if name == "Int64" else 0), name


def test_two_names_of_one_frame_stay_one() -> None:
    one = frame(5)
    first, second = freeze([one, one]).thaw()
    assert first is second


def test_frames_at_any_depth_are_each_callers_own() -> None:
    frozen = freeze({"all": [(1, frame(5)), frame(LARGE)]})
    for _ in range(2):
        mine = frozen.thaw()
        pd.testing.assert_frame_equal(mine["all"][0][1], frame(5))
        pd.testing.assert_frame_equal(mine["all"][1], frame(LARGE))
        mine["all"][0][1].iloc[:, :] = -1
        mine["all"][1].iloc[:, :] = -1


def test_a_subclass_keeps_its_class_and_its_marks() -> None:
    made = Labelled({"a": [1, 2]})
    made.label = "mine"
    thawed = freeze(made).thaw()
    assert type(thawed) is Labelled
    assert thawed.label == "mine"
    assert list(thawed["a"]) == [1, 2]


class Labelled(pd.DataFrame):
    """A frame with a mark of its own, as libraries make them."""

    label: str
    _metadata = ["label"]  # noqa: RUF012  (pandas' own way)

    @property
    def _constructor(self) -> type[Labelled]:
        return Labelled


ARRAYS: dict[str, Make] = {
    "one dimension": lambda n: floats(n, 1)[:, 0],
    "rows": floats,
    "columns": lambda n: np.asfortranarray(floats(n)),
    "every other": lambda n: floats(n)[::2],
    "turned": lambda n: floats(n, 6).reshape(n, 2, 3).transpose(1, 0, 2),
    "backwards": lambda n: floats(n, 1)[::-1, 0],
    "dates": lambda n: np.arange(n).astype("M8[s]"),
    "spans": lambda n: np.arange(n).astype("m8[ns]"),
    "text": lambda n: np.array(["ab", "c"] * n),
    "fields": lambda n: np.zeros(n, [("a", "i4"), ("b", "f8")]),
    "fields of objects": lambda n: np.array([(1, "a")] * 5, [("a", "i4"), ("o", "O")]),
    "big-endian": lambda n: np.arange(n).astype(">i4"),
    "objects": lambda n: np.array([1, "a", None] * n, dtype=object),
    "objects in columns": lambda n: np.asfortranarray(np.array([[1, "a"]] * n, dtype=object)),
    "empty": lambda n: np.zeros((0, 3)),
    "a scalar's": lambda n: np.array(5.0),
    "repeated": lambda n: np.broadcast_to(np.arange(3.0), (n, 3)),
    "records": lambda n: np.rec.array([(1, 2.0)] * n, dtype=[("a", "i4"), ("b", "f8")]),
}


@ROWS
@pytest.mark.parametrize("name", ARRAYS)
def test_an_array_comes_back_as_it_was(name: str, rows: int) -> None:
    made = ARRAYS[name](rows)
    frozen = freeze(made)
    for thawed in (frozen.thaw(), reloaded(frozen).thaw()):
        assert type(thawed) is type(made)
        assert thawed.dtype == made.dtype
        assert thawed.shape == made.shape
        assert same_items(thawed, made)
        assert thawed.flags.writeable == made.flags.writeable
        if made.flags.contiguous or made.flags.fnc:
            assert thawed.flags.c_contiguous == made.flags.c_contiguous
            assert thawed.flags.f_contiguous == made.flags.f_contiguous


@ROWS
@pytest.mark.parametrize("name", ARRAYS)
def test_nothing_done_to_a_thawed_array_reaches_the_next(name: str, rows: int) -> None:
    made = ARRAYS[name](rows)
    frozen = freeze(made)
    mine = frozen.thaw()
    spoil(mine)
    assert same_items(frozen.thaw(), made)


def test_a_masked_array_is_each_callers_own() -> None:
    made = np.ma.array([1.0, 2.0, 3.0], mask=[False, True, False])
    frozen = freeze(made)
    mine = frozen.thaw()
    mine[0] = np.ma.masked
    thawed = frozen.thaw()
    assert thawed.tolist() == [1.0, None, 3.0]


def test_threads_change_what_they_thaw() -> None:
    made = FRAMES["of mixed types"](SMALL)
    frozen = freeze(made)
    wrong: list[int] = []

    def work(number: int) -> None:
        for _ in range(50):
            mine = frozen.thaw()
            if not mine.equals(made):
                wrong.append(number)
            mine.iloc[:, 0] = number
            mine["w"] = "spoilt"

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


ARROW: dict[str, Make] = {
    "table": lambda n: pa.table({"x": np.arange(n) * 1.5, "w": ["a"] * n}),
    "part of a table": lambda n: pa.table({"x": np.arange(n) * 1.5}).slice(3, 5),
    "array": lambda n: pa.array(np.arange(n) * 1.5),
    "words": lambda n: pa.array(["a", None] * n),
    "chunks": lambda n: pa.chunked_array([np.arange(n) * 1.5, [2.5]]),
    "batch": lambda n: pa.record_batch({"x": np.arange(n) * 1.5}),
    "empty batch": lambda n: pa.record_batch({"x": pa.array([], pa.int8())}),
    "empty array": lambda n: pa.array([], pa.string()),
    "dictionary": lambda n: pa.array(["a", "b"] * n).dictionary_encode(),
    "structs": lambda n: pa.array([{"a": [1, None]}] * 20),
    "polars frame": lambda n: pl.DataFrame({"x": np.arange(n) * 1.5, "w": ["a"] * n}),
    "polars series": lambda n: pl.Series("x", np.arange(n) * 1.5),
}


@ROWS
@pytest.mark.parametrize("name", ARROW)
def test_a_table_of_arrow_or_polars_comes_back_as_it_was(name: str, rows: int) -> None:
    made = ARROW[name](rows)
    frozen = freeze(made)
    for thawed in (frozen.thaw(), reloaded(frozen).thaw()):
        assert type(thawed) is type(made)
        assert thawed.equals(made)


@ROWS
def test_memory_under_a_table_can_change_without_it(rows: int) -> None:
    source = np.arange(rows) * 1.5
    made = [pa.table({"x": source}), pl.DataFrame({"x": source}), pa.array(source)]
    table, frame, array = map(freeze, made)
    source[:] = -1
    assert table.thaw()["x"][2].as_py() == 3.0
    assert frame.thaw()["x"][2] == 3.0
    assert array.thaw()[2].as_py() == 3.0
    buffer = array.thaw().buffers()[1]
    assert not np.frombuffer(buffer).flags.writeable


@ROWS
def test_a_polars_frame_is_each_callers_own(rows: int) -> None:
    frozen = freeze(pl.DataFrame({"x": np.arange(rows)}))
    mine = frozen.thaw()
    mine[0, "x"] = 99
    mine.columns = ["spoilt"]
    mine.insert_column(0, pl.Series("y", np.zeros(rows)))
    thawed = frozen.thaw()
    assert thawed.columns == ["x"]
    assert thawed[0, "x"] == 0
