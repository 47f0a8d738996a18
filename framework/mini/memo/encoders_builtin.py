"""How the types of Python's own library are encoded."""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Callable, Mapping
from types import MethodType, ModuleType
from typing import Any, Final

from mini.memo.encoders import Encode, Encoder, Unhashable, qualified
from mini.memo.encoders_atom import of_int


def _put_list(encoder: Encoder, value: list[Any]) -> None:
    encoder.out += b"l"
    encoder.put_items(value)


def _put_tuple(encoder: Encoder, value: tuple[Any, ...]) -> None:
    encoder.out += b"t"
    encoder.put_items(value)


def _put_dict(encoder: Encoder, value: dict[Any, Any]) -> None:
    encoder.out += b"d"
    encoder.put_pairs(value)


def _put_mapping_proxy(encoder: Encoder, value: Mapping[Any, Any]) -> None:
    encoder.out += b"dp"
    encoder.put_pairs(dict(value))


def _put_view(encoder: Encoder, value: Any) -> None:
    """The keys, values or items of a dict, in its order."""
    encoder.out += b"dv"
    encoder.put_text(type(value).__qualname__)
    encoder.put_items(list(value))


def _put_set(encoder: Encoder, value: set[Any]) -> None:
    encoder.out += b"u"
    encoder.put_unordered(value)


def _put_frozenset(encoder: Encoder, value: frozenset[Any]) -> None:
    encoder.out += b"z"
    encoder.put_unordered(value)


def _put_any_set(encoder: Encoder, value: Any) -> None:
    """A set of a class of its own: its members, and what the class adds."""
    encoder.out += b"uc"
    encoder.put(type(value))
    encoder.put_unordered(value)
    put_state(encoder, value)


def put_state(encoder: Encoder, value: Any) -> None:
    """Encode the attributes of an instance, whether in its dict or in slots."""
    state = dict(getattr(value, "__dict__", {}))
    for cls in type(value).__mro__:
        slots = vars(cls).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in {"__dict__", "__weakref__"}:
                _add_slot(state, value, cls, name)
    encoder.put_attributes(state)


def _add_slot(state: dict[str, Any], value: Any, cls: type, name: str) -> None:
    private = name.startswith("__") and not name.endswith("__")
    full = f"_{cls.__name__.lstrip('_')}{name}" if private else name
    try:
        state.setdefault(full, getattr(value, full))
    except AttributeError:
        return


def _put_bytearray(encoder: Encoder, value: bytearray) -> None:
    encoder.out += b"y"
    encoder.put_bytes(value)


def _put_memoryview(encoder: Encoder, value: memoryview) -> None:
    encoder.out += b"v"
    encoder.put_text(value.format)
    encoder.put_items(value.shape or ())
    encoder.put_bytes(value if value.c_contiguous and value.ndim else value.tobytes())


def _put_array(encoder: Encoder, value: Any) -> None:
    encoder.out += b"a"
    encoder.put_text(value.typecode)
    encoder.put_bytes(value)


def _put_range(encoder: Encoder, value: range) -> None:
    encoder.out += b"r" + of_int(value.start) + of_int(value.stop) + of_int(value.step)


def _put_slice(encoder: Encoder, value: slice) -> None:
    encoder.out += b"k"
    encoder.put_items((value.start, value.stop, value.step))


def _put_datetime(encoder: Encoder, value: Any) -> None:
    encoder.out += b"Dt%d,%d,%d;" % (
        value.toordinal(),
        ((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000 + value.microsecond,
        value.fold,
    )
    encoder.put(value.tzinfo)


def _put_time(encoder: Encoder, value: Any) -> None:
    micros = ((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000
    encoder.out += b"Dm%d,%d;" % (micros + value.microsecond, value.fold)
    encoder.put(value.tzinfo)


def _put_enum(encoder: Encoder, value: Any) -> None:
    encoder.out += b"e"
    encoder.put(type(value))
    name = value._name_
    encoder.put(name if name is not None else value._value_)  # a flag of no name of its own
    encoder.put(value._value_)


def _put_enum_flag(encoder: Encoder, value: Any) -> None:
    encoder.out += b"ef"
    encoder.put(type(value))
    encoder.put(value._value_)


def _put_partial(encoder: Encoder, value: functools.partial[Any]) -> None:
    encoder.out += b"p"
    encoder.put(type(value))
    try:
        encoder.put(value.func)
    except Unhashable as error:
        error.path = ".func" + error.path
        raise
    encoder.put_items(value.args, ".args[{}]".format)
    encoder.put_pairs(value.keywords, ".keywords[{!r}]".format)
    encoder.put_attributes(value.__dict__)


def _put_method(encoder: Encoder, value: MethodType) -> None:
    encoder.out += b"m"
    encoder.put_items((value.__self__, value.__func__), (".__self__", ".__func__").__getitem__)


def _put_builtin(encoder: Encoder, value: Any) -> None:
    """A function written in C: by name, and by the object that it is bound to."""
    encoder.out += b"n"
    encoder.put_text(value.__qualname__)
    owner = value.__self__
    if owner is None or isinstance(owner, ModuleType):
        encoder.put_text(value.__module__ or "")
        return
    try:
        encoder.put(owner)
    except Unhashable as error:
        error.path = ".__self__" + error.path
        raise


def _put_descriptor(encoder: Encoder, value: Any) -> None:
    encoder.out += b"nd"
    encoder.put_text(value.__name__)
    encoder.put(getattr(value, "__objclass__", None))


def _put_ufunc(encoder: Encoder, value: Any) -> None:
    encoder.out += b"nu"
    encoder.put_text(value.__name__)


def _put_module(encoder: Encoder, value: ModuleType) -> None:
    encoder.out += b"nm"
    encoder.put_text(value.__name__)


def _put_property(encoder: Encoder, value: property) -> None:
    encoder.out += b"np"
    encoder.put_items((value.fget, value.fset, value.fdel))


def _put_wrapped(encoder: Encoder, value: Any) -> None:
    """Encode a function in a wrapping of Python's own: `staticmethod`, `lru_cache`."""
    encoder.out += b"nw"
    encoder.put_text(type(value).__qualname__)
    encoder.put(value.__wrapped__)


def _put_buffer(encoder: Encoder, value: Any) -> None:
    """A file in memory, such as an upload: its content, and where reading goes on."""
    encoder.out += b"o"
    encoder.put(type(value))
    known = getattr(value, "content_digest", None)  # of an upload, made while it arrived
    encoder.put(value.getvalue() if known is None else ("digest", value.size, known))
    encoder.put(value.tell())
    for name in ("name", "type"):
        encoder.put(getattr(value, name, None))


def _put_file(encoder: Encoder, value: Any) -> None:
    """An open file, by which it is, when it was written, and where reading goes on."""
    try:
        status = os.fstat(value.fileno())
        place = value.tell()
    except (OSError, ValueError) as error:
        raise Unhashable(value, f"The file cannot be asked for its place ({error}).") from None
    if not stat.S_ISREG(status.st_mode):
        raise Unhashable(value, "Reading from it uses it up, and it has no content of its own.")
    encoder.out += b"of"
    encoder.put(type(value))
    encoder.put(getattr(value, "mode", None))
    encoder.put_items((status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, place))


def _put_exception(encoder: Encoder, value: BaseException) -> None:
    encoder.out += b"x"
    encoder.put(type(value))
    encoder.put_items(value.args, ".args[{}]".format)
    encoder.put_attributes(value.__dict__)


def _put_weak(encoder: Encoder, value: Callable[[], Any]) -> None:
    encoder.out += b"w"
    encoder.put(value())


EXACT: Final[dict[str, Encode]] = {
    "builtins.list": _put_list,
    "builtins.tuple": _put_tuple,
    "builtins.dict": _put_dict,
    **dict.fromkeys(
        ("builtins.dict_keys", "builtins.dict_values", "builtins.dict_items"), _put_view
    ),
    "builtins.set": _put_set,
    "builtins.frozenset": _put_frozenset,
    "builtins.mappingproxy": _put_mapping_proxy,
    "builtins.bytearray": _put_bytearray,
    "builtins.memoryview": _put_memoryview,
    "builtins.range": _put_range,
    "builtins.slice": _put_slice,
    "builtins.property": _put_property,
    "builtins.staticmethod": _put_wrapped,
    "builtins.classmethod": _put_wrapped,
    "functools._lru_cache_wrapper": _put_wrapped,
    "array.array": _put_array,
    "datetime.datetime": _put_datetime,
    "datetime.time": _put_time,
    "weakref.ReferenceType": _put_weak,
}
"""For values of just these classes."""

INHERITED: Final[dict[str, Encode]] = {
    "builtins.set": _put_any_set,
    "builtins.frozenset": _put_any_set,
    "builtins.module": _put_module,
    "builtins.method": _put_method,
    "builtins.builtin_function_or_method": _put_builtin,
    "builtins.method-wrapper": _put_descriptor,
    "builtins.wrapper_descriptor": _put_descriptor,
    "builtins.method_descriptor": _put_descriptor,
    "builtins.classmethod_descriptor": _put_descriptor,
    "builtins.getset_descriptor": _put_descriptor,
    "builtins.member_descriptor": _put_descriptor,
    "builtins.BaseException": _put_exception,
    "enum.Flag": _put_enum_flag,
    "enum.Enum": _put_enum,
    "functools.partial": _put_partial,
    "numpy.ufunc": _put_ufunc,
    "_io.BytesIO": _put_buffer,
    "_io.StringIO": _put_buffer,
    "_io._IOBase": _put_file,
    "tempfile._TemporaryFileWrapper": _put_file,
}
"""For values of these classes and of those derived from them."""

__all__ = ["EXACT", "INHERITED", "put_state", "qualified"]
