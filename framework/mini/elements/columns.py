"""`columns`: places side by side."""

from __future__ import annotations

from collections.abc import Sequence, Set
from numbers import Real
from typing import Any, Literal

from mini.elements.container import boxes
from mini.errors import ArgumentError
from mini.model.element import ContainerElement, encode
from mini.run import checks
from mini.run.checks import Gap
from mini.run.container import Container, command
from mini.run.context import current
from mini.run.emit import put

VERTICAL = ("top", "center", "bottom")


class Columns(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Places side by side, one for each weight; below each other where there is no room."""

    weights: tuple[float, ...]
    gap: str | None = "small"
    valign: Literal["top", "center", "bottom"] = "top"
    border: bool = False
    width: Any = "stretch"
    wrap: bool = True


@command
def columns(
    spec: int | Sequence[float],
    *,
    gap: Gap | None = "small",
    vertical_alignment: Literal["top", "center", "bottom"] = "top",
    border: bool = False,
    width: int | Literal["stretch"] = "stretch",
    wrap: bool = True,
) -> list[Container]:
    """Make places side by side, and give them as a list.

    `spec` is how many, or a list with the weight of each: `[2, 1]` makes the first twice as wide.
    `gap` is the space between them: a size, pixels, or None. On a narrow page they stand below each
    other, unless `wrap=False`. `width` is `"stretch"` or pixels. Raises `ArgumentError`.

        import mini as st

        left, right = st.columns([2, 1])
        left.write("wide")
        right.write("narrow")
    """
    weights = _weights(spec)
    element = Columns(
        weights=weights,
        gap=checks.gap("columns", gap),
        valign=checks.one_of("columns", "vertical_alignment", vertical_alignment, VERTICAL),
        border=bool(border),
        width=checks.width("columns", width, content=False),
        wrap=bool(wrap),
    )
    frame = current("columns")
    node = put(frame, element, encode(element))
    return [Container(box, frame.form) for box in boxes(frame, node, len(weights))]


def _weights(spec: Any) -> tuple[float, ...]:
    if hasattr(spec, "tolist"):
        spec = spec.tolist()
    if isinstance(spec, int):
        weights = (1.0,) * spec
    elif isinstance(spec, Sequence | Set) and all(isinstance(weight, Real) for weight in spec):
        weights = tuple(float(weight) for weight in spec)
    else:
        weights = ()
    if weights and all(0 < weight < float("inf") for weight in weights):
        return weights
    fix = "It is how many columns there are, from 1, or a list of their weights, each above 0."
    raise ArgumentError("columns", "spec", spec, fix)
