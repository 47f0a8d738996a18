"""Where a link or a switch leads to: a page of the app, found by its object or its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mini.errors import ArgumentError, listed
from mini.page.query import Query
from mini.page.routes import Route
from mini.run.app_page import WEB, Page, file_of
from mini.run.context import Frame

QueryInput = Mapping[str, Any] | Iterable[tuple[str, Any]]


def destination(frame: Frame, command: str, page: Any) -> Route:
    """Find a page of the app; raises `ArgumentError` and says what pages there are.

    A `Page` that the app does not offer now can be offered by the run that goes there.
    """
    if isinstance(page, Page):
        return _of_page(frame, command, page)
    if not isinstance(page, str | Path) or str(page).startswith(WEB):
        fix = "It is a `st.Page`, or the path of a page's file."
        raise ArgumentError(command, "page", page, fix)
    file = "" if "\0" in str(page) else str(file_of(frame, page))
    if frame.recording is not None:
        frame.recording.read("route", file)
    found = frame.run.page.whereabouts.find(file=file)
    if found is None:
        raise ArgumentError(command, "page", str(page), _what_there_is(frame))
    return found


def _of_page(frame: Frame, command: str, page: Page) -> Route:
    if page.is_external:
        fix = "It is elsewhere on the web. Link to it: `st.page_link` opens it in a new tab."
        raise ArgumentError(command, "page", page.external_url, fix)
    if frame.recording is not None:
        frame.recording.read("route", page.name)
    offered = frame.run.page.whereabouts.find(name=page.name)
    wanted = page.route(default=page.is_default if offered is None else not offered.path)
    if offered is not None and offered.file != wanted.file:
        raise ArgumentError(
            command, "page", page,
            f"Its address {page.name!r} is that of another page of the app, {offered.title!r}. "
            "Use the object that `st.navigation` was given.",
        )  # fmt: skip
    return wanted


def _what_there_is(frame: Frame) -> str:
    routes = frame.run.page.whereabouts.routes
    folder = frame.run.script.parent.resolve()
    files = [_short(route.file, folder) for route in routes if route.file]
    if files:
        return f"That is no page of the app. Its pages in files are {listed(files)}."
    if routes:
        return "The pages of this app are functions: give the `st.Page` object itself."
    return (
        "This app has no pages so far: call `st.navigation` first, or put files into a folder "
        "`pages` beside the script."
    )


def _short(file: str, folder: Path) -> str:
    path = Path(file)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else file


def query_text(command: str, params: Any) -> str:
    """Give the query of an address, without the question mark."""
    query = Query()
    if params is None:
        return ""
    try:
        query.replace(params)
    except (TypeError, ValueError) as error:
        fix = 'It is a dict such as {"id": 7}, or a list of pairs.'
        raise ArgumentError(command, "query_params", params, fix) from error
    return query.text()
