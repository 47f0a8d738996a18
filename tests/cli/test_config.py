"""Options on the command line, and what they do to a server."""

from __future__ import annotations

import asyncio
import re
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from mini.testing import Client
from tests.cli.test_cli import mini
from tests.serving import Served, serve, serve_source

APP = """
    import sys
    import mini as st
    st.text(st.get_option("server.baseUrlPath"))
    st.text(sys.argv[1:])
    st.text(st.context.headers["Host"])
    st.text(st.context.ip_address)
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options at home are those of nobody."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (["--server.prot", "1"], "There is no option --server.prot. Did you mean `server.port`?"),
        (["--server.port"], "--server.port needs a value, such as `--server.port 8502`."),
        (["--server.port=x"], "--server.port: `server.port` cannot be 'x': it is a whole number"),
        (["--theme.base", "blue"], "it is 'light' or 'dark'."),
        (["--server.sslCertFile", "a.pem"], "mini serves no TLS itself: the app would be served"),
        (["--server.sslKeyFile", "a.key"], "Put a proxy in front that serves TLS, such as Caddy"),
        (["--server.baseUrlPath", "a b"], "`server.baseUrlPath` cannot be 'a b': it is a path of"),
    ],
)
def test_a_wrong_flag_ends_with_2(tmp_path: Path, flags: list[str], sentence: str) -> None:
    (tmp_path / "app.py").write_text("")
    done = mini("run", str(tmp_path / "app.py"), "--headless", *flags)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_file_ends_with_2_and_an_unknown_name_warns(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("")
    file = tmp_path / ".mini/config.toml"
    file.parent.mkdir()
    file.write_text("[server\n")
    done = mini("run", str(tmp_path / "app.py"), "--headless")
    assert done.returncode == 2
    assert re.match(r"mini: \S*\.mini/config\.toml, line 1: Expected ']'", done.stderr)
    file.write_text("[server]\nprot = 1\n")
    with serve(tmp_path / "app.py") as served:
        assert served.url
    assert "line 2: There is no option `server.prot`. Did you mean `server.port`?" in served.output


def test_config_show_is_a_config_file() -> None:
    done = mini("config", "show", "--theme.primaryColor=#123456", "--server.cookieSecret", "abc")
    assert done.returncode == 0
    found = tomllib.loads(done.stdout)
    assert found["theme"]["primaryColor"] == "#123456"
    assert found["server"]["cookieSecret"] == "•••"
    assert "# Set by --theme.primaryColor.\nprimaryColor" in done.stdout
    assert "# Known from Streamlit; without effect here.\n# enableAgentApi = false" in done.stdout
    every = re.sub(r"^# (\w+ = .+)$", r"\1", done.stdout, flags=re.MULTILINE)
    assert tomllib.loads(every)["server"]["port"] == 8501


def test_version_help_and_init(tmp_path: Path) -> None:
    assert re.fullmatch(r"mini, version \d+\.\d+\.\d+\n", mini("version").stdout)
    assert "Commands:" in mini("help").stdout
    done = mini("init", str(tmp_path / "new"))
    assert done.returncode == 0
    assert "Start it with `mini run" in done.stdout
    assert (tmp_path / "new/.mini/config.toml").exists()
    again = mini("init", str(tmp_path / "new"))
    assert "app.py is there already." in again.stdout
    with serve(tmp_path / "new/app.py") as served:
        assert served.url.startswith("http://localhost:")


async def texts(url: str) -> list[str]:
    async with asyncio.timeout(60), Client(url) as tab:
        await tab.settled()
        return [str(node.props["body"]) for node in tab.all("text")]


def test_an_app_below_a_path(tmp_path: Path) -> None:
    with serve_source(tmp_path, APP, "--server.baseUrlPath=/apps/one/", "word") as served:
        assert served.url.endswith("/apps/one/")
        host = served.url.split("/")[2]
        shown = asyncio.run(texts(served.url))
        assert shown == ["/apps/one/", "['word']", host, "None"]
        with urllib.request.urlopen(served.url.rstrip("/")) as answer:
            assert answer.url == served.url
            page = answer.read().decode()
        with urllib.request.urlopen(f"http://{host}/") as answer:
            assert answer.url == served.url
        script = re.search(r'src="\./(assets/[^"]+)"', page)
        assert script is not None
        for path in (script[1], "livez"):
            with urllib.request.urlopen(served.url + path) as answer:
                assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://{host}/livez")


def test_the_printed_address_is_the_one_that_browsers_use(tmp_path: Path) -> None:
    flags = ("--browser.serverAddress", "apps.example.org", "--browser.serverPort=443")
    with serve_source(tmp_path, APP, *flags) as served:
        assert served.url == "http://apps.example.org:443"


def test_static_files_and_nothing_else(tmp_path: Path) -> None:
    static = tmp_path / "static"
    (static / "deep").mkdir(parents=True)
    (static / "deep/logo.svg").write_text("<svg/>")
    (static / "page.html").write_text("<p>page</p>")
    (static / ".hidden").write_text("hidden")
    (tmp_path / "outside.txt").write_text("outside")
    (static / "out.txt").symlink_to(tmp_path / "outside.txt")
    with serve_source(tmp_path, APP, "--server.enableStaticServing") as served:
        base = served.url + "/app/static/"
        with urllib.request.urlopen(base + "deep/logo.svg") as answer:
            assert answer.headers["content-type"].startswith("image/svg+xml")
            assert answer.headers["x-content-type-options"] == "nosniff"
        with urllib.request.urlopen(base + "page.html") as answer:
            assert answer.headers["content-type"].startswith("text/plain")
        for name in ("out.txt", "..%2Foutside.txt", "%2e%2e/outside.txt", ".hidden", "", "deep",
                     "none", "a%00b"):  # fmt: skip
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(base + name)
    with serve_source(tmp_path, APP) as served, pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(served.url + "/app/static/deep/logo.svg")


def said(served: Served, word: str) -> None:
    """Wait until the server has said a word."""
    ends = time.monotonic() + 60
    while word not in served.output:
        assert time.monotonic() < ends, served.output
        time.sleep(0.05)


def test_a_saved_script_waits_for_the_next_interaction_without_run_on_save(tmp_path: Path) -> None:
    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as tab:
            await tab.settled()
            served.edit("import mini as st\nst.text('two')\n")
            await asyncio.to_thread(said, served, "Reloading")
            assert tab.find("text").props["body"] == "one"
            await tab.rerun()
            await tab.settled()
            assert tab.find("text").props["body"] == "two"

    source = "import mini as st\nst.text('one')\n"
    with serve_source(tmp_path, source, "--server.runOnSave", "false") as served:
        asyncio.run(run())


def test_interactions_wait_for_the_run_without_fast_reruns(tmp_path: Path) -> None:
    source = """
        import time
        import mini as st
        n = st.text_input("n")
        st.session_state.setdefault("whole", [])
        time.sleep(0.3)
        st.session_state.whole.append(n)
        st.text(st.session_state.whole)
    """

    async def run() -> str:
        async with asyncio.timeout(60), Client(served.url) as tab:
            await tab.settled()
            await tab.set(tab.find("text_input"), "1")
            while tab.state != "running":
                await tab.next("batch")
            await tab.set(tab.find("text_input"), "2")
            await tab.settled()
            return str(tab.find("text").props["body"])

    with serve_source(tmp_path, source, "--runner.fastReruns=false") as served:
        assert asyncio.run(run()) == "['', '1', '2']"


@pytest.mark.parametrize(
    ("details", "type_", "message", "frames"),
    [
        ("full", "ValueError", "the reason", True),
        ("stacktrace", "ValueError", "The server's log says more, under the id {id}.", True),
        ("type", "ValueError", "The server's log says more, under the id {id}.", False),
        ("none", "", "", False),
    ],
)
def test_how_much_a_page_shows_of_an_error(
    tmp_path: Path, details: str, type_: str, message: str, frames: bool
) -> None:
    async def run() -> dict[str, object]:
        async with asyncio.timeout(60), Client(served.url) as tab:
            await tab.settled()
            return tab.find("exception").props

    source = "raise ValueError('the reason')\n"
    with serve_source(tmp_path, source, f"--client.showErrorDetails={details}") as served:
        shown = asyncio.run(run())
    logged = re.search(r"did not catch \(id (\w+)\)", served.output)
    assert logged is not None
    assert "ValueError: the reason" in served.output
    assert shown["type"] == type_
    assert shown["message"] == message.format(id=logged[1])
    assert bool(shown.get("frames")) == frames
    assert shown.get("id") == (logged[1] if details == "none" else None)


def test_an_element_can_be_too_large(tmp_path: Path) -> None:
    async def run() -> str:
        async with asyncio.timeout(60), Client(served.url) as tab:
            await tab.settled()
            return str(tab.find("exception").props["message"])

    source = "import mini as st\nst.text('x' * 1_500_000)\n"
    with serve_source(tmp_path, source, "--server.maxMessageSize=1") as served:
        assert asyncio.run(run()).startswith(
            "This `text` has 1.5 MB, and one element can have 1 MB. Show a part of it"
        )


def test_magic_can_be_turned_off(tmp_path: Path) -> None:
    async def run(url: str) -> int:
        async with asyncio.timeout(60), Client(url) as tab:
            await tab.settled()
            return len(list(tab.all("markdown")))

    source = "import mini as st\n'written'\nst.text('x')\n"
    for flags, count in (((), 1), (("--runner.magicEnabled=false",), 0)):
        with serve_source(tmp_path, source, *flags) as served:
            assert asyncio.run(run(served.url)) == count


def test_the_port_is_the_one_that_it_has_come_to_be(tmp_path: Path) -> None:
    source = "import mini as st\nst.text(st.get_option('server.port'))\n"
    with serve_source(tmp_path, source) as served:  # with --port 0
        port = served.url.rsplit(":", 1)[1]
        assert asyncio.run(texts(served.url)) == [port]
        assert not 8501 <= int(port) <= 8600
