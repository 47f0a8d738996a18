"""`text_area`: text of several lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.model.element import Element
from mini.run import checks, entry
from mini.run.checks import Height, LabelVisibility
from mini.run.container import command
from mini.run.widget import Key, OnChange, draw


class TextArea(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field for several lines."""

    label: str
    default: str | None = ""
    value: str | msgspec.UnsetType | None = msgspec.UNSET
    height: Height | None = None
    max_chars: int | None = None
    help: str | None = None
    placeholder: str | None = None
    disabled: bool = False
    required: bool = False
    label_visibility: LabelVisibility = "visible"
    live: int | None = None
    width: Any = "stretch"
    silent: bool = False


@command
def text_area(
    label: str,
    value: object = "",
    height: Height | None = None,
    max_chars: int | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: int | Literal["stretch"] = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> str | None:
    """Show a field for several lines of text, and give the text.

    `value` is what it holds at first; with None it is empty, and None is given until something is
    typed. `height` is `"content"`, `"stretch"` or pixels. `max_chars` is the most characters.
    `on_change` is a function that is called with `args` and `kwargs` before the run that a change
    starts, or `"ignore"`: then a change starts no run. `bind` keeps the text in the page's address.
    Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        notes = st.text_area("Notes", placeholder="What did you see?")
        st.write(len(notes.split()), "words")
    """
    most = entry.most("text_area", max_chars)
    element = TextArea(
        label=checks.label(label),
        default=entry.first(value, most),
        height=None if height is None else checks.height("text_area", height),
        max_chars=most,
        help=checks.help_text(help),
        placeholder=checks.optional(placeholder),
        disabled=bool(disabled),
        required=bool(required),
        label_visibility=checks.visibility("text_area", label_visibility),
        width=checks.width("text_area", width, content=False),
        silent=checks.silent("text_area", on_change),
    )
    drawn = draw(
        element, key=key, read=entry.reader(element), write=entry.writer("text_area", most),
        on_change=on_change, args=args, kwargs=kwargs, bind=bind,
        persist=persist_state,
    )  # fmt: skip
    return entry.shown(drawn.value)
