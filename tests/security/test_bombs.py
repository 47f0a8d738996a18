"""Small things that would become large, or keep a server busy without an end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mini.testing import AppTest, Client
from tests.serving import Served, serve_source

APP = """
    import mini as st
    st.number_input("number", value=1)
    st.text_input("text")
    st.slider("slider")
    st.multiselect("many", ["a", "b"])
    st.date_input("date")
    if st.button("good"):
        st.text("still here")
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_source(tmp_path_factory.mktemp("app"), APP) as served:
        yield served


DEEP = [
    form * depth + "1" + end * depth
    for form, end in (("[", "]"), ('{"a":', "}"), ('[{"a":', "}]"))
    for depth in (65, 900, 1100, 30_000)
]
STRANGE = [
    "1e400", "-1e400", "1e-999999999", "1" + "0" * 5000, "1" + "0" * 300_000, "0." + "1" * 300_000,
    "NaN", "Infinity", '"\\ud800"', '"\\u0000"', '"' + "x" * 900_000 + '"', "null", "[]", "{}",
    "true", '"#NaN"', '"#' + "9" * 300_000 + '"', '{"__class__": "x"}', "[" + "1," * 200_000 + "1]",
    '{"' + "k" * 500_000 + '": 1}', '"1e999999999"', "-0", "1E+2", "[[],[],[]]", '"0x10"', "1_000",
]  # fmt: skip


def test_no_value_of_a_widget_is_too_deep_or_strange_for_the_server(served: Served) -> None:
    async def run() -> list[str]:
        async with Client(served.url) as tab:
            await tab.settled()
            ids = [node.id for node in tab.tree.nodes.values() if node.id is not None]
            for value in [*DEEP, *STRANGE]:
                for id_ in ids[:5]:
                    tab.cseq += 1
                    said = f'{{"type":"interact","cseq":{tab.cseq},"values":{{{json.dumps(id_)}:'
                    await tab.send(said + value + "}}")
                    before = len(tab.refusals)
                    await tab.until(_answered(before))
                    tab.cseq = tab.received  # what was refused does not count
            await tab.click(tab.find("button"))
            await tab.until(lambda tab: any(node.kind == "text" for node in tab.all("text")))
            return [refusal["message"] for refusal in tab.refusals]

    refused = asyncio.run(run())
    assert "A message nests at most 64 lists and objects in one another." in refused
    assert served.process.poll() is None
    assert "Traceback" not in served.output


def _answered(refusals: int) -> Callable[[Client], bool]:
    return lambda tab: tab.received == tab.cseq or len(tab.refusals) > refusals


def test_names_of_widgets_may_be_anything(served: Served) -> None:
    async def run() -> None:
        async with Client(served.url) as tab:
            await tab.settled()
            names = [
                "",
                "x" * 500_000,
                "\0",
                "$" * 1000,
                "__class__",
                "../..",
                "\u202e",
                "é" * 1000,
            ]
            values = dict.fromkeys(names, 1) | {f"n{n}": n for n in range(10_000)}
            await tab.interact(values)
            await tab.click(tab.find("button"))
            await tab.settled()
            assert tab.find("text").props["body"] == "still here"

    asyncio.run(run())
    assert "Traceback" not in served.output


# What scripts make


def test_containers_without_an_end_are_an_error_that_says_so() -> None:
    at = AppTest.from_string(
        """
        import mini as st
        box = st
        while True:
            box = box.container()
        """
    ).run()
    (error,) = at.exception
    assert error.type == "PlacementError"
    assert error.message.startswith("This `container` stands in 100 others, one in ano")
    assert "raise `server.maxNesting`" in error.message


def test_containers_may_stand_in_one_another_as_far_as_is_said() -> None:
    at = AppTest.from_string(
        """
        import mini as st
        st.set_option("server.maxNesting", 200)
        box = st
        for _ in range(200):
            box = box.container()
        box.text("deep")
        st.set_option("server.maxNesting", 100)
        """
    ).run()
    assert not at.exception
    assert at.text[0].value == "deep"


# Content


@pytest.mark.parametrize(
    "data",
    [
        "b'<!---->' * 500 + b'x'", "b'<?x?>' * 700", "b'<!--' * 1000", "b' ' * 5000 + b'x'",
        "b'<svg ' * 500_000", "b'<svg viewBox=' + b' ' * 500_000", "b'%!PS-Adobe-3.0 EPSF-3.0\\n'",
        "b'\\xd7\\xcd\\xc6\\x9a' + bytes(100)", "b'%PDF-1.4'",
        "b'\\x89PNG\\r\\n\\x1a\\n' + b'x' * 99",
        "b'GIF89a' + b'\\xff' * 99", "b'BM' + b'\\xff' * 99", "b'RIFF\\0\\0\\0\\0WEBP' + b'x' * 50",
    ],
)  # fmt: skip
def test_hostile_pictures_are_refused_or_left_to_the_browser(data: str) -> None:
    at = AppTest.from_string(f"import mini as st\nst.image({data})\nst.text('after')").run()
    assert all(error.type == "ArgumentError" for error in at.exception)
    assert bool(at.exception) != bool(at.text)


@pytest.mark.parametrize(
    "size", ["width='1e999' height='1'", "viewBox='0 0 1e999 1'", f"width='{'9' * 400}' height='1'"]
)
def test_a_drawing_of_no_size_has_none(size: str) -> None:
    source = f'import mini as st\nst.image("<svg {size}></svg>")'
    at = AppTest.from_string(source).run()
    assert not at.exception


@pytest.mark.parametrize("part", ["<style>", "<!--", "<style></style>", "<!---->", "<style "])
def test_style_sheets_are_told_from_text_at_once(part: str) -> None:
    at = AppTest.from_string(f"import mini as st\nst.html({part!r} * 50_000 + 'x')").run()
    assert not at.exception


LOGIN = """
    import mini as st
    if st.text_input("word", key="word") != "open":
        st.stop()
    st.text([len(st.text_area(name, key=name)) for name in ("early", "late")])
"""


def test_values_for_widgets_that_are_never_drawn_are_not_kept_for_ever(tmp_path: Path) -> None:
    async def body(url: str) -> list[object]:
        async with Client(url) as tab:
            await tab.settled()
            await tab.interact({"$early": "x" * 1_000_000})
            for number in range(17):
                await tab.interact({f"none{number}": "x" * 1_000_000})
            await tab.interact({"$late": "y" * 1000})
            await tab.interact({"$word": "open"})
            await tab.settled()
            return [node.props["body"] for node in tab.all("text")]

    with serve_source(tmp_path, LOGIN) as served:
        assert asyncio.run(body(served.url)) == ["[0, 1000]"]
