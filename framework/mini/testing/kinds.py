"""The names by which tests ask for elements: kinds, and commands that share a kind."""

from __future__ import annotations

from collections.abc import Callable

from mini.page.node import Node

Match = Callable[[Node], bool]


def _with(kind: str, **props: object) -> Match:
    def match(node: Node) -> bool:
        return node.element.kind == kind and all(
            getattr(node.element, name, None) == value for name, value in props.items()
        )

    return match


def _inside(kind: str) -> Match:
    return lambda node: node.parent is not None and node.parent.element.kind == kind


def _in_parts(node: Node) -> bool:
    return node.parent is not None and node.parent.element.kind in {"columns", "tabs"}


ALIASES: dict[str, Match] = {
    "button": lambda node: node.element.kind in {"button", "form_submit_button"},
    "button_group": lambda node: node.element.kind in {"pills", "segmented_control"},
    "title": _with("heading", level=1),
    "header": _with("heading", level=2),
    "subheader": _with("heading", level=3),
    "info": _with("alert", level="info"),
    "success": _with("alert", level="success"),
    "warning": _with("alert", level="warning"),
    "error": _with("alert", level="error"),
    **{f"{mark}_chart": _with("chart", type=mark) for mark in ("line", "area", "bar", "scatter")},
    "vega_lite_chart": lambda node: node.element.kind in {"vega_lite_chart", "chart"},
    "container": lambda node: node.element.kind == "container" and not _in_parts(node),
    "columns": _inside("columns"),
    "tabs": _inside("tabs"),
}


def kinds_of(name: str) -> Match:
    """Give the test for elements that go by a name."""
    return ALIASES.get(name) or _with(name)
