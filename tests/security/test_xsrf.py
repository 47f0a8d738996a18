"""Requests that change something carry the token of the page that makes them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from mini.server.guard import XSRF_HEADER
from mini.testing import Client
from tests.security.raw import Answer, ask
from tests.serving import serve_source

APP = """
    import mini as st
    st.download_button("made", lambda: "made", "a.txt")
"""


async def visits(url: str) -> tuple[Client, Client]:
    async with Client(url) as one, Client(url) as two:
        return await one.settled(), await two.settled()


def made(url: str, tab: Client, *headers: str) -> Answer:
    widget = quote(tab.find("download_button").id or "")
    path = f"/_mini/media/{tab.welcome['media']}/made?widget={widget}"
    return ask(url, path, *headers, method="POST")


def test_a_file_is_made_for_the_page_that_offers_it_alone(tmp_path: Path) -> None:
    with serve_source(tmp_path, APP) as served:
        one, two = asyncio.run(visits(served.url))
        token, other = one.welcome["xsrf"], two.welcome["xsrf"]
        assert len({token, other, one.welcome["token"], one.welcome["media"]}) == 4
        right = f"{XSRF_HEADER}: {token}"
        origin = f"Origin: http://{urlsplit(served.url).netloc}"
        for more in ((), (origin,), (origin, "Sec-Fetch-Site: same-origin")):
            assert made(served.url, one, right, *more).body == b"made"
        wrong: list[tuple[str, ...]] = [
            (), (f"{XSRF_HEADER}: {other}",), (f"{XSRF_HEADER}:",), (right, right),
            (f"{XSRF_HEADER}: {token[:-1]}",), (f"{XSRF_HEADER}: {token}x",),
            (f"{XSRF_HEADER}: \xe9",), (f"Cookie: _xsrf={token}",),
            (right, "Origin: https://evil.example"), (right, "Sec-Fetch-Site: cross-site"),
        ]  # fmt: skip
        for headers in wrong:
            answer = made(served.url, one, *headers)
            assert (answer.status, b"made" in answer.body) == (403, False), headers
        assert b"Reload the page" in made(served.url, one).body


@pytest.mark.parametrize("flag", ["server.enableXsrfProtection", "server.enableCORS"])
def test_both_checks_can_be_turned_off_as_in_streamlit(tmp_path: Path, flag: str) -> None:
    with serve_source(tmp_path, APP, f"--{flag}", "false") as served:
        one, _ = asyncio.run(visits(served.url))
        right, evil = f"{XSRF_HEADER}: {one.welcome['xsrf']}", "Origin: https://evil.example"
        without_token, elsewhere = made(served.url, one), made(served.url, one, right, evil)
        allowed = elsewhere.headers.get("access-control-allow-origin")
    if flag.endswith("CORS"):
        assert (without_token.status, elsewhere.status, allowed) == (403, 200, "*")
    else:
        assert (without_token.status, elsewhere.status, allowed) == (200, 403, None)
