"""The fact `navigation`: what the page shows of an app's pages, and the one that is open."""

from __future__ import annotations

from typing import Literal

import msgspec

Position = Literal["sidebar", "top", "hidden"]


class NavItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One page in the navigation."""

    title: str
    path: str = ""
    """Its address below the app's, or all of it where the page is elsewhere."""
    icon: str | None = None
    help: str | None = None
    external: bool = False


class NavSection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Pages under one label; without a label, pages on their own."""

    label: str = ""
    pages: tuple[NavItem, ...] = ()


class Navigation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The pages that are offered, and the title and icon of the one that is open."""

    title: str
    icon: str | None = None
    position: Position = "sidebar"
    most: int = 10
    """How many pages a long list shows at first; 0: all."""
    sections: tuple[NavSection, ...] = ()
