"""How Arrow's and polars' tables are frozen: nobody can change them, once they are our own.

They may be views of memory that others can change (a numpy array), or of a table many times their
size. So they are written out and read again once; then all callers share what was read.
"""

from __future__ import annotations

import importlib
import pickle
from typing import Any

from mini.memo.buffers import Parts, Shared, Template, same


def reduce_table(table: Any, parts: Parts) -> Any:
    """Tell the pickler how to write a Table."""
    return same, (parts.add(Shared(_reread(table), table.nbytes)),)


def reduce_chunks(chunks: Any, parts: Parts) -> Any:
    """Tell the pickler how to write a ChunkedArray."""
    return same, (parts.add(Shared(own_chunks(chunks), chunks.nbytes)),)


def reduce_batch(batch: Any, parts: Parts) -> Any:
    """Tell the pickler how to write a RecordBatch."""
    arrow: Any = importlib.import_module("pyarrow")
    batches = _reread(arrow.Table.from_batches([batch])).to_batches()
    return same, (parts.add(Shared(batches[0] if batches else batch, batch.nbytes)),)


def reduce_array(array: Any, parts: Parts) -> Any:
    """Tell the pickler how to write an Array of any type."""
    arrow: Any = importlib.import_module("pyarrow")
    chunks = own_chunks(arrow.chunked_array([array])).chunks
    return same, (parts.add(Shared(chunks[0] if chunks else array, array.nbytes)),)


def own_chunks(chunks: Any) -> Any:
    """Copy a ChunkedArray, and nothing of what it is a view of."""
    arrow: Any = importlib.import_module("pyarrow")
    return _reread(arrow.table([chunks], names=["x"])).column(0)


def reduce_polars(frame: Any, parts: Parts) -> Any:
    """Tell the pickler how to write a DataFrame or Series of polars."""
    own = pickle.loads(pickle.dumps(frame, 5))
    return same, (parts.add(Template(own.clone, frame.estimated_size())),)


def _reread(table: Any) -> Any:
    arrow: Any = importlib.import_module("pyarrow")
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    # Read-only, so that no view of it can be written to.
    source = arrow.py_buffer(memoryview(sink.getvalue()).toreadonly())
    return arrow.ipc.open_stream(source).read_all()
