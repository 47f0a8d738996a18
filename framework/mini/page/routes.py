"""Where in an app of many pages a session is, and where it is asked to go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote


class Route(NamedTuple):
    """One page of the app. `name` is its own; `path` its address, which is "" for the default."""

    name: str
    path: str
    title: str
    icon: str | None = None
    help: str | None = None
    file: str = ""
    """The file that it runs; empty for a function."""

    @property
    def prefix(self) -> str:
        """What the ids of its widgets start with; never that of the entry script, which is ""."""
        return quote(self.name, safe="") or "/"


class Going(NamedTuple):
    """A wish to be at the page with this address, name or file; the first that is given counts."""

    address: str | None = None
    name: str | None = None
    file: str | None = None
    query: str | None = ""
    """The query of the address there; None: as it is."""

    def finds(self, routes: tuple[Route, ...]) -> Route | None:
        """Find the page; an address means the default page by its own name, too."""
        return next((route for key in self._keys(routes) for route in key), None)

    def _keys(self, routes: tuple[Route, ...]) -> Iterator[Iterator[Route]]:
        if self.address is not None:
            yield (route for route in routes if route.path == self.address)
            yield (route for route in routes if route.name == self.address)
        elif self.name is not None:
            yield (route for route in routes if route.name == self.name)
        else:
            yield (route for route in routes if route.file and route.file == self.file)


class Whereabouts:
    """The pages that the last navigation offered, the one that is open, and an unmet wish."""

    def __init__(self, path: str = "") -> None:
        address = address_of(path)
        self.routes: tuple[Route, ...] = ()
        self.here: Route | None = None
        self.wish: Going | None = Going(address, query=None) if address else None
        self.moving = False
        """The page that was left may stand still: no run has ended on the new one."""

    def settle(self, routes: tuple[Route, ...], default: Route) -> str | None:
        """Go where the wish wants to, else stay, else to the default; name what is not there."""
        wish, self.wish, self.routes = self.wish, None, routes
        found = wish.finds(routes) if wish is not None else self._still(routes)
        before, self.here = self.here, found or default
        if before is not None and before.name != self.here.name:
            self.moving = True
        return None if wish is None or found is not None else missing(wish)

    @property
    def name(self) -> str | None:
        """The name of the page that is open; None where there is but one."""
        return None if self.here is None else self.here.name

    def find(self, *, name: str | None = None, file: str | None = None) -> Route | None:
        """Find a page by its name or its file."""
        return Going(name=name, file=file).finds(self.routes)

    def copy(self) -> Whereabouts:
        """Give a copy that can go its own way."""
        twin = Whereabouts()
        vars(twin).update(vars(self))
        return twin

    def _still(self, routes: tuple[Route, ...]) -> Route | None:
        return None if self.here is None else Going(name=self.here.name).finds(routes)


def address_of(path: str) -> str:
    """Give a page's address from the path of a URL: its last part."""
    return unquote(path.rpartition("/")[2])


def missing(wish: Going) -> str:
    """Name what was wished for and is not there."""
    return wish.address or wish.name or wish.file or ""
