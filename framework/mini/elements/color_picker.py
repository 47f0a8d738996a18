"""`color_picker`: a colour."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.widgets import Unfit
from mini.run import checks
from mini.run.checks import LabelVisibility, Width
from mini.run.container import command
from mini.run.widget import Key, OnChange, draw

_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_LEAST: Final = 40


class ColorPicker(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A swatch that opens a picker; colours are `#rgb` or `#rrggbb`."""

    label: str
    default: str
    value: str | msgspec.UnsetType = msgspec.UNSET
    help: str | None = None
    disabled: bool = False
    label_visibility: LabelVisibility = "visible"
    width: Any = "content"
    silent: bool = False


@command
def color_picker(
    label: str,
    value: str | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> str:
    """Show a colour to choose, and give it as a text such as `"#00ffaa"`.

    `value` is the colour at first: `"#rrggbb"` or `"#rgb"`, or None for black. `on_change` is a
    function that is called with `args` and `kwargs` before the run that a change starts, or
    `"ignore"`: then a change starts no run. `bind` keeps the colour in the page's address. Raises
    `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        color = st.color_picker("Colour of the line", "#4353c9")
        st.write("You chose", color)
    """
    element = ColorPicker(
        label=checks.label(label),
        default="#000000" if value is None else _write(value),
        help=checks.help_text(help),
        disabled=bool(disabled),
        label_visibility=checks.visibility("color_picker", label_visibility),
        width=_width(width),
        silent=checks.silent("color_picker", on_change),
    )
    drawn = draw(
        element, key=key, read=_read, write=_write, on_change=on_change, args=args, kwargs=kwargs,
        bind=bind, persist=persist_state,
    )  # fmt: skip
    return str(drawn.value)


def _width(value: Any) -> Any:
    width = checks.width("color_picker", value)
    return max(width, _LEAST) if isinstance(width, int) else width


def _read(wire: Any) -> str:
    if isinstance(wire, str) and _HEX.fullmatch(wire):
        return wire
    raise Unfit


def _write(value: Any) -> str:
    if isinstance(value, str) and _HEX.fullmatch(value):
        return checks.exact(value)
    fix = 'It is a text of # and six or three digits from 0 to f, such as "#00ffaa" or "#0fa".'
    raise ArgumentError("color_picker", "value", value, fix)
