"""A script that uses every command once: no message in the console, nothing that shifts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import mini
from mini.run.container import COMMANDS
from tests.browser.conftest import Open, settled
from tests.browser.test_gallery import WATCH, overflow, painted
from tests.serving import serve

SCRIPT = Path(__file__).with_name("everything.py")
SMALL = 0.001
NOT_COMMANDS = {
    "Container", "Context", "QueryParams", "Secrets", "SessionState", "add_script_run_ctx", "cache",
    "get_script_run_ctx",
}  # fmt: skip


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(SCRIPT) as served:
        yield served.url


def used() -> set[str]:
    """The names of `st` that the script uses."""
    return {
        node.attr
        for node in ast.walk(ast.parse(SCRIPT.read_text()))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "st"
    }


def test_the_script_uses_every_command() -> None:
    modules = {name for name, value in vars(mini).items() if type(value).__name__ == "module"}
    public = {name for name in dir(mini) if not name.startswith("_")} - modules
    assert (public | COMMANDS.keys()) - NOT_COMMANDS - used() == set()


def drawn(page: Page) -> None:
    """Wait for all that comes late."""
    expect(page.locator(".skeleton")).to_have_count(0)
    for part in (
        ".uplot canvas",
        ".katex",
        ".js-plotly-plot .main-svg",
        ".vega-embed svg, .stVegaLiteChart svg",
    ):
        expect(page.locator(part).first).to_be_visible()
    painted(page)


def shifted(page: Page) -> list[Any]:
    """What has moved after its first frame, by more than a font that comes late moves a word.

    The part at the bottom stands on what comes into it, so it is not counted.
    """
    moved = page.evaluate("shifts")
    return [
        each for each in moved
        if each["value"] >= SMALL and any(source for source, _, _ in each["moved"])
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_command_works_together(open_page: Open, url: str, scheme: str) -> None:
    page = open_page(url, scheme=scheme, script=WATCH)
    drawn(page)
    assert shifted(page) == []
    assert page.evaluate("violated") == []
    assert overflow(page) == 0
    expect(page.locator(".stException")).to_have_count(1)
    expect(page.get_by_role("button", name="Remove it", exact=True)).to_have_count(1)
    page.get_by_role("button", name="Toast", exact=True).click()
    expect(page.locator(".stToast")).to_be_visible()
    page.get_by_role("button", name="Dialog", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Rerun", exact=True).click()
    settled(page)
    page.get_by_role("button", name="Switch", exact=True).click()
    expect(page.get_by_text("The other page")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Last")).to_be_visible()
