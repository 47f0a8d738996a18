"""How tables of pandas are encoded: column by column, so that their blocks leave no trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mini.memo.encoders import Encode, Encoder, Unhashable
from mini.memo.encoders_array import blank, put_array
from mini.memo.encoders_object import put_reduced


def _put_frame(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Pf"
    _put_about(encoder, value)
    encoder.put(value.index)
    encoder.put(value.columns)
    at = 0
    try:
        for at, column in enumerate(_columns(value)):  # noqa: B007  read where it stopped
            encoder.put(column)
    except Unhashable as error:
        error.path = f"[{value.columns[at]!r}]{error.path}"
        raise


def _columns(frame: Any) -> Iterator[Any]:
    """Give each column's array, in no time and without a copy where pandas lets us."""
    arrays = getattr(frame, "_iter_column_arrays", None)
    if arrays is not None:
        yield from arrays()
    else:
        yield from (frame.iloc[:, at].array for at in range(frame.shape[1]))


def _put_series(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Ps"
    _put_about(encoder, value)
    encoder.put(value.name)
    encoder.put(value.index)
    encoder.put(value._values if hasattr(value, "_values") else value.array)


def _put_about(encoder: Encoder, value: Any) -> None:
    """Encode what a frame or a series has beside its data."""
    encoder.put(type(value))
    encoder.put_pairs(value.attrs, ".attrs[{!r}]".format)
    encoder.put(value.flags.allows_duplicate_labels)
    more = [name for name in value._metadata if name != "_name"]
    encoder.put_attributes({name: getattr(value, name, None) for name in more})


def _put_index(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Pi"
    encoder.put(type(value))
    encoder.put_items(list(value.names))
    encoder.put(str(getattr(value, "freq", None)))
    encoder.put(value._data if hasattr(value, "_data") else value.array)


def _put_range_index(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Pr"
    encoder.put_items((value.start, value.stop, value.step))
    encoder.put(value.name)


def _put_multi_index(encoder: Encoder, value: Any) -> None:
    """Levels as they are, also those that no row uses: a function can see them."""
    encoder.out += b"Pm"
    encoder.put_items(list(value.names))
    encoder.put_items(list(value.levels))
    encoder.put_items([codes.astype("i8") for codes in value.codes])


def _put_backed(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Pb"
    encoder.put(value.dtype)
    data = value._ndarray
    if value.dtype.kind == "O" and value.dtype.name.startswith("str"):
        data = blank(data, value.isna())  # a gap is a gap, whichever object stands there
    put_array(encoder, data)


def _put_masked(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Pn"
    put_array(encoder, value._mask)
    put_array(encoder, blank(value._data, value._mask))


def _put_arrow(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Pa"
    encoder.put(value.dtype)
    encoder.put(value._pa_array)


def _put_sparse(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Pz"
    encoder.put(len(value))
    encoder.put(value.fill_value)
    put_array(encoder, value.sp_index.to_int_index().indices)
    put_array(encoder, value.sp_values)


def _put_interval(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Pv"
    encoder.put_items((value.closed, value.left, value.right))


def _put_category(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Pc"
    encoder.put(value.categories)
    encoder.put(value.ordered)


def _put_dtype(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Pt"
    encoder.put(type(value))
    encoder.put_text(str(value))
    for name in ("tz", "storage", "na_value"):
        encoder.put(getattr(value, name, None))


def _put_styler(encoder: Encoder, value: Any) -> None:
    """A styled table: its data and what is to be done with it, without what was drawn so far."""
    encoder.out += b"Py"
    encoder.put(type(value))
    state = dict(vars(value))
    for name in ("template_html", "template_html_table", "template_html_style", "template_latex",
                 "template_string", "template_typst", "env", "loader", "uuid"):  # fmt: skip
        state.pop(name, None)
    for name in ("_display_funcs", "_display_funcs_index", "_display_funcs_columns",
                 "_display_funcs_index_names", "_display_funcs_column_names"):  # fmt: skip
        if name in state:
            state[name] = dict(state[name])
    encoder.put_attributes(state)


INHERITED: Final[dict[str, Encode]] = {
    "pandas.DataFrame": _put_frame,
    "pandas.Series": _put_series,
    "pandas.RangeIndex": _put_range_index,
    "pandas.MultiIndex": _put_multi_index,
    "pandas.Index": _put_index,
    "pandas.NDArrayBackedExtensionArray": _put_backed,
    "pandas.BaseMaskedArray": _put_masked,
    "pandas.ArrowExtensionArray": _put_arrow,
    "pandas.SparseArray": _put_sparse,
    "pandas.IntervalArray": _put_interval,
    "pandas.CategoricalDtype": _put_category,
    "pandas.ExtensionDtype": _put_dtype,
    "pandas.Styler": _put_styler,
    "pandas.Timestamp": put_reduced,
}
"""For values of these classes, named by their library, and of those derived from them."""
