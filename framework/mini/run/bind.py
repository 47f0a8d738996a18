"""`bind="query-params"`: a widget's value lives in the page's address, under its key."""

from __future__ import annotations

from typing import Any

import msgspec

from mini.errors import ArgumentError
from mini.model.element import encode
from mini.page.page import Page
from mini.page.widgets import MISSING as NONE
from mini.page.widgets import Unfit, Widget


def check_bind(widget: Widget, bind: str) -> None:
    """Raise an `ArgumentError` for what cannot be bound."""
    if bind != "query-params":
        raise ArgumentError(widget.kind, "bind", bind, "It is 'query-params' or None.")
    if widget.key is None:
        raise ArgumentError(
            widget.kind, "key", None, "With bind='query-params' the key is the name in the address."
        )


def start_from_query(page: Page, widget: Widget) -> None:
    """Give a widget that has no value yet the one in the address, if it can have it."""
    value = bound_value(page, widget)
    if value is not NONE:
        page.widgets.values_by_id[widget.id] = value


def bound_value(page: Page, widget: Widget) -> Any:
    """Give the value that a widget starts from in the address, or `NONE`."""
    key = widget.key or ""
    taken = widget.id in page.widgets.values_by_id or key in page.widgets.own
    if taken or widget.id in page.widgets.known or key not in page.query:
        return NONE
    for value in _readings(page.query.get_all(key), isinstance(widget.default, list | tuple)):
        try:
            widget.read(value)
        except Unfit:
            continue
        return value
    return NONE


def keep_in_query(page: Page, widget: Widget, wire: Any) -> None:
    """Write the value into the address; the default is left out."""
    if widget.key is None:
        return
    if encode(wire) == encode(widget.first()):
        page.query.pop(widget.key, None)
    else:
        page.query[widget.key] = _texts(wire)
    page.set_fact("query", page.query.text())


def _texts(wire: Any) -> str | list[str]:
    """Several texts are a name that is repeated; none of them is an empty one."""
    if isinstance(wire, list | tuple) and all(isinstance(each, str) for each in wire):
        return list(wire) or [""]
    return wire if isinstance(wire, str) else encode(wire).decode()


def _readings(texts: list[str], several: bool) -> list[Any]:
    text = texts[-1] if texts else ""
    many = [[each for each in texts if each]] if several else []
    try:
        return [msgspec.json.decode(text), text, *many]
    except msgspec.DecodeError:
        return [text, *many]
