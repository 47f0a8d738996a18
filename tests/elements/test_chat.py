"""`chat_message` and `chat_input`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from mini.model.message import Trigger
from mini.page.payload import Blob
from mini.testing import AppTest
from tests.caching.guide_support import forget, shown, times, two_sessions, visit
from tests.elements.shown import HEAD, element, refusal, run

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("call", "avatar"),
    [("'user'", "user"), ("'human'", "user"), ("'ai'", "assistant"), ("'Assistant'", "assistant"),
     ("'Zoe'", None), ("'🦊'", "🦊"), ("'x', avatar='🧑‍💻'", "🧑‍💻"), ("'x', avatar='1️⃣'", "1️⃣"),
     ("'x', avatar=':material/robot:'", ":material/robot:"), ("'x', avatar='user'", "user"),
     ("'x', avatar='spinner'", "spinner")],
)  # fmt: skip
def test_who_speaks_has_a_face(call: str, avatar: str | None) -> None:
    assert element(f"st.chat_message({call})").avatar == avatar


@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "//example.org/a.png", "data:image/png;base64,AAAA"]
)
def test_a_picture_has_an_address(address: str) -> None:
    assert element(f"st.chat_message('x', avatar={address!r})").image == address


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_a_picture_is_kept_for_the_browser(kind: str) -> None:
    data = encoded(kind, (2, 2))
    app = run(f"st.chat_message('x', avatar={data!r})")
    node = app.page.tree.roots[1].display()[0]
    assert (node.payload.data, node.payload.media_type) == (data, f"image/{kind.lower()}")
    assert app.main[0].element.source == node.payload.source


def test_a_drawing_is_kept_as_it_is() -> None:
    for avatar in ("b'<svg xmlns=\"\"/>'", "' <svg xmlns=\"\"/>'"):
        blob = run(f"st.chat_message('x', avatar={avatar})").page.tree.roots[1].display()[0].payload
        assert (blob.data, blob.media_type) == (b'<svg xmlns=""/>', "image/svg+xml")


def test_a_large_portrait_is_made_small() -> None:
    image = pytest.importorskip("PIL.Image")
    data = encoded("PNG", (600, 1200))
    blob = run(f"st.chat_message('x', avatar={data!r})").page.tree.roots[1].display()[0].payload
    assert image.open(BytesIO(blob.data)).size == (128, 256)


def encoded(kind: str, size: tuple[int, int]) -> bytes:
    out = BytesIO()
    pytest.importorskip("PIL.Image").new("RGB", size).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    "given",
    ["'{path}'", "__import__('pathlib').Path('{path}')",
     "__import__('PIL.Image').Image.new('RGB', (2, 2))",
     "__import__('numpy').zeros((2, 2, 3), dtype='uint8')",
     "__import__('io').BytesIO(__import__('pathlib').Path('{path}').read_bytes())"],
)  # fmt: skip
def test_a_picture_comes_from_files_and_libraries(given: str, tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    path = tmp_path / "face.png"
    image.new("RGB", (2, 2)).save(path)
    app = run(f"st.chat_message('x', avatar={given.format(path=path)})")
    assert app.page.tree.roots[1].display()[0].payload.data.startswith(PNG)


@pytest.mark.parametrize("avatar", ["'nowhere.png'", "3", "''", "'words'"])
def test_what_is_no_picture_is_refused(avatar: str) -> None:
    sentence = (
        'It is "user", "assistant", an emoji such as "🦊", an icon such as ":material/robot:", '
        '"spinner", or a picture: an address, the path of a file, its bytes, or an image of PIL '
        "or numpy."
    )
    assert sentence in refusal(f"st.chat_message('x', avatar={avatar})")


@pytest.mark.parametrize("avatar", ["b''", "b'?'", "'<b>no</b>'"])
def test_what_holds_no_picture_is_refused(avatar: str) -> None:
    sentence = "What it holds is no image that can be shown"
    assert sentence in refusal(f"st.chat_message('x', avatar={avatar})")


def test_somebody_speaks() -> None:
    assert "It is who says it" in refusal("st.chat_message(None)")
    assert "name='x'" in repr(element("st.chat_message('x', width='content')"))


def test_messages_hold_elements() -> None:
    app = run("with st.chat_message('user') as m:\n    st.text('a')\nm.text('b')\n"
              "st.sidebar.chat_message('ai').text('c')")  # fmt: skip
    assert [text.value for text in app.chat_message[0].text] == ["a", "b"]
    assert app.sidebar.chat_message[0].text[0].value == "c"


# The field

ECHO = "said = st.chat_input(key='say')\nst.text([said, st.session_state.say])"


def test_a_message_is_there_for_one_run() -> None:
    app = run(ECHO)
    assert app.text[0].value == "[None, None]"
    app.chat_input[0].set_value("Hi")
    assert app.chat_input[0].value == "Hi"
    assert app.run().text[0].value == "['Hi', 'Hi']"
    assert app.chat_input[0].value == "Hi"
    assert app.run().text[0].value == "[None, None]"
    assert app.chat_input[0].value is None


def test_two_quick_messages_arrive_as_two() -> None:
    app = run("import time\nsaid = st.chat_input()\nseen = st.session_state.setdefault('l', [])\n"
              "if said:\n    seen.append(said)\n    time.sleep(0.05)\nst.text(seen)")  # fmt: skip
    for word in ("a", "b", "c"):
        app.chat_input[0].set_value(word)
        app.interact(trigger=app.trigger)
    assert app.wait().text[0].value == "['a', 'b', 'c']"


@pytest.mark.parametrize("wire", ["", 5, True, None, ["a"], {"text": "a"}, "longer than ten"])
def test_what_is_no_message_is_none(wire: object) -> None:
    app = run("st.text([st.chat_input(max_chars=10)])")
    app.trigger = Trigger(app.chat_input[0].id or "", wire)
    assert app.run().text[0].value == "[None]"


def test_a_callback_is_called_before_the_run() -> None:
    app = run("def said(greeting):\n    st.session_state.got = greeting + st.session_state.say\n"
              "st.chat_input(key='say', on_submit=said, args=('Hello ',))\n"
              "st.text(st.session_state.get('got'))")  # fmt: skip
    app.chat_input[0].set_value("Ada").run()
    assert app.text[0].value == "Hello Ada"


@pytest.mark.parametrize(
    ("code", "root", "pinned"),
    [("st.chat_input()", 3, True), ("st.bottom.chat_input()", 3, False),
     ("st.sidebar.chat_input()", 2, False), ("st.container().chat_input()", 1, False),
     ("st.columns(2)[0].chat_input()", 1, False),
     ("@st.fragment\ndef f():\n    st.chat_input()\nf()", 1, False)],
)  # fmt: skip
def test_it_is_pinned_in_the_main_part_only(code: str, root: int, pinned: bool) -> None:
    app = run(code)
    (field,) = app.chat_input
    assert field.element.pinned is pinned
    tree = app.page.tree
    assert any(node.key == field.id for node in tree.roots[root].walk())


def test_it_is_refused_in_forms() -> None:
    sentence = refusal("with st.form('f'):\n    st.chat_input()")
    assert "A `chat_input` cannot be inside of a form" in sentence
    assert sentence.endswith("Call it before or after the form.")


def test_its_parameters_are_checked() -> None:
    shown = run("st.chat_input('Say', max_chars=9, disabled=True, submit_mode='stop', width=300,"
                " height=90)").chat_input[0].element  # fmt: skip
    assert (shown.placeholder, shown.max_chars, shown.disabled) == ("Say", 9, True)
    assert (shown.submit_mode, shown.width, shown.height) == ("stop", 300, 90)
    assert "It is 'submit', 'disable' or 'stop'." in refusal("st.chat_input(submit_mode='x')")
    assert "cannot use width='content'" in refusal("st.chat_input(width='content')")
    assert "cannot use max_chars=-1" in refusal("st.chat_input(max_chars=-1)")


TYPES = """
if st.button("Suggest"):
    st.session_state.say = "How are you?"
said = st.chat_input(key="say", accept_file=FILES)
st.text([said if said is None else said if isinstance(said, str) else said.text,
         st.session_state.say is None])
st.button("Again")
"""


@pytest.mark.parametrize("files", [False, "multiple"])
def test_the_script_can_type_for_the_user(files: object) -> None:
    app = run(TYPES.replace("FILES", repr(files)))
    assert app.chat_input[0].element.turn == ""
    app.button[0].click().run()
    assert app.text[0].value == "[None, True]"
    first = app.chat_input[0].element
    assert first.text == "How are you?"
    app.button[1].click().run()  # it stands there until it is sent
    assert app.chat_input[0].element == first
    app.button[0].click().run()
    assert app.chat_input[0].element.text == first.text
    assert app.chat_input[0].element.turn != first.turn
    app.chat_input[0].set_value("Fine").run()
    assert app.text[0].value == "['Fine', False]"
    assert (app.chat_input[0].element.text, app.chat_input[0].element.turn) == ("", "")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("3", "`chat_input` cannot use value=3. A message is a text."),
     ("'four'", "It has 4 characters, and `max_chars` is 3.")],
)  # fmt: skip
def test_what_cannot_be_typed_is_refused(value: str, sentence: str) -> None:
    code = f"st.session_state.say = {value}\nst.chat_input(key='say', max_chars=3)"
    assert sentence in refusal(code)


# In cached functions


def test_what_the_script_types_is_not_shared() -> None:
    source = (
        HEAD
        + """
@st.cache_data
def field():
    counts.append(1)
    st.chat_input(key="say")

counts = st.session_state.setdefault("counts", [])
if st.button("Suggest"):
    st.session_state.say = "mine"
field()
"""
    )
    mine, other = (AppTest.from_string(source).run() for _ in range(2))
    for _ in range(2):
        mine.button[0].click().run()
        assert mine.chat_input[0].element.text == "mine"
        assert other.run().chat_input[0].element.text == ""
    mine.chat_input[0].set_value("Sent").run()
    assert mine.run().chat_input[0].element.text == ""


def test_messages_come_back_from_the_cache() -> None:
    first, second = two_sessions("""
@st.cache_data
def talk():
    ran("talk")
    with st.chat_message("user", avatar=b"<svg/>"):
        st.write("Hello")
    st.chat_message("ai").write("Hi")

talk()
""")
    assert times("talk") == 1
    for app in (first, second):
        assert app.main[0][0].element.source is not None
        source = app.chat_message[0].element.source
        blob = app._session.find(source)
        assert isinstance(blob, Blob)
        assert blob.data == b"<svg/>"


FIELD = """
@st.cache_data(persist="disk")
def ask():
    ran("ask")
    return st.chat_input("Say", key="say")

st.text(ask())
"""


def test_a_field_in_a_cached_function_stands_at_the_bottom_and_answers() -> None:
    first, second = two_sessions(FIELD)
    assert times("ask") == 1
    for app in (first, second):
        assert app.text[0].value == "None"
        app.chat_input[0].set_value("Hi").run()
        assert app.text[0].value == "Hi"
        assert app.run().text[0].value == "None"
    assert times("ask") == 3


def test_a_cached_field_stands_where_the_call_stands() -> None:
    forget()
    inline = FIELD.replace("st.text(ask())", "with st.container():\n    ask()")
    for source, root in ((FIELD, 3), (inline, 1), (FIELD, 3)):
        app = visit(source.replace('(persist="disk")', ""))
        (field,) = app.chat_input
        assert any(node.key == field.id for node in app.page.tree.roots[root].walk())
        assert shown(app) == shown(app.run())
