"""`link_button`: a link that looks like a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from mini.elements.button import TYPES, Button
from mini.run import checks, contents
from mini.run.checks import Width
from mini.run.container import Container, command
from mini.run.context import current
from mini.run.emit import emit
from mini.run.spoken import spoken
from mini.run.widget import Callback, Key, author_key, draw, outside_forms

SCHEMES = ("http", "https", "mailto")


class LinkButton(Button, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A link; one that is not silent starts a run, too."""

    url: str
    silent: bool = True


@command
def link_button(
    label: str,
    url: str,
    *,
    key: Key | None = None,
    on_click: Callback | Literal["rerun", "ignore"] = "ignore",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    help: str | None = None,
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
    icon: str | None = None,
    icon_position: Literal["left", "right"] = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool | Container:
    """Show a link as a button; it opens in a new tab.

    `url` is an address with http, https or mailto, or a relative one. With `on_click` the click
    also starts a run (`"rerun"`), in which the call gives True, after calling the function that is
    given with `args` and `kwargs`; without it the call gives the element's place. The other
    parameters are those of `button`. Raises `ArgumentError`, `PlacementError` and
    `DuplicateWidgetID`.

        import mini as st

        st.link_button("Read more", "https://example.org", icon=":material/open_in_new:")
    """
    name = "link_button"
    element = LinkButton(
        label=checks.label(label),
        url=contents.link(name, "url", url, SCHEMES),
        help=checks.help_text(help),
        type=checks.one_of(name, "type", type, TYPES),
        icon=checks.icon(name, icon),
        icon_position=checks.one_of(name, "icon_position", icon_position, ("left", "right")),
        disabled=bool(disabled),
        width=checks.width(name, checks.stretched(width, use_container_width)),
        shortcut=checks.shortcut(name, shortcut),
        wrap=bool(wrap),
        spoken=spoken(checks.label(label), help, icon),
        silent=checks.silent(name, on_click, "on_click"),
    )
    if element.silent:
        return emit(element, key=author_key(name, key))
    outside_forms(current(name), name, "Use it without `on_click`, or `st.form_submit_button`.")
    drawn = draw(
        element, key=key, read=bool, on_change=on_click, args=args, kwargs=kwargs, trigger=True
    )
    return bool(drawn.value)
