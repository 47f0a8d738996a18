"""`download_button`, `link_button`: what is saved, where a click leads, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.page.payload import Blob
from mini.session.supplies import supply
from mini.testing import AppTest
from tests.elements.shown import element, refusal, run

IMPORTS = "\nimport io\nfrom pathlib import Path\n"


def offered(code: str) -> Blob:
    """The file that the only button offers."""
    (blob,) = run(IMPORTS + code).page.tree.roots[1].payloads()
    assert isinstance(blob, Blob)
    return blob


@pytest.mark.parametrize(
    ("data", "content", "name", "kind"),
    [
        ("'häl', 'a.csv'", "häl".encode(), "a.csv", "text/csv"),
        ("'text'", b"text", "download.txt", "text/plain"),
        ("b'x'", b"x", "download.bin", "application/octet-stream"),
        ("bytearray(b'x'), 'a.zip'", b"x", "a.zip", "application/zip"),
        ("io.BytesIO(b'x'), mime='image/png'", b"x", "download.png", "image/png"),
        ("io.StringIO('x'), 'résumé.txt'", b"x", "résumé.txt", "text/plain"),
        ("'x', 'a.unknown'", b"x", "a.unknown", "text/plain"),
        ("b'x', 'a.parquet'", b"x", "a.parquet", "application/vnd.apache.parquet"),
        ("b'x', 'a.csv.gz'", b"x", "a.csv.gz", "application/gzip"),
        ("b'x', 'a.webp'", b"x", "a.webp", "image/webp"),
        ("b'x', mime='audio/wav'", b"x", "download.wav", "audio/wav"),
        ("b'x', mime='text/plain'", b"x", "download.txt", "text/plain"),
        ("'x', 'a.csv', 'application/x-own'", b"x", "a.csv", "application/x-own"),
    ],
)
def test_a_file_of_anything_that_holds_bytes(
    data: str, content: bytes, name: str, kind: str
) -> None:
    blob = offered(f"st.download_button('Save', {data})")
    assert (blob.data, blob.name, blob.media_type) == (content, name, kind)


def test_an_open_file_names_itself(tmp_path: Path) -> None:
    path = tmp_path / "trip.json"
    path.write_bytes(b"{}")
    for opened in (f"open({str(path)!r}, 'rb')", f"open({str(path)!r})"):
        blob = offered(f"with {opened} as file:\n    st.download_button('Save', file)")
        assert (blob.data, blob.name, blob.media_type) == (b"{}", "trip.json", "application/json")
    assert offered(f"st.download_button('Save', Path({str(path)!r}))").name == "trip.json"


def test_a_click_is_true_for_one_run_also_where_the_data_change() -> None:
    app = AppTest.from_string("""
import mini as st
st.session_state.n = st.session_state.get("n", 0) + 1
saved = st.download_button("Save", f"run {st.session_state.n}", on_click=st.session_state.update,
                           kwargs={"called": True})
st.text((saved, st.session_state.get("called")))
""").run()
    assert app.text[0].value == "(False, None)"
    app.download_button[0].click().run()
    assert app.text[0].value == "(True, True)"
    app.run()
    assert app.text[0].value == "(False, True)"


def test_what_is_made_late_is_not_made_before(tmp_path: Path) -> None:
    found = element("""
def make():
    raise RuntimeError
st.download_button("Save", make, "a.csv")
""")
    assert found.made
    assert found.source is None


def test_a_click_that_starts_no_run_is_marked() -> None:
    assert element("st.download_button('Save', 'x', on_click='ignore')").silent
    assert not element("st.download_button('Save', 'x', on_click=None)").silent


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("import pandas as pd\nst.download_button('S', pd.DataFrame())",
         "A table has no bytes of its own: write it out, for example with `data.to_csv(index"),
        ("import polars as pl\nst.download_button('S', pl.DataFrame())", "`data.write_csv()`"),
        ("st.download_button('S', 42)", "It is of the type 'int'; pass bytes, an open file, or"),
        ("st.download_button('S', Path('none.txt'))", "There is no such file; relative paths"),
        ("st.download_button('S', 'x', on_click='stop')", "It is a function, 'rerun' or 'ignore'."),
        ("st.download_button('S', 'x', 3)", "It is a text or None"),
        ("with st.form('f'):\n    st.download_button('S', 'x')",
         "A `download_button` cannot be inside of a form"),
        ("st.download_button('S', 'x')\nst.download_button('S', 'y')", "two `download_button`"),
        ("st.link_button('L', 'javascript:alert(1)')",
         "A link leads to an address with `http:`, `https:`, `mailto:`, or to a relative one"),
        ("st.link_button('L', '')", "A link leads to"),
        ("st.link_button('L', '\\u00a0javascript:alert(1)')", "A link leads to"),
        ("st.download_button('S', 'x', 'a', 'text/html\\r\\nX: y')",
         "It is the type of a file, such as `text/csv` or `image/png`."),
        ("st.link_button('L', 'data:text/html,x')", "A link leads to"),
        ("with st.form('f'):\n    st.link_button('L', '/', on_click='rerun')",
         "A `link_button` cannot be inside of a form"),
    ],
)  # fmt: skip
def test_a_sentence_says_what_is_wrong(code: str, sentence: str) -> None:
    assert sentence in refusal(IMPORTS + code)


@pytest.mark.parametrize(
    "url", ["https://a.example", "http://a.example/b?c#d", "mailto:a@b.example", "/report", "?a=1"]
)
def test_a_link_leads_somewhere(url: str) -> None:
    app = run(f"st.text(type(st.link_button('L', {url!r})).__name__)")
    assert app.link_button[0].element.url == url
    assert app.text[0].value == "Container"


def test_a_link_with_on_click_is_a_button_too() -> None:
    app = run("st.text(st.link_button('L', '/', on_click='rerun', key='l'))")
    assert app.text[0].value == "False"
    app.link_button(key="l").click().run()
    assert app.text[0].value == "True"


def test_buttons_in_containers() -> None:
    app = run(
        "st.sidebar.download_button('S', 'x')\nst.sidebar.link_button('L', '/')\n"
        "with st.expander('e'):\n    st.download_button('S2', 'x')\n    st.link_button('L', '/')"
    )
    assert [view.kind for view in app.sidebar.children] == ["download_button", "link_button"]
    assert len(app.download_button) == len(app.link_button) == 2


def test_a_disabled_button_makes_nothing() -> None:
    app = run("st.download_button('S', lambda: 'x', disabled=True)")
    assert supply(app.page, app.download_button[0].id or "") is None
