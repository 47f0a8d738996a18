"""Pictures, players, files and frames in cached functions: as if the function had run."""

from __future__ import annotations

import pytest

from mini.session.supplies import supply
from tests.caching.guide_support import kinds, shown, times, two_sessions

SHOWS = {
    "image": "st.image([np.zeros((4, 4)), np.ones((4, 4))], caption=['a', 'b'])",
    "audio": "st.audio(np.ones(8), sample_rate=8)",
    "video": "st.video(b'x', subtitles='WEBVTT\\n')",
    "iframe": "st.components.v1.html('<b>Hello</b>')",
    "download_button": "st.download_button('Save', 'text', on_click='ignore')",
    "link_button": "st.link_button('Go', '/')",
}


@pytest.mark.parametrize("decorator", ["cache_data", "cache_resource"])
@pytest.mark.parametrize("kind", SHOWS)
def test_it_is_shown_again(kind: str, decorator: str) -> None:
    code = f"""
import numpy as np
{"@st." + decorator}
def show():
    ran("show")
    {SHOWS[kind]}

show()
"""
    first, second = two_sessions(code)
    assert times("show") == 1
    assert kinds(first) == kinds(second) == [kind]
    live, _ = two_sessions(code.replace(f"@st.{decorator}", ""))
    assert shown(live) == shown(second)
    sources = [
        [part.source for part in app.page.tree.roots[1].payloads()] for app in (live, second)
    ]
    assert sources[0] == sources[1]


def test_a_logo_comes_back_with_what_a_function_has_done() -> None:
    first, second = two_sessions("""
@st.cache_data
def brand():
    ran("brand")
    st.logo(":material/home:")
    st.text("shown")

brand()
""")
    assert times("brand") == 1
    for app in (first, second):
        assert app.page.facts["logo"]["image"] == {"icon": ":material/home:"}


BUTTON = """
@st.cache_data(OPTIONS)
def panel():
    ran("panel")
    return st.CALL

st.text(panel())
"""


@pytest.mark.parametrize("options", ["", "persist='disk'"])
@pytest.mark.parametrize(
    "call",
    ["download_button('Save', 'text', 'a.txt')", "link_button('Go', '/', on_click='rerun')"],
)
def test_a_click_counts_in_each_session(call: str, options: str) -> None:
    source = BUTTON.replace("OPTIONS", options).replace("CALL", call)
    first, second = two_sessions(source)
    assert times("panel") == 1
    kind = call.partition("(")[0]
    for app in (second, first):
        app.get(kind)[0].click().run()
        assert app.text[0].value == "True"
        app.run()
        assert app.text[0].value == "False"


MAKER = """
def file_of(n):
    return f"made of {n}"

@st.cache_data(OPTIONS)
def panel(n):
    ran("panel")
    st.download_button("Save", lambda: file_of(n), "a.txt", key="save")

panel(st.session_state.get("n", 3))
"""


@pytest.mark.parametrize("options", ["", "persist='disk'"])
def test_what_makes_a_file_is_found_again_in_each_session(options: str) -> None:
    for app in two_sessions(MAKER.replace("OPTIONS", options)):
        make = supply(app.page, app.download_button[0].id or "")
        assert make is not None
        blob = make()
        assert (blob.data, blob.name) == (b"made of 3", "a.txt")
    assert times("panel") == 1
