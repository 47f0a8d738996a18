"""Hot reload of the script and its modules, and errors that the next save heals."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from mini.testing import Client
from tests.serving import serve_source


def shows(body: str) -> Callable[[Client], bool]:
    return lambda client: any(node.props.get("body") == body for node in client.all("text"))


def test_a_saved_script_and_a_saved_module_show_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "lib"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "deep.py").write_text("WORD = 'one'\n")
    (tmp_path / "middle.py").write_text("from lib.deep import WORD\n")
    source = "import mini as st\nimport middle\nst.text('{} ' + middle.WORD)\n"

    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as client:
            await client.settled()
            await client.until(shows("a one"))
            served.edit(source.format("b"))
            await client.until(shows("b one"))
            (folder / "deep.py").write_text("WORD = 'two'  # saved\n")
            await client.until(shows("b two"))

    with serve_source(tmp_path, source.format("a")) as served:
        asyncio.run(run())


def test_a_syntax_error_shows_on_the_page_and_heals(tmp_path: Path) -> None:
    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as client:
            await client.until(lambda c: bool(c.all("exception")))
            await client.until(lambda c: c.state == "compilationError")
            error = client.find("exception").props
            assert error["type"] == "SyntaxError"
            served.edit("import mini as st\nst.text('healed')\n")
            await client.until(shows("healed"))
            await client.settled()
            assert client.state == "notRunning"
            assert not client.all("exception")

    with serve_source(tmp_path, "import mini as st\nst.text('broken'\n") as served:
        asyncio.run(run())


def test_an_exception_shows_the_authors_line_and_other_sessions_go_on(tmp_path: Path) -> None:
    source = """
        import mini as st
        import helper
        st.text("before")
        if st.checkbox("break"):
            helper.fail()
        st.text("after")
    """
    (tmp_path / "helper.py").write_text("def fail():\n    return {}['missing']\n")

    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as one, Client(served.url) as two:
            await one.settled()
            await one.set(one.find("checkbox"), True)
            await one.settled()
            error = one.find("exception").props
            assert (error["type"], error["message"]) == ("KeyError", "'missing'")
            assert [frame["code"] for frame in error["frames"]] == [
                "helper.fail()",
                "return {}['missing']",
            ]
            assert [node.props["body"] for node in one.all("text")] == ["before"]
            await two.settled()
            assert [node.props["body"] for node in two.all("text")] == ["before", "after"]
            await one.set(one.find("checkbox"), False)
            await one.settled()
            assert [node.props["body"] for node in one.all("text")] == ["before", "after"]

    with serve_source(tmp_path, source) as served:
        asyncio.run(run())


def test_a_page_that_was_away_when_the_script_was_saved_comes_back_to_the_new_one(
    tmp_path: Path,
) -> None:
    source = "import mini as st\nn = st.session_state.setdefault('n', 7)\nst.text(f'{} {{n}}')\n"

    async def run() -> None:
        away, stays = Client(served.url), Client(served.url)
        async with asyncio.timeout(60), away, stays:
            await away.until(shows("a 7"))
            await stays.until(shows("a 7"))
            away.cut()
            served.edit(source.format("b"))
            await stays.until(shows("b 7"))
            await away.open()
            assert away.welcome["resumed"]
            await away.until(shows("b 7"))

    with serve_source(tmp_path, source.format("a")) as served:
        asyncio.run(run())


def test_pages_that_come_go_and_are_renamed_with_their_folder_show_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "pages"

    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as client:
            await client.settled()
            assert paths(client) == []
            folder.mkdir()
            (folder / "one.py").write_text("import mini as st\n")
            await client.until(lambda each: paths(each) == ["", "one"])
            (folder / "two.py").write_text("import mini as st\n")
            await client.until(lambda each: paths(each) == ["", "one", "two"])
            (folder / "one.py").unlink()
            await client.until(lambda each: paths(each) == ["", "two"])
            folder.rename(tmp_path / "old")
            await client.until(lambda each: paths(each) == [])
            (tmp_path / "old").rename(folder)
            await client.until(lambda each: paths(each) == ["", "two"])

    with serve_source(tmp_path, "import mini as st\nst.text('main')\n") as served:
        asyncio.run(run())


def paths(client: Client) -> list[str]:
    """The paths of the pages that the navigation offers."""
    told = client.tree.facts.get("navigation") or {"sections": []}
    return [page.get("path", "") for section in told["sections"] for page in section["pages"]]
