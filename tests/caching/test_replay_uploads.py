"""Uploads in cached functions: as if the function had run, and shared by what files hold."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import Any

import pytest

import mini as st
from mini.testing import AppTest

KINDS = {
    "file_uploader": ("a.csv", b"one", b"two"),
    "camera_input": ("a.jpg", b"one", b"two"),
    "audio_input": ("a.wav", b"one", b"two"),
}


@pytest.fixture(autouse=True)
def runs() -> Iterator[list[Any]]:
    """What the cached functions of a test note when they run."""
    st.cache_data.clear()
    st.cache_resource.clear()
    log: list[Any] = []
    builtins.RUNS = log  # type: ignore[attr-defined]
    yield log
    del builtins.RUNS  # type: ignore[attr-defined]


def app(source: str) -> AppTest:
    return AppTest.from_string(
        "import builtins\nimport mini as st\nRUNS = builtins.RUNS\n" + source
    )


INSIDE = """
@st.cache_data(DECORATION)
def ask():
    RUNS.append(1)
    file = st.KIND("File", key="file")
    st.text(None if file is None else (file.name, file.file_id, file.tell(), file.read()))
    return file

found = ask()
st.text(None if found is None else (found.name, found.tell(), found.read()))
st.text(st.session_state.file and st.session_state.file.read())
"""


def shown(at: AppTest) -> list[str]:
    assert not at.exception
    return [each.value for each in at.text]


@pytest.mark.parametrize("decoration", ["", "persist='disk'"])
@pytest.mark.parametrize("kind", KINDS)
def test_two_sessions_share_what_equal_files_give(
    kind: str, decoration: str, runs: list[Any]
) -> None:
    name, one, two = KINDS[kind]
    source = INSIDE.replace("KIND", kind)
    cached = source.replace("DECORATION", decoration)
    live = app(source.replace("@st.cache_data(DECORATION)", ""))
    first, second = app(cached).run(), app(cached).run()
    live.run()
    assert shown(first) == shown(second) == shown(live) == ["None", "None", "None"]
    assert len(runs) == 2
    for content, counted in ((one, 2), (two, 2), (one, 1), (None, 1)):
        runs.clear()
        for at in (first, second, live):
            widget = at.find(kind)[0]
            (widget.clear() if content is None else widget.upload(name, content)).run()
        assert shown(first) == shown(second) == shown(live)
        assert len(runs) == counted, content
        assert (repr(content) if content else "None") == shown(live)[2]


def test_each_session_sees_its_own_file(runs: list[Any]) -> None:
    source = INSIDE.replace("KIND", "file_uploader").replace("DECORATION", "")
    first, second = app(source).run(), app(source).run()
    runs.clear()
    first.file_uploader[0].upload("a", b"one").run()
    second.file_uploader[0].upload("a", b"two").run()
    assert (shown(first)[2], shown(second)[2]) == ("b'one'", "b'two'")
    second.file_uploader[0].upload("b", b"one").run()
    assert "'b'" in shown(second)[0]
    assert len(runs) == 3


def test_several_files_and_an_interaction_after_a_hit(runs: list[Any]) -> None:
    source = """
@st.cache_data
def ask():
    RUNS.append(1)
    return [(each.name, each.read()) for each in st.file_uploader("F", accept_multiple_files=True)]

st.text(ask())
"""
    first, second = app(source).run(), app(source).run()
    for at in (first, second):
        at.file_uploader[0].upload("a", b"1").upload("b", b"2").run()
        assert shown(at) == ["[('a', b'1'), ('b', b'2')]"]
        at.file_uploader[0].upload("c", b"3").run()
        assert shown(at) == ["[('a', b'1'), ('b', b'2'), ('c', b'3')]"]
    assert len(runs) == 3


def test_a_file_given_to_a_function_counts_by_name_type_content_and_place(runs: list[Any]) -> None:
    source = """
@st.cache_data
def lines(file):
    RUNS.append(file.name)
    return file.read().count(b"\\n")

one = st.file_uploader("One")
two = st.file_uploader("Two")
if one and two:
    st.text((lines(one), lines(two)))
    two.seek(2)
    st.text(lines(two))
"""
    at = app(source).run()
    at.file_uploader[0].upload("a", b"\n\n\n").run()
    at.file_uploader[1].upload("a", b"\n\n\n").run()
    assert shown(at) == ["(3, 3)", "1"]
    assert runs == ["a", "a"]
    at.file_uploader[1].upload("b", b"\n\n\n").run()
    assert runs == ["a", "a", "b", "b"]
    other = app(source).run()
    other.file_uploader[0].upload("a", b"\n\n\n").run()
    other.file_uploader[1].upload("a", b"\n\n\n").run()
    assert shown(other) == ["(3, 3)", "1"]
    assert runs == ["a", "a", "b", "b"]


def test_what_a_call_reads_leaves_the_file_of_the_caller_where_it_was(runs: list[Any]) -> None:
    source = """
@st.cache_data
def lines(file, *, others):
    RUNS.append(1)
    return file.read().count(b"\\n") + sum(len(each.read()) for each in others)

@st.cache_data
def pieces(files):
    for file in files:
        yield file.read()

file = st.file_uploader("One")
if file:
    file.seek(1)
    st.text((lines(file, others=[file]), lines(file, others=[file]), file.tell()))
    st.text((list(pieces([file])), file.tell(), file.read()))
"""
    at = app(source).run()
    at.file_uploader[0].upload("a", b"\n\n\n").run()
    live = shown(at)
    assert live == ["(4, 4, 1)", "([b'\\n\\n'], 1, b'\\n\\n')"]
    at.run()
    assert shown(at) == live
    assert runs == [1]


def test_the_key_of_a_file_needs_none_of_its_bytes(runs: list[Any]) -> None:
    source = """
@st.cache_data
def size(file):
    return file.size

file = st.file_uploader("One")
if file:
    size(file)
    RUNS.append(file._data)
"""
    at = app(source).run()
    at.file_uploader[0].upload("a", b"x" * 100_000).run()
    assert runs == [None]


def test_a_file_that_was_written_to_counts_by_what_it_holds_then(runs: list[Any]) -> None:
    source = """
@st.cache_data
def content(file):
    RUNS.append(1)
    return file.getvalue()

file = st.file_uploader("One")
if file:
    before = content(file)
    file.write(b"X")
    file.seek(0)
    st.text((before, content(file)))
"""
    at = app(source).run()
    at.file_uploader[0].upload("a", b"abc").run()
    assert shown(at) == ["(b'abc', b'Xbc')"]
    assert len(runs) == 2


@pytest.mark.parametrize("decoration", ["", "persist='disk'"])
def test_a_message_with_files_is_asked_for_in_each_session(
    decoration: str, runs: list[Any]
) -> None:
    source = """
@st.cache_data(DECORATION)
def ask():
    RUNS.append(1)
    said = st.chat_input("Say", key="say", accept_file=True, accept_audio=True)
    st.text(None if said is None else (said.text, said.files[0].read(), said.audio))
    return said

found = ask()
st.text(None if found is None else found.files[0].getvalue())
"""
    cached = source.replace("DECORATION", decoration)
    first, second = app(cached).run(), app(cached).run()
    assert shown(first) == shown(second) == ["None", "None"]
    assert len(runs) == 1
    for at in (first, second):
        at.chat_input[0].set_value("look").upload("a", b"abc").run()
        assert shown(at) == ["('look', b'abc', None)", "b'abc'"]
        at.run()
        assert shown(at) == ["None", "None"]
    assert len(runs) == 3
