"""`button`: True in the one run that its click starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from mini.model.element import Element
from mini.run import checks
from mini.run.checks import Width
from mini.run.container import command
from mini.run.context import current
from mini.run.spoken import spoken
from mini.run.widget import Callback, Key, draw, outside_forms

TYPES = ("primary", "secondary", "tertiary")


class Button(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A button."""

    label: str
    help: str | None = None
    type: str = "secondary"
    icon: str | None = None
    icon_position: str = "left"
    disabled: bool = False
    width: Any = "content"
    shortcut: str | None = None
    wrap: bool = False
    spoken: str = ""
    """Its name where no words are to be seen."""


@command
def button(
    label: str,
    key: Key | None = None,
    help: str | None = None,
    on_click: Callback | None = None,
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
    icon: str | None = None,
    icon_position: Literal["left", "right"] = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show a button, and give True in the run that its click starts.

    `on_click` is called with `args` and `kwargs` before that run. `shortcut` is a key such as
    `"Ctrl+S"`. Not allowed in a form. Raises `ArgumentError`, `PlacementError` and
    `DuplicateWidgetID`.

        import mini as st

        if st.button("Say hello", type="primary"):
            st.write("Hello")
    """
    outside_forms(current("button"), "button", "Use `st.form_submit_button` there.")
    element = Button(
        label=checks.label(label),
        help=checks.help_text(help),
        type=checks.one_of("button", "type", type, TYPES),
        icon=checks.icon("button", icon),
        icon_position=checks.one_of("button", "icon_position", icon_position, ("left", "right")),
        disabled=bool(disabled),
        width=checks.width("button", checks.stretched(width, use_container_width)),
        shortcut=checks.shortcut("button", shortcut),
        wrap=bool(wrap),
        spoken=spoken(checks.label(label), help, icon),
    )
    drawn = draw(
        element,
        key=key,
        read=bool,
        on_change=checks.callback("button", "on_click", on_click),
        args=args,
        kwargs=kwargs,
        trigger=True,
    )
    return bool(drawn.value)
