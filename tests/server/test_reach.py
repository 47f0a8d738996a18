"""Who a visitor is, behind proxies that are trusted and others."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mini.server.reach import Networks
from mini.testing import Client
from tests.serving import Served, serve_source

SOURCE = "import mini as st\nst.text(st.context.ip_address)\n"


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    flags = "--server.trustedProxies=127.0.0.1,10.0.0.0/8"
    with serve_source(tmp_path_factory.mktemp("behind"), SOURCE, flags) as served:
        yield served


@pytest.fixture(scope="module")
def open_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(tmp_path_factory.mktemp("open"), SOURCE) as served:
        yield served


def seen(served: Served, chain: str) -> str:
    async def run() -> str:
        async with (
            asyncio.timeout(60), Client(served.url, headers={"X-Forwarded-For": chain}) as tab
        ):  # fmt: skip
            await tab.settled()
            return str(tab.find("text").props["body"])

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("chain", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("203.0.113.9, 192.0.2.7", "192.0.2.7"),
        ("192.0.2.7, 10.1.1.1", "192.0.2.7"),
        ("10.1.1.1", "10.1.1.1"),
        ("2001:db8::1", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:5678", "192.0.2.7"),
        ("<script>", "None"),
        ("", "None"),
    ],
)
def test_the_last_address_that_is_no_trusted_proxy_is_the_visitor(
    behind: Served, chain: str, address: str
) -> None:
    assert seen(behind, chain) == address


def test_nobody_is_believed_who_is_not_trusted(open_: Served) -> None:
    assert seen(open_, "192.0.2.7") == "None"


@given(some.ip_addresses(v=4), some.integers(0, 32))
def test_a_network_holds_its_addresses(address: object, bits: int) -> None:
    assert str(address) in Networks([f"{address}/{bits}"])
    assert str(address) in Networks(["*"])
    assert str(address) not in Networks([])
    assert f"::ffff:{address}" in Networks([f"{address}/{bits}"])
