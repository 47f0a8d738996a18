"""`bind="query-params"`: a widget's value lives in the page's address, under its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any, Final

import msgspec

from mini.errors import ArgumentError, MiniError
from mini.model.element import encode
from mini.page.page import Page
from mini.page.widgets import MISSING as NONE
from mini.page.widgets import Unfit, Widget
from mini.run.scale import SCALES, Scale


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
        page.widgets.own.pop(widget.key or "", None)
        page.widgets.values_by_id[widget.id] = value


def bound_value(page: Page, widget: Widget) -> Any:
    """Give the value that a widget starts from in the address, or `NONE`.

    With the address that a page is opened with comes what was shared: it counts for more than what
    the script sets at first.
    """
    key = widget.key or ""
    taken = widget.id in page.widgets.values_by_id or widget.id in page.widgets.known
    set_later = key in page.widgets.own and page.tree.run > 1
    if taken or set_later or key not in page.query:
        return NONE
    texts = page.query.get_all(key)
    several = isinstance(widget.default, list | tuple)
    for value in _several(texts) if several else _readings(texts):
        try:
            settled = _settled(widget, value)
        except Unfit:
            continue
        if settled or not value or not several:  # of several options, one is known at least
            return settled
    return NONE


def keep_in_query(page: Page, widget: Widget, wire: Any) -> None:
    """Write the value into the address; the default is left out."""
    if widget.key is None:
        return
    if encode(wire) == encode(widget.first()):
        page.query.pop(widget.key, None)
    else:
        page.query[widget.key] = _texts(widget, wire)
    page.set_fact("query", page.query.text())


def _settled(widget: Widget, wire: Any) -> Any:
    """Give a value of the address as the widget itself would write it; raises `Unfit`."""
    value = widget.read(wire)
    try:
        return wire if widget.write is None else widget.write(value)
    except MiniError:  # it came from the cache, and the texts of its options are what there is
        return wire


def _texts(widget: Widget, wire: Any) -> str | list[str]:
    """Several texts are a name that is repeated; none of them is an empty one."""
    if wire is None or isinstance(wire, str):
        return wire or ""
    if not isinstance(wire, list | tuple):
        return encode(wire).decode()
    if all(isinstance(each, str) for each in wire):
        return list(wire) or [""]
    value = widget.read(wire)
    return [_spelled(each) for each in (value if isinstance(value, list | tuple) else [value])]


def _spelled(value: Any) -> str:
    """Spell a number, day or time as people write them."""
    if not isinstance(value, date | time):
        return str(value)
    text = value.isoformat()
    return text.removesuffix(":00") if text.count(":") == 2 else text


def _readings(texts: list[str]) -> Iterator[Any]:
    text = texts[-1] if texts else ""
    for each in (text, text.lower()):  # True as well as true
        plain = _plain(each)
        if plain is not None and not isinstance(plain, str):
            yield plain
    yield text
    if not text:
        yield None


def _several(texts: list[str]) -> Iterator[list[Any]]:
    if len(texts) == 1 and isinstance(plain := _plain(texts[0]), list):
        yield plain
    many = list(dict.fromkeys(each for each in texts if each))
    yield many
    yield many[::-1]  # the ends of a range
    numbers = [_number(each) for each in texts]
    if None not in numbers:
        yield sorted(number for number in numbers if number is not None)


def _plain(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return None


def _number(text: str) -> int | float | None:
    """Give the number of a slider that a text spells: itself, a day or a time."""
    plain = _plain(text)
    if isinstance(plain, int | float) and not isinstance(plain, bool):
        return plain
    for scale, parse in _MOMENTS:
        try:
            return scale.encode(parse(text).replace(tzinfo=None), None)
        except ValueError:
            continue
    return None


_MOMENTS: Final[tuple[tuple[Scale, Callable[[str], Any]], ...]] = (
    (SCALES["datetime"], datetime.fromisoformat),
    (SCALES["time"], time.fromisoformat),
)
