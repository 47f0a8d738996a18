"""`chat_input` with files and recordings: what a script gets of a message."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from mini.model.message import Trigger
from mini.run.chat_value import ChatInputValue
from mini.testing import AppTest
from tests.elements.shown import refusal, run

APP = """
import mini as st
st.session_state.setdefault("all", [])
def sent():
    st.session_state.called = st.session_state.say and st.session_state.say.to_dict()
said = st.chat_input("Say", key="say", on_submit=sent, OPTIONS)
if said:
    st.session_state.all.append(said)
    st.text(said.text)
"""


def app(options: str) -> AppTest:
    return AppTest.from_string(APP.replace("OPTIONS", options)).run()


def last(at: AppTest) -> Any:
    assert not at.exception
    return at.session_state["all"][-1]


def test_a_message_has_a_text_and_files() -> None:
    at = app("accept_file='multiple'")
    field = at.chat_input[0]
    field.set_value("two").upload("a.txt", b"1").upload("b.txt", b"2").run()
    said = last(at)
    assert (said.text, [each.name for each in said.files]) == ("two", ["a.txt", "b.txt"])
    assert said["files"][1].read() == b"2"
    assert list(said) == ["text", "files"]
    assert at.session_state.called["text"] == "two"
    assert len(at.session_state["all"]) == 1
    at.run()
    assert len(at.session_state["all"]) == 1
    assert len(at.page.widgets.uploads) == 0
    assert said.files[0].read() == b"1"  # gone from the disk, and there for who has kept it


def test_files_alone_are_a_message_and_nothing_is_none() -> None:
    at = app("accept_file=True")
    at.chat_input[0].upload("a", b"1").upload("b", b"2").run()
    assert [each.name for each in last(at).files] == ["b"]
    assert last(at).text == ""
    at.chat_input[0].set_value("").run()
    at.chat_input[0].set_value("only words").run()
    assert last(at).files == []
    assert len(at.session_state["all"]) == 2


def test_a_recording_comes_beside_the_files() -> None:
    at = app("accept_audio=True, accept_file=True, file_type='txt'")
    at.chat_input[0].record(b"RIFF").upload("a.txt", b"1").run()
    said = last(at)
    assert (said.audio.type, said.audio.read()) == ("audio/wav", b"RIFF")
    assert [each.name for each in said.files] == ["a.txt"]
    at.chat_input[0].set_value("silent").run()
    assert last(at).audio is None
    assert list(last(at)) == ["text", "files", "audio"]
    only = app("accept_audio=True")
    only.chat_input[0].record(b"RIFF").run()
    assert list(last(only)) == ["text", "audio"]
    with pytest.raises(ValueError, match=r"The file is of another type than is wanted here: \.wav"):
        only.chat_input[0].upload("a.txt", b"")


def test_without_them_a_message_is_a_text() -> None:
    at = run("st.text(st.chat_input())")
    at.chat_input[0].set_value("plain").run()
    assert at.text[0].value == "plain"
    with pytest.raises(ValueError, match="takes no files"):
        at.chat_input[0].upload("a", b"")


def test_what_was_not_asked_for_is_not_there() -> None:
    at = app("accept_audio=True")
    at.chat_input[0].set_value("x").run()
    said = last(at)
    with pytest.raises(
        AttributeError, match=r"no 'files': give `st.chat_input` an `accept_file`\."
    ):
        _ = said.files
    with pytest.raises(KeyError):
        said["files"]
    with pytest.raises(AttributeError, match=r"This message has no 'words'\."):
        _ = said.words


def test_it_is_a_mapping_that_can_be_changed_copied_and_pickled() -> None:
    said = ChatInputValue("x", files=[])
    said.text = "y"
    said["files"] = [1]
    assert said == {"text": "y", "files": [1]} == said.to_dict()
    assert repr(said) == "ChatInputValue(text='y', files=[1])"
    for again in (copy.copy(said), copy.deepcopy(said), pickle.loads(pickle.dumps(said))):
        assert (again, type(again)) == (said, ChatInputValue)
    with pytest.raises(KeyError):
        said["audio"] = 1
    del said["files"]
    assert list(said) == ["text"]
    assert "files" not in said


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        (1, None),
        ({}, None),
        ({"text": 1}, None),
        ({"text": "x" * 11}, None),
        ({"text": "x", "files": "x", "audio": 1}, ("x", [])),
        ({"text": "x", "files": ["no", 1, None]}, ("x", [])),
        ({"text": "", "files": ["no"]}, None),
    ],
)
def test_what_no_browser_sends(wire: Any, expected: Any) -> None:
    at = app("accept_file='multiple', max_chars=10")
    at.trigger = Trigger(at.chat_input[0].id or "", wire)
    at.run()
    found = at.session_state["all"][-1:]
    assert [(said.text, said.files) for said in found] == ([expected] if expected else [])
    assert not at.exception


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("accept_file='all'", "It is False, True, 'multiple' or 'directory'."),
        ("accept_file=1", "It is False, True, 'multiple' or 'directory'."),
        ("accept_file=True, file_type=1", "It is an ending such as"),
        ("max_upload_size=0", "It is a whole number of megabytes above 0"),
        ("accept_audio=True, audio_sample_rate=1", "It is 8000, 11025, 16000"),
    ],
)
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(f"st.chat_input({code})")
