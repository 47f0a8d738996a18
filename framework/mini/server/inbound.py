"""The one decoder of what browsers say: JSON of the protocol, and no deeper than anyone needs."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from mini.model.message import Inbound

MOST_DEPTH: Final = 64
"""Lists and objects in one another. Values that are deeper could not be sent back, either."""
_DECODER: Final = msgspec.json.Decoder(Inbound)


class NoMessage(Exception):
    """A text is none of the protocol; says why."""


class TooDeep(NoMessage):
    """A text would be a message if it nested less."""


class _Numbered(msgspec.Struct):
    """Of a message, what tells where it stands."""

    type: str
    cseq: int = 0


_NUMBERED: Final = msgspec.json.Decoder(_Numbered)


def read(text: str) -> Inbound:
    """Read a message; raises `NoMessage`."""
    try:
        message: Inbound = _DECODER.decode(text)
    except msgspec.DecodeError as error:
        raise NoMessage(f"This is no message of the protocol: {error}.") from None
    except RecursionError:
        raise TooDeep(_DEEP) from None
    # Nearly all messages have so few brackets that there is nothing to look for.
    if text.count("[") + text.count("{") > MOST_DEPTH and _is_deep(message):
        raise TooDeep(_DEEP)
    return message


def number_of(text: str) -> int:
    """Give the number of an interaction, whatever it brings; 0 of what has none."""
    known = _outline(text)
    return 0 if known is None else max(known.cseq, 0)


def is_restore(text: str) -> bool:
    """Say whether a text brings all values of a page, each of which has come before."""
    known = _outline(text)
    return known is not None and known.type == "restore"


def _outline(text: str) -> _Numbered | None:
    try:
        return _NUMBERED.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None


_DEEP: Final = f"A message nests at most {MOST_DEPTH} lists and objects in one another."


def _is_deep(message: Inbound) -> bool:
    """Look level by level, without a recursion of its own."""
    level: list[Any] = [getattr(message, "values", None)]
    level.append(getattr(getattr(message, "trigger", None), "value", None))
    for _ in range(MOST_DEPTH - 1):
        inside: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inside += value.values()
            elif isinstance(value, list):
                inside += value
        if not inside:
            return False
        level = inside
    return True
