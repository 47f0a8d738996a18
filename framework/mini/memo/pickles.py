"""Pickling with parts out of band: by name what can be found by name, the rest by value."""

from __future__ import annotations

import importlib
import io
import pickle
import sys
from collections.abc import Callable
from functools import cache
from types import EllipsisType, FunctionType, NoneType, NotImplementedType
from typing import Any, Final

from mini.errors import UnevaluatedDataFrameError, type_name
from mini.memo import values_arrow, values_figures
from mini.memo.buffers import Parts
from mini.memo.values_arrays import reduce_array
from mini.memo.values_pandas import (
    reduce_arrow_column,
    reduce_column,
    reduce_frame,
    reduce_index,
    reduce_range,
    reduce_series,
)

Describe = Callable[[Any], bytes | None]
"""Digests a class or function of the app's own files; None for those of libraries."""
Rule = Callable[[Any, Parts], Any]
Named = tuple[str, str, bytes]
"""Module, qualified name and digest of a class or function of the app."""

RULES: Final[dict[tuple[str, str], Rule]] = {
    ("numpy", "ndarray"): reduce_array,
    ("pandas", "DataFrame"): reduce_frame,
    ("pandas", "Series"): reduce_series,
    ("pandas", "Index"): reduce_index,
    ("pandas", "DatetimeIndex"): reduce_index,
    ("pandas", "TimedeltaIndex"): reduce_index,
    ("pandas", "RangeIndex"): reduce_range,
    ("pandas.arrays", "ArrowStringArray"): reduce_arrow_column,
    ("pandas.arrays", "ArrowExtensionArray"): reduce_arrow_column,
    ("pandas.arrays", "BooleanArray"): reduce_column,
    ("pandas.arrays", "DatetimeArray"): reduce_column,
    ("pandas.arrays", "FloatingArray"): reduce_column,
    ("pandas.arrays", "IntegerArray"): reduce_column,
    ("pandas.arrays", "StringArray"): reduce_column,
    ("pandas.arrays", "TimedeltaArray"): reduce_column,
    ("plotly.graph_objs._figure", "Figure"): values_figures.reduce_plotly,
    ("polars.dataframe.frame", "DataFrame"): values_arrow.reduce_polars,
    ("polars.series.series", "Series"): values_arrow.reduce_polars,
    ("pyarrow.lib", "ChunkedArray"): values_arrow.reduce_chunks,
    ("pyarrow.lib", "RecordBatch"): values_arrow.reduce_batch,
    ("pyarrow.lib", "Table"): values_arrow.reduce_table,
}
UNEVALUATED: Final = {
    ("dask", "DataFrame"): ".compute()",
    ("dask", "Series"): ".compute()",
    ("dask", "Index"): ".compute()",
    ("pyspark", "DataFrame"): ".toPandas()",
    ("snowflake", "DataFrame"): ".to_pandas()",
    ("snowflake", "Table"): ".to_pandas()",
    ("ray", "Dataset"): ".to_pandas()",
}
"""Plans for tables, by the root of their module and their name, and what evaluates them."""


_SINGLE: Final = (NoneType, EllipsisType, NotImplementedType)
"""Classes that no module names, and that pickle knows all the same."""


class ByValue(Exception):
    """Something cannot be found by its name, so only cloudpickle can write it."""


class Refused(Exception):
    """Something would come back as another thing than it was."""


class Dispatch:
    """What to do about each class of object within one pickle."""

    def __init__(self, describe: Describe) -> None:
        self.parts = Parts()
        self.named: dict[tuple[str, str], bytes] = {}
        self._describe = describe
        self._rules: dict[type, Rule | None] = {}

    def reduce(self, thing: Any) -> Any:
        """Answer the pickler's question how to write a thing."""
        cls = type(thing)
        try:
            rule = self._rules[cls]
        except KeyError:
            rule = self._rules[cls] = _rule(cls)
        if rule is not None:
            return rule(thing, self.parts)
        if (cls is FunctionType or isinstance(thing, type)) and thing not in _SINGLE:
            self._name(thing)
        return NotImplemented

    def _name(self, thing: Any) -> None:
        if find(thing.__module__, thing.__qualname__) is not thing:
            raise ByValue
        digest = self._describe(thing)
        if digest is not None:
            self.named[thing.__module__, thing.__qualname__] = digest


class ByName(pickle.Pickler):
    """Writes classes and functions by their names only."""

    def __init__(self, file: io.BytesIO, dispatch: Dispatch) -> None:
        super().__init__(file, 5, buffer_callback=dispatch.parts.take)
        # Not a method of this class that calls it: it runs once for each object.
        self.reducer_override = dispatch.reduce  # type: ignore[method-assign]


def dump(value: Any, describe: Describe) -> tuple[bytes, Dispatch]:
    """Pickle a value, whatever of it can be found by name by name."""
    try:
        return _dump(ByName, value, describe)
    except (ByValue, pickle.PicklingError, TypeError, AttributeError):
        return _dump(_by_value(), value, describe)


def find(module: str | None, name: str) -> Any:
    """Find what a module that is loaded calls by this name, or None."""
    thing: Any = sys.modules.get(module or "")
    for part in name.split("."):
        thing = getattr(thing, part, None)
    return thing


def _dump(pickler: Any, value: Any, describe: Describe) -> tuple[bytes, Dispatch]:
    file = io.BytesIO()
    dispatch = Dispatch(describe)
    pickler(file, dispatch).dump(value)
    return file.getvalue(), dispatch


@cache
def _by_value() -> Any:
    cloudpickle = importlib.import_module("cloudpickle")

    class CloudPickler(cloudpickle.Pickler):  # type: ignore[name-defined,misc]
        """Writes what has no name by value; cloudpickle alone would do so for all of `__main__`."""

        def __init__(self, file: io.BytesIO, dispatch: Dispatch) -> None:
            super().__init__(file, 5, buffer_callback=dispatch.parts.take)
            self.rules = dispatch

        def reducer_override(self, thing: Any) -> Any:
            try:
                return self.rules.reduce(thing)
            except ByValue:
                return super().reducer_override(thing)

    return CloudPickler


def _rule(cls: type) -> Rule | None:
    module, name = cls.__module__, cls.__qualname__
    if (module.partition(".")[0], name) in UNEVALUATED:
        return _refuse_plan
    if cls is memoryview or (issubclass(cls, io.IOBase) and not issubclass(cls, _IN_MEMORY)):
        return _refuse
    if (module, name) in RULES:
        return RULES[module, name]
    families = (FAMILIES.get((base.__module__, base.__qualname__)) for base in cls.__mro__)
    return next((rule for rule in families if rule is not None), None)


_IN_MEMORY: Final = (io.BytesIO, io.StringIO)


def _refuse(thing: Any, _parts: Parts) -> Any:
    raise Refused(f"cannot pickle {type_name(thing)!r} object")


def _refuse_plan(plan: Any, _parts: Parts) -> Any:
    cls = type(plan)
    way = UNEVALUATED[cls.__module__.partition(".")[0], cls.__qualname__]
    raise UnevaluatedDataFrameError(
        f"A cached function returned a `{type_name(plan)}`, which is a plan for a table, without "
        f"its rows, so there is nothing to store. Call `{way}` on it before you return it, or use "
        "`@st.cache_resource` to keep the plan itself."
    )


FAMILIES: Final[dict[tuple[str, str], Rule]] = {
    ("matplotlib.figure", "Figure"): values_figures.reduce_matplotlib,
    ("pyarrow.lib", "Array"): values_arrow.reduce_array,
}
"""Rules for classes and all that inherit from them."""
