"""The socket as RFC 6455 has it: what is right is taken, what is wrong ends its connection."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from itertools import pairwise

import pytest

from mini.testing import Client
from tests.security.frames import (
    ACCEPT,
    BINARY,
    CLOSE,
    CONT,
    PING,
    PONG,
    TEXT,
    Line,
    close,
    frame,
)
from tests.security.raw import KEY, PATIENCE, connect, parsed, read_all, shake
from tests.serving import Served, serve_source

APP = """
    import mini as st
    st.session_state.setdefault("n", 0)
    if st.button("count"):
        st.session_state.n += 1
    st.text(f"counted {st.session_state.n}")
"""
STOP = b'{"type":"stop"}'
EURO = "€".encode()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(tmp_path_factory.mktemp("app"), APP) as served:
        yield served


@pytest.fixture(scope="module", autouse=True)
def bystander(served: Served) -> Iterator[None]:
    """A session beside all of this goes on as if nothing were."""
    with asyncio.Runner() as runner:
        tab = Client(served.url)
        runner.run(tab.open())
        runner.run(tab.settled())
        yield
        runner.run(tab.click(tab.find("button")))
        runner.run(tab.settled())
        assert tab.find("text").props["body"] == "counted 1"
        assert tab.welcome["resumed"] is False
        assert not tab.refusals
        runner.run(tab.close())
    assert served.process.poll() is None
    assert "Traceback" not in served.output


def refusals(came: list[tuple[int, bytes]]) -> list[str]:
    """What the server said: before a hello, each message is refused."""
    assert all(opcode == TEXT for opcode, _ in came)
    return [json.loads(payload)["code"] for _, payload in came]


def split(payload: bytes, *places: int, opcode: int = TEXT) -> bytes:
    """Make a message of several frames."""
    bounds = [0, *places, len(payload)]
    parts = [payload[a:b] for a, b in pairwise(bounds)]
    return b"".join(
        frame(CONT if i else opcode, part, fin=i == len(parts) - 1) for i, part in enumerate(parts)
    )


TAKEN = {
    "a text": (frame(TEXT, STOP), ["hello"]),
    "an empty text": (frame(TEXT), ["malformed"]),
    "a text of 125 bytes": (frame(TEXT, STOP.ljust(125)), ["hello"]),
    "a text of 126 bytes": (frame(TEXT, STOP.ljust(126)), ["hello"]),
    "a text of 127 bytes": (frame(TEXT, STOP.ljust(127)), ["hello"]),
    "a text of 65535 bytes": (frame(TEXT, STOP.ljust(65535)), ["hello"]),
    "a text of 65536 bytes": (frame(TEXT, STOP.ljust(65536)), ["hello"]),
    "a text as large as can be": (frame(TEXT, STOP.ljust(1024 * 1024)), ["hello"]),
    "a text that is too large": (frame(TEXT, STOP.ljust(1024 * 1024 + 1)), ["too-large"]),
    "bytes": (frame(BINARY, b"\x00\xff"), ["malformed"]),
    "no bytes": (frame(BINARY), ["malformed"]),
    "a mask of zeros": (frame(TEXT, STOP, mask=bytes(4)), ["hello"]),
    "two texts at once": (frame(TEXT, STOP) * 2, ["hello", "hello"]),
    "a text in two frames": (split(STOP, 7), ["hello"]),
    "a text in three frames": (split(STOP, 1, 7), ["hello"]),
    "a frame for each byte": (split(STOP, *range(1, len(STOP))), ["hello"]),
    "a first frame without a byte": (split(STOP, 0), ["hello"]),
    "a last frame without a byte": (split(STOP, len(STOP)), ["hello"]),
    "frames without a byte in between": (split(STOP, 3, 3, 3), ["hello"]),
    "bytes in two frames": (split(b"ab", 1, opcode=BINARY), ["malformed"]),
    "a character over two frames": (split(b'"' + EURO + b'"', 2), ["malformed"]),
    "a character over three frames": (split(b'"' + EURO + b'"', 2, 3), ["malformed"]),
    "four bytes for a character, each in a frame": (split("🐧".encode(), 1, 2, 3), ["malformed"]),
    "a noncharacter": (frame(TEXT, "\uffff".encode()), ["malformed"]),
    "the last character": (frame(TEXT, "\U0010ffff".encode()), ["malformed"]),
    "a zero": (frame(TEXT, b"\0"), ["malformed"]),
    "a pong that nobody asked for": (frame(PONG, b"x"), []),
    "a pong in the middle of a message": (
        frame(TEXT, STOP[:5], fin=False) + frame(PONG) + frame(CONT, STOP[5:]), ["hello"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_right_is_taken(served: Served, name: str) -> None:
    data, codes = TAKEN[name]
    with Line(served.url) as line:
        line.send(data)
        assert refusals(line.alive(len(codes))) == codes


@pytest.mark.parametrize("payload", [b"", b"x", b"\xff\x00", bytes(125)])
def test_a_ping_is_answered_with_what_it_says(served: Served, payload: bytes) -> None:
    with Line(served.url) as line:
        line.send(frame(PING, payload))
        assert line.alive(1) == [(PONG, payload)]


def test_a_ping_in_the_middle_of_a_message_is_answered_at_once(served: Served) -> None:
    with Line(served.url) as line:
        line.send(frame(TEXT, STOP[:5], fin=False) + frame(PING, b"?"))
        assert line.alive(1) == [(PONG, b"?")]
        line.send(frame(CONT, STOP[5:]))
        assert refusals(line.alive(1)) == ["hello"]


def test_frames_may_come_byte_by_byte(served: Served) -> None:
    with Line(served.url) as line:
        for byte in split(STOP, 7) + frame(PING, b"slow"):
            line.send(bytes([byte]))
        came = line.alive(2)
    assert sorted(opcode for opcode, _ in came) == [TEXT, PONG]


SURROGATE, TOO_HIGH = b"\xed\xa0\x80", b"\xf4\x90\x80\x80"
WRONG = {
    **{
        f"no mask ({opcode})": (frame(opcode, b"", mask=None), 1002)
        for opcode in (TEXT, BINARY, PING, PONG, CLOSE)
    },
    **{f"reserved bits {rsv}": (frame(TEXT, STOP, rsv=rsv), 1002) for rsv in range(1, 8)},
    "a reserved bit of a ping": (frame(PING, rsv=4), 1002),
    "a reserved bit of a close": (frame(CLOSE, rsv=1), 1002),
    "a reserved bit of what continues": (
        frame(TEXT, b"1", fin=False) + frame(CONT, b"2", rsv=4), 1002,
    ),
    **{
        f"reserved opcode {opcode}": (frame(opcode), 1002)
        for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
    },
    **{
        f"a part of a control frame ({opcode})": (frame(opcode, fin=False), 1002)
        for opcode in (PING, PONG, CLOSE)
    },
    **{
        f"a control frame of 126 bytes ({opcode})": (frame(opcode, bytes(126)), 1002)
        for opcode in (PING, PONG, CLOSE)
    },
    "a continuation of nothing": (frame(CONT, b"x"), 1002),
    "a continuation that goes on with nothing": (frame(CONT, b"x", fin=False), 1002),
    "a continuation of what has ended": (frame(TEXT, STOP) + frame(CONT, b"x"), 1002),
    "a text in the middle of a text": (frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"), 1002),
    "bytes in the middle of a text": (frame(TEXT, b"a", fin=False) + frame(BINARY, b"b"), 1002),
    "a length with its first bit set": (frame(TEXT, b"", length=1 << 63, form=8), 1009),
    "a length beyond all memory": (frame(TEXT, b"", length=1 << 62, form=8), 1009),
    "a length of four gigabytes": (frame(BINARY, b"", length=1 << 32, form=8), 1009),
    "many frames that are too much together": (
        (frame(TEXT, bytes(1024), fin=False, mask=bytes(4)))
        + frame(CONT, bytes(65000), fin=False, mask=bytes(4)) * 270,
        1009,
    ),
    "bytes that are no text": (frame(TEXT, b"\xff"), 1007),
    "a lone continuation byte": (frame(TEXT, b"\x80"), 1007),
    "half of a character": (frame(TEXT, EURO[:2]), 1007),
    "half of a character in the last frame": (split(b"ab" + EURO[:2], 3), 1007),
    "a character torn by another": (frame(TEXT, EURO[:2] + b"a"), 1007),
    "a slash in two bytes": (frame(TEXT, b"\xc0\xaf"), 1007),
    "a slash in three bytes": (frame(TEXT, b"\xe0\x80\xaf"), 1007),
    "a zero in two bytes": (frame(TEXT, b"\xc0\x80"), 1007),
    "a surrogate": (frame(TEXT, SURROGATE), 1007),
    "a surrogate over two frames": (split(SURROGATE, 1), 1007),
    "a pair of surrogates": (frame(TEXT, b"\xed\xa0\x80\xed\xb0\x80"), 1007),
    "beyond the last character": (frame(TEXT, TOO_HIGH), 1007),
    "beyond it, over two frames": (split(TOO_HIGH, 2), 1007),
    "five bytes for a character": (frame(TEXT, b"\xf8\x88\x80\x80\x80"), 1007),
    "a close of one byte": (frame(CLOSE, b"\x03"), 1002),
    "a close with a reason that is no text": (close(1000, b"\xff"), 1007),
    **{
        f"the close code {code}": (close(code), 1002)
        for code in (0, 1, 999, 1004, 1005, 1006, 1015, 1100, 2000, 2999, 5000, 65535)
    },
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_ends_the_connection_with_a_reason(served: Served, name: str) -> None:
    data, code = WRONG[name]
    with Line(served.url) as line:
        line.send(data)
        assert line.ended() == code


GOODBYES = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999]


@pytest.mark.parametrize("code", [None, *GOODBYES])
def test_a_goodbye_is_answered_in_kind(served: Served, code: int | None) -> None:
    with Line(served.url) as line:
        line.send(close(code))
        assert line.ended() == (code or 0)


@pytest.mark.parametrize(
    "data",
    [
        close(1000, b"x" * 123), close(1000, "ü€🐧".encode()), close(1000) + frame(TEXT, STOP),
        close(1000) * 3,
    ],
)  # fmt: skip
def test_what_comes_around_a_goodbye_does_no_harm(served: Served, data: bytes) -> None:
    with Line(served.url) as line:
        line.send(data)
        assert line.ended() == 1000


# The handshake

HANDSHAKE = {
    "Host": "{host}", "Origin": "http://{host}", "Upgrade": "websocket", "Connection": "Upgrade",
    "Sec-WebSocket-Key": KEY, "Sec-WebSocket-Version": "13",
}  # fmt: skip
STATUSES: dict[str, tuple[dict[str, str | None], int]] = {
    "as it should be": ({}, 101),
    "Upgrade in capitals": ({"Upgrade": "WebSocket"}, 101),
    "more tokens": ({"Connection": "keep-alive, upgrade"}, 101),
    "extensions": ({"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}, 101),
    "protocols": ({"Sec-WebSocket-Protocol": "chat, superchat"}, 101),
    "an unknown header": ({"X-Any": "x" * 1000}, 101),
    "a content length": ({"Content-Length": "0"}, 101),
    "no key": ({"Sec-WebSocket-Key": None}, 400),
    "an empty key": ({"Sec-WebSocket-Key": ""}, 400),
    "a short key": ({"Sec-WebSocket-Key": "c2hvcnQ="}, 400),
    "a key that is no base64": ({"Sec-WebSocket-Key": "!" * 24}, 400),
    "two keys": ({"Sec-WebSocket-Key": f"{KEY}\r\nSec-WebSocket-Key: {KEY}"}, 400),
    "no version": ({"Sec-WebSocket-Version": None}, 400),
    "an old version": ({"Sec-WebSocket-Version": "8"}, 426),
    "a version to come": ({"Sec-WebSocket-Version": "14"}, 426),
    "another protocol": ({"Upgrade": "h2c"}, 426),
    "no upgrade": ({"Upgrade": None}, 426),
    "no connection": ({"Connection": "keep-alive"}, 426),
    "no host": ({"Host": None}, 400),
    "another host": ({"Host": "evil.example"}, 403),
    "no origin": ({"Origin": None}, 403),
    "another origin": ({"Origin": "https://evil.example"}, 403),
    "two origins": ({"Origin": "http://{host}\r\nOrigin: http://{host}"}, 400),
}


def shook(served: Served, line: str, headers: dict[str, str | None]) -> bytes:
    host = served.url.removeprefix("http://").rstrip("/")
    said = {**HANDSHAKE, **headers}
    pairs = [f"{name}: {value}" for name, value in said.items() if value is not None]
    with connect(served.url) as connection:
        text = "\r\n".join([line, *pairs, "", ""]).replace("{host}", host)
        connection.sendall(text.encode("latin-1"))
        data = b""
        while b"\r\n\r\n" not in data and (part := connection.recv(65536)):
            data += part
    return data


@pytest.mark.parametrize("name", STATUSES)
def test_a_handshake_gets_the_status_that_it_deserves(served: Served, name: str) -> None:
    headers, status = STATUSES[name]
    answer = parsed(shook(served, "GET /_mini/socket HTTP/1.1", headers))
    assert answer.status == status
    if status == 101:
        assert answer.headers["sec-websocket-accept"] == ACCEPT
        assert "sec-websocket-extensions" not in answer.headers
        assert "sec-websocket-protocol" not in answer.headers
    if "Sec-WebSocket-Version" in headers and status == 426:
        assert answer.headers["sec-websocket-version"] == "13"


@pytest.mark.parametrize(
    "line",
    [
        "GET /_mini/socket HTTP/1.0", "POST /_mini/socket HTTP/1.1", "GET / HTTP/1.1",
        "GET /_mini/other HTTP/1.1", "GET /_mini/socket/ HTTP/1.1", "GET /%5fmini/%00 HTTP/1.1",
        "GET //_mini/socket HTTP/1.1", "PUT /_mini/socket HTTP/1.1", "GET /_mini/socket HTTP/3.9",
    ],
)  # fmt: skip
def test_a_socket_is_opened_by_one_request_line_alone(served: Served, line: str) -> None:
    assert 400 <= parsed(shook(served, line, {})).status < 500


def test_a_handshake_may_come_byte_by_byte_and_its_target_may_ask_something(served: Served) -> None:
    assert parsed(shook(served, "GET /_mini/socket?a=%0d%0a HTTP/1.1", {})).status == 101
    assert shake(served.url, origin=served.url.rstrip("/")).status == 101


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 64, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET\r\n\r\n",
        b"\r\n\r\nGET /", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", b"GET / HTTP/1.1\nHost: localhost\n\n\0",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"GET / HTTP/1.1\r\nA\0: b\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_no_request_is_told_so_or_left_alone(served: Served, data: bytes) -> None:
    with connect(served.url) as line:
        line.settimeout(PATIENCE)
        line.sendall(data)
        line.shutdown(1)
        answer = read_all(line)
    assert not answer or answer.startswith(b"HTTP/1.1 4")
