"""`write_stream`: shows what comes bit by bit, as it comes."""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable
from typing import Any

from mini.elements.streaming import stream as stream_
from mini.elements.write import write
from mini.run import checks
from mini.run.container import command


@command
def write_stream(
    stream: Callable[..., Any] | Iterable[Any] | AsyncIterable[Any], *, cursor: str | None = None
) -> str | list[Any]:
    """Show what a stream gives as it comes, and give all of it.

    `stream` is a generator, a function that makes one, anything else that gives its pieces one by
    one, also asynchronously, or the stream of a language model (OpenAI's chat completions and
    responses, LangChain's messages). Texts that follow each other are one text with Markdown;
    anything else is shown as by `write`. `cursor` is shown at the end of the text while it grows.
    Gives the text, or a list where there was more than one text. Raises `ArgumentError`.

        import mini as st

        def answer():
            for word in "There are **344** penguins.".split():
                yield word + " "

        text = st.write_stream(answer, cursor="▌")
    """
    return stream_(stream, checks.optional_text("write_stream", "cursor", cursor), write)
