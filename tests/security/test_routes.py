"""Every route, asked with every method, for every host, from every origin: no exceptions."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from starlette.routing import BaseRoute, Mount, Route

from mini.server.asgi import make_asgi
from mini.server.guard import SAFE
from mini.session.script import Script
from mini.settings import Settings
from mini.testing import Client
from tests.security.raw import KEY, ask, exchange, parsed
from tests.serving import Served, serve_source

UNSAFE = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]
APP = """
    import mini as st
    st.download_button("now", "mine alone", "a.txt")
    st.download_button("made", lambda: "made", "b.txt")
    st.dataframe({"a": [1, 2, 3]})
    st.text_input("text")
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("app")
    (folder / "static" / "inner").mkdir(parents=True)
    (folder / "static" / "inner" / "a.txt").write_text("public")
    (folder / "static" / ".hidden").write_text("not this")
    (folder / "secret.txt").write_text("not this")
    (folder / "static" / "link.txt").symlink_to(folder / "secret.txt")
    (folder / "static" / "up").symlink_to(folder)
    with serve_source(folder, APP, "--server.enableStaticServing", "true") as served:
        yield served


def leaves(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    for route in routes:
        if isinstance(route, Route):
            yield before + route.path, frozenset(route.methods or METHODS)
        elif isinstance(route, Mount):
            yield from leaves(route.routes, before + route.path)


def routes() -> dict[str, set[str]]:
    """All addresses with one of each parameter, and the methods that each takes."""
    app: object = make_asgi(Script(Path(__file__)), Settings(static=True))
    while not hasattr(app, "routes"):
        app = app._app if hasattr(app, "_app") else app.app  # type: ignore[attr-defined]
    found: dict[str, set[str]] = {}
    for path, methods in leaves(app.routes):
        found.setdefault(re.sub(r"\{\w+(:\w+)?\}", "x", path), set()).update(methods)
    return found


ROUTES = routes()


def test_no_route_answers_to_another_host_or_a_page_of_another_site(served: Served) -> None:
    host = urlsplit(served.url).netloc
    strangers: list[dict[str, str]] = [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"http://{host}.evil.example"},
        {"origin": "http://localhost"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ]
    with httpx.Client(base_url=served.url) as client:
        for path in ROUTES:
            for method in ("GET", "POST"):
                answer = client.request(method, path, headers={"host": "evil.example"})
                assert answer.status_code == 403, (path, method)
            for method, stranger in zip(UNSAFE, strangers, strict=True):
                answer = client.request(method, path, headers=stranger)
                assert answer.status_code == 403, (path, stranger)
            answer = client.get(path, headers=strangers[0])
            assert "access-control-allow-origin" not in answer.headers


def test_each_route_takes_its_methods_and_names_them(served: Served) -> None:
    with httpx.Client(base_url=served.url) as client:
        for path in ROUTES:
            named = client.options(path)
            assert (named.status_code, named.content) == (204, b""), path
            allowed = set(named.headers["allow"].split(", ")) - {"OPTIONS"}
            assert allowed <= ROUTES[path]
            for method in set(METHODS) - {"OPTIONS"}:
                answer = client.request(method, path)
                assert (answer.status_code == 405) == (method not in allowed), (path, method)
                assert method != "HEAD" or answer.content == b""


def test_nothing_that_changes_something_goes_without_a_token(served: Served) -> None:
    with httpx.Client(base_url=served.url) as client:
        for path, methods in ROUTES.items():
            for method in methods - SAFE:
                assert client.request(method, path).status_code in {403, 404}, (path, method)


def test_every_answer_has_the_headers_that_keep_a_browser_safe(served: Served) -> None:
    with httpx.Client(base_url=served.url) as client:
        for path, method in product(ROUTES, ("GET", "POST")):
            headers = client.request(method, path).headers
            assert "object-src 'none'" in headers["content-security-policy"], path
            assert "script-src 'self'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert "cache-control" in headers
            assert "server" not in headers


def test_what_never_gets_to_the_app_is_answered_as_safely(served: Served) -> None:
    host, own = f"Host: {urlsplit(served.url).netloc}", f"Origin: {served.url.rstrip('/')}"
    version = "Sec-WebSocket-Version: 13"
    shaking = ("GET /_mini/socket HTTP/1.1", host, "Upgrade: websocket", "Connection: Upgrade")
    for status, *lines in (
        (400, "NO SUCH THING", host),
        (400, "GET /\xff HTTP/1.1", host),
        (400, *shaking, own),
        (403, "GET / HTTP/1.1", "Host: evil.example", "Connection: close"),
        (403, *shaking, f"Sec-WebSocket-Key: {KEY}", version, "Origin: http://evil.example"),
        (426, *shaking, own, f"Sec-WebSocket-Key: {KEY}", "Sec-WebSocket-Version: 8"),
        (431, "GET / HTTP/1.1", host, "X: " + "x" * 70_000),
    ):
        request = "\r\n".join([*map(str, lines), "", ""]).encode("latin-1")
        answer = parsed(exchange(served.url, request))
        assert answer.status == status, lines[0]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" in answer.headers
        assert "server" not in answer.headers
    counted = ask(served.url, "/metrics").body.decode()
    assert 'mini_refused_total{code="http"}' in counted
    assert "Invalid HTTP request" not in served.output


# Paths


SPELLINGS = [
    "..", "%2e%2e", ".%2e", "%252e%252e", "..%00", "%c0%ae%c0%ae", "%e0%80%ae.", "..;", "....",
    "%2e%2e%2f%2e%2e", "..%2f..", "..%5c..", "..\\..", "%5c..%5c..", "/..", "./..", "up", "%2f..",
    "inner/../..", "inner%2f..%2f..", "%uff0e%uff0e", "%ff%fe", "~", "%7e", "C:", "C%3a%5c", "%00",
]  # fmt: skip
ENDS = ["/secret.txt", "%2fsecret.txt", "%5csecret.txt", "/app.py", "/../../../../etc/passwd", ""]


@pytest.mark.parametrize("before", ["/app/static/", "/assets/", "/_mini/plotly/", "/", "/_mini/"])
def test_no_path_leads_out_of_its_folder(served: Served, before: str) -> None:
    for spelling, end in product(SPELLINGS, ENDS):
        answer = ask(served.url, before + spelling + end)
        assert answer.status < 500, spelling
        assert b"not this" not in answer.body
        assert b"import mini" not in answer.body
        assert b"root:" not in answer.body
        if before != "/":
            assert answer.status in {400, 404, 426}, (before + spelling + end, answer.status)


def test_no_path_within_the_folder_shows_what_is_hidden_or_leads_elsewhere(served: Served) -> None:
    for name in (
        ".hidden",
        "link.txt",
        "up/secret.txt",
        "inner",
        "inner/",
        "",
        ".",
    ):
        assert ask(served.url, "/app/static/" + name).status == 404, name
    for name in ("inner/a.txt", "inner//a.txt", "%69nner/a.txt", "inner%2fa.txt"):
        assert ask(served.url, "/app/static/" + name).body == b"public", name


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/", "//evil.example", "///evil.example/", "/%2fevil.example/",
        "/%5cevil.example/", "/\\evil.example/", "/%5c%5cevil.example/", "/%09/evil.example/",
        "/evil.example%2f..%2f/", "/http:%2f%2fevil.example/", "/https:evil.example/",
        "/javascript:alert(1)/", "/%0d%0aLocation:%20https:%2f%2fevil.example/",
        "/page/?u=%0d%0ax:y",
        "/.%2e/", "/%2e%2e/", "/%2e/", "/%e2%80%ae/", "/@evil.example/", "http://evil.example/a/",
        "/?//evil.example", "/page/?//evil.example/%0d%0a", "/;//evil.example/",
    ],
)  # fmt: skip
def test_no_address_sends_a_browser_to_another_site(served: Served, target: str) -> None:
    answer = ask(served.url, target)
    place = answer.headers.get("location")
    assert set(answer.headers) <= {
        "date", "content-length", "content-type", "location", "cache-control", "vary", "etag",
        "content-security-policy", "x-content-type-options", "referrer-policy", "connection",
        "content-encoding", "set-cookie", "cross-origin-opener-policy",
    }  # fmt: skip
    if place is not None:
        assert re.fullmatch(r"\.\./[^/\\:\s?]+(\?\S*)?", place), place
        asked = target if target.startswith("http") else "http://app.example" + quote(target)
        assert httpx.URL(asked).join(place).host == httpx.URL(asked).host


def test_an_app_below_a_path_is_found_from_the_host_alone(tmp_path: Path) -> None:
    flags = ("--server.baseUrlPath", "apps/one")
    with serve_source(tmp_path, APP, *flags) as served:
        root = f"http://{urlsplit(served.url).netloc}"
        for path in ("/", "/apps/one"):
            assert ask(root, path).headers["location"] == "/apps/one/"
        assert ask(root, "/apps/one/").status == 200
        assert ask(root, "/apps/one/page/").headers["location"] == "../page"
        for path in ("/apps", "/apps/onetwo", "//evil.example/apps/one", "/evil.example//"):
            answer = ask(root, path)
            assert (answer.status, "location" in answer.headers) == (404, False), path
            assert "content-security-policy" in answer.headers


# What is a session's own


async def two_tabs(url: str) -> tuple[Client, Client]:
    async with Client(url) as one, Client(url) as two:
        return await one.settled(), await two.settled()


def test_nobody_gets_what_another_session_shows_without_its_capability(served: Served) -> None:
    one, two = asyncio.run(two_tabs(served.url))
    source = one.find("download_button").props["source"]
    rows = one.find("dataframe").props["source"]
    mine = f"/_mini/media/{one.welcome['media']}"
    assert ask(served.url, f"{mine}/{source}").body == b"mine alone"
    private = ask(served.url, f"{mine}/{source}").headers
    assert "private" in private["cache-control"]
    assert "public" not in private["cache-control"]
    media = one.welcome["media"]
    guesses = [
        "x", one.welcome["token"], one.welcome["xsrf"], media[:-1], media + "x", media.swapcase(),
        "%00" + media, media + "%00", media + "%20", "*", "..", "__class__", "",
    ]  # fmt: skip
    for guess in guesses:
        for path in (f"/{source}", f"/{rows}/rows?start=0&stop=3"):
            answer = ask(served.url, f"/_mini/media/{guess}{path}")
            assert answer.status == 404, guess
            assert b"mine alone" not in answer.body
    for name in (source[:-1], source.upper(), "..", "%2e%2e", "made", two.welcome["media"], "%00"):
        assert ask(served.url, f"{mine}/{name}").status in {404, 405}


def test_a_token_of_another_session_takes_over_nothing_but_by_itself(served: Served) -> None:
    async def run() -> None:
        one, two = await two_tabs(served.url)
        await one.open()
        for token in (one.welcome["media"], one.welcome["xsrf"], "x", "", "../" + "x" * 1000):
            two.welcome["token"] = token
            await two.open()
            assert two.welcome["resumed"] is False
            assert two.welcome["token"] not in {token, one.welcome["token"]}
            await two.close()
        await one.rerun()
        await one.settled()
        await one.close()

    asyncio.run(run())
