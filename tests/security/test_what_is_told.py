"""What errors and answers say to those who should not know: no secrets, no paths, no headers."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from mini.server.guard import XSRF_HEADER
from mini.testing import Client
from tests.security.raw import Answer, ask
from tests.serving import Served, serve_source

SECRET = "correct-horse-battery"
APP = """
    import json, os, threading
    from urllib.parse import quote, quote_plus
    import mini as st
    def broken():
        raise RuntimeError(f"the token is {st.secrets['token']}")
    st.download_button("broken", broken)
    st.download_button("evil", "x", "a\\r\\nSet-Cookie: b=c\\r\\n\\r\\n<script>.txt", "text/plain")
    try:
        st.download_button("mime", "x", "a.txt", "text/html\\r\\nSet-Cookie: b=c")
    except ValueError:
        pass
    st.exception(ValueError(st.secrets["database"]["password"]))
    token = st.secrets["token"]
    names = ("env", "code", "chain", "group", "ended", "spelled")
    env, code, chain, group, ended, spelled = [st.button(name) for name in names]
    if env:
        raise KeyError(os.environ["token"])
    if code:
        {"correct-horse-battery": 1}[token + "x"]
    if chain:
        try:
            raise ValueError(token)
        except ValueError as error:
            raise RuntimeError("worse") from error
    if group:
        raise ExceptionGroup("several", [ValueError(token)])
    if ended:
        class Leaves:
            def __del__(self):
                raise ValueError(token)
        def fails():
            raise ValueError(token)
        thread = threading.Thread(target=fails)
        thread.start()
        thread.join()
        Leaves()
    if spelled:
        odd = st.secrets["odd"]
        raise ValueError(" ".join([str([odd]), json.dumps(odd), quote(odd), quote_plus(odd)]))
"""


@pytest.fixture(scope="module", params=["full", "none"])
def served(tmp_path_factory: pytest.TempPathFactory, request: Any) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("app")
    (folder / ".mini").mkdir()
    odd = r"päss'wörd\n\"two\"\na line of many parts"
    secrets = f'token = "{SECRET}"\nodd = "{odd}"\n[database]\npassword = "{SECRET}"\n'
    (folder / ".mini/secrets.toml").write_text(secrets)
    flags = ("--client.showErrorDetails", request.param)
    with serve_source(folder, APP, *flags) as served:
        yield served


async def said(url: str) -> tuple[Client, str]:
    """Press all there is, and give all that the server has said."""
    tab = Client(url)
    heard = []
    async with tab:
        await tab.settled()
        heard.append(str(tab.batches))
        for place in range(len(tab.all("button"))):
            await tab.click(tab.find("button", place))
            await tab.settled()
            heard.append(str(tab.batches))
    return tab, "".join(heard)


def test_no_error_tells_a_secret_to_the_page_or_the_terminal(served: Served) -> None:
    tab, heard = asyncio.run(said(served.url))
    assert tab.all("exception")
    path = f"/_mini/media/{tab.welcome['media']}/made?widget="
    widget = quote(tab.find("download_button").id or "")
    token = f"{XSRF_HEADER}: {tab.welcome['xsrf']}"
    answer = ask(served.url, path + widget, token, method="POST")
    assert answer.status == 500
    assert SECRET not in heard
    assert SECRET not in answer.body.decode()
    for part in ("rd\\", "two", "line of many", "line%20of", "line+of"):
        assert part not in heard
    assert "An error has ended a thread that the app started (id " in served.output
    assert "Exception ignored:" in served.output
    ask(served.url, "/livez")
    assert SECRET not in served.output
    full = "showErrorDetails" in served.output or "RuntimeError" in answer.body.decode()
    assert full or b"The server's log says more, under the id" in answer.body


def test_no_answer_says_where_files_are(served: Served) -> None:
    folder = str(served.script.parent)
    for path in ("/nothing/here", "/assets/x", "/app/static/x", "/_mini/media/a/b", "/%00", "/x/"):
        answer = ask(served.url, path)
        assert folder.encode() not in answer.body
        assert b"Traceback" not in answer.body
        assert b"site-packages" not in answer.body


def saved(served: Served) -> Iterator[Answer]:
    tab, _ = asyncio.run(said(served.url))
    for button in tab.all("download_button"):
        if source := button.props.get("source"):
            yield ask(served.url, f"/_mini/media/{tab.welcome['media']}/{source}")


def test_no_name_or_type_of_a_file_adds_a_header(served: Served) -> None:
    answers = list(saved(served))
    assert answers
    for answer in answers:
        assert answer.status == 200
        assert "set-cookie" not in answer.headers
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert answer.body == b"x"


UNSAFE = {"pickle.loads", "pickle.load", "pickle.Unpickler", "marshal.loads", "eval", "os.system"}
READS_PICKLES = {"memo/values", "memo/values_arrow", "memo/values_pandas"}
"""From memory, or from a file whose seal was checked (`memo/disk_files.py`)."""


def test_nothing_but_the_cache_reads_pickles_and_nothing_evaluates_a_text() -> None:
    package = Path(__file__).parents[2] / "framework/mini"
    found = {}
    for path in sorted(package.rglob("*.py")):
        calls = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call)
        }
        name = path.relative_to(package).with_suffix("").as_posix()
        if calls & UNSAFE:
            found[name] = calls & UNSAFE
    assert set(found) <= READS_PICKLES, found
