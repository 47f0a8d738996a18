"""`navigation`: the pages of an app, and the one that is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mini.errors import ArgumentError
from mini.model.navigation import Position
from mini.run import checks
from mini.run.app_page import Page, Source
from mini.run.context import current
from mini.run.offer import MOST, offer

POSITIONS = ("sidebar", "top", "hidden")
Pages = Sequence[Page | Source] | Mapping[str, Sequence[Page | Source]]


def navigation(
    pages: Pages, *, position: Position = "sidebar", expanded: bool | int = False
) -> Page:
    """Say what pages the app has, show them to choose from, and give the one that is open.

    `pages` is a list of pages, or a dict of section labels to lists; a path or a function stands
    for `st.Page` of it. `position` is `"sidebar"`, `"top"` (in the header) or `"hidden"`. Of a long
    list above other elements of the sidebar, ten are shown at first: `expanded` says how many, or
    True for all. Call it once, in the script itself, and `run()` the page that it gives. What the
    script shows before and after is on every page. A folder `pages` beside the script, whose files
    are pages without this command, does not count then. Raises `ArgumentError` and
    `PlacementError`.

        import mini as st

        def home():
            st.title("Home")

        def sales():
            st.title("Sales")

        page = st.navigation({"": [home], "Reports": [st.Page(sales, icon="📈")]})
        page.run()
    """
    frame = current("navigation")
    position = checks.one_of("navigation", "position", position, POSITIONS)
    return offer(frame, _sections(pages), position, _most(expanded))


def _sections(pages: Any) -> dict[str, list[Page]]:
    if isinstance(pages, Mapping):
        return {checks.label(label): _list(section) for label, section in pages.items()}
    return {"": _list(pages)}


def _list(pages: Any) -> list[Page]:
    if isinstance(pages, str) or not isinstance(pages, Sequence):
        fix = "It is a list of pages, or a dict of section labels to lists of pages."
        raise ArgumentError("navigation", "pages", pages, fix)
    return [page if isinstance(page, Page) else Page(page) for page in pages]


def _most(expanded: Any) -> int:
    if isinstance(expanded, bool):
        return 0 if expanded else MOST
    if isinstance(expanded, int) and expanded >= 0:
        return expanded or MOST
    fix = "It is True, False, or how many pages are shown at first."
    raise ArgumentError("navigation", "expanded", expanded, fix)
