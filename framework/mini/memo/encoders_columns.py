"""How tables of Arrow and polars are encoded: by content, not by chunks, offsets or leftovers."""

from __future__ import annotations

import sys
from typing import Any, Final

from mini.memo.encoders import Encode, Encoder, Unhashable
from mini.memo.encoders_array import blank, put_array


def _put_arrow_table(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Rt"
    encoder.put_text(type(value).__qualname__)
    encoder.put(value.schema)
    encoder.put(value.num_rows)
    for column in value.columns:
        _put_arrow_column(encoder, column)


def _put_arrow_schema(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Rs"
    encoder.put(value.serialize().to_pybytes())


def _put_arrow_type(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Ry"
    _put_arrow_schema(encoder, _arrow().schema([("", value)]))


def _put_arrow_field(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Rf"
    _put_arrow_schema(encoder, _arrow().schema([value]))


def _put_arrow_array(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Ra"
    encoder.put_text("ChunkedArray" if hasattr(value, "chunks") else "Array")
    encoder.put(value.type)
    _put_arrow_column(encoder, value)


def _put_arrow_scalar(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Rv"
    encoder.put(value.type)
    _put_arrow_column(encoder, _arrow().array([value.as_py()], type=value.type))


def _put_arrow_column(encoder: Encoder, column: Any) -> None:
    """Encode the content of a column whose type stands above."""
    encoder.out += b"R%d;" % len(column)
    types = _arrow().types
    if hasattr(column, "chunks"):
        column = _one_chunk(column)
    kind = column.type
    encoder.put(None if not column.null_count else _mask(column))
    if types.is_dictionary(kind):
        _put_arrow_column(encoder, column.indices)
        _put_arrow_column(encoder, column.dictionary)
    elif types.is_struct(kind):
        for child in column.flatten():
            _put_arrow_column(encoder, child)
    elif types.is_list(kind) or types.is_large_list(kind):
        _put_arrow_column(encoder, column.value_lengths())
        _put_arrow_column(encoder, column.flatten())
    elif types.is_large_string(kind) or types.is_large_binary(kind):
        _put_arrow_texts(encoder, column)
    elif isinstance(kind, _arrow().BaseExtensionType):
        _put_arrow_column(encoder, column.storage)
    elif types.is_primitive(kind) or types.is_decimal(kind) or types.is_fixed_size_binary(kind):
        _put_arrow_numbers(encoder, column)
    elif not types.is_null(kind):
        _put_arrow_other(encoder, column)


def _one_chunk(column: Any) -> Any:
    if column.num_chunks == 1:
        return column.chunk(0)
    if _arrow().types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    column = column.combine_chunks()
    return column.chunk(0) if hasattr(column, "chunks") and column.num_chunks else column


def _put_arrow_other(encoder: Encoder, column: Any) -> None:
    types, kind = _arrow().types, column.type
    if types.is_string(kind) or _is_view(kind, "string_view"):
        _put_arrow_texts(encoder, column.cast(_arrow().large_string()))
    elif types.is_binary(kind) or _is_view(kind, "binary_view"):
        _put_arrow_texts(encoder, column.cast(_arrow().large_binary()))
    else:
        encoder.put_items(column.to_pylist())


def _is_view(kind: Any, name: str) -> bool:
    return str(kind) == name


def _mask(column: Any) -> Any:
    return column.is_null().to_numpy(zero_copy_only=False)


def _put_arrow_numbers(encoder: Encoder, column: Any) -> None:
    """Encode values of one width, straight from the buffer where there is no gap."""
    kind = column.type
    data = column.buffers()[1]
    if data is None or not len(column):
        encoder.put_bytes(b"")
        return
    if _arrow().types.is_boolean(kind):
        bits = _numpy().frombuffer(data, "u1")
        bits = _numpy().unpackbits(bits, bitorder="little")
        items = bits[column.offset : column.offset + len(column)]
    else:
        width = kind.bit_width // 8
        items = _numpy().frombuffer(data, f"V{width}" if width not in {1, 2, 4, 8} else f"u{width}")
        items = items[column.offset : column.offset + len(column)]
    put_array(encoder, items if not column.null_count else blank(items, _mask(column)))


def _put_arrow_texts(encoder: Encoder, column: Any) -> None:
    """Encode texts by their lengths and all their bytes; a gap has none."""
    if column.null_count:
        column = column.fill_null(b"" if _arrow().types.is_large_binary(column.type) else "")
    _, offsets, data = column.buffers()
    if not len(column):
        encoder.put_bytes(b"")
        return
    places = _numpy().frombuffer(offsets, "i8")[column.offset : column.offset + len(column) + 1]
    put_array(encoder, places - places[0])
    encoder.put_bytes(b"" if data is None else memoryview(data)[places[0] : places[-1]])


def _arrow() -> Any:
    return sys.modules["pyarrow"]


def _numpy() -> Any:
    return sys.modules["numpy"]


def _put_polars_frame(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Lf"
    encoder.put(type(value))
    encoder.put(value.height)
    for column in value.get_columns():
        try:
            _put_polars_series(encoder, column)
        except Unhashable as error:
            error.path = f"[{column.name!r}]{error.path}"
            raise


def _put_polars_series(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Ls"
    encoder.put_text(value.name)
    encoder.put_text(repr(value.dtype))
    encoder.put(len(value))
    if not (value.dtype.is_numeric() or value.dtype.is_temporal()) or value.dtype.is_decimal():
        encoder.put_items(value.to_list())
        return
    mask = value.is_null().to_numpy() if value.null_count() else None
    encoder.put(mask)
    physical = value.to_physical()
    put_array(encoder, (physical if mask is None else physical.fill_null(0)).to_numpy())


def _put_polars_plan(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Ll"
    encoder.put(value.serialize())


def _put_narwhals(encoder: Encoder, value: Any) -> None:
    encoder.out += b"W"
    encoder.put(type(value))
    encoder.put(value.to_native())


INHERITED: Final[dict[str, Encode]] = {
    "pyarrow.Table": _put_arrow_table,
    "pyarrow.RecordBatch": _put_arrow_table,
    "pyarrow.Schema": _put_arrow_schema,
    "pyarrow.Field": _put_arrow_field,
    "pyarrow.DataType": _put_arrow_type,
    "pyarrow.Array": _put_arrow_array,
    "pyarrow.ChunkedArray": _put_arrow_array,
    "pyarrow.Scalar": _put_arrow_scalar,
    "polars.DataFrame": _put_polars_frame,
    "polars.Series": _put_polars_series,
    "polars.LazyFrame": _put_polars_plan,
    "narwhals.DataFrame": _put_narwhals,
    "narwhals.LazyFrame": _put_narwhals,
    "narwhals.Series": _put_narwhals,
}
"""For values of these classes, named by their library, and of those derived from them."""
