"""Scripts that do what they should not, on one server, beside sessions that mean well."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from mini.model.message import Hello
from mini.testing import Client
from tests.serving import Served, serve

SCRIPTS = Path(__file__).parents[1] / "soak/scripts"
LOOPS = re.findall(
    r"^def (loop\w*|long_sleep|dashboard)", (SCRIPTS / "hostile.py").read_text(), re.MULTILINE
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    for path in SCRIPTS.iterdir():
        shutil.copy(path, folder)
    with serve(folder / "app.py") as served:
        yield served


@asynccontextmanager
async def tab(served: Served, do: str = "", limit: float = 60) -> AsyncIterator[Client]:
    async with asyncio.timeout(limit), Client(served.url, Hello(query=f"do={do}")) as client:
        yield client


async def counts(client: Client, times: int = 3) -> None:
    """A session that means well: each of its clicks counts."""
    for number in range(1, times + 1):
        await client.click(client.find("button"))
        await client.until(lambda tab, wanted=f"n={number}": wanted in texts(tab))  # type: ignore[misc]


def texts(client: Client) -> list[str]:
    return [node.props["body"] for node in client.all("text")]


async def errors_of(served: Served, do: str) -> list[tuple[str, str]]:
    """What a script shows of its end, after which others still count."""
    async with tab(served) as good, tab(served, do) as bad:
        await bad.settled()
        await good.settled()
        await counts(good)
        return [(e.props["type"], e.props["message"]) for e in bad.all("exception")]


@pytest.mark.parametrize("do", LOOPS)
def test_an_endless_loop_ends_for_the_next_run_and_with_stop(served: Served, do: str) -> None:
    async def body() -> None:
        async with tab(served, do) as bad:
            await bad.until(lambda tab: tab.state == "running" and bool(tab.all("button")))
            await bad.rerun()
            await bad.until(lambda tab: tab.seen == tab.cseq)
            await bad.stop()
            await bad.until(lambda tab: tab.state == "stopped")
            await bad.click(bad.find("button"))
            await bad.until(lambda tab: "n=1" in texts(tab))
            assert not bad.all("exception")
            await bad.stop()
            await bad.until(lambda tab: tab.state == "stopped")

    asyncio.run(body())


@pytest.mark.parametrize(
    ("do", "kind", "sentence"),
    [
        ("leave", "SystemExit", "3"),
        ("interrupt", "KeyboardInterrupt", ""),
        ("recursion", "RecursionError", "maximum recursion depth"),
        ("deep_recursion", "RecursionError", "maximum recursion depth"),
        ("deep_sorting", "RecursionError", "maximum recursion depth"),
        ("deep_list", "RecursionError", "maximum recursion depth"),
        ("error_that_refuses", "Refuses", "<it cannot be shown: ValueError>"),
        ("error_that_leaves", "Leaves", "<its message cannot be shown: SystemExit>"),
        ("huge_error", "ValueError", "x … (it goes on)"),
        ("memory_error", "MemoryError", ""),
        ("asks", "PlacementError", "`input()` asks in the terminal of the server, where no user"),
        ("debugs", "PlacementError", "A debugger, such as `breakpoint()`, asks in the terminal"),
    ],
)
def test_the_end_of_a_script_is_its_own(served: Served, do: str, kind: str, sentence: str) -> None:
    ((found, message),) = asyncio.run(errors_of(served, do))
    assert found == kind
    assert sentence in message
    assert len(message) < 21_000


def test_a_long_traceback_shows_its_ends(served: Served) -> None:
    async def body() -> None:
        async with tab(served, "recursion") as bad:
            await bad.settled()
            assert len(bad.find("exception").props["frames"]) == 100

    asyncio.run(body())


@pytest.mark.parametrize(
    ("do", "warning"),
    [
        ("no_stdout", "A script has set sys.stdout to None, which all sessions share. It was"),
        ("closed_stdout", None),
        ("broken_builtins", "A script has replaced a builtin function, which all sessions share."),
        ("broken_library", None),
        ("broken_imports", "A script has taken something out of sys.path, which all sessions"),
        ("broken_interpreter", "A script has called gc.disable, which all sessions share."),
        ("elsewhere", "A script has changed the working directory from"),
        ("elsewhere_by_number", "A script has changed the working directory from"),
        ("leaks_threads", None),
        ("deep_list", "A script has asked for a recursion limit of 1000000000, which all sessions"),
        ("errors_in_threads_and_del", None),
    ],
)
def test_what_a_script_breaks_is_put_back_and_told_once(
    served: Served, do: str, warning: str | None
) -> None:
    async def body() -> None:
        for _ in range(2):
            await errors_of(served, do)
        if warning is not None:
            await until(lambda: warning in served.output)
            assert served.output.count(warning) == 1

    asyncio.run(asyncio.wait_for(body(), 60))


def test_a_copy_of_the_process_ends_with_its_run(served: Served) -> None:
    async def body() -> None:
        async with tab(served, "forks") as bad:
            await bad.settled()
            assert "the end" in texts(bad)
            assert "this is a copy" not in texts(bad)
            await until(lambda: not children(served.process.pid))

    asyncio.run(asyncio.wait_for(body(), 60))


def children(pid: int) -> list[str]:
    """The processes that a process has started, without those that have ended."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    found = [child for task in tasks for child in (task / "children").read_text().split()]
    return [each for each in found if Path(f"/proc/{each}/stat").read_text().split()[2] != "Z"]


async def until(condition: Callable[[], bool]) -> None:
    """Look at something outside of the protocol until it is so."""
    while not condition():  # noqa: ASYNC110  another process has no event to be awaited
        await asyncio.sleep(0.01)


def test_what_a_script_prints_is_read_at_once(served: Served) -> None:
    async def body() -> None:
        async with tab(served, "says") as one:
            await one.settled()
            await until(lambda: "here I am\n" in served.output)

    asyncio.run(asyncio.wait_for(body(), 60))


def test_what_a_script_prints_is_bounded(served: Served) -> None:
    async def body() -> None:
        async with tab(served, "prints") as bad:
            await bad.settled()
            await until(lambda: "[mini: a session prints more than 65,536" in served.output)
        assert len(re.findall("x{1000}", served.output)) < 1100

    asyncio.run(asyncio.wait_for(body(), 60))


def test_what_cannot_be_interrupted_is_named_and_loses_nothing(served: Served) -> None:
    async def body() -> None:
        async with tab(served, "catches_for_long") as bad:
            await bad.until(lambda tab: tab.state == "running" and bool(tab.all("button")))
            await bad.click(bad.find("button"))
            await bad.until(lambda tab: tab.tree.facts.get("held") is not None)
            sentence = "The app is in a call that cannot be interrupted (hostile.py, line "
            assert bad.tree.facts["held"].startswith(sentence)
            await bad.until(lambda tab: "n=1" in texts(tab))
            await bad.until(lambda tab: tab.tree.facts["held"] is None)
            await bad.stop()
        warning = "and is still in a call that cannot be interrupted (hostile.py, line "
        await until(lambda: warning in served.output)

    asyncio.run(asyncio.wait_for(body(), 60))
