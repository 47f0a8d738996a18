"""What a page shows that is not let in, and that it comes in by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open
from tests.browser.test_gallery import LOOKS, violations
from tests.serving import serve_source

SOURCE = """
    import mini as st
    st.text("you wrote " + st.text_input("text", key="text"))
"""


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_page_waits_for_room_and_comes_in(
    tmp_path: Path, open_page: Open, scheme: str, width: int
) -> None:
    with serve_source(tmp_path, SOURCE, "--server.maxSessions=1") as served:
        first = open_page(served.url)
        first.get_by_label("text").fill("mine")
        first.get_by_label("text").press("Enter")
        expect(first.get_by_text("you wrote mine")).to_be_visible()
        second = open_page(served.url, width=width, scheme=scheme, wait=False)
        expect(second.get_by_role("heading", name="Please wait")).to_be_visible()
        expect(second.get_by_role("status")).to_contain_text("as many visitors as it can take")
        assert not violations(second)
        assert second.evaluate("document.documentElement.scrollWidth") <= width
        first.close(run_before_unload=True)
        expect(second.get_by_label("text")).to_be_visible()
        expect(second.get_by_role("heading", name="Please wait")).to_have_count(0)


def test_the_tabs_of_one_browser_are_counted(tmp_path: Path, browser: Browser) -> None:
    with serve_source(tmp_path, SOURCE, "--server.maxSessionsPerBrowser=1") as served:
        context, other = browser.new_context(), browser.new_context()
        one, two, three = context.new_page(), context.new_page(), other.new_page()
        for page in (one, three):
            page.goto(served.url)
            expect(page.get_by_label("text")).to_be_visible()
        two.goto(served.url)
        expect(two.get_by_role("status")).to_contain_text("open in another tab of this browser")
        two.goto("about:blank")  # else it may be the quicker one
        one.reload()  # the page that is left makes room for the one that comes
        expect(one.get_by_label("text")).to_be_visible()
        context.close()
        other.close()
