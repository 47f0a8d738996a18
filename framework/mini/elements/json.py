"""`json`: nested data as a tree that opens and closes."""

from __future__ import annotations

import json as notation
from typing import Any, Literal

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.run import checks
from mini.run.container import Container, command
from mini.run.emit import emit
from mini.run.plain import as_json


class Json(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A tree of data. `expanded` is how many levels are open; True is all, False none."""

    body: str
    expanded: bool | int = True
    width: Any = "stretch"


@command
def json(
    body: object, *, expanded: bool | int = True, width: int | Literal["stretch"] = "stretch"
) -> Container:
    """Show nested data as a tree.

    `body` is JSON as a text, or any value: dicts, lists, dataclasses, models of pydantic, arrays
    and tables, `session_state`; what JSON does not know is shown as text. `expanded` says what is
    open at first: everything, nothing, or so many levels. `width` is `"stretch"` or pixels. Raises
    `ArgumentError`.

        import mini as st

        st.json({"island": "Biscoe", "penguins": [{"id": 1}, {"id": 2}]}, expanded=2)
    """
    text = _checked(body) if isinstance(body, str) else as_json(body)
    return emit(
        Json(
            body=text,
            expanded=_depth(expanded),
            width=checks.width("json", width, content=False),
        )
    )


def _checked(text: str) -> str:
    text = checks.exact(text)
    try:
        notation.loads(text)
    except ValueError as error:
        fix = (
            f"It is no JSON: {error}. Pass the data itself, such as a dict, or a text that "
            "`json.dumps` has made."
        )
        raise ArgumentError("json", "body", text, fix) from None
    except RecursionError:
        raise ArgumentError("json", "body", text, "It is nested too deep.") from None
    return text


def _depth(expanded: Any) -> bool | int:
    if isinstance(expanded, bool):
        return expanded
    levels = checks.whole(expanded)
    if levels is not None and levels >= 0:
        return levels
    fix = "It is True, False, or how many levels are open, from 0."
    raise ArgumentError("json", "expanded", expanded, fix)
