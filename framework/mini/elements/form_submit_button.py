"""`form_submit_button`: sends the values of the form that it is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from mini.elements.button import TYPES, Button
from mini.elements.form import Form
from mini.errors import PlacementError
from mini.page.node import Node
from mini.run import checks
from mini.run.checks import Width
from mini.run.container import command
from mini.run.context import current
from mini.run.spoken import spoken
from mini.run.widget import Callback, Key, draw


class FormSubmitButton(Button, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The button of a form."""


@command
def form_submit_button(
    label: str = "Submit",
    help: str | None = None,
    on_click: Callback | None = None,
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    key: Key | None = None,
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
    icon: str | None = None,
    icon_position: Literal["left", "right"] = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show the button of a form, and give True in the run that its click starts.

    The click sends the values of all widgets of the form. `on_click` is called with `args` and
    `kwargs` before that run; no other widget of a form can have a callback. The other parameters
    are those of `button`. Raises `ArgumentError`, `PlacementError` outside of a form, and
    `DuplicateWidgetID`.

        import mini as st

        with st.form("login"):
            st.text_input("Name", key="name")
            if st.form_submit_button("Log in", type="primary"):
                st.write("Hello", st.session_state.name)
    """
    frame = current("form_submit_button")
    if frame.form is None:
        raise PlacementError(
            "A `form_submit_button` is outside of any form, so it has nothing to send. Place it "
            "inside of `with st.form(...)`, or use `st.button`."
        )
    element = FormSubmitButton(
        label=checks.label(label),
        help=checks.help_text(help),
        type=checks.one_of("form_submit_button", "type", type, TYPES),
        icon=checks.icon("form_submit_button", icon),
        icon_position=checks.one_of(
            "form_submit_button", "icon_position", icon_position, ("left", "right")
        ),
        disabled=bool(disabled),
        width=checks.width("form_submit_button", checks.stretched(width, use_container_width)),
        shortcut=checks.shortcut("form_submit_button", shortcut),
        wrap=bool(wrap),
        spoken=spoken(checks.label(label), help, icon),
    )
    own_key = f"FormSubmitter:{frame.form.partition('$')[2]}-{label}" if key is None else key
    drawn = draw(
        element,
        key=own_key,
        read=bool,
        on_change=checks.callback("form_submit_button", "on_click", on_click),
        args=args,
        kwargs=kwargs,
        trigger=True,
    )
    if drawn.value and _clears(drawn.node):
        frame.run.widgets.reset_after_run(frame.form)
    return bool(drawn.value)


def _clears(node: Node) -> bool:
    """Say whether the form above a node goes back to its defaults."""
    above = node.parent
    while above is not None and not isinstance(above.element, Form):
        above = above.parent
    return above is not None and isinstance(above.element, Form) and above.element.clear_on_submit
