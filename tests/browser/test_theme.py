"""Themes in a real browser: from the first frame on, changed while it runs, and readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.test_gallery import painted, violations
from tests.serving import serve_source

APP = """
    import mini as st
    st.set_page_config("Review", menu_items={"About": "The *review*."})
    with st.sidebar:
        st.header("Filters")
        st.selectbox("Region", ["North", "East"])
        st.slider("Years", 2000, 2026, (2010, 2020))
        st.checkbox("Open", True)
        st.button("Apply", type="primary")
    st.title("Review")
    st.markdown("Read the [report](https://example.org), `notes.md` and :red[this].")
    st.metric("Orders", "18,204", "-3 %", border=True)
    st.text_input("Comment", placeholder="What happened?")
    st.radio("Rating", ["Good", "Fair"])
    st.button("Send", type="primary")
    st.button("Discard")
    st.code("x = 1")
    st.info("Provisional.")
    st.caption("As of today.")
    st.line_chart({"a": [1, 3, 2], "b": [2, 1, 3]})
    st.dataframe({"name": ["Ada", "Alan"], "n": [1, 2]})
"""
THEMES = {
    "corporate": """
        [theme]
        base = "light"
        primaryColor = "#00638a"
        backgroundColor = "#ffffff"
        secondaryBackgroundColor = "#eef3f6"
        textColor = "#12242e"
        borderColor = "#b9c8d0"
        buttonRadius = "full"
        dataframeHeaderBackgroundColor = "#12242e"
        dataframeHeaderTextColor = "#ffffff"
        [theme.sidebar]
        backgroundColor = "#12242e"
        primaryColor = "#58c4ec"
        """,
    "neon": """
        [theme]
        base = "dark"
        primaryColor = "#ff2bd6"
        backgroundColor = "#0a0514"
        secondaryBackgroundColor = "#170b2b"
        textColor = "#e9e4ff"
        font = "monospace"
        baseRadius = "none"
        linkUnderline = false
        """,
    "paper": """
        [theme]
        primaryColor = "#8a2b1d"
        backgroundColor = "#fbf6ea"
        secondaryBackgroundColor = "#f1e8d3"
        textColor = "#33291c"
        font = "serif"
        headingFontSizes = ["3rem", "2rem"]
        baseFontSize = 17
        """,
}


def save(folder: Path, text: str) -> None:
    path = folder / ".mini/config.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def colour(page: Page, selector: str, name: str = "backgroundColor") -> str:
    return str(page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).{name}"))


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_themes_are_readable(
    tmp_path: Path, open_page: Open, name: str, width: int, scheme: str
) -> None:
    save(tmp_path, THEMES[name])
    with serve_source(tmp_path, APP) as served:
        page = open_page(served.url, width=width, scheme=scheme)
        page.wait_for_selector(".uplot canvas")
        expect(page.locator(".skeleton")).to_have_count(0)
        painted(page)
        assert violations(page) == []
        page.get_by_role("button", name="Menu").click()
        for theme in ("Dark", "Light"):
            page.get_by_role("menuitemradio", name=theme).click()
            painted(page)
            assert violations(page) == []


def test_the_first_frame_has_the_theme(tmp_path: Path, open_page: Open) -> None:
    save(tmp_path, THEMES["neon"])
    with serve_source(tmp_path, APP) as served:
        watch = (
            "addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => {"
            " window.first = getComputedStyle(document.body).backgroundColor; }))"
        )
        page = open_page(served.url, scheme="light", script=watch)
        assert page.evaluate("first") == "rgb(10, 5, 20)"
        assert colour(page, ".stApp", "colorScheme") == "dark"
        page.get_by_role("button", name="Menu").click()
        expect(page.get_by_role("menuitemradio", name="Dark")).to_have_attribute(
            "aria-checked", "true"
        )
        page.get_by_role("menuitemradio", name="Light").click()
        assert colour(page, "body") == "rgb(255, 255, 255)"
        page.reload()
        settled(page)
        assert colour(page, "body") == "rgb(255, 255, 255)"


def test_a_saved_theme_is_shown_at_the_next_run(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, APP) as served:
        page = open_page(served.url)
        assert page.locator("style#theme").count() == 0
        save(tmp_path, '[theme]\nbackgroundColor = "#102030"\n')
        rerun_until(page, "rgb(16, 32, 48)")
        save(tmp_path, "")
        rerun_until(page, "rgb(255, 255, 255)")


def rerun_until(page: Page, ground: str) -> None:
    """Run again, as often as it takes: saved options are looked for a few times a second."""
    colour = "getComputedStyle(document.body).backgroundColor"
    for _ in range(100):
        page.get_by_role("button", name="Discard").click()
        settled(page)
        painted(page)
        if page.evaluate(colour) == ground:
            return
    raise AssertionError(f"The ground did not become {ground}.")


def test_a_script_that_asks_for_the_theme_runs_again_when_it_changes(
    tmp_path: Path, open_page: Open
) -> None:
    source = """
        import mini as st
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        if st.checkbox("ask", value=True):
            st.text(f"{st.context.theme.type} {st.context.url}")
        st.text(f"run {st.session_state.runs}")
    """
    with serve_source(tmp_path, source) as served:
        page = open_page(served.url + "/?embed=true&x=1#top")
        expect(page.get_by_text(f"light {served.url}/", exact=True)).to_be_visible()
        page.emulate_media(color_scheme="dark")
        expect(page.get_by_text(f"dark {served.url}/", exact=True)).to_be_visible()
        expect(page.get_by_text("run 2", exact=True)).to_be_visible()
        page.get_by_text("ask").click()
        expect(page.get_by_text("run 3", exact=True)).to_be_visible()
        page.emulate_media(color_scheme="light")
        page.get_by_text("ask").click()
        expect(page.get_by_text("run 4", exact=True)).to_be_visible()
        expect(page.get_by_text(f"light {served.url}/", exact=True)).to_be_visible()
