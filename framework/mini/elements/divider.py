"""`divider`: a horizontal line."""

from __future__ import annotations

from typing import Any, Literal

from mini.model.element import Element
from mini.run import checks
from mini.run.container import Container, command
from mini.run.emit import emit


class Divider(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A horizontal line."""

    width: Any = "stretch"


@command
def divider(*, width: int | Literal["stretch"] = "stretch") -> Container:
    """Show a horizontal line.

    `width` is `"stretch"` or pixels. Raises `ArgumentError`.

        import mini as st

        st.write("above")
        st.divider()
        st.write("below")
    """
    return emit(Divider(width=checks.width("divider", width, content=False)))
