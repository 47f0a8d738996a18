"""Finds the suites of this folder."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

import tests.soak

Figures = dict[str, object]


class Run(Protocol):
    """Drives a server, asserts what must be true, and gives the figures."""

    async def __call__(self, **sizes: Any) -> Figures:
        """Run with these sizes."""


@dataclass(frozen=True)
class Suite:
    """One suite, and how large its forms are."""

    name: str
    run: Run
    short: Mapping[str, Any]
    full: Mapping[str, Any]
    bounds: Mapping[str, float]

    def missed(self, figures: Figures) -> list[str]:
        """Say which figures are greater than they may be, or are lacking."""
        found = {name: figures.get(name) for name in self.bounds}
        return [
            f"{name} is {value}, and may be {self.bounds[name]} at most"
            for name, value in found.items()
            if not isinstance(value, int | float) or value > self.bounds[name]
        ]


def suites() -> dict[str, Suite]:
    """Give all suites, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(tests.soak.__path__))
    modules = {
        name: import_module(f"tests.soak.{name}")
        for name in names
        if not name.startswith(("_", "test_"))
    }
    return {
        name: Suite(
            name, cast("Run", module.run), module.SHORT, module.FULL, getattr(module, "BOUNDS", {})
        )
        for name, module in modules.items()
        if hasattr(module, "FULL")
    }
