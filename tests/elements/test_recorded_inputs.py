"""`camera_input` and `audio_input`: what a script gets, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from mini.testing import AppTest
from tests.elements.shown import element, refusal, run

KINDS = {"camera_input": ("a.jpg", "image/jpeg"), "audio_input": ("a.wav", "audio/x-wav")}
BOTH = pytest.mark.parametrize("kind", KINDS)
APP = """
import mini as st
def changed():
    st.session_state.seen = st.session_state.one and st.session_state.one.name
taken = st.KIND("One", key="one", on_change=changed)
st.text(None if taken is None else (taken.name, taken.size, taken.read()))
"""


@BOTH
def test_the_value_is_a_file_or_none(kind: str) -> None:
    name, _ = KINDS[kind]
    app = AppTest.from_string(APP.replace("KIND", kind)).run()
    assert app.text[0].value == "None"
    for _ in range(2):
        app.find(kind)[0].upload(name, b"abc").run()
        assert app.text[0].value == str((name, 3, b"abc"))
        assert app.run().text[0].value == str((name, 3, b"abc"))
        assert app.session_state.seen == name
    app.find(kind)[0].clear().run()
    assert app.text[0].value == "None"
    assert app.session_state.seen is None
    assert len(app.page.widgets.uploads) == 0


@BOTH
def test_it_takes_its_own_type_only(kind: str) -> None:
    name, _ = KINDS[kind]
    app = run(f"st.{kind}('One')")
    sentence = f"The file is of another type than is wanted here: {name[1:]}"
    with pytest.raises(ValueError, match=sentence):
        app.find(kind)[0].upload("a.exe", b"")
    app.find(kind)[0].set_value((name, b"1", KINDS[kind][1]))
    assert app.find(kind)[0].value.type == KINDS[kind][1]


@BOTH
def test_it_works_in_each_container_and_in_with(kind: str) -> None:
    app = run(f"""
st.sidebar.{kind}("One")
with st.container():
    st.{kind}("Two")
st.empty().{kind}("Three")
""")
    assert [each.label for each in app.find(kind)] == ["Two", "Three", "One"]


def test_what_is_wished_for() -> None:
    assert element("st.camera_input('One')").resolution is None
    assert element("st.camera_input('One', resolution='1080p')").resolution == "1080p"
    assert element("st.audio_input('One')").sample_rate == 16000
    assert element("st.audio_input('One', sample_rate=None)").sample_rate is None
    numpy = "import numpy as np\nst.audio_input('1', sample_rate=np.int64(8000))"
    assert element(numpy).sample_rate == 8000


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("camera_input('One', resolution='4k')", "It is '480p', '720p', '1080p' or None."),
        ("camera_input('One', width=0)", "It is 'stretch', or a whole number of pixels above 0."),
        ("audio_input('One', sample_rate=1)", "It is 8000, 11025, 16000, 22050, 24000, 32000, 44"),
        ("audio_input('One', sample_rate=True)", "It is 8000, 11025, 16000, 22050, 24000, 32000"),
    ],
)
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(f"st.{code}")


@BOTH
@pytest.mark.parametrize("wire", [None, "x", ["x"], ["x", "y"]])
def test_what_no_browser_sends_counts_as_nothing(kind: str, wire: Any) -> None:
    app = AppTest.from_string(APP.replace("KIND", kind)).run()
    app.find(kind)[0].set_wire(wire).run()
    assert app.text[0].value == "None"
    assert not app.exception
