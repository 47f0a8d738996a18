"""`Page`: one page of an app, as `navigation` takes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from mini.errors import ArgumentError, PlacementError
from mini.model.element import clean
from mini.page.routes import Route
from mini.run import checks, page_names
from mini.run.context import Frame, current

Source = str | Path | Callable[[], Any]
WEB = ("http://", "https://")


class Page:
    """One page of an app: a file, a function, or an address elsewhere.

    `page` is the path of a Python file, which starts at the script's folder, a function without
    arguments, or the address of a page on the web, which opens in a new tab and needs a `title`.
    `title` and `icon` show in the navigation and in the browser's tab; without them, the name of
    the file or function is used, and an emoji at its start. `url_path` is the page's address below
    the app's, in one part. The `default` page has the app's own address; without one it is the
    first. One whose `visibility` is `"hidden"` can be opened and linked to, but is not in the
    navigation. `help` is shown there when the mouse rests on it. Raises `ArgumentError`.

        import mini as st

        def home():
            st.title("Home")

        def plans():
            st.title("Plans")

        st.navigation([st.Page(home, icon="🏠"), st.Page(plans, title="Our plans")]).run()
    """

    __slots__ = (
        "_default",
        "_file",
        "_function",
        "_help",
        "_icon",
        "_name",
        "_title",
        "_url",
        "_visibility",
    )

    def __init__(
        self,
        page: Source,
        *,
        title: str | None = None,
        icon: str | None = None,
        url_path: str | None = None,
        default: bool = False,
        visibility: Literal["visible", "hidden"] = "visible",
        help: str | None = None,
    ) -> None:
        frame = current("Page")
        words = ("visible", "hidden")
        self._visibility = checks.one_of("Page", "visibility", visibility, words)
        self._default = bool(default)
        self._help = checks.help_text(help) or ""
        self._file, self._function, self._url = _source(frame, page)
        named = self._inferred(title)
        self._title = _titled(title, named, bool(self._url))
        self._icon = checks.icon("Page", named.icon if icon is None else icon)
        self._name = _address(url_path, named.name, self._default)
        if self._url and self._default:
            fix = "A page elsewhere cannot be the default: give `default` to a page of the app."
            raise ArgumentError("Page", "default", default, fix)

    def _inferred(self, title: str | None) -> page_names.Named:
        if self._file is not None:
            return page_names.of_file(self._file)
        if self._function is not None:
            return page_names.of_function(self._function, title)
        return page_names.Named(page_names.of_title(title or ""), None)

    @property
    def name(self) -> str:
        """What it is called in addresses, also as the default page."""
        return self._name

    @property
    def is_default(self) -> bool:
        """Whether it was made with `default=True`."""
        return self._default

    @property
    def title(self) -> str:
        """The title, given or read from the name."""
        return self._title

    @property
    def icon(self) -> str:
        """The icon, or an empty text."""
        return self._icon or ""

    @property
    def help(self) -> str:
        """The help, or an empty text."""
        return self._help

    @property
    def url_path(self) -> str:
        """The address below the app's; empty for the default page."""
        frame = current("Page")
        if frame.recording is not None:
            frame.recording.read("route", self._name)
        route = frame.run.page.whereabouts.find(name=self._name)
        return "" if self._default or (route is not None and not route.path) else self._name

    @property
    def visibility(self) -> Literal["visible", "hidden"]:
        """Whether it is in the navigation."""
        return self._visibility  # type: ignore[no-any-return]

    @property
    def is_external(self) -> bool:
        """Whether it is elsewhere on the web."""
        return bool(self._url)

    @property
    def external_url(self) -> str | None:
        """The address of a page elsewhere, or None."""
        return self._url or None

    def route(self, default: bool) -> Route:
        """Give what a session keeps of the page."""
        path = "" if default else self._name
        file = "" if self._file is None else str(self._file)
        return Route(self._name, path, self._title, self._icon, self._help or None, file)

    def run(self) -> None:
        """Run the page. Only the one that `navigation` has given can be run, and once.

        Raises `PlacementError`.
        """
        frame = current("Page.run")
        run = frame.run
        if run.offered is not self or frame.recording is not None:
            raise PlacementError(self._why_not(frame))
        run.offered = None
        here = run.page.whereabouts.here
        entry, names = run.entry, run.names
        run.entry = here.prefix if here is not None else ""
        try:
            self._execute(frame)
        finally:
            run.entry, run.names = entry, names

    def _execute(self, frame: Frame) -> None:
        if self._file is not None:
            code, frame.run.names = frame.run.part(self._file)
            exec(code, frame.run.names)
        elif self._function is not None:
            self._function()

    def _why_not(self, frame: Frame) -> str:
        name = f"The page {self._title!r}"
        if frame.recording is not None:
            return f"{name} cannot run inside of a cached function. Run it in the script itself."
        if frame.run.page.whereabouts.name == self._name:
            return f"{name} has run already: in each run of the script, a page runs once."
        return (
            f"{name} is not the one that is open. Only the page that `st.navigation` gives can "
            "be run: `st.navigation(pages).run()`."
        )

    def __repr__(self) -> str:
        return f"<Page {self._title!r}>"


def file_of(frame: Frame, page: str | Path) -> Path:
    """Give the whole path of a page's file; a relative one starts at the script's folder."""
    return (frame.run.script.parent / page).resolve()


def _source(frame: Frame, page: Any) -> tuple[Path | None, Callable[[], Any] | None, str]:
    if isinstance(page, str) and page.startswith(WEB):
        return None, None, page
    if callable(page):
        return None, page, ""
    if not isinstance(page, str | Path):
        fix = (
            "It is the path of a Python file, a function, or an address that starts with https://."
        )
        raise ArgumentError("Page", "page", page, fix)
    file = file_of(frame, page) if "\0" not in str(page) else Path()
    if not file.is_file():
        folder = frame.run.script.parent.resolve()
        raise ArgumentError(
            "Page", "page", str(page), f"There is no such file. Paths start at {str(folder)!r}."
        )
    return file, None, ""


def _titled(title: str | None, named: page_names.Named, external: bool) -> str:
    inferred = "" if external else named.name.replace("_", " ")
    text = inferred if title is None or not checks.exact(title).strip() else checks.exact(title)
    if text.strip():
        return text
    what = "An address has no name to read one from" if external else "Its name says nothing"
    raise ArgumentError("Page", "title", title, f"{what}: give it a title that is not empty.")


def _address(url_path: str | None, name: str, default: bool) -> str:
    if url_path is not None and not isinstance(url_path, str):
        raise ArgumentError("Page", "url_path", url_path, "It is a text.")
    path: str = clean(name if url_path is None else url_path.strip().strip("/").strip())
    if "/" in path:
        fix = "An address has one part: use a word without `/`, such as 'plans'."
        raise ArgumentError("Page", "url_path", url_path, fix)
    if not path and not default:
        fix = "It is a word that is not empty. Only the default page has the app's own address."
        raise ArgumentError("Page", "url_path", url_path, fix)
    return path
