"""`pills`: options as a row of small buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.model.element import Element
from mini.run import checks
from mini.run.checks import LabelVisibility, Width
from mini.run.container import command
from mini.run.several import buttons
from mini.run.widget import Key, OnChange, draw


class Pills(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Buttons with round ends."""

    label: str
    options: tuple[str, ...]
    many: bool = False
    default: tuple[str, ...]
    value: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    help: str | None = None
    disabled: bool = False
    required: bool = False
    label_visibility: LabelVisibility = "visible"
    wrap: bool | None = None
    width: Any = "content"
    silent: bool = False


@command
def pills(
    label: str,
    options: Any,
    *,
    selection_mode: Literal["single", "multi"] = "single",
    default: Any = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show options as small round buttons, and give the one that is chosen, or None.

    With `selection_mode="multi"` any number can be chosen, and a list is given. `default` is what
    is chosen at first: an option, or a list of them for `"multi"`. A choice can be taken back,
    unless `required`. `format_func` makes the text of an option, which may begin with an emoji or
    `:material/name:`. With `wrap=False` the options stay on one line that can be scrolled.
    `on_change` is a function that is called with `args` and `kwargs` before the run that a change
    starts, or `"ignore"`: then a change starts no run. `bind` keeps the choice in the page's
    address. Mutable options are given as copies. Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        topics = st.pills("Topics", ["Birds", "Weather", "Maps"], selection_mode="multi")
        st.write("You chose", len(topics))
    """
    many = checks.one_of("pills", "selection_mode", selection_mode, ("single", "multi"))
    choices = buttons("pills", options, format_func, default, many == "multi", required)
    element = Pills(
        label=checks.label(label),
        options=choices.texts,
        many=many == "multi",
        default=choices.first,
        help=checks.help_text(help),
        disabled=bool(disabled),
        required=bool(required),
        label_visibility=checks.visibility("pills", label_visibility),
        wrap=None if wrap is None else bool(wrap),
        width=checks.width("pills", width),
        silent=checks.silent("pills", on_change),
    )
    return draw(
        element, key=key, read=choices.read, write=choices.write, on_change=on_change, args=args,
        kwargs=kwargs, bind=bind, persist=persist_state,
    ).value  # fmt: skip
