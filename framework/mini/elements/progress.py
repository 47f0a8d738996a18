"""`progress`: a bar that fills."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Any, Literal

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.run import checks
from mini.run.container import Container, command
from mini.run.emit import emit

_ROUNDING = 1e-6


class Progress(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A bar; `value` is from 0 to 1."""

    value: float
    text: str | None = None
    width: Any = "stretch"


@command
def progress(
    value: float, text: str | None = None, width: int | Literal["stretch"] = "stretch"
) -> Container:
    """Show a bar that fills; call `progress` of what is given to move it, `empty` to clear it.

    `value` is an int from 0 to 100, or a float from 0.0 to 1.0. `text` is shown above and may hold
    Markdown. `width` is `"stretch"` or pixels. Raises `ArgumentError`.

        import mini as st

        bar = st.progress(0, text="Reading")
        for done in range(1, 101):
            bar.progress(done, text=f"Reading {done} %")
    """
    caption = checks.optional_text("progress", "text", text)
    return emit(
        Progress(
            value=_share(value),
            text=None if caption is None else checks.text(caption),
            width=checks.width("progress", width, content=False),
        )
    )


def _share(value: Any) -> float:
    if isinstance(value, Real) and not isinstance(value, bool):
        share = int(value) / 100 if isinstance(value, Integral) else float(value)
        if -_ROUNDING <= share <= 1 + _ROUNDING:
            return min(1.0, max(0.0, share))
    fix = "It is an int from 0 to 100, or a float from 0.0 to 1.0."
    raise ArgumentError("progress", "value", value, fix)
