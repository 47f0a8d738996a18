"""Values of every kind, made anew at each call; as a program, it prints their digests."""

from __future__ import annotations

import argparse
import array
import collections
import dataclasses
import datetime as dt
import decimal
import enum
import fractions
import functools
import io
import pathlib
import random
import re
import types
import uuid
import zoneinfo
from typing import Any, NamedTuple

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pydantic
import pytz
import scipy.sparse
from dateutil import tz  # type: ignore[import-untyped]
from PIL import Image

from mini.memo.digest import digest

UTC_NOON = dt.datetime(2024, 7, 1, 12, tzinfo=dt.UTC)


class Colour(enum.Enum):
    RED = 1
    GREEN = "1"


class Level(enum.IntEnum):
    LOW = 1


class Right(enum.Flag):
    READ = 1
    WRITE = 2


class Text(str):
    __slots__ = ()


class Mass(float):
    pass


class Rows(list[int]):
    pass


class Names(dict[str, int]):
    pass


class Some(set[int]):
    pass


@dataclasses.dataclass
class Point:
    x: float
    y: float


class Pair(NamedTuple):
    a: int
    b: int


@attrs.define
class Box:
    width: int


class Person(pydantic.BaseModel):
    name: str
    _secret: int = pydantic.PrivateAttr(0)


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a: int) -> None:
        self.a = a


def secretive(secret: int) -> Person:
    person = Person(name="Ada")
    person._secret = secret
    return person


def made() -> list[Any]:
    """Give values of which no two are alike."""
    return [*plain(), *timely(), *collected(), *written(), *arrays(), *tables()]


def plain() -> list[Any]:
    return [
        None, True, False, 0, 1, -1, 2**63, 2**64, -(2**70), 0.0, -0.0, 1.0, float("nan"),
        float("inf"), 1j, complex(0.0, -0.0), complex(-0.0, 0.0), "", "1", "True", "None", b"",
        b"1", "é", "e\u0301", "\ud800", "\ud800\udc00", "\U00010000", "a" * 5000, b"a" * 5000, ...,
        NotImplemented, decimal.Decimal("1.0"), decimal.Decimal("1.00"), decimal.Decimal("nan"),
        fractions.Fraction(1), uuid.UUID(int=1), pathlib.PurePosixPath("1"), pathlib.Path("a"),
        re.compile("a"), re.compile("a", re.IGNORECASE), re.compile(b"a"), range(3), range(0, 3, 2),
        slice(1, 2), slice(1, 2, 1), int, str, bool, len, print, re,
    ]  # fmt: skip


def timely() -> list[Any]:
    naive = dt.datetime(2024, 10, 27, 2, 30)
    paris, berlin = zoneinfo.ZoneInfo("Europe/Paris"), zoneinfo.ZoneInfo("Europe/Berlin")
    return [
        naive, naive.replace(fold=1), naive.date(), naive.time(), naive.time().replace(fold=1),
        naive.replace(tzinfo=paris), naive.replace(tzinfo=berlin),
        naive.replace(tzinfo=paris, fold=1), naive.replace(tzinfo=tz.gettz("Europe/Paris")),
        pytz.timezone("Europe/Paris").localize(naive),
        pytz.timezone("Europe/Berlin").localize(naive), UTC_NOON, UTC_NOON.astimezone(paris),
        UTC_NOON.astimezone(berlin), naive.replace(tzinfo=dt.timezone(dt.timedelta(hours=1))),
        dt.timedelta(1), dt.timedelta(0, 1), dt.timedelta(0, 0, 1), dt.UTC, paris, tz.tzutc(),
    ]  # fmt: skip


def collected() -> list[Any]:
    return [
        [], (), {}, set(), frozenset(), [1], (1,), {1: 1}, {1}, frozenset({1}), [[]], [()], [1.0],
        [True], ["1"], [None], [None, None], ["a", "b"], ["a,b"], ["ab", ""], ["", "ab"], "ab",
        [b"a"], [1, 1.0], [1.0, 1], [1, "a"] * 20, ["a", 1] * 20, [1, None] * 20, [1, 2**80],
        [2**80, 1], [[1], 2], [[1, 2]], [1, [2]], {"a": 1, "b": 2}, {"b": 2, "a": 1},
        {"a": 2, "b": 1}, {1: "a"}, {"1": "a"}, {(1, 2): 3}, {1, 2}, {"1", "2"}, {1, "1"},
        {(1,), (2,)}, frozenset({frozenset({1}), frozenset({2})}), {1.0, 2.0},
        {f"key {i}" for i in range(50)}, collections.OrderedDict(a=1), collections.Counter("aab"),
        collections.deque([1]), collections.deque([1], 3), collections.defaultdict(list, a=1),
        collections.defaultdict(int, a=1), collections.ChainMap({"a": 1}), array.array("i", [1]),
        array.array("q", [1]), bytearray(b"1"), memoryview(b"1"), types.MappingProxyType({"a": 1}),
        types.SimpleNamespace(a=1), argparse.Namespace(a=1), {"a": 1}.keys(), {"a": 1}.values(),
        {"a": 1}.items(),
    ]  # fmt: skip


def written() -> list[Any]:
    return [
        Colour.RED, Colour.GREEN, Level.LOW, Right.READ, Right.READ | Right.WRITE, Text("1"),
        Mass(1), Mass(2), Rows([1]), Rows([2]), Names(a=1), Names(a=2), Some({1}), Some({2}),
        Point(1, 2), Point(1.0, 2), Point(2, 1), Pair(1, 2), Pair(2, 1), Box(1), Box(2),
        Person(name="Ada"), Person(name="Bob"), secretive(1), Slotted(1), Slotted(2), Point, Box,
        random.Random(1), random.Random(2), io.BytesIO(b"a"), io.BytesIO(b"b"), io.StringIO("a"),
        functools.partial(pow, 2), functools.partial(pow, 3), functools.partial(pow, exp=2),
        ValueError("a"), KeyError("a"), lambda: 1, lambda: 2, "x".join, "y".join, made, plain,
    ]  # fmt: skip


def arrays() -> list[Any]:
    six = np.arange(6)
    fields = np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")])
    return [
        six, six.reshape(2, 3), six.reshape(3, 2), six.reshape(2, 3).T, six.astype("i4"),
        six.astype(">i8"), six.astype("u8"), six.astype("f8"), six[:0], six[:0].reshape(0, 2),
        np.array(1), np.array([1]), np.int64(1), np.int32(1), np.float64(1), np.bool_(True),
        np.array(["a", "b"]), np.array([b"a", b"b"]), np.array(["a", "b"], dtype=object),
        np.array(["a", 1, None], dtype=object), np.array([1.0, 2.0], dtype=object),
        np.array(["2024-01-01"], dtype="M8[D]"), np.array(["2024-01-01"], dtype="M8[s]"),
        np.array([1], dtype="m8[s]"), np.datetime64("2024-01-01"), fields,
        fields.astype([("a", "i4"), ("c", "f8")]), np.zeros(9, "g"),
        np.ma.array([1, 2], mask=[False, True]), np.ma.array([1, 2], mask=[True, False]),
        np.ma.array([1, 2], mask=[False, True], fill_value=7), np.random.default_rng(1),
        np.random.default_rng(2), np.random.RandomState(1), np.random.RandomState(2),
        np.arange(5000.0), np.dtype("f4"), np.sin, scipy.sparse.csr_matrix(np.eye(2)),
        scipy.sparse.csc_matrix(np.eye(2)), scipy.sparse.csr_array(np.eye(2)),
        scipy.sparse.coo_array(np.eye(3)), Image.new("L", (2, 2)), Image.new("L", (2, 2), 1),
        Image.new("RGB", (2, 2)), Image.new("L", (1, 4)), Image.new("P", (2, 2)),
    ]  # fmt: skip


def tables() -> list[Any]:
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", None]})
    noted = frame.copy()
    noted.attrs["unit"] = "m"
    return [
        frame, noted, frame.rename(columns={"a": "c"}), frame.rename_axis("i"), frame[["b", "a"]],
        frame.astype({"a": "i4"}), frame.astype({"a": "Int64"}), frame.set_index("a"), frame[::-1],
        frame.set_axis([5, 6]), frame.rename_axis(columns="k"), frame["a"], frame["a"].rename("z"),
        frame["a"].rename(None), pd.DataFrame(), pd.DataFrame(index=[0, 1]), pd.Index([0, 1]),
        pd.RangeIndex(2), pd.RangeIndex(2, name="n"), pd.MultiIndex.from_tuples([(1, 2), (3, 4)]),
        pd.MultiIndex.from_tuples([(1, 2), (3, 4)], names=["a", "b"]),
        pd.Series(["a", None], dtype="category"), pd.Series(["a", None], dtype="string[python]"),
        pd.Series(["a", None], dtype="string[pyarrow]"), pd.Series(["a", None], dtype=object),
        pd.Categorical(["a"], ["a", "b"]), pd.Categorical(["a"], ["b", "a"]),
        pd.Categorical(["a"], ["a", "b"], ordered=True), pd.Series([1, None], dtype="Int64"),
        pd.Series([1, None], dtype=pd.ArrowDtype(pa.int64())),
        pd.Series([True, None], dtype="boolean"), pd.arrays.SparseArray([0, 1]),
        pd.arrays.SparseArray([0, 2]), pd.period_range("2024", periods=2),
        pd.period_range("2024", periods=2, freq="M"), pd.interval_range(0, 2),
        pd.interval_range(0, 2, closed="left"), pd.date_range("2024", periods=3),
        pd.date_range("2024", periods=3, tz="Europe/Paris"), pd.Timestamp("2024"),
        pd.date_range("2024", periods=3, tz="Europe/Berlin"), pd.Timestamp("2024", tz="UTC"),
        pd.Timedelta(1), pd.NaT, pd.NA, pd.Period("2024"), pd.Interval(0, 1), pd.offsets.BDay(2),
        pa.table({"a": [1, 2]}), pa.table({"a": [1, None]}), pa.table({"b": [1, 2]}),
        pa.table({"a": [1, 2]}, schema=pa.schema([("a", pa.int32())])),
        pa.record_batch({"a": [1, 2]}), pa.table({"a": ["x", "yz"]}), pa.table({"a": ["xy", "z"]}),
        pa.array([1, 2]), pa.chunked_array([[1], [2]]), pa.array(["a", None]), pa.array(["a", ""]),
        pa.array([True, False]), pa.array([[1], [2, 3]]), pa.array([[1, 2], [3]]),
        pa.array([{"a": 1}]), pa.array([{"b": 1}]), pa.array(["a"]).dictionary_encode(),
        pa.array([decimal.Decimal("1.5")]), pa.scalar(1),
        pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())), pa.schema([("a", pa.int64())]),
        pa.int64(), pl.DataFrame({"a": [1, 2]}), pl.DataFrame({"a": [1, None]}),
        pl.DataFrame({"b": [1, 2]}), pl.DataFrame({"a": ["x"]}), pl.Series("a", [1, 2]),
        pl.Series("a", [1.0, 2.0]), pl.Series("a", ["x"], dtype=pl.Categorical),
        pl.Series("a", [[1], [2]]), pl.col("a") + 1, pl.DataFrame({"a": [1, 2]}).lazy(),
        pl.DataFrame({"a": [1, 2]}).lazy().filter(pl.col("a") > 1),
    ]  # fmt: skip


if __name__ == "__main__":
    for value in made():
        print(digest(value).hex(), type(value).__name__)
