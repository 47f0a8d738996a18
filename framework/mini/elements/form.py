"""`form`: widgets whose values are sent together."""

from __future__ import annotations

from typing import Any

from mini.errors import ArgumentError, DuplicateWidgetID, PlacementError
from mini.model.element import ContainerElement, encode
from mini.model.node import identify
from mini.run import checks
from mini.run.checks import Height, Width
from mini.run.container import Container, command
from mini.run.context import current
from mini.run.emit import put
from mini.run.widget import Key, author_key


class Form(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A place whose widgets send their values when its button is pressed."""

    border: bool = True
    enter_to_submit: bool = True
    clear_on_submit: bool = False
    width: Any = "stretch"
    height: Any = "content"


@command
def form(
    key: Key,
    clear_on_submit: bool = False,
    *,
    enter_to_submit: bool = True,
    border: bool = True,
    width: Width = "stretch",
    height: Height = "content",
) -> Container:
    """Make a place whose widgets send their values together, when its button is pressed.

    `key` names the form. With `clear_on_submit` its widgets go back to their defaults after the run
    that the button starts. With `enter_to_submit` the Enter key in a field presses the first
    button. `width` and `height` are `"stretch"`, `"content"` or pixels. A form cannot be inside of
    another. Raises `ArgumentError`, `PlacementError` and `DuplicateWidgetID`.

        import mini as st

        with st.form("order"):
            name = st.text_input("Name")
            if st.form_submit_button("Order"):
                st.write("Thank you,", name)
    """
    frame = current("form")
    name = author_key("form", key)
    if name is None:
        fix = "It is a text that is not empty, or an integer, and names the form."
        raise ArgumentError("form", "key", key, fix)
    if frame.form is not None:
        raise PlacementError(
            f"The form {name!r} is inside of another form, and one button could not send both. "
            "Place it after the other one."
        )
    if frame.count(f"form ${name}"):
        raise DuplicateWidgetID("form", name)
    element = Form(
        border=bool(border),
        enter_to_submit=bool(enter_to_submit),
        clear_on_submit=bool(clear_on_submit),
        width=checks.width("form", width),
        height=checks.height("form", height),
    )
    node = put(frame, element, identify(encode(element), None, name), f"${name}")
    return Container(node, f"{frame.run.entry}form${name}")
