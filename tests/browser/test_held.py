"""What the next run waits for is said on the page, and moves nothing there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_gallery import violations
from tests.serving import serve_source

APP = """
    import time
    from pathlib import Path
    import mini as st

    go = Path(__file__).with_name("go")
    if st.button("Refresh"):
        st.text("refreshed")
    st.title("The report")
    if st.button("Wait"):
        try:
            pass
        finally:
            while not go.exists():
                time.sleep(0.01)
"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_a_call_that_cannot_be_interrupted_is_named(
    tmp_path: Path, open_page: Open, scheme: str, width: int
) -> None:
    with serve_source(tmp_path, APP) as served:
        page = open_page(served.url)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 700})
        report = page.get_by_text("The report")
        expect(report).to_be_visible()
        before = report.bounding_box()
        page.get_by_role("button", name="Wait").click()
        page.get_by_role("button", name="Refresh").click()
        held = page.get_by_test_id("stHeld")
        expect(held).to_contain_text(
            "The app is in a call that cannot be interrupted (app.py, line"
        )
        assert report.bounding_box() == before
        assert not violations(page)
        (tmp_path / "go").touch()
        expect(page.get_by_text("refreshed")).to_be_visible()
        expect(held).to_have_count(0)
