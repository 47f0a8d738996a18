"""Numbers and texts survive the wire: through our encoder, real JavaScript, and back."""

from __future__ import annotations

import math
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mini.model.element import encode, from_number, number

ROOT = Path(__file__).parents[2]
SURROGATES = range(0xD800, 0xE000)


@pytest.fixture(scope="module")
def javascript() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, str(ROOT / "tools/node.py"), "node"]
    script = Path(__file__).with_name("through_javascript.mjs")
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, str(script)], stdin=pipe, stdout=pipe) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def through(
    process: subprocess.Popen[bytes], numbers: list[float], texts: list[str]
) -> tuple[list[float], list[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(encode({"numbers": [number(n) for n in numbers], "texts": texts}) + b"\n")
    process.stdin.flush()
    back = msgspec.json.decode(process.stdout.readline())
    return [from_number(n) for n in back["numbers"]], back["texts"]


def same(one: float, other: float) -> bool:
    """The same number: integers exactly, floats bit by bit, any NaN like any other."""
    if isinstance(one, int):
        return int(other) == one
    if math.isnan(one):
        return math.isnan(other)
    return struct.pack("d", one) == struct.pack("d", float(other))


numbers = st.one_of(st.floats(), st.integers(), st.integers(-(2**70), 2**70))


@settings(max_examples=300, deadline=None)
@given(st.lists(numbers, max_size=20), st.lists(st.text(st.characters(codec="utf-8")), max_size=10))
def test_numbers_and_texts_survive_javascript(
    javascript: subprocess.Popen[bytes], values: list[float], texts: list[str]
) -> None:
    back, back_texts = through(javascript, values, texts)
    assert len(back) == len(values)
    assert all(map(same, values, back)), (values, back)
    assert back_texts == texts


@pytest.mark.parametrize(
    "value", [0.0, -0.0, 2**53, 2**53 + 1, -(2**63), 1e308, 5e-324, math.inf, -math.inf, math.nan]
)
def test_the_hard_numbers(javascript: subprocess.Popen[bytes], value: float) -> None:
    (back,), _ = through(javascript, [value], [])
    assert same(value, back)


def test_texts_that_look_like_what_the_codec_uses(javascript: subprocess.Popen[bytes]) -> None:
    texts = ["#NaN", "#1", "\0-0", '"\\u0000-0"', "-0.0", "\u2028", "\0", "𝄞"]
    assert through(javascript, [], texts) == ([], texts)


def test_lone_surrogates_are_replaced_and_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    assert msgspec.json.decode(encode({"a": ["x\ud800y", "𝄞"]})) == {"a": ["x\ufffdy", "𝄞"]}
    assert "lone surrogate" in caplog.text


@given(st.text())
def test_text_that_is_no_number_is_refused(text: str) -> None:
    try:
        from_number("#" + text)
    except ValueError:
        return
    assert text in {"NaN", "Infinity", "-Infinity"} or int(text) is not None
