"""What can be shown: the base of every element, and how it becomes bytes.

Equal means identical object, else identical encoded bytes. Never `==`: to Python
`1 == True` and `0.0 == -0.0`, and a NaN differs from itself.
"""

from __future__ import annotations

import logging
import math
import re
from typing import Any, ClassVar

import msgspec

Number = int | float | str
"""A number on the wire: a JSON number, or a tagged string (see `number`)."""

SAFE_INTEGER = 2**53
_LOG = logging.getLogger("mini")
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SURROGATES = re.compile("[\ud800-\udfff]")


def _plain(value: Any) -> Any:
    """Give a text of a subclass of `str`, such as one out of a numpy array, as a plain one."""
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"Nothing on the wire is a {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)


def _kind(name: str) -> str:
    return _WORD.sub("_", name.rpartition(".")[2]).lower()


class _Kind:
    """The tag of a struct class, put onto the class itself when it is first asked for."""

    def __get__(self, _: object, owner: type[Element]) -> str:
        owner.kind = str(owner.__struct_config__.tag)
        return owner.kind


class Element(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    gc=False,
    tag_field="kind",
    tag=_kind,
):
    """Anything shown. Immutable, down to its last field: use tuples, never lists.

    The kind on the wire is the class name in snake case, and the stem of the file on both
    sides (`TextInput` in `text_input.py` is drawn by `text_input.tsx`).
    """

    kind: ClassVar[str] = _Kind()  # type: ignore[assignment]
    holds_children: ClassVar[bool] = False
    holds_one: ClassVar[bool] = False

    def __init_subclass__(cls, **config: Any) -> None:
        super().__init_subclass__(**config)
        cls.kind = _Kind()  # type: ignore[assignment]


class ContainerElement(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An element with children; `holds_one` if a new child replaces the one before."""

    holds_children: ClassVar[bool] = True


def number(value: float) -> Number:
    """Give the wire form of a number: itself, or a tagged string where JSON has none.

    Non-finite floats and integers beyond 2^53 become `"#NaN"`, `"#Infinity"`,
    `"#-Infinity"`, `"#9007199254740993"`.
    """
    if isinstance(value, int):
        return value if -SAFE_INTEGER <= value <= SAFE_INTEGER else f"#{int(value)}"
    if value - value == 0:
        return value
    if math.isnan(value):
        return "#NaN"
    return "#Infinity" if value > 0 else "#-Infinity"


def from_number(value: Number) -> int | float:
    """Read a number back from its wire form; raises `ValueError` for any other text."""
    if not isinstance(value, str):
        return value
    if value == "#NaN":
        return float("nan")
    if value in {"#Infinity", "#-Infinity"}:
        return float(value[1:])
    if value[:1] == "#":
        return int(value[1:])
    raise ValueError(f"{value!r} is no number of the wire")


def encode(value: Any) -> bytes:
    """Encode an element, or a value of one, as JSON.

    A lone surrogate, which UTF-8 cannot carry, becomes U+FFFD, with a warning in the log.
    """
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        _LOG.warning(
            "A text holds a lone surrogate, which no browser can show: it is replaced by U+FFFD."
        )
        return _ENCODER.encode(clean(msgspec.to_builtins(value, enc_hook=_plain)))


def clean(value: Any) -> Any:
    """Replace lone surrogates in a text, or in all texts of builtin containers."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    return value


def with_value(element: Any, value: Any) -> Any:
    """Copy a widget's element with another wire value; one equal to the default is left out."""
    same = value is element.default or encode(value) == encode(element.default)
    return msgspec.structs.replace(element, value=msgspec.UNSET if same else value)
