"""Figures of several products, and the table of their medians."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import isnan
from statistics import median
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """Something that is measured, and the aim for mini."""

    name: str
    unit: str
    aim: float | None = None
    better: Literal["less", "more"] = "less"

    def reached(self, value: float) -> bool:
        """Say whether a value reaches the aim."""
        if self.aim is None:
            return True
        return value <= self.aim if self.better == "less" else value >= self.aim

    @property
    def aim_text(self) -> str:
        """The aim, as the table shows it."""
        sign = "≤" if self.better == "less" else "≥"
        return "" if self.aim is None else f"{sign} {shown(self.aim)}"


@dataclass
class Report:
    """Samples by figure and by the name of the product."""

    samples: dict[Figure, dict[str, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def add(self, figure: Figure, product: str, *values: float) -> None:
        """Add samples of a figure."""
        self.samples[figure][product] += values

    def median(self, figure: Figure, product: str) -> float:
        """Give the median of a product's samples; NaN where there are none."""
        values = self.samples[figure].get(product)
        return median(values) if values else float("nan")

    def table(self, ours: str, theirs: list[str]) -> str:
        """Give the figures as a Markdown table; the ratios are to the first of the others."""
        names = [ours, *theirs]
        rows = [["figure", *names, "ratio", "aim", ""]]
        for figure in self.samples:
            values = [self.median(figure, name) for name in names]
            cells = [shown(value) for value in values]
            ratio = _ratio(figure, *values[:2])
            mark = "" if figure.reached(values[0]) else "missed"
            rows.append([f"{figure.name}, {figure.unit}", *cells, ratio, figure.aim_text, mark])
        return _aligned(rows)


def shown(value: float) -> str:
    """Give a number with about three digits."""
    if isnan(value):
        return "-"
    digits = 0 if abs(value) >= 100 or value == round(value) else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}"


def _ratio(figure: Figure, ours: float, theirs: float) -> str:
    worse, best = (theirs, ours) if figure.better == "less" else (ours, theirs)
    ratio = worse / best if best else float("nan")
    return "-" if isnan(ratio) else f"{shown(ratio)} x"


def _aligned(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rules = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = []
    for row in [rows[0], rules, *rows[1:]]:
        first, *rest = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
