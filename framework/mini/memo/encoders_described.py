"""How what describes tables and queries is encoded: by its text.

Tables, columns and mapped classes are numbered as they are made, so they differ in each run.
"""

from __future__ import annotations

import re
from typing import Any, Final

from mini.memo.encoders import Encode, Encoder

_ADDRESS: Final = re.compile(r" at (?:0x)?[0-9a-fA-F]{6,}(?=[>;])")


def _put_described(encoder: Encoder, value: Any) -> None:
    """Encode the text, and the values that a query holds."""
    encoder.out += b"od"
    encoder.put_text(type(value).__qualname__)
    encoder.put_text(_ADDRESS.sub("", f"{value!r} {value!s}"))
    if hasattr(value, "compile"):
        encoder.put(dict(value.compile().params))


INHERITED: Final[dict[str, Encode]] = {
    "sqlalchemy.sql.schema.SchemaItem": _put_described,
    "sqlalchemy.sql.elements.ClauseElement": _put_described,
    "sqlalchemy.orm.base.InspectionAttr": _put_described,
    "sqlalchemy.orm.decl_api.registry": _put_described,
    "sqlalchemy.orm.instrumentation.ClassManager": _put_described,
}
