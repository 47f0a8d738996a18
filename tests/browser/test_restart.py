"""A server that is restarted under a user who types."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.serving import serve_source

SOURCE = """
    import time
    import mini as st
    name = st.text_input("name", key="name")
    if name:
        for line in range(3):
            st.text(f"line {line}")
    time.sleep(0.1)
    with st.container(border=True):
        notes = st.text_area("notes", key="notes")
    st.text(f"{name} wrote: {notes}")
"""


def test_who_types_while_the_server_restarts_goes_on_typing(
    tmp_path: Path, open_page: Open
) -> None:
    with serve_source(tmp_path, SOURCE) as served:
        port = served.url.rsplit(":", 1)[1]
        page = open_page(served.url)
        page.get_by_label("name").fill("Ada")
        page.get_by_label("name").press("Enter")
        expect(page.get_by_text("line 2")).to_be_visible()
        notes = page.get_by_label("notes")
        notes.press_sequentially("one two")
        notes.press("ArrowLeft")
    notes.press_sequentially("X")
    expect(page.locator("[data-test-connection-state=DISCONNECTED]")).to_have_count(1)
    with serve_source(tmp_path, SOURCE, "--port", port):
        expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(1)
        expect(page.get_by_text("line 2")).to_be_visible()
        page.keyboard.type("Y")
        expect(notes).to_be_focused()
        expect(notes).to_have_value("one twXYo")
        notes.press("Control+Enter")
        expect(page.get_by_text("Ada wrote: one twXYo")).to_be_visible()
