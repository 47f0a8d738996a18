"""What streams give: their pieces one by one, and the text in the chunks of language models.

Chunks are known by their shape and the names of their types; no library is imported for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, Callable, Iterable, Iterator
from typing import Any, Final

from mini.errors import ArgumentError
from mini.run.frames import is_table

_FIX: Final = (
    "It is a generator, a function that makes one, or anything else that gives its pieces one by "
    "one; show other values with `st.write`."
)
_TEXTS: Final = frozenset({"response.output_text.delta", "response.refusal.delta"})
_END: Final = object()


def pieces(command: str, stream: Any) -> Iterator[Any]:
    """Go through a stream, with chunks of models as their texts. Raises `ArgumentError`."""
    values = stream
    if callable(stream) and not isinstance(stream, Iterable | AsyncIterable):
        values = stream()
    if isinstance(values, AsyncIterable):
        return map(unpacked, _awaited(values))
    if isinstance(values, str | bytes) or is_table(values) or not isinstance(values, Iterable):
        raise ArgumentError(command, "stream", stream, _FIX)
    return map(unpacked, values)


def is_stream(value: Any) -> bool:
    """Say whether a value is a stream of one of the libraries that speak to models."""
    kind = type(value)
    return kind.__module__.startswith("openai.") and kind.__name__.endswith("Stream")


def unpacked(chunk: Any) -> Any:
    """Give the text of a model's chunk; anything else is given as it is."""
    if isinstance(chunk, str):
        return chunk
    for fits, text in _CHUNKS:
        if fits(chunk):
            return text(chunk)
    return chunk


def _of_completion(chunk: Any) -> str:
    delta = chunk.choices[0].delta if chunk.choices else None
    return getattr(delta, "content", None) or ""


def _of_event(chunk: Any) -> str:
    return (chunk.delta or "") if chunk.type in _TEXTS else ""


def _of_message(chunk: Any) -> str:
    content = chunk.content or ""
    if isinstance(content, str):
        return content
    return "".join(part if isinstance(part, str) else part.get("text", "") for part in content)


def _named(name: str, *attributes: str) -> Callable[[Any], bool]:
    def fits(chunk: Any) -> bool:
        return type(chunk).__name__.endswith(name) and all(hasattr(chunk, a) for a in attributes)

    return fits


def _is_event(chunk: Any) -> bool:
    kind = getattr(chunk, "type", None)
    return (
        isinstance(kind, str) and kind.startswith("response.") and "Event" in type(chunk).__name__
    )


_CHUNKS: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any], str]], ...]] = (
    (_named("ChatCompletionChunk", "choices"), _of_completion),
    (_is_event, _of_event),
    (_named("MessageChunk", "content"), _of_message),
)


def _awaited(values: AsyncIterable[Any]) -> Iterator[Any]:
    """Go through what is asynchronous, in a loop of its own."""
    with asyncio.Runner() as runner:
        waiting = aiter(values)
        try:
            while (value := runner.run(_next(waiting))) is not _END:
                yield value
        finally:
            if hasattr(waiting, "aclose"):
                runner.run(waiting.aclose())


async def _next(values: Any) -> Any:
    return await anext(values, _END)
