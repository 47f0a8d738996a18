"""Hosts and origins: as headers say them, and as options list them."""

from __future__ import annotations

import ipaddress
import re
from typing import Final, NamedTuple

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 300
_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(\d{1,5}))?", re.ASCII)
_ORIGIN: Final = re.compile(r"(https?)://(.+)", re.ASCII)
_PATTERN: Final = re.compile(r"(?:(https?)://)?(\*|(?:\*\.)?[^*/]+?)(?::(\d{1,5}))?/?", re.ASCII)
_NAME: Final = re.compile(r"\*|(?:\*\.)?[a-z0-9_.-]+|\[[0-9a-f:.]+\]|[0-9a-f:.]+", re.ASCII)
_SOURCE: Final = re.compile(
    r"\*|'self'|'none'|[a-z][a-z0-9+.-]*:|(?:[a-z][a-z0-9+.-]*://)?(?:\*\.)?[a-z0-9_.-]+"
    r"(?::(?:\d{1,5}|\*))?(?:/[a-z0-9_.~/-]*)?",
    re.ASCII | re.IGNORECASE,
)


class Host(NamedTuple):
    """What a request was sent to: a name or an address, and the port where one is said."""

    name: str
    port: int | None


class Origin(NamedTuple):
    """Where a page comes from."""

    scheme: str
    name: str
    port: int


class OriginPattern(NamedTuple):
    """Origins that an option names; None is any."""

    scheme: str | None
    name: str
    port: int | None

    def covers(self, origin: Origin) -> bool:
        """Whether an origin is one of them."""
        port = DEFAULT_PORTS[origin.scheme] if self.port is None else self.port
        return (
            self.scheme in {None, origin.scheme}
            and covers(self.name, origin.name)
            and (origin.port == port or (self.name == "*" and self.port is None))
        )


def read_host(text: str) -> Host | None:
    """Read the header `Host`; None where it is none."""
    found = _HOST.fullmatch(text.lower()) if len(text) <= _LONGEST else None
    if found is None:
        return None
    name, port = _plain(found[1]), None if found[2] is None else int(found[2])
    if not name or (port is not None and port > 65535):
        return None
    return Host(name, port)


def read_origin(text: str) -> Origin | None:
    """Read the header `Origin`; None for `null` and all that is no page of the web."""
    found = _ORIGIN.fullmatch(text)
    host = None if found is None else read_host(found[2])
    if found is None or host is None:
        return None
    port = DEFAULT_PORTS[found[1]] if host.port is None else host.port
    return Origin(found[1], host.name, port)


def read_pattern(text: str) -> OriginPattern | None:
    """Read `https://example.com`, `https://*.example.com:8443`, `example.com` or `*`."""
    found = _PATTERN.fullmatch(text.strip().lower())
    if found is None or read_name(found[2]) is None:
        return None
    return OriginPattern(found[1], _plain(found[2]), None if found[3] is None else int(found[3]))


def read_name(text: str) -> str | None:
    """Read the name of a host in a list: `example.com`, `*.example.com`, `*`, an address."""
    name = text.strip().lower()
    return _plain(name) if _NAME.fullmatch(name) else None


def read_source(text: str) -> str | None:
    """Read a source of the policy `frame-ancestors`; `self` and `none` go without quotes, too."""
    source = text.strip()
    quoted = f"'{source.lower()}'" if source.lower() in {"self", "none"} else source
    return quoted if _SOURCE.fullmatch(quoted) else None


def covers(pattern: str, name: str) -> bool:
    """Whether `example.com`, `*.example.com` or `*` names a host."""
    return pattern in {"*", name} or (pattern.startswith("*.") and name.endswith(pattern[1:]))


def address_of(name: str) -> Address | None:
    """Read an address as such, one of IPv4 inside of IPv6 as what it is; None for a name."""
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped if mapped is not None else address


def is_local(name: str) -> bool:
    """Whether a host is this machine, whoever asks."""
    address = address_of(name)
    if address is None:
        return name == "localhost" or name.endswith(".localhost")
    return address.is_loopback


def _plain(name: str) -> str:
    return name.removesuffix(".").removeprefix("[").removesuffix("]")
