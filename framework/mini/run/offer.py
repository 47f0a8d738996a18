"""What an app offers of its pages, and which of them is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mini.errors import ArgumentError, PlacementError, SwitchRequested
from mini.model.navigation import Navigation, NavItem, NavSection, Position
from mini.page.routes import Going
from mini.run.app_page import Page
from mini.run.configured import read_option
from mini.run.context import Frame, current
from mini.run.emit import set_fact

MOST = 10
Sections = Mapping[str, Sequence[Page]]


def offer(frame: Frame, sections: Sections, position: Position, most: int) -> Page:
    """Make these the pages of the app, and give the one that is open."""
    _placed(frame)
    pages = [page for section in sections.values() for page in section]
    default = _default(pages)
    _apart(sections)
    routes = tuple(page.route(page is default) for page in pages if not page.is_external)
    page = frame.run.page
    was = page.whereabouts.here
    missing = page.whereabouts.settle(routes, default.route(default=True))
    here = page.whereabouts.here
    assert here is not None
    if was is not None and was.name != here.name:
        page.leave(was.prefix)
    if page.whereabouts.moving:
        frame.run.tree.foreign = True
        page.forget_facts(("title", "icon"))
    offered = tuple(_section(label, section, default) for label, section in sections.items())
    if sum(len(section.pages) for section in offered) < 2:
        position = "hidden"
    if position == "sidebar" and not read_option("client.showSidebarNavigation"):
        position = "hidden"
    shown = () if position == "hidden" else tuple(each for each in offered if each.pages)
    told = Navigation(
        title=here.title, icon=here.icon, position=position, most=most, sections=shown
    )
    set_fact(frame, "navigation", told)
    set_fact(frame, "path", here.path)
    if missing is not None:
        set_fact(frame, "missing", missing)
    frame.run.offered = next(p for p in pages if p.name == here.name)
    return frame.run.offered  # type: ignore[no-any-return]


def offer_folder(files: Sequence[Path]) -> Page:
    """Make the files the pages of the app; the first is the default."""
    frame = current("navigation")
    pages = [Page(file, default=file is files[0]) for file in files]
    return offer(frame, {"": pages}, "sidebar", MOST)


def _placed(frame: Frame) -> None:
    run = frame.run
    if frame.recording is not None or frame.fragment is not None:
        where = "a cached function" if frame.recording is not None else "a fragment"
        raise PlacementError(
            f"`st.navigation` cannot be called in {where}: it says what the whole app consists of. "
            "Call it in the script itself."
        )
    if run.entry and run.takes_over is not None and run.page.facts.get("path") == "":
        run.takes_over()
        raise SwitchRequested(Going("", query=None))
    if run.entry:
        raise PlacementError(
            "`st.navigation` cannot be called by a page, since it chooses which page runs. Call it "
            "once, in the script that `mini run` is given."
        )
    if "navigation" in run.page.told:
        raise PlacementError(
            "`st.navigation` was called before in this run, and an app has one. Give it all "
            "pages at once; a dict of lists makes sections."
        )


def _default(pages: Sequence[Page]) -> Page:
    named = [page for page in pages if page.is_default]
    if len(named) > 1:
        titles = " and ".join(repr(page.title) for page in named[:2])
        raise ArgumentError(
            "navigation", "pages", list(pages),
            f"{titles} both have `default=True`, and one page only can have the app's own address.",
        )  # fmt: skip
    inside = named or [page for page in pages if not page.is_external]
    if inside:
        return inside[0]
    what = "All of its pages are elsewhere" if pages else "It has no pages"
    fix = f"{what}: give it at least one file or function."
    raise ArgumentError("navigation", "pages", list(pages), fix)


def _apart(sections: Sections) -> None:
    """Refuse two pages with one address."""
    seen: dict[str, Page] = {}
    for section in sections.values():
        for page in section:
            other = seen.setdefault(page.name, page)
            if other is not page or list(section).count(page) > 1:
                raise ArgumentError(
                    "navigation", "pages", [other, page],
                    f"{other.title!r} and {page.title!r} have the same address {page.name!r}. "
                    "Give one of them another with `st.Page(..., url_path=...)`.",
                )  # fmt: skip


def _section(label: str, pages: Sequence[Page], default: Page) -> NavSection:
    shown = [page for page in pages if page.visibility == "visible"]
    return NavSection(label=label, pages=tuple(_item(page, page is default) for page in shown))


def _item(page: Page, default: bool) -> NavItem:
    return NavItem(
        title=page.title,
        path=page.external_url or ("" if default else page.name),
        icon=page.icon or None,
        help=page.help or None,
        external=page.is_external,
    )
