"""`page_link`: a link to another page of the app, or to a page elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.routes import Route
from mini.run import checks
from mini.run.app_page import WEB, Page
from mini.run.checks import Width
from mini.run.container import Container, command
from mini.run.context import current
from mini.run.destination import QueryInput, destination, query_text
from mini.run.emit import emit


class PageLink(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A link to a page. `path` is its address below the app's, or all of it if `external`."""

    label: str
    path: str = ""
    query: str = ""
    external: bool = False
    icon: str | None = None
    icon_position: str = "left"
    help: str | None = None
    disabled: bool = False
    width: Any = "content"


@command
def page_link(
    page: str | Path | Page,
    *,
    label: str | None = None,
    icon: str | None = None,
    icon_position: Literal["left", "right"] = "left",
    help: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Width = "content",
    query_params: QueryInput | None = None,
) -> Container:
    """Show a link to a page of the app, or to one elsewhere, which opens in a new tab.

    `page` is a `st.Page`, the path of a page's file, which starts at the script's folder, or an
    address that starts with `https://` and needs a `label`. `label`, `icon` and `help` are those of
    the page unless they are given; an empty text means none. `query_params` is what the address
    says there. `width` is `"content"`, `"stretch"` or pixels. Raises `ArgumentError`.

        import mini as st

        st.page_link("https://www.python.org", label="Python", icon="🐍")
    """
    frame = current("page_link")
    there = _elsewhere(page, label) or destination(frame, "page_link", page)
    element = PageLink(
        label=there.title if label is None else checks.label(label),
        path=there.path,
        query=query_text("page_link", query_params),
        external=there.path.startswith(WEB),
        icon=checks.icon("page_link", there.icon if icon is None else icon),
        icon_position=checks.one_of("page_link", "icon_position", icon_position, ("left", "right")),
        help=there.help if help is None else checks.help_text(help) or None,
        disabled=bool(disabled),
        width=checks.width("page_link", checks.stretched(width, use_container_width)),
    )
    return emit(element)


def _elsewhere(page: Any, label: str | None) -> Route | None:
    """Give what is known of a page elsewhere; None for one of the app."""
    if isinstance(page, Page) and page.external_url is not None:
        return Route(page.name, page.external_url, page.title, page.icon, page.help or None)
    if not isinstance(page, str) or not page.startswith(WEB):
        return None
    if label is None or not label.strip():
        fix = "An address has no title: give the link a label."
        raise ArgumentError("page_link", "label", label, fix)
    return Route(page, page, label)
