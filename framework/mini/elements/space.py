"""`space`: room between elements."""

from __future__ import annotations

from typing import Any, Final, Literal

from mini.errors import ArgumentError, listed
from mini.model.element import Element
from mini.run.checks import GAPS
from mini.run.container import Container, command
from mini.run.emit import emit

SpaceSize = (
    int
    | Literal["xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge", "stretch"]
)  # fmt: skip
SIZES: Final = (*GAPS, "stretch")


class Space(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Room: a name or pixels, in the direction of the elements around it."""

    size: Any = "small"


@command
def space(size: SpaceSize = "small") -> Container:
    """Leave room: below the element before, or beside it in a horizontal container.

    `size` is `"xxsmall"` (0.25 rem), `"xsmall"` (0.5), `"small"` (0.75, about a widget's label),
    `"medium"` (2.5, a button), `"large"` (4.25, a field with its label), `"xlarge"` (6),
    `"xxlarge"` (8), `"stretch"` for all that is left, or pixels. Raises `ArgumentError`.

        import mini as st

        st.write("above")
        st.space("large")
        st.write("far below")
    """
    if isinstance(size, str) and size in SIZES:
        return emit(Space(size=size))
    if isinstance(size, int) and not isinstance(size, bool) and size > 0:
        return emit(Space(size=int(size)))
    fix = f"It is {listed(SIZES)}, or a whole number of pixels above 0."
    raise ArgumentError("space", "size", size, fix)
