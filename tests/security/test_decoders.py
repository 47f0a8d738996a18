"""Bytes that are nearly right: no decoder breaks on them, and no server either."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from starlette.datastructures import Headers

from mini.config.origins import read_host, read_name, read_origin, read_pattern, read_source
from mini.model.message import Inbound
from mini.server.guard import Guard
from mini.server.inbound import MOST_DEPTH, NoMessage, read
from mini.server.media import disposition, wanted_range
from mini.server.reach import Networks
from mini.testing import Client
from tests.security.frames import TEXT, Line, frame
from tests.security.raw import connect, exchange
from tests.serving import Served, serve_source

HELLO = b'{"type":"hello","path":"/","timezone":"Europe/Berlin"}'
MESSAGES = [
    HELLO.decode(), '{"type":"interact","cseq":1,"values":{"a":[1,{"b":null}]}}',
    '{"type":"interact","cseq":2,"values":{},"trigger":{"id":"x","value":true}}',
    '{"type":"navigate","cseq":3,"path":"p","query":"a=1","values":{}}', '{"type":"stop"}',
    '{"type":"rerun","cseq":4}', '{"type":"restore","values":{"a":"b"}}', '{"type":"inspect"}',
    '{"type":"look","scheme":"dark"}',
]  # fmt: skip
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(tmp_path_factory.mktemp("app"), "import mini as st\nst.text(1)\n") as served:
        yield served


def depth(value: object) -> int:
    inside = value.values() if isinstance(value, dict) else value
    return (
        1 + max(map(depth, inside), default=0)
        if isinstance(inside, list | type({}.values()))
        else 0
    )


def tried(text: str) -> Inbound | None:
    try:
        return read(text)
    except NoMessage:
        return None


@settings(max_examples=40)
@given(some.text() | JSON.map(json.dumps))
def test_any_text_is_a_message_or_is_not(text: str) -> None:
    tried(text)


@given(some.sampled_from(MESSAGES), some.data())
def test_a_message_with_a_few_other_letters_is_one_or_is_not(
    text: str, data: some.DataObject
) -> None:
    at = data.draw(some.integers(0, len(text)))
    cut = data.draw(some.integers(0, 4))
    tried(text[:at] + data.draw(some.text(max_size=4)) + text[at + cut :])


@settings(max_examples=30)
@given(JSON, some.sampled_from(["values", "trigger"]))
def test_what_is_read_is_what_was_said(value: object, where: str) -> None:
    said = (
        {"values": {"a": value}} if where == "values" else {"trigger": {"id": "a", "value": value}}
    )
    with contextlib.suppress(ValueError, UnicodeEncodeError, msgspec.ValidationError):
        text = msgspec.json.encode({"type": "interact", "cseq": 1, **said}).decode()
        message = tried(text)
        if depth(value) < MOST_DEPTH - 1 and message is not None:
            assert msgspec.json.encode(message)


@pytest.mark.parametrize("levels", [MOST_DEPTH - 2, MOST_DEPTH - 1, MOST_DEPTH, 500, 5000, 100_000])
def test_messages_are_as_deep_as_is_said(levels: int) -> None:
    text = f'{{"type":"restore","values":{{"a":{"[" * levels}{"]" * levels}}}}}'
    assert (tried(text) is None) == (levels >= MOST_DEPTH - 1)


@given(some.text(), some.text())
def test_any_header_is_a_host_and_an_origin_or_is_not(host: str, origin: str) -> None:
    found = read_host(host)
    assert found is None or (found.name and found.name.isascii())
    assert read_origin(origin) is None or origin.startswith(("http://", "https://"))
    for reader in (read_name, read_pattern, read_source):
        reader(host)
    with contextlib.suppress(UnicodeEncodeError):
        headers = Headers({"host": host, "origin": origin})
        Guard().wrong_host(headers)
        Guard().wrong_origin(headers)
        Guard().forged(Headers({"x-xsrftoken": host}), "token")


@given(some.text("az09.-_:", max_size=20))
def test_the_own_origin_is_always_let_in(host: str) -> None:
    found = read_host(host)
    wrong = Guard().wrong_origin(Headers({"host": host, "origin": f"https://{host}"}))
    assert (wrong is None) == (found is not None)


@given(some.text())
def test_no_name_of_a_file_breaks_out_of_its_header(name: str) -> None:
    header = disposition(name)
    header.encode("latin-1")
    assert header.isprintable()
    assert header.count('"') == 2
    assert "/" not in header.partition(";")[2].partition("filename*")[0]


@given(some.text(), some.integers(0, 10**6))
def test_any_range_is_within_what_there_is(header: str, length: int) -> None:
    for said in (header, f"bytes={header}"):
        found = wanted_range(said, length)
        assert found is None or found[1] <= length


@given(some.text())
def test_any_address_is_in_a_network_or_is_not(name: str) -> None:
    assert isinstance(name in Networks(["10.0.0.0/8", "::1"]), bool)


# Connections that end in the middle


def test_a_socket_that_ends_after_any_byte_does_no_harm(served: Served) -> None:
    data = frame(TEXT, HELLO)
    for end in range(0, len(data), 5):
        with Line(served.url) as line:
            line.send(data[:end])
    asyncio.run(_visit(served.url))
    assert "Traceback" not in served.output


def test_a_request_that_ends_after_any_byte_does_no_harm(served: Served) -> None:
    host = served.url.removeprefix("http://").rstrip("/")
    request = f"GET /livez HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
    for end in range(len(request)):
        with connect(served.url) as line:
            line.sendall(request[:end])
    assert exchange(served.url, request).startswith(b"HTTP/1.1 200")
    assert "Traceback" not in served.output


@settings(max_examples=20)
@given(some.binary(max_size=200), some.booleans())
def test_any_bytes_on_a_socket_end_it_at_worst(served: Served, data: bytes, masked: bool) -> None:
    with Line(served.url) as line:
        line.send(frame(data[0] % 16, data[1:126]) if masked and data else data)
    assert served.process.poll() is None


async def _visit(url: str) -> None:
    async with Client(url) as tab:
        await tab.settled()
        assert tab.find("text").props["body"] == "1"
