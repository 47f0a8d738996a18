"""`image`: what can be a picture, how large it is, and what is refused with a sentence."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from mini.errors import ArgumentError
from mini.page.payload import Blob
from mini.run import contents
from mini.testing import AppTest
from tests.elements.shown import element, refusal, run

IMPORTS = """
import io
import numpy as np
from pathlib import Path
from PIL import Image
"""


def pictures(code: str) -> Any:
    return element(IMPORTS + code).pictures


def blobs(app: AppTest) -> list[Blob]:
    tree = app.page.tree
    return [payload for payload in tree.roots[1].payloads() if isinstance(payload, Blob)]


def pixels(code: str) -> Any:
    """What the browser gets for a picture, decoded."""
    (blob,) = blobs(run(IMPORTS + code))
    return np.asarray(Image.open(BytesIO(blob.data)))


@pytest.fixture
def png(tmp_path: Path) -> Path:
    path = tmp_path / "sky.png"
    Image.new("RGB", (30, 20), (10, 20, 200)).save(path)
    return path


# What can be a picture


@pytest.mark.parametrize(
    "value",
    ["{!r}", "Path({!r})", "Path({!r}).read_bytes()",
     "bytearray(Path({!r}).read_bytes())", "io.BytesIO(Path({!r}).read_bytes())"],
)  # fmt: skip
def test_a_file_in_any_form_is_sent_as_it_is(png: Path, value: str) -> None:
    app = run(IMPORTS + f"st.image({value.format(str(png))})")
    (blob,) = blobs(app)
    assert blob.data == png.read_bytes()
    assert blob.media_type == "image/png"
    assert app.main[0].element.pictures[0].size == (30, 20)


def test_an_open_file_is_read_from_its_start(png: Path) -> None:
    app = run(
        IMPORTS
        + f"""
with open({str(png)!r}, "rb") as file:
    file.read(7)
    st.image(file)
"""
    )
    assert blobs(app)[0].data == png.read_bytes()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF", "ICO"])
def test_what_browsers_know_keeps_its_type(kind: str) -> None:
    app = run(
        IMPORTS
        + f"""
out = io.BytesIO()
Image.new("RGB", (16, 16), "red").save(out, {kind!r})
st.image(out.getvalue())
"""
    )
    (blob,) = blobs(app)
    kinds = {"ICO": "image/x-icon"}
    assert blob.media_type == kinds.get(kind, f"image/{kind.lower()}")


def test_what_browsers_do_not_know_is_encoded() -> None:
    app = run(
        IMPORTS
        + """
out = io.BytesIO()
Image.new("RGB", (16, 8), "red").save(out, "TIFF")
st.image(out.getvalue())
"""
    )
    (blob,) = blobs(app)
    assert blob.media_type == "image/png"
    assert app.main[0].element.pictures[0].size == (16, 8)


def test_a_photo_that_lies_on_its_side_is_measured_as_it_is_shown() -> None:
    head = """
turned = Image.Exif()
turned[0x0112] = 6
out = io.BytesIO()
Image.new("RGB", (40, 10), "red").save(out, "JPEG", exif=turned)
"""
    assert pictures(head + "st.image(out.getvalue())")[0].size == (10, 40)
    assert pictures(head + "st.image(Image.open(out))")[0].size == (10, 40)


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20px"></svg>', (40, 20)),
        ('<?xml version="1.0"?>\n<!-- a --><svg viewBox="0 0 300 150"></svg>', (300, 150)),
        ('<svg viewBox="0 0 200 100" width="50"></svg>', (50, 25)),
        ('<svg width="100%"></svg>', None),
    ],
)
def test_the_text_of_an_svg_is_a_picture(svg: str, size: Any) -> None:
    app = run(f"st.image({svg!r})")
    (blob,) = blobs(app)
    assert blob.media_type == "image/svg+xml"
    assert app.main[0].element.pictures[0].size == size


@pytest.mark.parametrize(
    "address", ["https://a.example/b.png", "http://a.example/b", "data:image/png;base64,AAAA",
                "app/static/logo.png", "/app/static/logo.png"],
)  # fmt: skip
def test_an_address_is_left_to_the_browser(address: str) -> None:
    app = run(f"st.image({address!r})")
    assert blobs(app) == []
    assert app.main[0].element.pictures[0].url == address


# Pixels


@given(
    arrays.arrays(
        np.uint8,
        st.one_of(
            st.tuples(st.integers(1, 9), st.integers(1, 9)),
            st.tuples(st.integers(1, 9), st.integers(1, 9), st.sampled_from([1, 3, 4])),
        ),
    )
)
def test_small_arrays_keep_each_value(array: Any) -> None:
    found = pixels(f"st.image(np.array({array.tolist()}, dtype='u1').reshape({array.shape}))")
    assert np.array_equal(found, array[:, :, 0] if array.shape[2:] == (1,) else array)


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        ("np.array([[0.0, 0.5, 1.0]])", [[0, 127, 255]]),
        ("np.array([[0, 7, 255]])", [[0, 7, 255]]),
        ("np.array([[True, False]])", [[255, 0]]),
        ("np.array([[-1.0, 2.0, np.nan]]), clamp=True", [[0, 255, 0]]),
        ("np.array([[-5, 300]]), clamp=True", [[0, 255]]),
        ("np.array([[[1, 2, 3]]], dtype='u1'), channels='BGR'", [[[3, 2, 1]]]),
        ("np.array([[[1, 2, 3, 4]]], dtype='u1'), channels='BGR'", [[[3, 2, 1, 4]]]),
        ("Image.new('1', (2, 1), 1)", [[255, 255]]),
        ("Image.new('CMYK', (1, 1), (0, 0, 0, 0))", [[[255, 255, 255]]]),
        ("Image.fromarray(np.array([[0, 65535]], dtype='u2'))", [[0, 255]]),
    ],
)
def test_values_become_pixels(array: str, expected: Any) -> None:
    assert pixels(f"st.image({array})").tolist() == expected


def test_photos_are_jpeg_and_drawings_png_unless_a_format_is_named() -> None:
    noise = "np.random.default_rng(1).integers(0, 255, (200, 200, 3), dtype='u1')"
    flat = "np.zeros((200, 200, 3), dtype='u1')"
    clear = "np.random.default_rng(1).integers(0, 255, (200, 200, 4), dtype='u1')"
    for array, options, kind in [
        (noise, "", "jpeg"), (flat, "", "png"), (clear, "", "png"),
        (noise, ", output_format='PNG'", "png"), (flat, ", output_format='jpeg'", "jpeg"),
        (clear, ", output_format='JPEG'", "jpeg"),
    ]:  # fmt: skip
        (blob,) = blobs(run(IMPORTS + f"st.image({array}{options})"))
        assert blob.media_type == f"image/{kind}"


def test_an_animation_stays_one() -> None:
    (blob,) = blobs(
        run(
            IMPORTS
            + """
frames = [Image.new("L", (8, 8), shade) for shade in (0, 128, 255)]
out = io.BytesIO()
frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
st.image(Image.open(out))
"""
        )
    )
    assert Image.open(BytesIO(blob.data)).n_frames == 3  # type: ignore[attr-defined]


def test_the_same_pixels_are_held_once() -> None:
    code = IMPORTS + "st.image(np.full((64, 64, 3), 9, 'u1')); st.image(np.full((64, 64, 3), 9))"
    (one, other), (third, _) = blobs(run(code)), blobs(run(code))
    assert one is other
    assert one is third


# Several, and their words


def test_several_have_captions_and_texts_of_their_own() -> None:
    shown = pictures(
        "st.image([np.zeros((4, 4)), 'https://a.example/b'], caption=['*One*', None], "
        "alt=['first', 'second'], width=90)"
    )
    assert [each.caption for each in shown] == ["*One*", None]
    assert [each.alt for each in shown] == ["first", "second"]
    assert shown[0].source
    assert shown[1].url


def test_a_batch_of_arrays_is_a_list() -> None:
    assert len(pictures("st.image(np.zeros((3, 4, 4, 3)))")) == 3


@pytest.mark.parametrize(
    ("options", "each", "width"),
    [
        ("", "content", "content"),
        (", width='stretch'", "stretch", "stretch"),
        (", width=80", 80, 80),
        (", width=None", "content", "content"),
        (", use_container_width=True", "stretch", "stretch"),
        (", use_container_width=False, width='stretch'", "content", "content"),
        (", use_column_width=True", "stretch", "stretch"),
        (", use_column_width='always'", "stretch", "stretch"),
        (", use_column_width='auto'", "content", "content"),
        (", use_column_width=False", "content", "content"),
    ],
)
def test_widths_also_of_older_apps(options: str, each: Any, width: Any) -> None:
    found = element(IMPORTS + f"st.image(np.zeros((4, 4)){options})")
    assert (found.each, found.width) == (each, width)
    several = element(IMPORTS + f"st.image([np.zeros((4, 4))] * 2{options})")
    assert (several.each, several.width) == (each, "stretch")


def test_write_shows_an_image_of_pillow() -> None:
    app = run(IMPORTS + "st.write('One:', Image.new('L', (5, 5)), 'two')")
    assert [view.kind for view in app.main.children] == ["markdown", "image", "markdown"]


def test_a_picture_in_a_container() -> None:
    app = run(IMPORTS + "st.sidebar.image(np.zeros((4, 4)))\nwith st.expander('e'):\n"
              "    st.image(np.zeros((4, 4)))")  # fmt: skip
    assert len(app.sidebar.image) == 1
    assert len(app.image) == 2


# What is refused


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("'nowhere.png'", "`image` cannot use image='nowhere.png'. There is no such file; "),
        ("b'hello'", "What it holds is no image that can be shown: it starts with b'hello'."),
        ("42", "It is of the type 'int'; pass a path, an address, bytes, a numpy array or a "),
        ("np.zeros(3)", "Its shape is (3,); an image has (height, width), or (height, width, 3)"),
        ("np.zeros((2, 2, 7))", "Its shape is (2, 2, 7)"),
        ("np.zeros((0, 4))", "Its shape is (0, 4)"),
        ("np.array([[0.0, 7.5]])", "Its values go from 0.0 to 7.5; pixels go from 0 to 1 (as "),
        ("np.array([[-1, 300]])", "pixels go from 0 to 255 (as whole numbers). Scale them, or "),
        ("np.array([['a']])", "Its values are of the type <U1; pixels are numbers."),
        ("np.broadcast_to(np.uint8(0), (10_000, 10_000))", "more than 80 million pixels"),
        ("np.zeros((4, 4)), caption=['a', 'b']", "There are 1 pictures and 2 texts; give each"),
        ("[np.zeros((4, 4))] * 2, 'one'", "There are 2 pictures and 1 texts; give each"),
        ("np.zeros((4, 4)), link='javascript:alert(1)'", "A link leads to an address with `http:`"),
        ("np.zeros((4, 4)), channels='HSV'", "It is 'RGB' or 'BGR'."),
        ("np.zeros((4, 4)), output_format='TIFF'", "It is 'auto', 'PNG' or 'JPEG'."),
        ("np.zeros((4, 4)), use_column_width='wide'", "It is True or False; newer apps say"),
        ("np.zeros((4, 4)), width=-3", "or a whole number of pixels above 0."),
    ],
)
def test_a_sentence_says_what_is_wrong(call: str, sentence: str) -> None:
    assert sentence in refusal(IMPORTS + f"st.image({call})")


@pytest.mark.parametrize("side", [10_000, 20_000])
def test_a_bomb_is_refused_before_it_is_decoded(side: int, tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    header = Image.new("1", (8, 8))
    header.save(path)
    data = bytearray(path.read_bytes())
    data[16:24] = side.to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    path.write_bytes(data)
    assert "It has more than 80 million pixels" in refusal(f"st.image({str(path)!r})")


def test_a_link_is_kept() -> None:
    assert element(IMPORTS + "st.image(np.zeros((4, 4)), link='/report')").link == "/report"


@given(st.text(max_size=30))
def test_no_script_comes_by_a_link(text: str) -> None:
    for address in (text, "\x01java\tscript:" + text, " JAVASCRIPT:" + text, "data:" + text):
        try:
            taken = contents.link("image", "link", address)
        except ArgumentError:
            continue
        plain = "".join(letter for letter in taken.lower() if letter > " ")
        assert not plain.startswith(("javascript:", "data:", "vbscript:"))
