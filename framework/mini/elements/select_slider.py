"""`select_slider`: one option of an order, or the two ends of a range of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from mini.model.element import Element
from mini.run import checks
from mini.run.checks import LabelVisibility
from mini.run.container import command
from mini.run.several import Ends, set_as_pair
from mini.run.widget import Key, OnChange, draw


class SelectSlider(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A track of options with one or two thumbs."""

    label: str
    options: tuple[str, ...]
    default: tuple[str, ...]
    value: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    help: str | None = None
    disabled: bool = False
    label_visibility: LabelVisibility = "visible"
    width: Any = "stretch"
    silent: bool = False


@command
def select_slider(
    label: str,
    options: Any = (),
    value: Any = None,
    format_func: Callable[[Any], Any] = str,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: int | Literal["stretch"] = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show a slider over options in their order, and give the one that is chosen.

    `options` is anything that can be gone through, with at least one option. `value` is the option
    at first (default: the first one); a pair of two makes a range, which is given as a tuple.
    `format_func` makes the text of an option. `on_change` is a function that is called with `args`
    and `kwargs` before the run that a change starts, or `"ignore"`: then a change starts no run.
    `bind` keeps the choice in the page's address. Mutable options are given as copies. Raises
    `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        size = st.select_slider("Size", ["S", "M", "L", "XL"], value="M")
        st.write("You chose", size)
    """
    pair = value is None and set_as_pair("select_slider", key)
    ends = Ends("select_slider", options, format_func, value, pair)
    element = SelectSlider(
        label=checks.label(label),
        options=ends.texts,
        default=ends.first,
        help=checks.help_text(help),
        disabled=bool(disabled),
        label_visibility=checks.visibility("select_slider", label_visibility),
        width=checks.width("select_slider", width, content=False),
        silent=checks.silent("select_slider", on_change),
    )
    return draw(
        element, key=key, read=ends.read, write=ends.write, on_change=on_change, args=args,
        kwargs=kwargs, bind=bind, persist=persist_state,
    ).value  # fmt: skip
