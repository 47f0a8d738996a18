"""Who may talk to the app: its own page, under a name of its own.

Three questions, each asked before any other code sees the request.

**Was it sent to this app?** (`Host`; against DNS rebinding, where a page of `evil.example` lets its
own name lead to this machine, and so has the origin of what it talks to.) Addresses and `localhost`
are always right: no name leads to them. Of names:

- An app that listens on this machine alone (the default) is known here as `localhost`, by the
  machine's own name, and by what the options say: `server.allowedHosts`, `browser.serverAddress`,
  `server.corsAllowedOrigins`. Any other name is refused, with a sentence that says which option
  lets it in: that is what a proxy on the same machine needs.
- One that was told to listen on other addresses (`--host 0.0.0.0`: a container, a local network,
  behind a proxy elsewhere) cannot know its names, and answers to all, unless `server.allowedHosts`
  lists them. A name that the browser has from a local network works that way.

**Was it asked by the app's page?** (`Origin`; the browser sends it with each socket and with each
request that changes something, and no page can forge it.) It has to be the host that the request
was sent to, port included, or one of `server.corsAllowedOrigins`, or `browser.serverAddress`.
`server.enableCORS = false` lets all in, as it does in Streamlit.

**Was it asked by this session's page?** (XSRF; for requests that change something.) `Welcome` tells
the page a token, and the page sends it along in a header.

What proxies say of a request (`server/reach.py`) is in the request already when it comes here.
"""

from __future__ import annotations

import hmac
import socket
from dataclasses import dataclass, replace
from typing import Final

from starlette.datastructures import Headers

from mini.config.config import CONFIG
from mini.config.origins import (
    DEFAULT_PORTS,
    Host,
    Origin,
    OriginPattern,
    address_of,
    covers,
    is_local,
    read_host,
    read_name,
    read_origin,
    read_pattern,
)
from mini.settings import Settings

XSRF_HEADER: Final = "x-xsrftoken"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""


@dataclass(frozen=True)
class Refusal:
    """Why a request goes no further: the status of the answer, the sentence, and a word for it."""

    status: int
    text: str
    code: str


@dataclass(frozen=True)
class Guard:
    """What is known of the app's own names and of pages that it trusts."""

    names: tuple[str, ...] = ()
    """Hosts that the app goes by, besides addresses and `localhost`; `*` is any."""
    origins: tuple[OriginPattern, ...] = ()
    any_origin: bool = False
    xsrf: bool = True
    listed: bool = False
    """Whether the options list the app's names: then no proxy adds to them."""

    @staticmethod
    def of(settings: Settings) -> Guard:
        """Make the guard that the options ask for."""
        get, shown = CONFIG.get, _shown(settings)
        trusted = [each for each in map(read_pattern, get("server.corsAllowedOrigins")) if each]
        allowed = [each for each in map(read_name, get("server.allowedHosts")) if each]
        return Guard(
            names=_names(settings, allowed, [each.name for each in (*trusted, *shown)]),
            origins=(*trusted, *shown),
            any_origin=not get("server.enableCORS"),
            xsrf=get("server.enableXsrfProtection"),
            listed=bool(allowed),
        )

    def vouched(self) -> Guard:
        """The guard of a request that a trusted proxy passed on: it knows the app's names."""
        return self if self.listed else replace(self, names=("*",))

    def wrong_host(self, headers: Headers) -> Refusal | None:
        """Say why a request was not sent to this app."""
        given = headers.getlist("host")
        host = read_host(given[0]) if len(given) == 1 else None
        if host is None:
            return Refusal(400, "A request names the host that it is sent to, once.", "host")
        fits = address_of(host.name) is not None or is_local(host.name)
        if fits or any(covers(name, host.name) for name in self.names):
            return None
        return Refusal(403, _NO_NAME.format(name=host.name), "host")

    def wrong_origin(
        self, headers: Headers, scheme: str | None = None, *, needed: bool = True
    ) -> Refusal | None:
        """Say why a request does not come from a page that may ask.

        `scheme` is how the browser reached the app, where that is known. Unless it is `needed`, a
        request may name no origin: then what the browser says of its site counts.
        """
        if self.any_origin:
            return None
        given = headers.getlist("origin")
        if not given and not needed:
            site = headers.get("sec-fetch-site", "none")
            return None if site in {"same-origin", "none"} else Refusal(403, _OTHER_SITE, "origin")
        origin = read_origin(given[0]) if len(given) == 1 else None
        if origin is None:
            return Refusal(403, _NO_ORIGIN, "origin")
        host = read_host(headers.get("host", ""))
        if host is not None and _same(origin, host, scheme):
            return None
        if self.trusts(origin):
            return None
        said = _OTHER_ORIGIN.format(origin=given[0], host=headers.get("host", ""))
        return Refusal(403, said, "origin")

    def trusts(self, origin: Origin) -> bool:
        """Whether the options name this origin."""
        return self.any_origin or any(each.covers(origin) for each in self.origins)

    def forged(self, headers: Headers, token: str) -> Refusal | None:
        """Say why a request that changes something was not made by the page of a session.

        `token` is what that page was told when it connected.
        """
        if not self.xsrf:
            return None
        given = headers.getlist(XSRF_HEADER)
        right = len(given) == 1 and hmac.compare_digest(given[0].encode(), token.encode())
        return None if right else Refusal(403, _NO_TOKEN, "token")


_NO_NAME = (
    "This app is not known as {name!r}, so the request was refused: the name may be that of "
    "another site which leads here (DNS rebinding). If it is yours, start the app with "
    "`--server.allowedHosts {name}`."
)
_NO_ORIGIN = "This is for the page of the app, and the request does not say that it comes from one."
_OTHER_ORIGIN = (
    "A page of {origin} may not speak to the app at {host}, so the request was refused. If you "
    "trust it, or if it is the app's own address in front of a proxy, start the app with "
    "`--server.corsAllowedOrigins {origin}`."
)
_OTHER_SITE = "A page of another site may not change anything here, so the request was refused."
_NO_TOKEN = (
    "The request lacks the token of the page that makes it, or has that of another, so it was "
    "refused. Reload the page and try again."
)


def _same(origin: Origin, host: Host, scheme: str | None) -> bool:
    # Who ends TLS is not known here: without a port, that of the page's own scheme is meant.
    port = DEFAULT_PORTS[origin.scheme] if host.port is None else host.port
    return (origin.name, origin.port) == (host.name, port) and scheme in {None, origin.scheme}


def _names(settings: Settings, allowed: list[str], more: list[str]) -> tuple[str, ...]:
    own = [*allowed, *more, settings.host.lower()]
    if allowed:
        return tuple(own)
    if not is_local(settings.host):
        return ("*",)
    return (*own, socket.gethostname().lower())


def _shown(settings: Settings) -> list[OriginPattern]:
    """The address that is printed and opened, where the options say one."""
    if settings.shown_host is None:
        return []
    host = read_pattern(settings.shown_host)
    if host is None:
        return []
    ports = {host.port, settings.shown_port, settings.port} - {None}
    return [OriginPattern(host.scheme, host.name, port) for port in (None, *ports)]
