"""Charts in a real browser: drawn, under the page's policy, and of use without a pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_gallery import LOOKS, WATCH, overflow, violations
from tests.serving import serve, serve_source

UPLOTS = 6
BAR = "path[aria-roledescription=bar]"
INK = """(canvas) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] > 200) colours.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
    return [...colours];
}"""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(Path(__file__).with_name("charts.py")) as served:
        yield served.url


def drawn(page: Page) -> Page:
    """Wait until all charts are there; the libraries that draw them take long to import."""
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
    expect(page.locator(".uplot canvas")).to_have_count(UPLOTS)
    expect(page.get_by_role("figure", name="altair").locator("svg")).to_be_visible()
    expect(page.get_by_role("figure", name="fetched").locator("canvas")).to_be_visible()
    expect(page.locator(".stPlotlyChart .bars .point")).to_have_count(3)
    expect(page.get_by_alt_text("figure")).to_be_visible()
    return page


def ink(chart: Locator) -> set[str]:
    return set(chart.locator("canvas").first.evaluate(INK))


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_chart_is_drawn_accessible_and_fits(
    open_page: Open, url: str, width: int, scheme: str
) -> None:
    page = drawn(open_page(url, width=width, scheme=scheme, wait=False))
    assert violations(page) == []
    assert overflow(page) == 0
    page.get_by_role("button", name="Show as a table").first.click()
    expect(page.get_by_role("region", name="line")).to_be_visible()
    assert violations(page, ".stMain") == []


def test_marks_have_the_colours_of_their_series(open_page: Open, url: str) -> None:
    page = drawn(open_page(url, wait=False))
    first, second = "67,83,201", "196,86,26"
    for name in ("stAreaChart", "stBarChart"):
        assert {first, second} <= ink(page.locator(f".{name}").first)
    # The light is switched while the page is open.
    page.emulate_media(color_scheme="dark")
    bars = page.locator(".stBarChart").first
    until(page, lambda: "143,156,255" in ink(bars))
    bar = page.get_by_role("figure", name="altair").locator(BAR).first
    expect(bar).to_have_attribute("fill", "rgb(143, 156, 255)")
    expect(page.locator(".stPlotlyChart .bars .point path").first).to_have_css(
        "fill", "rgb(143, 156, 255)"
    )


def test_values_are_told_beside_the_pointer(open_page: Open, url: str) -> None:
    page = drawn(open_page(url, wait=False))
    bars = page.locator(".stBarChart").first
    bars.locator(".u-over").hover()
    expect(bars.locator(".chart-tip")).to_contain_text("b")
    expect(bars.locator(".chart-tip")).to_contain_text("-2")
    page.get_by_role("figure", name="altair").locator(
        "path[aria-roledescription=bar]"
    ).first.hover()
    expect(page.locator(".vega-tip")).to_contain_text("up")


def test_a_series_is_switched_off_by_the_keyboard_and_stays_off(open_page: Open, url: str) -> None:
    page = drawn(open_page(url, wait=False))
    bars = page.locator(".stBarChart").first
    switch = bars.get_by_role("button", name="down")
    switch.focus()
    page.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert "196,86,26" not in set(ink(bars)) - {"legend"}


def test_a_closer_look_outlives_a_rerun_with_other_data(open_page: Open, url: str) -> None:
    page = drawn(open_page(url, wait=False))
    over = page.locator(".stLineChart .u-over")
    tip = page.locator(".stLineChart .chart-tip strong")
    box = over.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 100, box["y"] + 60, steps=4)
    page.mouse.up()
    start = {"x": 2, "y": 50}
    over.hover(position=start)  # type: ignore[arg-type]
    until(page, lambda: int(tip.text_content() or 0) > 20)
    page.get_by_role("button", name="Again").click()
    expect(page.get_by_text("ran")).to_be_visible()
    expect(page.locator(".stLineChart canvas")).to_be_visible()
    over.hover(position=start)  # type: ignore[arg-type]
    until(page, lambda: int(tip.text_content() or 0) > 20)


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for what is only in the pixels of a canvas."""
    for _ in range(300):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("It did not come to hold.")


MANY = """
    import numpy as np
    import mini as st
    at = np.arange(100_000.0)
    data = {"x": at % 1000, "y": at // 1000, "n": at}
    st.scatter_chart(data, x="x", y="y", alt="plain")
    st.scatter_chart(data, x="x", y="y", color="n", size="n", alt="shaded")
"""


def test_a_hundred_thousand_dots_are_drawn_and_told(tmp_path: Path, open_page: Open) -> None:
    with serve_source(tmp_path, MANY) as served:
        page = open_page(served.url)
        plain, shaded = page.locator(".stScatterChart").all()
        expect(plain.locator("canvas")).to_be_visible()
        expect(shaded.locator("canvas")).to_be_visible()
        assert "67,83,201" in ink(plain)
        expect(shaded.locator(".chart-scales p")).to_have_text(
            ["n0100,000", "n0 \N{EN DASH} 100,000"]
        )
        assert "38,51,143" in ink(shaded)  # the deepest, of the last rows
        plain.locator(".u-over").hover()
        expect(plain.locator(".chart-tip")).to_contain_text("y")


STRICT = """
    import plotly.graph_objects as go
    import mini as st
    st.plotly_chart(go.Figure(go.Scattergl(y=list(range(50)), mode="markers")), alt="gl")
    st.plotly_chart(go.Figure(go.Bar(y=[1, 2])), theme=None, alt="own")
"""


def test_traces_that_make_functions_of_text_are_drawn_by_the_strict_script(
    tmp_path: Path, browser: Browser
) -> None:
    # Not by `open_page`: the drivers of WebGL warn in the console of how slow they are.
    with serve_source(tmp_path, STRICT) as served, browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(served.url)
        expect(page.locator(".stPlotlyChart .bars .point")).to_have_count(2)
        dots = page.get_by_role("figure", name="gl").locator(".gl-container canvas").first
        expect(dots).to_be_visible()
        expect(page.get_by_text("WebGL is not supported")).to_have_count(0)
        assert page.evaluate("violated") == []
