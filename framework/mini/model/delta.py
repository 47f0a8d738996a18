"""One change of the tree, as the browser applies it. See `docs/protocol.md`."""

from __future__ import annotations

from typing import Any

import msgspec


class Delta(msgspec.Struct, frozen=True, tag_field="op", tag=str.lower):
    """The base of the six changes."""


class Put(Delta, frozen=True):
    """Insert specs below `parent`, after its child `after` (0: first)."""

    node: int
    parent: int
    after: int
    specs: msgspec.Raw


class Patch(Delta, frozen=True):
    """Change props of an element."""

    node: int
    set: dict[str, Any]


class Append(Delta, frozen=True):
    """Append to a text prop."""

    node: int
    field: str
    text: str


class Move(Delta, frozen=True):
    """Move a node within its parent, after its sibling `after` (0: first)."""

    node: int
    after: int


class Trim(Delta, frozen=True):
    """Remove nodes with all below them."""

    nodes: list[int]


class Page(Delta, frozen=True):
    """Facts of the page, by their names; see `docs/protocol.md`."""

    set: dict[str, Any]
