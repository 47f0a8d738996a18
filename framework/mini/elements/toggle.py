"""`toggle`: a yes or no that is switched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.widgets import Unfit
from mini.run import checks
from mini.run.checks import LabelVisibility, Width
from mini.run.container import command
from mini.run.widget import Key, OnChange, draw


class Toggle(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A switch with a label."""

    label: str
    default: bool
    value: bool | msgspec.UnsetType = msgspec.UNSET
    help: str | None = None
    disabled: bool = False
    label_visibility: LabelVisibility = "visible"
    wrap: bool | None = None
    width: Any = "content"
    silent: bool = False


@command
def toggle(
    label: str,
    value: bool = False,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> bool:
    """Show a switch, and give whether it is on.

    `value` is what it is at first. With `wrap=False` a long label stays on one line and is cut.
    `on_change` is a function that is called with `args` and `kwargs` before the run that a change
    starts, or `"ignore"`: then a change starts no run. `bind` keeps the value in the page's
    address. Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        if st.toggle("Dark map"):
            st.write("It is night.")
    """
    element = Toggle(
        label=checks.label(label),
        default=bool(value),
        help=checks.help_text(help),
        disabled=bool(disabled),
        label_visibility=checks.visibility("toggle", label_visibility),
        wrap=None if wrap is None else bool(wrap),
        width=checks.width("toggle", width),
        silent=checks.silent("toggle", on_change),
    )
    drawn = draw(
        element, key=key, read=_read, write=_write, on_change=on_change, args=args, kwargs=kwargs,
        bind=bind, persist=persist_state,
    )  # fmt: skip
    return bool(drawn.value)


def _read(wire: Any) -> bool:
    if isinstance(wire, bool):
        return wire
    raise Unfit


def _write(value: Any) -> bool:
    if value in (True, False):
        return bool(value)
    raise ArgumentError("toggle", "value", value, "Set it to True or False in session_state.")
