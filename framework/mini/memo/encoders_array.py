"""How arrays are encoded: numpy's, sparse ones, tensors and images. Always all of the content."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from blake3 import blake3

from mini.memo.encoders import Encode, Encoder
from mini.memo.encoders_atom import BUFFER, PARALLEL, of_str
from mini.memo.encoders_builtin import put_state

CHUNK: Final = 4 << 20
"""How much of an array with gaps is made contiguous at a time."""


def put_array(encoder: Encoder, value: Any) -> None:
    """Encode a numpy array: its type, its shape, and its content in C order."""
    encoder.out += b"A" + dtype_token(value.dtype)
    encoder.put_items(value.shape)
    _put_content(encoder, value)


def _put_content(encoder: Encoder, value: Any) -> None:
    dtype = value.dtype
    if dtype.names is not None:  # what stands between the fields is left out
        for name in dtype.names:
            put_array(encoder, value[name])
    elif dtype.kind in "OT":
        encoder.put_items(value.ravel().tolist(), "[{}]".format)
    elif dtype.char in "gG" and value.itemsize // (1 + (dtype.char == "G")) == 16:
        _put_long_doubles(encoder, value)
    elif value.nbytes < BUFFER:
        encoder.put_bytes(value.tobytes())
    else:
        put_stream(encoder, value.nbytes, lambda hasher: _feed(hasher, value))


def _put_long_doubles(encoder: Encoder, value: Any) -> None:
    """Of the 16 bytes of an x87 number, the last six mean nothing."""
    flat = value.copy(order="C").reshape(-1).view("u1").reshape(-1, 16)
    encoder.put_bytes(flat[:, :10].tobytes())


def put_stream(encoder: Encoder, length: int, feed: Callable[[Any], None]) -> None:
    """Encode a long buffer that comes in parts, just as if it came in one."""
    hasher = blake3(max_threads=blake3.AUTO if length >= PARALLEL else 1)
    feed(hasher)
    encoder.out += b"B%d:" % length + hasher.digest(16)


def _feed(hasher: Any, value: Any) -> None:
    if value.flags.c_contiguous:
        hasher.update(value.reshape(-1).view("u1"))
    elif value.nbytes <= CHUNK or value.ndim == 0:
        hasher.update(value.tobytes())
    else:
        step = max(1, CHUNK * len(value) // value.nbytes)
        for start in range(0, len(value), step):
            part = value[start : start + step]
            _feed(hasher, part[0] if len(value) == 1 or step == 1 else part)


def dtype_token(dtype: Any) -> bytes:
    """Encode the type of an array's items, with its byte order."""
    fields = dtype.descr if dtype.names is not None else ""
    meta = dtype.metadata or ""
    return of_str(f"{type(dtype).__qualname__}:{dtype.str}:{dtype.itemsize}:{fields}{meta}")


def _put_subclass(encoder: Encoder, value: Any) -> None:
    """An array, perhaps of a class of its own; what a map of a file adds is no content."""
    if type(value) is _numpy().ndarray:
        put_array(encoder, value)
        return
    encoder.out += b"Ac"
    encoder.put(type(value))
    put_array(encoder, value.view(_numpy().ndarray))
    if not isinstance(value, _numpy().memmap):
        put_state(encoder, value)


def _put_number(encoder: Encoder, value: Any) -> None:
    encoder.out += b"An"
    put_array(encoder, _numpy().asarray(value))


def _put_dtype(encoder: Encoder, value: Any) -> None:
    encoder.out += b"At" + dtype_token(value)


def _put_masked(encoder: Encoder, value: Any) -> None:
    """A masked array: what stands under the mask does not count."""
    encoder.out += b"Am"
    encoder.put(type(value))
    encoder.put(bool(value.hardmask))
    encoder.put(value.fill_value)
    _put_unmasked(encoder, value)


def _put_unmasked(encoder: Encoder, value: Any) -> None:
    if value.dtype.names is not None:
        encoder.put_items(value.dtype.names)
        for name in value.dtype.names:
            _put_unmasked(encoder, value[name])
        return
    numpy = _numpy()
    mask = numpy.ma.getmaskarray(value)
    put_array(encoder, mask)
    put_array(encoder, blank(numpy.ma.getdata(value), mask))


def blank(data: Any, mask: Any) -> Any:
    """Give an array with nothing where the mask is; itself where nothing is masked."""
    if not mask.any():
        return data
    data = data.copy()
    data[mask] = None if data.dtype.kind == "O" else _numpy().zeros((), data.dtype)
    return data


def _numpy() -> Any:
    return sys.modules["numpy"]


def _put_sparse(encoder: Encoder, value: Any) -> None:
    """A sparse array: its entries in order, doubles summed, however they are stored."""
    encoder.out += b"As"
    encoder.put(type(value))
    encoder.put_items(value.shape)
    entries = value.tocoo(copy=True)
    entries.sum_duplicates()
    for place in entries.coords:
        put_array(encoder, place.astype("i8"))
    put_array(encoder, entries.data)


def _put_image(encoder: Encoder, value: Any) -> None:
    """An image of Pillow: its pixels, its palette, and what its file said."""
    encoder.out += b"Ap"
    encoder.put(type(value))
    encoder.put_items((
        value.mode, value.size, value.format, getattr(value, "n_frames", 1), value.tell(),
    ))  # fmt: skip
    encoder.put_bytes(value.tobytes())
    palette = value.palette
    encoder.put(None if palette is None else (palette.mode, bytes(palette.palette or b"")))
    encoder.put_pairs(value.info, ".info[{!r}]".format)


def _put_tensor(encoder: Encoder, value: Any) -> None:
    """A tensor of torch: its type, shape, device and content."""
    torch = import_module("torch")
    encoder.out += b"Ax"
    encoder.put(type(value))
    encoder.put_items((
        str(value.dtype), tuple(value.shape), str(value.device), str(value.layout),
        value.requires_grad,
    ))  # fmt: skip
    plain = value.detach().cpu()
    plain = plain.to_dense() if value.layout is not torch.strided else plain
    plain = plain.resolve_conj().resolve_neg().contiguous()
    put_array(encoder, plain.reshape(-1).view(torch.uint8).numpy())


INHERITED: Final[dict[str, Encode]] = {
    "numpy.ndarray": _put_subclass,
    "numpy.generic": _put_number,
    "numpy.dtype": _put_dtype,
    "numpy.MaskedArray": _put_masked,
    "scipy._spbase": _put_sparse,
    "PIL.Image": _put_image,
    "torch.Tensor": _put_tensor,
}
"""For values of these classes, named by their library, and of those derived from them."""
