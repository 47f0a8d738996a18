"""`write_stream`, and `write` of what streams."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st_

from mini.errors import ArgumentError
from mini.run.chunks import pieces, unpacked
from mini.testing import AppTest, Client
from tests.caching.guide_support import times, two_sessions
from tests.elements.shown import HEAD, refusal, run
from tests.serving import serve_source

SAVED = "\nst.session_state.out = out"
WORDS = "def words():\n    yield 'one '\n    yield ''\n    yield 'two'\n"
ASYNC = "async def words():\n    for word in ('one ', 'two'):\n        yield word\n"


@pytest.mark.parametrize(
    "call",
    [WORDS + "out = st.write_stream(words)", WORDS + "out = st.write_stream(words())",
     "out = st.write_stream(['one ', 'two'])", "out = st.write_stream(lambda: ['one ', 'two'])",
     "out = st.write_stream(iter(('one ', 'two')), cursor='▌')",
     ASYNC + "out = st.write_stream(words)", ASYNC + "out = st.write_stream(words())",
     "out = st.sidebar.write_stream(['one ', 'two'])",
     WORDS + "with st.chat_message('ai'):\n    out = st.write_stream(words)",
     "out = st.empty().write_stream(['one ', 'two'])",
     "out = st.text('before').write_stream(['one ', 'two'])"],
)  # fmt: skip
def test_texts_are_one_text(call: str) -> None:
    app = run(call + SAVED)
    assert app.session_state["out"] == "one two"
    (shown,) = app.markdown
    assert (shown.element.body, shown.element.growing, shown.element.cursor) == (
        "one two", False, None,
    )  # fmt: skip


@pytest.mark.parametrize("stream", ["words", "words()"])
@pytest.mark.parametrize("source", [WORDS, ASYNC])
def test_write_streams_too(stream: str, source: str) -> None:
    assert [text.value for text in run(f"{source}st.write({stream})").markdown] == ["one two"]


def test_other_things_are_shown_as_they_come_and_can_be_written_again() -> None:
    app = run(
        "out = st.write_stream(['a', 'b', 42, {'c': 1}, lambda: st.text('called'), 'd', 'e'])\n"
        "st.divider()\nst.write(out)" + SAVED
    )
    assert app.session_state["out"] == ["ab", 42, {"c": 1}, "de"]
    kinds = [view.kind for view in app.main.children]
    assert kinds[:5] == ["markdown", "markdown", "json", "text", "markdown"]
    assert [view.kind for view in app.main.children[6:]] == [
        "markdown", "markdown", "json", "markdown",
    ]  # fmt: skip


def test_an_empty_stream_is_an_empty_text() -> None:
    app = run("out = st.write_stream([])" + SAVED)
    assert app.session_state["out"] == ""
    assert len(app.main) == 0


@pytest.mark.parametrize("stream", ["'text'", "b'bytes'", "5", "None", "lambda: 5",
                                    "__import__('pandas').DataFrame()"])  # fmt: skip
def test_what_is_no_stream_is_refused(stream: str) -> None:
    assert refusal(f"st.write_stream({stream})").endswith(
        "It is a generator, a function that makes one, or anything else that gives its pieces one "
        "by one; show other values with `st.write`."
    )
    assert "cannot use cursor=5" in refusal("st.write_stream([], cursor=5)")


def test_an_error_in_the_stream_leaves_what_came_before() -> None:
    app = AppTest.from_string(
        HEAD + "def bad():\n    yield 'so far'\n    raise ValueError('broken')\n"
        "st.write_stream(bad, cursor='▌')"
    ).run()
    assert app.markdown[0].element.cursor is None
    assert (app.markdown[0].value, app.exception[0].message) == ("so far", "broken")


def test_an_async_stream_that_fails_is_closed() -> None:
    closed = []

    async def words() -> AsyncIterator[str]:
        try:
            yield "a"
            await asyncio.sleep(0)
            raise ValueError
        finally:
            closed.append(True)

    found: list[str] = []
    with pytest.raises(ValueError):  # noqa: PT011  it has no message
        found.extend(pieces("write_stream", words))
    assert closed == [True]


class Shape:
    """Something with attributes, as a library's chunks are."""

    def __init__(self, **given: object) -> None:
        vars(self).update(given)


class ChatCompletionChunk(Shape):
    """As OpenAI has it."""


class ResponseTextDeltaEvent(Shape):
    """As OpenAI's responses have it."""


class AIMessageChunk(Shape):
    """As LangChain has it."""


@pytest.mark.parametrize(
    ("chunk", "text"),
    [
        (ChatCompletionChunk(choices=[Shape(delta=Shape(content="a"))]), "a"),
        (ChatCompletionChunk(choices=[Shape(delta=Shape(content=None))]), ""),
        (ChatCompletionChunk(choices=[Shape(delta=None)]), ""),
        (ChatCompletionChunk(choices=[]), ""),
        (ResponseTextDeltaEvent(type="response.output_text.delta", delta="a"), "a"),
        (ResponseTextDeltaEvent(type="response.refusal.delta", delta="No."), "No."),
        (ResponseTextDeltaEvent(type="response.completed"), ""),
        (AIMessageChunk(content="a"), "a"),
        (AIMessageChunk(content=["a", {"type": "text", "text": "b"}, {"type": "x"}]), "ab"),
        ("a", "a"),
        (5, 5),
        ({"choices": []}, {"choices": []}),
    ],
)
def test_the_chunks_of_models_are_their_texts(chunk: object, text: object) -> None:
    assert unpacked(chunk) == text


def test_pieces_says_what_it_cannot_use() -> None:
    with pytest.raises(ArgumentError, match="`x` cannot use stream=5"):
        pieces("x", 5)


@settings(max_examples=25, deadline=None)
@given(st_.lists(st_.text(alphabet=st_.sampled_from("ab *_`#-\n|1."), max_size=4), max_size=8))
def test_a_stream_ends_as_its_text_would_be_shown(parts: list[str]) -> None:
    app = run(f"parts = {parts!r}\nout = st.write_stream(parts)\nst.markdown(''.join(parts))"
              + SAVED)  # fmt: skip
    assert app.session_state["out"] == "".join(parts)
    shown = [view.element for view in app.markdown]
    assert shown[0] == shown[-1]


def test_a_stream_comes_back_from_the_cache() -> None:
    first, second = two_sessions("""
@st.cache_data
def answer():
    ran("answer")
    return st.write_stream(["a ", "b", 5, "c"], cursor="▌")

st.text(answer())
""")
    assert times("answer") == 1
    for app in (first, second):
        assert app.text[0].value == "['a b', 5, 'c']"
        assert [text.value for text in app.markdown] == ["a b", "`5`", "c"]


STREAM = """
    import time
    import mini as st

    def words():
        for number in range(count):
            yield f"word{number} "
            time.sleep(0.004)

    count = st.number_input("count", value=0)
    st.write_stream(words, cursor="▌")
"""


def test_what_was_sent_is_not_sent_again(tmp_path: Path) -> None:
    async def received(url: str, count: int) -> int:
        async with asyncio.timeout(60), Client(url) as tab:
            await tab.settled()
            before = tab.received_bytes
            await tab.set(tab.find("number_input"), count)
            await tab.settled()
            body = tab.find("markdown").props["body"]
            assert body == " ".join(f"word{number}" for number in range(count))
            operations = [d["op"] for batch in tab.batches for d in batch.get("deltas", ())]
            assert operations.count("append") > 5
            return tab.received_bytes - before

    with serve_source(tmp_path, STREAM) as served:
        few = asyncio.run(received(served.url, 150))
        many = asyncio.run(received(served.url, 600))
    # Four times the text is about four times the bytes; with whole texts it would be sixteen.
    assert many < 7 * few
