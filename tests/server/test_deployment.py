"""docs/deployment.md is true: its nginx before a real server, and its other files as far as the
tools to read them are there.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from mini.config.table import options
from mini.testing import Client
from tests.server.proxy import PAGE, TRUSTING, Proxy, blocks, free_port, proxied
from tests.serving import Served, serve_source

SOURCE = """
    import mini as st
    n = st.session_state.setdefault("n", 0)
    if st.button("count"):
        st.session_state.n += 1
    st.text(f"n={st.session_state.n}")
    st.text(st.context.ip_address)
    st.text(st.context.headers["Host"])
"""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Proxy]]:
    folder = tmp_path_factory.mktemp("nginx")
    with (
        serve_source(folder, SOURCE, TRUSTING) as served,
        proxied(folder, int(served.url.rsplit(":", 1)[1])) as proxy,
    ):
        yield served, proxy


def test_the_page_comes_through_with_its_files_and_a_secure_name(
    pair: tuple[Served, Proxy],
) -> None:
    _, proxy = pair
    with httpx.Client(verify=proxy.tls, base_url=proxy.url) as browser:
        page = browser.get("/")
        assert page.status_code == 200
        assert page.headers["set-cookie"].endswith("; HttpOnly; SameSite=Lax; Secure")
        script = re.search(r'src="\./(assets/[^"]+)"', page.text)
        assert script is not None
        assert browser.get(script[1]).headers["content-encoding"] in {"br", "gzip"}
        assert browser.get("/livez").text == "ok"
        assert browser.get("/metrics").status_code == 404
    moved = httpx.get(proxy.plain + "/a?b=c")
    assert moved.status_code == 301
    assert moved.headers["location"] == "https://localhost/a?b=c"


def test_the_socket_comes_through_and_the_visitor_is_known(pair: tuple[Served, Proxy]) -> None:
    _, proxy = pair

    async def run() -> list[object]:
        headers = {"X-Forwarded-For": "203.0.113.9"}
        async with asyncio.timeout(60), Client(proxy.url, headers=headers, tls=proxy.tls) as tab:
            await tab.settled()
            for _ in range(5):
                await tab.click(tab.find("button"))
            await tab.settled()
            return [node.props["body"] for node in tab.all("text")]

    host = proxy.url.removeprefix("https://")
    assert asyncio.run(run()) == ["n=5", "203.0.113.9", host]


def test_pages_stay_in_their_sessions_while_nginx_reloads_and_cuts(
    pair: tuple[Served, Proxy],
) -> None:
    _, proxy = pair

    async def run() -> list[str]:
        tabs = [Client(proxy.url, tls=proxy.tls, reconnect=True) for _ in range(8)]
        async with asyncio.timeout(60):
            for tab in tabs:
                await tab.open()
                await tab.settled()
            for _ in range(5):
                for number, tab in enumerate(tabs):
                    await tab.click(tab.find("button"))
                    if number % 2:
                        tab.cut()
                await asyncio.to_thread(proxy.reload)
                await asyncio.gather(*(tab.settled() for tab in tabs))
            shown = [str(tab.find("text").props["body"]) for tab in tabs]
            await asyncio.gather(*(tab.close() for tab in tabs))
            return shown

    assert asyncio.run(run()) == ["n=5"] * 8


def test_several_apps_behind_one_host(tmp_path: Path) -> None:
    locations = blocks("nginx")[1]
    birds, trees = (tmp_path / name for name in ("birds", "trees"))
    for folder in (birds, trees):
        folder.mkdir()
    with (
        serve_source(birds, SOURCE, TRUSTING, "--server.baseUrlPath", "apps/birds") as one,
        serve_source(trees, SOURCE, TRUSTING, "--server.baseUrlPath", "apps/trees") as two,
    ):
        for port, served in (("8501", one), ("8502", two)):
            locations = locations.replace(
                f":{port};", f":{served.url.split(':')[2].split('/')[0]};"
            )
        with proxied(tmp_path, free_port(), locations) as proxy:
            with httpx.Client(verify=proxy.tls, base_url=proxy.url) as browser:
                moved = browser.get("/apps/birds")
                assert moved.status_code == 301
                assert moved.headers["location"] == proxy.url + "/apps/birds/"
                for name in ("birds", "trees"):
                    assert f"Path=/apps/{name}/" in browser.get(f"/apps/{name}/").headers[
                        "set-cookie"
                    ]  # fmt: skip

            async def run() -> None:
                for name in ("birds", "trees"):
                    address = f"{proxy.url}/apps/{name}/"
                    async with asyncio.timeout(60), Client(address, tls=proxy.tls) as tab:
                        await tab.settled()
                        assert tab.find("text").props["body"] == "n=0"

            asyncio.run(run())


def test_the_options_that_it_names_are_there() -> None:
    known = options()
    for block in blocks("toml"):
        for section, values in tomllib.loads(block).items():
            for name, value in values.items():
                known[f"{section}.{name}"].check(value)
    named = set(re.findall(r"`(?:--)?((?:server|logger|client)\.\w+)[` ]", PAGE))
    assert len(named) > 8
    assert all(known[name].works for name in named)
    for name, value in re.findall(r"^\| `([\w.]+)` \| (\d+)", PAGE, re.MULTILINE):
        assert known[name].default == int(value)


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd-analyze is not installed: the unit is not checked")
    unit = tmp_path / "birds.service"
    text = blocks("ini")[0].replace("/srv/birds/.venv/bin/mini", "/bin/true")
    unit.write_text(text.replace("User=birds", "User=root").replace("/srv/birds", str(tmp_path)))
    done = subprocess.run(
        [tool, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    assert "birds.service" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr


def test_caddy_takes_its_file(tmp_path: Path) -> None:
    tool = shutil.which("caddy")
    if tool is None:
        pytest.skip("Caddy is not installed: its file is not checked")
    (tmp_path / "Caddyfile").write_text(blocks("caddy")[0])
    done = subprocess.run(
        [tool, "adapt", "--config", str(tmp_path / "Caddyfile")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
