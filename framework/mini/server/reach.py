"""Where requests come from: networks by name, and what proxies say that are trusted to."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final, NamedTuple

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

_SCHEMES: Final = {
    "http": {"http": "http", "https": "https"}, "websocket": {"http": "ws", "https": "wss"}
}  # fmt: skip
_TELLING: Final = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Headers by which a proxy says for whom it asks."""


class Networks:
    """Some addresses and networks; `*` is every address."""

    def __init__(self, names: Iterable[str]) -> None:
        given = set(names)
        self._all = "*" in given
        self._networks = [ip_network(name, strict=False) for name in given - {"*"}]

    def __bool__(self) -> bool:
        return self._all or bool(self._networks)

    def __contains__(self, name: str) -> bool:
        """Say whether an address is one of them; what is no address is none of them."""
        address = _address(name)
        if address is None:
            return self._all
        return self._all or any(address in network for network in self._networks)

    def hold(self, request: HTTPConnection) -> bool:
        """Say whether a request is known to come from one of them.

        One that comes through a proxy which is not trusted, or which does not say for whom it
        asks, may come from anywhere.
        """
        if self._all:
            return True
        told = any(name in request.headers for name in _TELLING)
        if not request.scope.get("state", {}).get("vouched", not told):
            return False
        return request.client is not None and request.client.host in self


class Passed(NamedTuple):
    """What a trusted proxy says of the way to it."""

    scheme: str | None
    """`http` or `https`; None if it does not say."""


def passed_on(scope: Scope) -> Passed | None:
    """Give what a trusted proxy has said of a request; None if none has passed it on."""
    passed: Passed | None = scope.get("state", {}).get("passed_on")
    return passed


class Forwarded:
    """Takes the visitor's address, scheme and host from the headers of trusted proxies.

    Of `X-Forwarded-For` the last address counts that is no trusted proxy: those before it can be
    made up by the visitor.
    """

    def __init__(self, app: ASGIApp, proxies: Networks) -> None:
        self.app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] in _SCHEMES and scope["client"] and scope["client"][0] in self._proxies:
            scope = self._seen_through(scope)
        await self.app(scope, receive, send)

    def _seen_through(self, scope: Scope) -> Scope:
        said: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            said.setdefault(name, []).append(value.decode("latin-1"))
        chain = ",".join(said.get(b"x-forwarded-for", ())).split(",")
        visitor = _visitor([part.strip() for part in chain if part.strip()], self._proxies)
        scheme = _last(said, b"x-forwarded-proto").lower()
        told = _SCHEMES[scope["type"]].get(scheme)
        state = {
            **scope.get("state", {}), "vouched": visitor is not None,
            "passed_on": Passed(None if told is None else scheme),
        }  # fmt: skip
        changed: dict[str, Any] = {"state": state}
        if visitor is not None:
            changed["client"] = (visitor, 0)
        if told is not None:
            changed["scheme"] = told
        host = _last(said, b"x-forwarded-host")
        if host:
            others = [pair for pair in scope["headers"] if pair[0] != b"host"]
            changed["headers"] = [(b"host", host.encode("latin-1")), *others]
        return {**scope, **changed}


def _visitor(chain: list[str], proxies: Networks) -> str | None:
    """The last one that is no proxy of ours; if all are, the first."""
    for name in reversed(chain):
        if name not in proxies or name == chain[0]:
            address = _address(name)
            return None if address is None else str(address)
    return None


def _last(said: dict[bytes, list[str]], name: bytes) -> str:
    return said.get(name, [""])[-1].rpartition(",")[2].strip()


def _address(name: str) -> IPv4Address | IPv6Address | None:
    """Read an address, also one with a port; an IPv4 address in IPv6 clothes is an IPv4 one."""
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    try:
        address = ip_address(name)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
