"""`download_button`: a button that saves a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from mini.elements.button import TYPES, Button
from mini.page.payload import Blob
from mini.run import checks, offers
from mini.run.checks import Width
from mini.run.container import command
from mini.run.context import current
from mini.run.spoken import spoken
from mini.run.widget import Callback, Key, draw, outside_forms


class DownloadButton(Button, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A button that saves what `source` names, or what is `made` when it is clicked."""

    source: str | None = None
    name: str | None = None
    media_type: str | None = None
    made: bool = False
    silent: bool = False


@command
def download_button(
    label: str,
    data: Any,
    file_name: str | None = None,
    mime: str | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_click: Callback | Literal["rerun", "ignore"] | None = "rerun",
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
    """Show a button that saves a file, and give True in the run that its click starts.

    `data` is a text, bytes, an open file, or a function without parameters that makes one of them
    when the button is clicked; it runs outside of the script and cannot show anything. `file_name`
    and `mime` are guessed where they are not given. `on_click` is a function that is called with
    `args` and `kwargs` before the run, or `"ignore"`: then a click starts no run. The other
    parameters are those of `button`. Not allowed in a form. Raises `ArgumentError`,
    `PlacementError` and `DuplicateWidgetID`.

        import mini as st

        st.download_button("Save the haiku", "An old silent pond", "haiku.txt")
    """
    name = "download_button"
    instead = "Place it after the form, or use `st.form_submit_button` to send the form."
    outside_forms(current(name), name, instead)
    element = DownloadButton(
        label=checks.label(label),
        help=checks.help_text(help),
        type=checks.one_of(name, "type", type, TYPES),
        icon=checks.icon(name, icon),
        icon_position=checks.one_of(name, "icon_position", icon_position, ("left", "right")),
        disabled=bool(disabled),
        width=checks.width(name, checks.stretched(width, use_container_width)),
        shortcut=checks.shortcut(name, shortcut),
        wrap=bool(wrap),
        spoken=spoken(checks.label(label), help, icon),
        name=checks.optional_text(name, "file_name", file_name),
        media_type=offers.media_type(mime),
        made=callable(data),
        silent=checks.silent(name, on_click, "on_click"),
    )
    blob, supply = _offer(element, data)
    drawn = draw(
        element, key=key, read=bool, on_change=on_click, args=args, kwargs=kwargs, trigger=True,
        payload=blob, changing={"source": None if blob is None else blob.source}, supply=supply,
    )  # fmt: skip
    return bool(drawn.value)


def _offer(element: DownloadButton, data: Any) -> tuple[Blob | None, Callable[[], Any] | None]:
    """Give the file, or what makes it; of a disabled button neither is there to be fetched."""
    if callable(data):
        return None, None if element.disabled else data
    return offers.offer(data, element.name, element.media_type), None
