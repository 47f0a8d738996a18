"""`set_page_config`: what its icon and its sidebar can be."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from tests.elements.shown import HEAD, refusal, run


def icon(code: str) -> Any:
    return run(f"{HEAD}st.set_page_config(page_icon={code})").page.facts["icon"]


@pytest.mark.parametrize(
    "given", ["🐧", ":shark:", ":material/home:", "https://example.com/a.png", "foo", ""]
)
def test_a_text_stays_what_it_is(given: str) -> None:
    assert icon(repr(given)) == given


def test_a_file_is_held_by_the_address(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"picture")
    expected = f"data:image/png;base64,{b64encode(b'picture').decode()}"
    assert icon(repr(str(tmp_path / "a.png"))) == expected
    assert icon(f"__import__('pathlib').{tmp_path!r} / 'a.png'") == expected


def test_an_image_is_saved_as_png() -> None:
    code = """
class Image:
    def save(self, file, format): file.write(format.encode())
st.set_page_config(page_icon=Image())
"""
    expected = f"data:image/png;base64,{b64encode(b'PNG').decode()}"
    assert run(code).page.facts["icon"] == expected


def test_a_random_one_is_an_emoji() -> None:
    assert not icon("'random'").isascii()


def test_anything_else_is_refused() -> None:
    assert "an emoji, a shortcode" in refusal("st.set_page_config(page_icon=5)")


def test_the_sidebar_takes_a_width_from_numpy() -> None:
    app = run("st.set_page_config(initial_sidebar_state=__import__('numpy').int64(320))")
    assert app.page.facts["sidebar"] == 320
