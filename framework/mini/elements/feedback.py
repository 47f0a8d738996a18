"""`feedback`: a thumb, a face or some stars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Integral
from typing import Any, Final, Literal

import msgspec

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.widgets import Unfit
from mini.run import checks
from mini.run.checks import Width
from mini.run.container import command
from mini.run.widget import Key, OnChange, draw

Scale = Literal["thumbs", "faces", "stars"]
_COUNTS: Final = {"thumbs": 2, "faces": 5, "stars": 5}


class Feedback(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Icons of which one is chosen, by its place."""

    options: Scale = "thumbs"
    default: int | None
    value: int | msgspec.UnsetType | None = msgspec.UNSET
    disabled: bool = False
    width: Any = "content"
    silent: bool = False


class Rating:
    """So many places, from 0."""

    __slots__ = ("count", "default")

    def __init__(self, count: int, default: Any) -> None:
        self.count = count
        self.default = None if default is None else self._checked("default", default)

    def read(self, wire: Any) -> int | None:
        """Give the place of the wire."""
        if wire is None or (type(wire) is int and 0 <= wire < self.count):
            return wire
        raise Unfit

    def write(self, value: Any) -> int | None:
        """Give the place that `session_state` was set to: that at first if there is no such."""
        whole = isinstance(value, Integral) and not isinstance(value, bool)
        if value is not None and not whole:
            return self._checked("value", value)
        place = None if value is None else int(value)
        return place if place is None or 0 <= place < self.count else self.default

    def _checked(self, argument: str, value: Any) -> int:
        whole = isinstance(value, Integral) and not isinstance(value, bool)
        if whole and 0 <= int(value) < self.count:
            return int(value)
        fix = f"It is a whole number from 0, the least, to {self.count - 1}; or None."
        raise ArgumentError("feedback", argument, value, fix)


@command
def feedback(
    options: Scale = "thumbs",
    *,
    key: Key | None = None,
    default: int | None = None,
    disabled: bool = False,
    on_change: OnChange = "rerun",
    args: Sequence[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    width: Width = "content",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> int | None:
    """Show icons to rate something by, and give the place of the chosen one, or None.

    `options` is `"thumbs"` (0 is down, 1 is up), `"faces"` or `"stars"` (0 is the least, 4 the
    most). `default` is what is chosen at first; a choice can be taken back. `on_change` is a
    function that is called with `args` and `kwargs` before the run that a change starts, or
    `"ignore"`: then a change starts no run. `bind` keeps the choice in the page's address. Raises
    `ArgumentError` and `DuplicateWidgetID`.

        import mini as st

        stars = st.feedback("stars", default=3)
        if stars is not None:
            st.write("You gave", stars + 1, "of 5 stars.")
    """
    scale = checks.one_of("feedback", "options", options, tuple(_COUNTS))
    rating = Rating(_COUNTS[scale], default)
    element = Feedback(
        options=scale,
        default=rating.default,
        disabled=bool(disabled),
        width=checks.width("feedback", width),
        silent=checks.silent("feedback", on_change),
    )
    drawn = draw(
        element, key=key, read=rating.read, write=rating.write, on_change=on_change, args=args,
        kwargs=kwargs, bind=bind, persist=persist_state,
    )  # fmt: skip
    return drawn.value  # type: ignore[no-any-return]
