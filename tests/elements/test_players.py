"""`audio`, `video`, `iframe`, `logo`, `components`: what they take, and what is refused."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mini.page.payload import Blob, File
from mini.run import recordings
from mini.run.seconds import seconds
from mini.testing import AppTest
from tests.elements.shown import element, refusal, run

IMPORTS = "\nimport io\nimport numpy as np\nfrom pathlib import Path\n"
YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
SRT = "1\n00:00:01,000 --> 00:00:03,500\nHello\n"


def payloads(app: AppTest) -> list[Any]:
    return list(app.page.tree.roots[1].payloads())


# Sounds


def test_samples_become_a_sound() -> None:
    (blob,) = payloads(run(IMPORTS + "st.audio(np.array([0, 0.5, -1.0]), sample_rate=8000)"))
    with wave.open(io.BytesIO(blob.data)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (1, 8000, 3)
        assert np.frombuffer(file.readframes(3), "<i2").tolist() == [0, 16383, -32767]


def test_channels_are_woven() -> None:
    (blob,) = payloads(run(IMPORTS + "st.audio(np.array([[1, 2], [-2, 0]]), sample_rate=1)"))
    with wave.open(io.BytesIO(blob.data)) as file:
        assert file.getnchannels() == 2
        assert np.frombuffer(file.readframes(2), "<i2").tolist() == [16383, -32767, 32767, 0]


def test_silence_and_nothing_are_sounds() -> None:
    assert payloads(run(IMPORTS + "st.audio(np.zeros(4), sample_rate=1)"))
    assert payloads(run(IMPORTS + "st.audio(np.zeros(0), sample_rate=1)"))


@pytest.mark.parametrize(
    ("start", "default", "kind"),
    [
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav", "audio/wav"),
        (b"ID3\x03", "audio/wav", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio/wav", "audio/mpeg"),
        (b"\xff\xf1\x50", "audio/wav", "audio/aac"),
        (b"OggS", "audio/wav", "audio/ogg"),
        (b"OggS", "video/mp4", "video/ogg"),
        (b"fLaC", "audio/wav", "audio/flac"),
        (b"\0\0\0\x20ftypM4A ", "audio/wav", "audio/mp4"),
        (b"\0\0\0\x20ftypisom", "video/mp4", "video/mp4"),
        (b"\0\0\0\x20ftypqt  ", "video/mp4", "video/quicktime"),
        (b"\x1aE\xdf\xa3", "video/mp4", "video/webm"),
        (b"", "video/mp4", "video/mp4"),
    ],
)
def test_a_type_is_found_out(start: bytes, default: str, kind: str) -> None:
    assert recordings.sniff(start, default) == kind


@given(st.binary(max_size=20))
def test_any_bytes_have_a_type(data: bytes) -> None:
    assert recordings.sniff(data, "audio/wav").partition("/")[0] in {"audio", "video"}


def test_a_named_format_counts(tmp_path: Path) -> None:
    (blob,) = payloads(run("st.audio(b'OggS', format='audio/webm')"))
    assert blob.media_type == "audio/webm"
    path = tmp_path / "song.mp3"
    path.write_bytes(b"...")
    for value in (repr(str(path)), f"Path({str(path)!r})", f"open({str(path)!r}, 'rb').read()"):
        if "open" not in value:
            (blob,) = payloads(run(IMPORTS + f"st.audio({value})"))
            assert (blob.data, blob.media_type) == (b"...", "audio/mpeg")


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(recordings.MOST_HELD + 1)
    (held,) = payloads(run(f"st.video({str(path)!r})"))
    assert isinstance(held, File)
    assert held.size < 1000
    assert (held.length, held.media_type) == (recordings.MOST_HELD + 1, "video/mp4")


# Times


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 0), (1.5, 1.5), ("90", 90), ("90s", 90), ("1m30s", 90), ("1h 2min 3.5 sec", 3723.5),
     ("2 minutes", 120), ("250ms", 0.25), (np.float32(2), 2)],
)  # fmt: skip
def test_moments(value: Any, expected: float) -> None:
    assert seconds("audio", "start_time", value) == expected


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_moments_of_parts(hours: int, minutes: int, rest: int) -> None:
    text = f"{hours}h{minutes}m{rest}s"
    assert seconds("audio", "start_time", text) == hours * 3600 + minutes * 60 + rest


def test_times_and_options_are_passed_on() -> None:
    found = element(
        "st.audio('https://a.example/b.mp3', start_time=timedelta(minutes=1), end_time='1m30s', "
        "loop=True, autoplay=True, alt='A song', width=200)"
    )
    assert (found.url, found.start, found.end) == ("https://a.example/b.mp3", 60, 90)
    assert (found.loop, found.autoplay, found.alt, found.width) == (True, True, "A song", 200)


# Films


@pytest.mark.parametrize(
    ("address", "tube"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?t=4", YOUTUBE),
        ("http://m.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://youtube.com/live/dQw4w9WgXcQ?x=1", YOUTUBE),
        ("https://www.youtube.com/watch?v=<script>", None),
        ("https://evil.example/watch?v=dQw4w9WgXcQ", None),
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", None),
    ],
)
def test_youtube_plays_without_cookies(address: str, tube: str | None) -> None:
    found = element(f"st.video({address!r})")
    assert (found.tube, found.url) == (tube, None if tube else address)


def test_youtube_takes_the_options() -> None:
    found = element(
        "st.video('https://youtu.be/dQw4w9WgXcQ', start_time=5, end_time=9, loop=True, "
        "autoplay=True, muted=True)"
    )
    assert found.tube == (YOUTUBE + "?start=5&end=9&loop=1&playlist=dQw4w9WgXcQ&autoplay=1&mute=1")


WRAPS = ["{}", "{}.encode()", "io.BytesIO({}.encode())", "{{'English': {}}}"]


@pytest.mark.parametrize("wrap", WRAPS)
def test_subtitles_become_webvtt(wrap: str) -> None:
    app = run(IMPORTS + f"st.video(b'x', subtitles={wrap.format(repr(SRT))})")
    _, track = payloads(app)
    assert track.media_type == "text/vtt"
    assert track.data == b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.500\nHello\n"
    (shown,) = app.video[0].element.tracks
    assert shown.label == ("English" if "English" in wrap else "Subtitles")
    assert shown.source == track.source


def test_subtitles_from_files(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.write_text("\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\nHi, there\n")
    code = f"st.video(b'x', subtitles={{'a': {str(path)!r}, 'b': Path({str(path)!r})}})"
    _, track = payloads(run(IMPORTS + code))[:2]
    assert track.data.startswith(b"WEBVTT\n\n00:01.000")
    assert b"Hi, there" in track.data


# Frames


def test_html_gets_a_page_of_its_own_that_tells_its_height() -> None:
    app = run("st.iframe('<b>Hello</b>', alt='A greeting')")
    (blob,) = payloads(app)
    assert blob.framed
    assert blob.data.startswith(b"<!DOCTYPE html><b>Hello</b>")
    assert b"mini:size" in blob.data
    found = app.iframe[0].element
    assert (found.page, found.measured, found.height, found.alt) == (
        True, True, "content", "A greeting",
    )  # fmt: skip


def test_html_with_a_height_is_left_as_it_is() -> None:
    (blob,) = payloads(run("st.iframe('<!doctype html><b>Hello</b>', height=80)"))
    assert blob.data == b"<!doctype html><b>Hello</b>"


@pytest.mark.parametrize("url", ["https://a.example", "/report", "data:text/html,x"])
def test_an_address_is_framed(url: str) -> None:
    found = element(f"st.iframe({url!r})")
    assert (found.url, found.source, found.height) == (url, None, 400)


def test_files_are_framed_by_their_kind(tmp_path: Path) -> None:
    page, paper = tmp_path / "a.html", tmp_path / "a.pdf"
    page.write_text("<p>page</p>")
    paper.write_bytes(b"%PDF-1.7")
    code = f"st.iframe(Path({str(page)!r}))\nst.iframe(Path({str(paper)!r}))"
    one, other = payloads(run(IMPORTS + code))
    assert one.framed
    assert (other.framed, other.media_type) == (False, "application/pdf")


def test_components_by_both_names() -> None:
    app = run("""
import mini.components.v1 as components
components.html("<p>one</p>")
st.components.v1.html("<p>two</p>", width=300, height=200, scrolling=True)
components.iframe("https://a.example", tab_index=-1)
with st.sidebar:
    components.html("<p>three</p>")
""")
    one, two, three = (view.element for view in app.main.children)
    assert (one.width, one.height, one.scrolling, one.measured) == ("stretch", 150, False, False)
    assert (two.width, two.height, two.scrolling) == (300, 200, True)
    assert (three.url, three.tab_index) == ("https://a.example", -1)
    assert len(app.sidebar.children) == 1


# The logo


def test_a_logo_is_a_fact_of_the_page() -> None:
    app = run("st.logo('https://a.example/l.png', size='LARGE', link='/', icon_image='🐧')")
    assert app.page.facts["logo"] == {
        "image": {"url": "https://a.example/l.png"}, "icon": {"icon": "🐧"},
        "size": "large", "link": "/",
    }  # fmt: skip


def test_a_large_logo_is_made_small() -> None:
    app = run(IMPORTS + "st.logo(np.random.default_rng(1).random((600, 1200)))")
    assert len(app.page.facts["logo"]["image"]["url"]) < 100_000


def test_a_run_without_it_has_no_logo() -> None:
    app = AppTest.from_string("""
import mini as st
if not st.checkbox("plain"):
    st.logo(":material/home:")
st.checkbox("other")
""").run()
    assert app.page.facts["logo"]["image"] == {"icon": ":material/home:"}
    app.checkbox[1].check().run()
    assert app.page.facts["logo"] is not None
    app.checkbox[0].check().run()
    assert app.page.facts["logo"] is None


# What is refused


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("st.audio('none.mp3')", "`audio` cannot use data='none.mp3'. There is no such file"),
        ("st.audio(42)", "It is of the type 'int'; pass bytes, an open file, or a path."),
        ("st.audio(np.zeros(3))", "An array does not say how fast it is to be played"),
        ("st.audio(np.zeros(3), sample_rate=-1)", "pass samples per second."),
        ("st.audio(np.zeros((2, 2, 2)), sample_rate=1)", "a sound is numbers of the shape"),
        ("st.audio(np.array(['a']), sample_rate=1)", "values are of the type <U1"),
        ("st.audio(b'x', start_time=-1)", "It is a number of seconds from 0, a timedelta, or"),
        ("st.audio(b'x', start_time='soon')", "It is a number of seconds from 0, a timedelta"),
        ("st.audio(b'x', start_time=9, end_time=4)", "It comes after the start, which is at 9 s."),
        ("st.audio(b'x', width='content')", "It is 'stretch', or a whole number of pixels"),
        ("st.video('none.mp4')", "There is no such file"),
        ("st.video(b'x', subtitles='WEBVT\\n')", "It is neither WebVTT, which starts with"),
        ("st.video(b'x', subtitles=5)", "It is a text, a path, bytes, an open file, or a dict"),
        ("st.video('https://youtu.be/dQw4w9WgXcQ', subtitles='WEBVTT\\n')",
         "A film on YouTube has its subtitles there; leave them out."),
        ("st.iframe(Path('none.html'))", "There is no such file"),
        ("st.iframe('<b/>', height='auto')", "It is 'content' or 'stretch', or a whole number"),
        ("st.iframe('<b/>', tab_index=-2)", "It is None, -1 or a whole number from 0."),
        ("st.components.v1.iframe('javascript:alert(1)')", "It is an address with http:, https:"),
        ("st.logo('none.png')", "`logo` cannot use image='none.png'. There is no such file"),
        ("st.logo('🐧', icon_image=4)", "`logo` cannot use icon_image=4."),
        ("st.logo('🐧', size='huge')", "It is 'small', 'medium' or 'large'."),
        ("st.logo('🐧', link='javascript:x')", "A link leads to an address"),
    ],
)  # fmt: skip
def test_a_sentence_says_what_is_wrong(code: str, sentence: str) -> None:
    assert sentence in refusal(IMPORTS + code)


def test_players_in_containers() -> None:
    app = run("""
st.sidebar.audio(b"x")
st.sidebar.video(b"x")
st.sidebar.iframe("<b/>")
with st.expander("e"):
    st.audio(b"x")
    st.video(b"x")
    st.iframe("<b/>")
""")
    assert [view.kind for view in app.sidebar.children] == ["audio", "video", "iframe"]
    assert (len(app.audio), len(app.video), len(app.iframe)) == (2, 2, 2)


def test_blobs_of_players_are_shared() -> None:
    code = "st.audio(b'shared sound')"
    (one,), (other,) = payloads(run(code)), payloads(run(code))
    assert isinstance(one, Blob)
    assert one is other
