"""`multiselect`: any number of many options, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from numbers import Integral
from typing import Any, Final, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.run import checks
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.several import Several
from mini.run.widget import Key, OnChange, draw

FilterMode = Literal["fuzzy", "contains", "prefix"]
FILTERS: Final = ("fuzzy", "contains", "prefix", None)
ALWAYS: Final = 2**53
"""More options than there can be: all of them may be chosen at once."""


class Multiselect(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field that holds what is chosen and opens a list of options."""

    label: str
    options: tuple[str, ...]
    default: tuple[str, ...]
    value: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    max_selections: int | None = None
    placeholder: str = "Choose options"
    help: str | None = None
    disabled: bool = False
    label_visibility: LabelVisibility = "visible"
    accept_new: bool = False
    filter: FilterMode | None = "fuzzy"
    select_all: int = 1000
    wrap: bool | None = None
    width: Any = "stretch"
    silent: bool = False


@command
def multiselect(
    label: str,
    options: Any,
    default: Any = None,
    format_func: Callable[[Any], str] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    max_selections: int | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    accept_new_options: bool = False,
    filter_mode: FilterMode | None = "fuzzy",
    select_all: bool | int = 1000,
    width: int | Literal["stretch"] = "stretch",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> list[Any]:
    """Show a list to choose any number of options of, and give those as a list.

    `options` is anything that can be gone through: a list, a dict's keys, a series, an enum.
    `default` is what is chosen at first: a list of options, one option, or None for none.
    `format_func` makes the text of an option. At most `max_selections` can be chosen. With
    `accept_new_options` any text can be typed, and is given as it is. `filter_mode` says how typing
    filters: `"fuzzy"`, `"contains"`, `"prefix"` or None. `select_all` says whether all options can
    be chosen at once: True, False, or up to how many. With `wrap=False` what is chosen stays on one
    line. `on_change` is a function that is called with `args` and `kwargs` before the run that a
    change starts, or `"ignore"`: then a change starts no run. `bind` keeps the choice in the page's
    address. Mutable options are given as copies. Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        islands = st.multiselect("Islands", ["Biscoe", "Dream", "Torgersen"], default=["Dream"])
        st.write("You chose", len(islands))
    """
    most = _most(max_selections)
    new = bool(accept_new_options)
    choices = Several("multiselect", options, format_func, default, new, most)
    element = Multiselect(
        label=checks.label(label),
        options=choices.texts,
        default=choices.first,
        max_selections=most,
        placeholder=_hint(choices, placeholder, new),
        help=checks.help_text(help),
        disabled=bool(disabled),
        label_visibility=checks.visibility("multiselect", label_visibility),
        accept_new=new,
        filter=checks.one_of("multiselect", "filter_mode", filter_mode, FILTERS),
        select_all=_at_once(select_all),
        wrap=None if wrap is None else bool(wrap),
        width=checks.width("multiselect", width, content=False),
        silent=checks.silent("multiselect", on_change),
    )
    drawn = draw(
        element, key=key, read=choices.read, write=choices.write, on_change=on_change, args=args,
        kwargs=kwargs, bind=bind, persist=persist_state,
    )  # fmt: skip
    return list(drawn.value)


def _most(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, bool) and isinstance(value, Integral) and int(value) > 0:
        return int(value)
    fix = "It is a whole number above 0, or None. To let nothing be chosen, use `disabled=True`."
    raise ArgumentError("multiselect", "max_selections", value, fix)


def _at_once(value: Any) -> int:
    if isinstance(value, bool):
        return ALWAYS if value else 0
    if isinstance(value, Integral) and int(value) >= 0:
        return min(int(value), ALWAYS)
    fix = "It is True, False, or up to how many options, from 0."
    raise ArgumentError("multiselect", "select_all", value, fix)


def _hint(choices: Several, placeholder: Any, new: bool) -> str:
    if placeholder is not None:
        return checks.exact(placeholder)
    if choices.texts:
        return "Choose or add options" if new else "Choose options"
    return "Add options" if new else "No options to choose from"
