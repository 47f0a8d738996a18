"""`file_uploader`: what a script gets of a file, and what is refused."""

from __future__ import annotations

import copy
import io
import pickle
import shutil
import subprocess
import sys
import zipfile
from typing import Any

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from mini.page.uploads import Accepts
from mini.run.uploaded_file import UploadedFile
from mini.session.inbox import clean_name
from mini.session.upload_folder import FOLDER
from mini.testing import AppTest
from tests.elements.shown import element, refusal, run

APP = """
import mini as st
file = st.file_uploader("One", key="one")
st.text(None if file is None else (file.name, file.type, file.size, file.tell()))
if file is not None:
    st.session_state.again = st.session_state.one is file, st.session_state.one == file
    file.read()
"""


def uploaded(content: bytes, name: str = "a.bin", **options: Any) -> UploadedFile:
    """A file as a script gets it."""
    app = run("st.file_uploader('One')")
    file = app.file_uploader[0].upload(name, content).value
    assert isinstance(file, UploadedFile)
    return file


def test_the_value_is_a_file_and_none_without_one() -> None:
    app = AppTest.from_string(APP).run()
    assert app.text[0].value == "None"
    app.file_uploader[0].upload("a.csv", b"a,b").run()
    assert app.text[0].value == "('a.csv', 'text/csv', 3, 0)"
    assert app.session_state.again == (False, True)
    app.file_uploader[0].clear().run()
    assert app.text[0].value == "None"


def test_each_run_gets_it_at_its_beginning() -> None:
    app = AppTest.from_string(APP).run()
    app.file_uploader[0].upload("a.csv", b"a,b").run()
    for _ in range(2):
        assert app.run().text[0].value == "('a.csv', 'text/csv', 3, 0)"


def test_runs_share_the_bytes_that_were_read() -> None:
    app = run("st.file_uploader('One')")
    widget = app.file_uploader[0].upload("a", b"x" * 10_000)
    one, two = widget.value, widget.value
    assert one is not two
    assert one.getvalue() is two.getvalue()


def test_several_files_are_a_list() -> None:
    app = run("st.text(st.file_uploader('Many', accept_multiple_files=True) == [])")
    assert app.text[0].value == "True"
    many = app.file_uploader[0]
    many.upload("a.txt", b"1").upload("b.txt", b"2").upload("a.txt", b"1").run()
    assert [each.name for each in many.value] == ["a.txt", "b.txt", "a.txt"]
    assert len({each.file_id for each in many.value}) == 3
    many.set_value([("c.txt", b"3", "text/plain")]).run()
    assert [(each.name, each.type) for each in many.value] == [("c.txt", "text/plain")]
    many.set_value(None).run()
    assert many.value == []


def test_one_file_takes_the_place_of_the_one_before() -> None:
    app = AppTest.from_string(APP).run()
    app.file_uploader[0].upload("a.txt", b"1").run()
    app.file_uploader[0].upload("b.txt", b"2").run()
    assert app.text[0].value == "('b.txt', 'text/plain', 1, 0)"
    assert len(app.page.widgets.uploads) == 1


def test_files_with_the_same_name_type_and_content_have_the_same_id() -> None:
    one, two, other = uploaded(b"1"), uploaded(b"1"), uploaded(b"2")
    assert one.file_id == two.file_id != other.file_id
    assert one == two != other
    assert len({one, two, other}) == 2


def test_libraries_read_it_as_any_file() -> None:
    assert pd.read_csv(uploaded(b"a,b\n1,2\n")).to_dict("list") == {"a": [1], "b": [2]}
    image, out = Image.new("RGB", (3, 2)), io.BytesIO()
    image.save(out, "PNG")
    assert Image.open(uploaded(out.getvalue())).size == (3, 2)
    np.save(out := io.BytesIO(), np.arange(3))
    assert list(np.load(uploaded(out.getvalue()))) == [0, 1, 2]
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        archive.writestr("in", "side")
    assert zipfile.ZipFile(uploaded(out.getvalue())).read("in") == b"side"
    frame = pd.DataFrame({"a": [1]})
    frame.to_parquet(out := io.BytesIO())
    assert pd.read_parquet(uploaded(out.getvalue())).equals(frame)
    assert io.TextIOWrapper(uploaded("ä\nb".encode()), "utf-8").readlines() == ["ä\n", "b"]
    assert io.StringIO(uploaded(b"x").getvalue().decode()).read() == "x"


def test_it_is_a_bytesio_in_all_that_can_be_done() -> None:
    file = uploaded(b"one\ntwo\n")
    assert isinstance(file, io.BytesIO)
    assert list(file) == [b"one\n", b"two\n"]
    assert file.seek(1) == 1
    assert (file.read(2), file.tell(), file.readline()) == (b"ne", 3, b"\n")
    assert bytes(file.getbuffer()) == b"one\ntwo\n"
    file.seek(0, io.SEEK_END)
    file.write(b"three")
    assert file.getvalue() == b"one\ntwo\nthree"
    file.truncate(3)
    assert file.getvalue() == b"one"
    with uploaded(b"x") as opened:
        assert opened.read() == b"x"
    with pytest.raises(ValueError, match="closed"):
        opened.read()
    unread = uploaded(b"x")
    unread.close()
    with pytest.raises(ValueError, match="closed"):
        unread.read()


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda f: pickle.loads(pickle.dumps(f))]
)
def test_copies_have_a_place_of_their_own(again: Any) -> None:
    file = uploaded(b"abcdef", "a.csv")
    file.seek(2)
    twin = again(file)
    assert (twin.tell(), twin.read(), file.tell()) == (2, b"cdef", 2)
    assert (twin.name, twin.type, twin.size, twin.file_id) == (
        file.name, file.type, file.size, file.file_id,
    )  # fmt: skip
    assert twin == file
    file.write(b"X")
    changed = again(file)
    assert changed.getvalue() == b"abXdef"
    assert twin.getvalue() == b"abcdef"


def test_writing_to_one_changes_no_other() -> None:
    app = run("st.file_uploader('One')")
    widget = app.file_uploader[0].upload("a", b"abc")
    one, two = widget.value, widget.value
    one.write(b"X")
    one.getbuffer()[1] = ord("Y")
    assert (one.getvalue(), two.getvalue(), widget.value.getvalue()) == (b"XYc", b"abc", b"abc")


@pytest.mark.parametrize("content", [b"abc", b"large" * 100_000])
def test_what_the_script_has_kept_can_be_read_when_the_file_is_gone(content: bytes) -> None:
    app = AppTest.from_string("""
import mini as st
file = st.file_uploader("One")
if file is not None:
    st.session_state.unread = file
""").run()
    app.file_uploader[0].upload("a", content).run()
    app.file_uploader[0].clear().run()
    assert len(app.page.widgets.uploads) == 0
    assert app.session_state.unread.read() == content


def test_none_means_one_file() -> None:
    app = run("st.text(st.file_uploader('One', accept_multiple_files=None))")
    assert app.text[0].value == "None"


def test_the_value_can_only_be_read() -> None:
    app = AppTest.from_string(APP).run()
    app.session_state.one = 1
    app.run()
    (error,) = app.exception
    assert error.type == "WidgetStateError"
    assert error.message.startswith(
        "st.session_state['one'] was set, but the value of a `file_uploader` comes from the user "
    )


def test_a_callback_sees_the_new_file() -> None:
    app = AppTest.from_string("""
import mini as st
def changed(word):
    st.session_state.seen = word, st.session_state.one and st.session_state.one.name
st.file_uploader("One", key="one", on_change=changed, args=("now",))
""").run()
    app.file_uploader[0].upload("a", b"").run()
    assert app.session_state.seen == ("now", "a")
    app.file_uploader[0].clear().run()
    assert app.session_state.seen == ("now", None)


def test_in_a_form_it_comes_with_the_submit_and_can_be_cleared_after() -> None:
    app = AppTest.from_string("""
import mini as st
with st.form("form", clear_on_submit=True):
    file = st.file_uploader("One")
    st.form_submit_button("Send")
st.text(file and file.name)
""").run()
    app.file_uploader[0].upload("a", b"1")
    app.button[0].click().run()
    assert app.text[0].value == "a"
    assert app.run().text[0].value == "None"
    assert len(app.page.widgets.uploads) == 0


def test_deleting_the_key_removes_the_file() -> None:
    app = AppTest.from_string("""
import mini as st
if st.button("Clear"):
    del st.session_state["one"]
file = st.file_uploader("One", key="one")
st.text(file and file.name)
""").run()
    app.file_uploader[0].upload("a", b"1").run()
    app.button[0].click().run()
    assert app.text[0].value == "None"
    assert len(app.page.widgets.uploads) == 0


def test_a_file_that_the_widget_does_not_take_any_more_is_let_go() -> None:
    app = AppTest.from_string("""
import mini as st
kind = st.radio("Type", ["csv", "txt"])
file = st.file_uploader("One", type=kind, key="one")
st.text(file and file.name)
""").run()
    app.file_uploader[0].upload("a.csv", b"1").run()
    assert app.text[0].value == "a.csv"
    app.radio[0].set_value("txt").run()
    assert app.text[0].value == "None"


@pytest.mark.parametrize("wire", [None, 1, "x", {}, ["x"], [1], ["x", "y"], [["x"]]])
def test_what_no_browser_sends_counts_as_nothing(wire: Any) -> None:
    app = AppTest.from_string(APP).run()
    app.file_uploader[0].set_wire(wire).run()
    assert app.text[0].value == "None"
    assert not app.exception


def test_two_files_where_one_is_wanted_count_as_nothing() -> None:
    app = AppTest.from_string(APP).run()
    ids = [app.upload(app.file_uploader[0].id or "", name, b"", "") for name in "ab"]
    app.file_uploader[0].set_wire(ids).run()
    assert app.text[0].value == "None"


@pytest.mark.parametrize(
    ("given", "types"),
    [
        (None, ()),
        ([], ()),
        ("csv", (".csv",)),
        (".CSV", (".csv",)),
        (["csv", " txt ", ""], (".csv", ".txt")),
        ("jpg", (".jpg", ".jpeg")),
        (["jpeg", "png"], (".jpeg", ".png", ".jpg")),
        ("image", ("image/*",)),
        ("image/PNG", ("image/png",)),
        (["video", "tar.gz"], ("video/*", ".tar.gz")),
    ],
)
def test_types_are_endings_or_media_types(given: Any, types: tuple[str, ...]) -> None:
    assert element(f"st.file_uploader('One', type={given!r})").types == types


@pytest.mark.parametrize(
    ("types", "name", "media_type", "fits"),
    [
        ((), "a", "", True),
        ((".csv",), "A.CSV", "", True),
        ((".csv",), "a.csv.exe", "text/csv", False),
        ((".tar.gz",), "a.tar.gz", "", True),
        (("image/*",), "a", "image/png", True),
        (("image/*",), "a.png", "", True),
        (("image/*",), "a.csv", "text/csv", False),
        (("image/*",), "a.heic", "", True),
        (("text/*",), "a.csv.gz", "", False),
        (("image/png",), "a.jpg", "image/jpeg", False),
        (("text/csv", ".txt"), "a.txt", "text/plain; charset=utf-8", True),
    ],
)
def test_which_files_fit(types: tuple[str, ...], name: str, media_type: str, fits: bool) -> None:
    assert Accepts(types=types).takes_type(name, media_type) is fits


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("a.csv", "a.csv"),
        ("日本 ä.csv", "日本 ä.csv"),
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\\\x\\..\\a.csv", "C:/x/a.csv"),
        ("/a//./b", "a/b"),
        ("a\0b\r\nc\u202e.csv", "abc.csv"),
        ("", "file"),
        ("..", "file"),
        ("x" * 300 + ".csv", "x" * 251 + ".csv"),
    ],
)
def test_names_lead_nowhere(given: str, clean: str) -> None:
    assert clean_name(given, folders=True) == clean
    assert clean_name(given, folders=False) == clean.rpartition("/")[2]


def test_the_size_is_the_option_or_its_own() -> None:
    assert element("st.file_uploader('One')").size == 200 * 1024**2
    assert element("st.file_uploader('One', max_upload_size=5)").size == 5 * 1024**2
    app = run("st.file_uploader('One', max_upload_size=1)")
    with pytest.raises(ValueError, match=r"The file is larger than 1 MB\."):
        app.file_uploader[0].upload("a", b"x" * (1024**2 + 1))


def test_a_session_cannot_fill_the_disk() -> None:
    app = run("st.set_option('server.maxUploadSize', 1)\nst.file_uploader('1', max_upload_size=1,"
              " accept_multiple_files=True)\nst.set_option('server.maxUploadSize', 1)")  # fmt: skip
    try:
        for _ in range(10):
            app.file_uploader[0].upload("a", b"x" * 1024**2)
        with pytest.raises(ValueError, match=r"All files together can have 10 MB\. Remove some"):
            app.file_uploader[0].upload("a", b"x")
    finally:
        run("st.set_option('server.maxUploadSize', 200)")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("type=1", 'It is an ending such as "csv", a type such as "image/png" or "im'),
        ("type=['csv', 1]", "It is an ending such as \"csv\", a type such as"),
        ("accept_multiple_files='all'", "It is False, True or 'directory'."),
        ("max_upload_size=0", "It is a whole number of megabytes above 0, or None for"),
        ("max_upload_size=True", "It is a whole number of megabytes above 0, or None for"),
        ("max_upload_size=1.5", "It is a whole number of megabytes above 0, or None for"),
        ("width='content'", "It is 'stretch', or a whole number of pixels above 0."),
        ("label_visibility='no'", "It is 'visible', 'hidden' or 'collapsed'."),
        ("on_change='never'", "It is a function, 'rerun' or 'ignore'."),
    ],
)  # fmt: skip
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(f"st.file_uploader('One', {code})")


def test_it_works_in_each_container_and_in_with() -> None:
    app = run("""
st.sidebar.file_uploader("One")
with st.container():
    st.file_uploader("Two")
st.empty().file_uploader("Three")
""")
    assert [each.label for each in app.file_uploader] == ["Two", "Three", "One"]


def test_files_stay_through_fragments_stops_and_errors() -> None:
    app = AppTest.from_string("""
import mini as st

@st.fragment
def part():
    inner = st.file_uploader("Inner")
    st.text(f"inner: {inner and inner.read()}")
    st.button("Again")

part()
outer = st.file_uploader("Outer")
st.text(f"outer: {outer and outer.read()}")
end = st.radio("End", ["no", "stop", "error"])
if end == "stop":
    st.stop()
if end == "error":
    1 / 0
""").run()
    app.file_uploader[1].upload("o", b"out").run()
    app.file_uploader[0].upload("i", b"in").run()
    for end in ("stop", "error", "no"):
        app.radio[0].set_value(end).run()
        app.button[0].click().run()
        assert [each.value for each in app.text] == ["inner: b'in'", "outer: b'out'"]
    app.file_uploader[0].clear().run()
    assert [each.value for each in app.text] == ["inner: None", "outer: b'out'"]
    assert len(app.page.widgets.uploads) == 1


def test_the_folder_is_made_again_when_somebody_has_tidied_it_away() -> None:
    app = run("st.file_uploader('One')")
    app.file_uploader[0].upload("a", b"1")
    shutil.rmtree(FOLDER.new_file().parent)
    assert app.file_uploader[0].upload("b", b"2").value.read() == b"2"


FORKS = """
import os
from mini.session.upload_folder import FOLDER
path = FOLDER.new_file()
child = os.fork()
if child == 0:
    FOLDER.remove()
    os._exit(0)
os.waitpid(child, 0)
print(path.exists())
"""


def test_a_process_that_was_forked_off_deletes_nothing() -> None:
    out = subprocess.run([sys.executable, "-c", FORKS], capture_output=True, text=True, check=True)
    assert out.stdout == "True\n"


def test_a_widget_that_is_gone_lets_its_files_go() -> None:
    app = AppTest.from_string("""
import mini as st
if st.checkbox("Show", True):
    file = st.file_uploader("One", key="one")
    st.text(file and file.name)
""").run()
    app.file_uploader[0].upload("a", b"1").run()
    app.checkbox[0].uncheck().run()
    assert len(app.page.widgets.uploads) == 0
    app.checkbox[0].check().run()
    assert app.text[0].value == "None"
