"""`context`: what is known of the visitor; each look is a tracked read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final, Literal, cast
from urllib.parse import parse_qs, quote

from mini.page.page import Page
from mini.page.visitor import Visitor
from mini.run.context import FRAME

NAMES: Final = (
    "headers", "cookies", "theme", "timezone", "timezone_offset", "locale", "url", "ip_address",
    "is_embedded",
)  # fmt: skip


class Headers(Mapping[str, str]):
    """The headers of a request, whatever the case of their names. Read only."""

    def __init__(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(_capitals(name), []).append(value)

    def __getitem__(self, name: str) -> str:
        return self._values[_capitals(name)][0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and _capitals(name) in self._values

    def get_all(self, key: str) -> list[str]:
        """Give all values of a header that may come more than once."""
        return list(self._values.get(_capitals(key), ()))

    def to_dict(self) -> dict[str, str]:
        """Give a plain dict, with the first value of each."""
        return dict(self)

    def __repr__(self) -> str:
        return repr(self.to_dict())


class Cookies(Mapping[str, str]):
    """The cookies of a request. Read only."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def to_dict(self) -> dict[str, str]:
        """Give a plain dict."""
        return dict(self)

    def __repr__(self) -> str:
        return repr(self.to_dict())


class ThemeInfo(dict[str, Any]):
    """What the page looks like: `type` is `"light"` or `"dark"`, None where nobody looks."""

    @property
    def type(self) -> Literal["light", "dark"] | None:
        """Whether the page is light or dark."""
        found: Literal["light", "dark"] | None = self["type"]
        return found


class Context:
    """What is known of the visitor: by attributes and by items. Read only.

    A cached function that looks at it runs again for a visitor for whom it is different.

        import mini as st

        if st.context.theme.type == "dark":
            st.write("Good evening")
        st.write(st.context.locale, st.context.headers.get("User-Agent"))
    """

    __slots__ = ()
    __iter__ = None

    @property
    def headers(self) -> Headers:
        """The headers of the request that opened the connection."""
        return Headers(_look("headers") or ())

    @property
    def cookies(self) -> Cookies:
        """The cookies of that request."""
        return Cookies(_look("cookies") or {})

    @property
    def theme(self) -> ThemeInfo:
        """Whether the page is light or dark now: `theme.type`."""
        return ThemeInfo(type=_look("theme"))

    @property
    def timezone(self) -> str | None:
        """The name of the browser's time zone, such as `"Europe/Berlin"`."""
        return cast("str | None", _look("timezone"))

    @property
    def timezone_offset(self) -> int | None:
        """Minutes from the browser's time to UTC: -60 for one hour east of it."""
        return cast("int | None", _look("timezone_offset"))

    @property
    def locale(self) -> str | None:
        """The language that the browser prefers, such as `"en-US"`."""
        return cast("str | None", _look("locale"))

    @property
    def url(self) -> str | None:
        """The address of the page, without query and anchor."""
        return cast("str | None", _look("url"))

    @property
    def ip_address(self) -> str | None:
        """Where the request came from; None: from this machine. It can be forged."""
        return cast("str | None", _look("ip_address"))

    @property
    def is_embedded(self) -> bool | None:
        """Whether the page was opened with `?embed=true`."""
        return cast("bool | None", _look("is_embedded"))

    def __getitem__(self, name: str) -> Any:
        if name not in NAMES:
            raise KeyError(f"st.context has {', '.join(NAMES)}; it has no {name!r}.")
        return getattr(self, name)

    def __contains__(self, name: object) -> bool:
        return name in NAMES

    def __repr__(self) -> str:
        return f"<context: {', '.join(NAMES)}>"


def look(page: Page, name: str) -> Any:
    """Give what is known of a page's visitor, as plain values."""
    return _LOOKS[name](page)


def _look(name: str) -> Any:
    frame = FRAME.get()
    if frame is None:
        return None
    page = frame.run.page
    if name == "theme":
        page.theme_read = frame.run.number
    if frame.recording is not None:
        frame.recording.read("context", name)
    return look(page, name)


def _url(page: Page) -> str | None:
    """The address of the page that is open, which may not be the one at which the visitor came."""
    here, address = page.whereabouts.here, page.browser.url
    if here is None or not address:
        return address or None
    return address[: address.rindex("/") + 1] + quote(here.path)


def _cookies(visitor: Visitor) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in visitor.headers:
        if name == "cookie":
            found |= _parsed(value)
    return found


def _parsed(text: str) -> dict[str, str]:
    """One broken cookie hides none of the others."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(part.strip())
        except CookieError:
            continue
        found |= {name: morsel.value for name, morsel in jar.items()}
    return found


def _embedded(query: str) -> bool:
    return "true" in parse_qs(query.lower()).get("embed", ())


def _capitals(name: str) -> str:
    return "-".join(word.capitalize() for word in name.split("-"))


_LOOKS: Final[dict[str, Any]] = {
    "headers": lambda page: page.visitor.headers,
    "cookies": lambda page: _cookies(page.visitor),
    "theme": lambda page: page.browser.scheme,
    "timezone": lambda page: page.browser.timezone or None,
    "timezone_offset": lambda page: page.browser.offset if page.browser.timezone else None,
    "locale": lambda page: page.browser.locale or None,
    "url": _url,
    "ip_address": lambda page: page.visitor.address,
    "is_embedded": lambda page: _embedded(page.browser.query),
}
