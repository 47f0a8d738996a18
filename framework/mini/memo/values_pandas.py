"""How pandas' frames, series and indexes are frozen.

pandas takes 100 µs and more to unpickle even a small frame. Here a frame is taken apart into its
blocks, each of which is copied or mapped like any array, and put together again from them. That
needs pandas 3; older versions pickle their frames themselves, with the arrays inside handled here.
"""

from __future__ import annotations

import importlib
import pickle
import sys
from functools import cache
from typing import Any, Final

from mini.memo.buffers import LARGE, Parts, Shared, Template, same
from mini.memo.values_arrow import own_chunks

_SMALL: Final = 200
"""Bytes that a small object of pandas takes, roughly."""


class Placement(Shared):
    """Which columns a block holds; pandas does not pickle it as it is."""

    __slots__ = ()

    def __init__(self, value: Any) -> None:
        super().__init__(value, _SMALL)

    def __reduce__(self) -> Any:
        return _make_placement, (self.value.indexer,)


def reduce_frame(frame: Any, parts: Parts) -> Any:
    """Tell the pickler how to write a DataFrame."""
    if not _is_known(frame):
        return NotImplemented
    manager = frame._mgr
    blocks = [(block.values, parts.add(Placement(block.mgr_locs))) for block in manager.blocks]
    columns, index = manager.axes
    return _make_frame, (columns, index, blocks, *_notes(frame))


def reduce_series(series: Any, parts: Parts) -> Any:
    """Tell the pickler how to write a Series."""
    if not _is_known(series):
        return NotImplemented
    (block,) = series._mgr.blocks
    placement = parts.add(Placement(block.mgr_locs))
    values = (series._mgr.axes[0], block.values, placement, series._name)
    return _make_series, (*values, *_notes(series))


def reduce_index(index: Any, parts: Parts) -> Any:
    """Tell the pickler how to write an Index over one array; names are its own."""
    if not _is_known(index):
        return NotImplemented
    made = (type(index), index._data, index._name)
    freq = index.__dict__.get("_freq")
    return _make_index, made if freq is None else (*made, parts.add(Shared(freq, _SMALL)))


def reduce_range(index: Any, parts: Parts) -> Any:
    """Tell the pickler how to write a RangeIndex."""
    if not _is_known(index):
        return NotImplemented
    return _make_index, (type(index), parts.add(Shared(index._range, _SMALL)), index._name)


def reduce_column(column: Any, parts: Parts) -> Any:
    """Tell the pickler how to write an extension array; a large one shows its arrays."""
    if not _is_small(column):
        return NotImplemented
    # Through a pickle, so that nothing is kept of a larger array that this is a view of.
    own = pickle.loads(pickle.dumps(column, 5))
    return same, (parts.add(Template(own.copy, column.nbytes + _SMALL)),)


def reduce_arrow_column(column: Any, parts: Parts) -> Any:
    """Tell the pickler how to write an extension array over Arrow's memory, which all share."""
    own = column.copy()
    own._pa_array = own_chunks(column._pa_array)
    return same, (parts.add(Template(own.copy, column.nbytes + _SMALL)),)


def _notes(value: Any) -> tuple[Any, bool]:
    return value._attrs or None, value._flags._allows_duplicate_labels


def _is_small(values: Any) -> bool:
    return int(values.nbytes) < LARGE


def _is_known(value: Any) -> bool:
    """Say whether this is pandas' own class, of a version whose insides are known here."""
    pandas: Any = sys.modules["pandas"]
    return _works() and getattr(pandas, type(value).__name__, None) is type(value)


@cache
def _works() -> bool:
    pandas: Any = sys.modules["pandas"]
    if int(pandas.__version__.partition(".")[0]) < 3:
        return False
    frame = pandas.DataFrame({"a": [1], "b": ["x"]})
    try:
        blocks = [(block.values.copy(), block.mgr_locs) for block in frame._mgr.blocks]
        again = _make_frame(frame.columns, frame.index, blocks, None, True)
        return bool(frame.equals(again))
    except (AttributeError, TypeError):
        return False


def _make_frame(columns: Any, index: Any, blocks: Any, attrs: Any, duplicates: bool) -> Any:
    pandas: Any = importlib.import_module("pandas")
    internals = pandas.core.internals.managers
    made = [internals.new_block(values, where, ndim=2) for values, where in blocks]
    axes = [columns, index]
    manager = internals.BlockManager(tuple(made), axes, verify_integrity=False)
    return _noted(pandas.DataFrame._from_mgr(manager, axes), attrs, duplicates)


def _make_series(
    index: Any, values: Any, where: Any, name: Any, attrs: Any, duplicates: bool
) -> Any:
    pandas: Any = importlib.import_module("pandas")
    internals = pandas.core.internals.managers
    manager = internals.SingleBlockManager(internals.new_block(values, where, ndim=1), index)
    series = pandas.Series._from_mgr(manager, [index])
    series._name = name
    return _noted(series, attrs, duplicates)


def _make_placement(where: Any) -> Placement:
    pandas: Any = importlib.import_module("pandas")
    return Placement(pandas._libs.internals.BlockPlacement(where))


def _make_index(cls: Any, values: Any, name: Any, freq: Any = None) -> Any:
    index = cls._simple_new(values, name)
    if freq is not None:
        index._freq = freq
    return index


def _noted(value: Any, attrs: Any, duplicates: bool) -> Any:
    if attrs is not None:
        value._attrs = attrs
    if not duplicates:
        value._flags._allows_duplicate_labels = False
    return value
