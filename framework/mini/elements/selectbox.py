"""`selectbox`: one of many options, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.model.element import Element
from mini.run import checks
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.options import Options
from mini.run.widget import Key, OnChange, draw

FilterMode = Literal["fuzzy", "contains", "prefix"]
FILTERS = ("fuzzy", "contains", "prefix", None)


class Selectbox(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field that opens a list of options."""

    label: str
    options: tuple[str, ...]
    default: str | None
    value: str | msgspec.UnsetType | None = msgspec.UNSET
    placeholder: str = "Choose an option"
    help: str | None = None
    disabled: bool = False
    required: bool = False
    label_visibility: LabelVisibility = "visible"
    icon: str | None = None
    accept_new: bool = False
    filter: FilterMode | None = "fuzzy"
    clearable: bool = False
    width: Any = "stretch"
    silent: bool = False


@command
def selectbox(
    label: str,
    options: Any,
    index: int | None = 0,
    format_func: Callable[[Any], str] = str,
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
    icon: str | None = None,
    accept_new_options: bool = False,
    filter_mode: FilterMode | None = "fuzzy",
    width: int | Literal["stretch"] = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show a list to choose one option of, and give that one.

    `options` is anything that can be gone through: a list, a dict's keys, a series, an enum.
    `index` is the place of the option that is chosen at first; with None nothing is, and the choice
    can be taken back unless `required`. `format_func` makes the text of an option. With
    `accept_new_options` any text can be typed, and is given as it is. `filter_mode` says how typing
    filters: `"fuzzy"`, `"contains"`, `"prefix"` or None. `on_change` is a function that is called
    with `args` and `kwargs` before the run that a change starts, or `"ignore"`: then a change
    starts no run. `bind` keeps the choice in the page's address. Without options None is given.
    Mutable options are given as copies. Raises `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        species = st.selectbox("Species", ["Adelie", "Chinstrap", "Gentoo"], index=1)
        st.write("You chose", species)
    """
    choices = Options("selectbox", options, format_func, index, bool(accept_new_options))
    element = Selectbox(
        label=checks.label(label),
        options=choices.texts,
        default=choices.default,
        placeholder=_hint(choices, placeholder, bool(accept_new_options)),
        help=checks.help_text(help),
        disabled=bool(disabled),
        required=bool(required),
        label_visibility=checks.visibility("selectbox", label_visibility),
        icon=checks.icon("selectbox", icon),
        accept_new=bool(accept_new_options),
        filter=checks.one_of("selectbox", "filter_mode", filter_mode, FILTERS),
        clearable=index is None and not required,
        width=checks.width("selectbox", width, content=False),
        silent=checks.silent("selectbox", on_change),
    )
    return draw(
        element, key=key, read=choices.read, write=choices.write, on_change=on_change, args=args,
        kwargs=kwargs, bind=bind, persist=persist_state,
    ).value  # fmt: skip


def _hint(choices: Options, placeholder: Any, accept_new: bool) -> str:
    if placeholder is not None:
        return checks.exact(placeholder)
    if choices.texts:
        return "Choose or add an option" if accept_new else "Choose an option"
    return "Add an option" if accept_new else "No options to choose from"
