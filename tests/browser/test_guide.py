"""The guide's slider in a cached function, in two real browsers at once."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled
from tests.serving import serve_source

APP = """
    import pandas as pd
    import mini as st

    @st.cache_resource
    def runs():
        return []

    RUNS = runs()

    @st.cache_data(experimental_allow_widgets=True)
    def get_data():
        num_rows = st.slider("Number of rows to get", 1, 9, 3)
        RUNS.append(num_rows)
        st.line_chart([n * n for n in range(num_rows + 2)])
        return pd.DataFrame({"value": range(num_rows)})

    data = get_data()
    st.dataframe(data)
    st.text(f"{len(data)} rows; ran for {RUNS}")
"""


def press(page: Page, key: str, rows: int) -> None:
    page.get_by_role("slider").press(key)
    expect(page.get_by_text(f"{rows} rows;")).to_be_visible()
    settled(page)
    shows(page, rows)


def shows(page: Page, rows: int) -> None:
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", str(rows))
    expect(page.locator(".stDataFrame [role=row]")).to_have_count(rows + 1)
    expect(page.locator(".stLineChart canvas")).to_be_visible()


def test_a_slider_in_a_cached_function(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, APP) as served:
        first, second = open_page(served.url), open_page(served.url)
        shows(first, 3)
        shows(second, 3)
        expect(second.get_by_text("ran for [3]")).to_be_visible()
        press(first, "ArrowRight", 4)
        expect(first.get_by_text("ran for [3, 4]")).to_be_visible()
        shows(second, 3)  # it has a value of its own
        press(second, "ArrowRight", 4)
        press(second, "ArrowRight", 5)
        press(first, "ArrowRight", 5)
        press(first, "ArrowLeft", 4)
        press(first, "ArrowLeft", 3)
        expect(first.get_by_text("ran for [3, 4, 5]")).to_be_visible()
        shows(second, 5)
