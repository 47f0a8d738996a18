"""`radio`: one of a few options, all of them seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.run import checks
from mini.run.checks import LabelVisibility, Width
from mini.run.container import command
from mini.run.options import Options
from mini.run.widget import Key, OnChange, draw


class Radio(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Options with a dot each."""

    label: str
    options: tuple[str, ...]
    captions: tuple[str, ...] = ()
    default: str | None
    value: str | msgspec.UnsetType | None = msgspec.UNSET
    horizontal: bool = False
    help: str | None = None
    disabled: bool = False
    label_visibility: LabelVisibility = "visible"
    width: Any = "content"
    silent: bool = False


@command
def radio(
    label: str,
    options: Any,
    index: int | None = 0,
    format_func: Callable[[Any], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    horizontal: bool = False,
    captions: Sequence[str | None] | None = None,
    label_visibility: LabelVisibility = "visible",
    width: Width = "content",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show options of which one is chosen, and give that one.

    `options` is anything that can be gone through: a list, a dict's keys, a series, an enum.
    `index` is the place of the option that is chosen at first, None for none; then None is given
    until one is chosen. `format_func` makes the text of an option, `captions` are shown below the
    options. `on_change` is a function that is called with `args` and `kwargs` before the run that a
    change starts, or `"ignore"`: then a change starts no run. `bind` keeps the choice in the page's
    address. Mutable options are given as copies. Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        island = st.radio("Island", ["Biscoe", "Dream", "Torgersen"], horizontal=True)
        st.write("You chose", island)
    """
    choices = Options("radio", options, format_func, index)
    element = Radio(
        label=checks.label(label),
        options=choices.texts,
        captions=_captions(captions),
        default=choices.default,
        horizontal=bool(horizontal),
        help=checks.help_text(help),
        disabled=bool(disabled),
        label_visibility=checks.visibility("radio", label_visibility),
        width=checks.width("radio", width),
        silent=checks.silent("radio", on_change),
    )

    return draw(
        element, key=key, read=choices.read, write=choices.write, on_change=on_change, args=args,
        kwargs=kwargs, bind=bind, persist=persist_state,
    ).value  # fmt: skip


def _captions(captions: Any) -> tuple[str, ...]:
    if captions is None:
        return ()
    if isinstance(captions, str):
        fix = "They are a list with a text for each option."
        raise ArgumentError("radio", "captions", captions, fix)
    return tuple("" if caption is None else str(caption) for caption in captions)
