"""Text in a real browser: the dialect of Markdown, what is made safe, trees, formulas and help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, settled, until
from tests.browser.test_gallery import LOOKS, overflow, violations
from tests.serving import serve


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(Path(__file__).with_name("texts.py")) as served:
        yield served.url


@pytest.fixture
def texts(open_page: Open, url: str) -> Page:
    return drawn(open_page(url))


def drawn(page: Page) -> Page:
    """Wait for the parts that come late: icons, emoji, formulas, colours of code, trees."""
    expect(page.locator(".unparsed, .skeleton, .formula.waiting")).to_have_count(0)
    expect(page.locator(".katex").nth(3)).to_be_attached()
    expect(page.locator(".hljs-number").first).to_be_visible()
    expect(page.locator(".st-key-icons path").first).not_to_have_attribute("d", "")
    expect(page.locator(".st-key-emoji")).to_contain_text("😄")
    return page


def at(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key}")


TEXT = {
    "emoji": "😄 👍 :no_such_one: 10:30:20",
    "symbols": "a → b ← c ↔ d — e ≥ f ≤ g ≈ h, ->, a->b",
    "prices": "$5 and $10, US$5 or US$6, between $1,000 and $2,000",
    "foreign": ":foo[x] :red[open",
    "escaped": "<b>x</b> <script>alert(1)</script> & ©",
    "colours": "a b c d e f g",
}
COUNTS = {
    "table": {"th[align=center]": 1, "td[align=right]": 1, "td .md-colour": 1},
    "tasks": {"input[type=checkbox]:disabled": 2, "input:checked": 1},
    "struck": {"del": 1, "a[href='http://www.example.org']": 1, "a[href$='/a_b_c']": 1,
               "a[href='mailto:a@example.org']": 1},
    "icons": {"svg.symbol": 3, "[title=no_such_one]": 1, "[role=img][aria-label='home icon']": 1},
    "colours": {".md-colour .md-colour strong": 1, ".md-background": 1, ".md-badge": 1,
                ".md-small": 1},
    "prices": {".katex": 0},
    "formulas": {".katex": 3, ".katex-display": 1},
    "fence": {".hljs-number": 1, "button": 1, ".md-colour": 0},
    "breaks": {"br": 2},
    "links": {"a[target=_blank][rel='noopener noreferrer']": 2, "a[href='#here']:not([target])": 1,
              "a:not([href])": 1},
    "picture": {"img[alt='A dot']": 1},
    "escaped": {"b": 0, "script": 0},
    "headings": {"h1#one a.anchor": 1, "h2#two-words": 1, "h3#three": 1},
    "nolinks": {"h1": 1, "a": 0},
    "label": {"strong": 1, ".katex": 1, ".md-colour": 1, "svg.symbol": 1},
    "cells": {"strong": 1, ".md-badge": 1},
    "caption": {"em": 1, "svg.symbol": 1},
    "latex": {".katex": 1, ".katex-error": 1},
    "badge": {".md-badge svg.symbol": 1},
}  # fmt: skip


def test_the_dialect_of_markdown(texts: Page) -> None:
    for key, text in TEXT.items():
        expect(at(texts, key)).to_have_text(text)
    for key, counts in COUNTS.items():
        for selector, count in counts.items():
            expect(at(texts, key).locator(selector), f"{key} {selector}").to_have_count(count)
    expect(at(texts, "badge")).to_have_text("New [1]")


def test_footnotes_are_numbered_as_they_are_named_and_lead_there_and_back(texts: Page) -> None:
    notes = at(texts, "notes")
    expect(notes.locator("p").first).to_have_text("one1 two2 three1")
    expect(notes.locator(".footnote")).to_have_text(["1 first ↩ ↩", "2 second ↩"])
    ids = notes.locator("[id]").evaluate_all("(found) => found.map(({ id }) => id)")
    assert len(ids) == len(set(ids)) == 5
    for link in notes.locator("a").all():
        name = (link.get_attribute("href") or "#")[1:]
        assert name in ids


def test_the_question_mark_stands_behind_the_last_word(texts: Page) -> None:
    helped = at(texts, "helped")
    word, mark = (helped.locator(part).bounding_box() for part in (".md-badge", ".help"))
    assert word is not None
    assert mark is not None
    assert mark["x"] > word["x"] + word["width"]
    assert abs(mark["y"] + mark["height"] / 2 - word["y"] - word["height"] / 2) < 8


def test_headings_have_anchors_and_dividers(texts: Page) -> None:
    expect(texts.locator("h1#top .md-colour")).to_have_text("in blue")
    expect(texts.locator(".heading-divider[data-colour=green]")).to_have_count(1)
    quiet = texts.get_by_role("heading", name="No anchor")
    expect(quiet.locator("a")).to_have_count(0)
    quiet.get_by_role("button", name="Help").focus()
    expect(texts.get_by_role("tooltip").locator("strong")).to_have_text("words")


@pytest.mark.parametrize("key", ["allowed", "html"])
def test_html_is_made_safe_and_keeps_its_styles(texts: Page, key: str) -> None:
    words = at(texts, key).locator("p")
    expect(words).to_have_css("color", "rgb(1, 2, 3)")
    expect(words).to_have_css("letter-spacing", "2px")
    words.click()
    for selector in ("script", "form", "[href^=javascript]"):
        expect(at(texts, key).locator(selector)).to_have_count(0)
    assert texts.evaluate("'broken' in window") is False


def test_style_sheets_alone_take_no_room(texts: Page) -> None:
    expect(texts.locator(".stElementContainer:has(> .styles)")).to_be_hidden()


def test_right_to_left_text_runs_from_the_right(texts: Page) -> None:
    box: Any = (
        at(texts, "arabic")
        .locator("p")
        .evaluate(
            "(p) => { const r = document.createRange(); r.selectNodeContents(p);"
            " return [r.getBoundingClientRect().right, p.getBoundingClientRect().right] }"
        )
    )
    assert abs(box[0] - box[1]) < 2


def test_a_tree_opens_by_keys_and_by_clicks(texts: Page) -> None:
    tree = at(texts, "tree").get_by_role("tree")
    expect(tree.get_by_role("treeitem")).to_have_count(7)
    first = tree.get_by_role("treeitem").first
    first.focus()
    texts.keyboard.press("ArrowDown")
    texts.keyboard.press("ArrowDown")
    listed = tree.get_by_role("treeitem", name="list: [ 6 items ]")
    expect(listed).to_be_focused()
    texts.keyboard.press("ArrowRight")
    expect(listed).to_have_attribute("aria-expanded", "true")
    expect(tree.get_by_role("treeitem", name="4: NaN")).to_be_visible()
    expect(tree.get_by_role("treeitem", name="5: 1180591620717411303424")).to_be_visible()
    texts.keyboard.press("ArrowRight")
    texts.keyboard.press("ArrowLeft")
    expect(listed).to_be_focused()
    texts.keyboard.press("ArrowLeft")
    expect(tree.get_by_role("treeitem")).to_have_count(7)
    texts.keyboard.press("End")
    expect(tree.get_by_role("treeitem", name="empty: [ ]")).to_be_focused()
    tree.get_by_role("treeitem", name="long: [ 250 items ]").click()
    expect(tree.get_by_role("treeitem", name="0 … 99")).to_have_attribute("aria-level", "3")
    tree.get_by_role("treeitem", name="200 … 249").click()
    expect(tree.get_by_role("treeitem", name="249: 249", exact=True)).to_be_visible()
    tree.get_by_text("600 characters").click()
    expect(tree.get_by_text("w" * 600)).to_be_visible()


def test_what_is_open_stays_open_when_the_script_runs_again(texts: Page) -> None:
    tree = at(texts, "closed").get_by_role("tree")
    tree.get_by_role("treeitem", name="[ 2 items ]").click()
    expect(tree.get_by_role("treeitem")).to_have_count(3)
    texts.get_by_role("button", name="Rerun").click()
    settled(texts)
    expect(tree.get_by_role("treeitem")).to_have_count(3)


def test_a_tree_is_copied_whole_or_line_by_line(texts: Page) -> None:
    texts.context.grant_permissions(["clipboard-read", "clipboard-write"])
    at(texts, "tree").get_by_role("button", name="Copy all").click()
    expect(at(texts, "tree").get_by_role("button", name="Copied")).to_be_visible()
    assert "1180591620717411303424" in texts.evaluate("navigator.clipboard.readText()")
    at(texts, "tree").get_by_role("treeitem", name='name: "Ada"').click()
    texts.keyboard.press("Control+c")
    until(texts, "(await navigator.clipboard.readText()) === 'Ada'")


def test_help_and_echo(texts: Page) -> None:
    help_ = at(texts, "help").get_by_test_id("stHelp")
    expect(help_.locator(".help-head")).to_contain_text("st.json")
    expect(help_.locator(".help-doc")).to_contain_text("Show nested data as a tree.")
    expect(at(texts, "echo").locator("code")).to_have_text('"written by magic"')
    expect(at(texts, "echo").locator("p")).to_have_text("written by magic")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_all_of_it_is_accessible_and_fits(
    open_page: Open, url: str, width: int, scheme: str
) -> None:
    page = drawn(open_page(url, width=width, scheme=scheme))
    assert violations(page) == []
    assert overflow(page) == 0
    at(page, "tree").get_by_role("treeitem", name="inner").click()
    at(page, "tree").get_by_role("treeitem", name="long").click()
    expect(page.get_by_role("treeitem", name="0 … 99")).to_be_attached()
    page.locator(".stLatex").get_by_role("button", name="Help").focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert violations(page) == []
    assert overflow(page) == 0


LONG = """
import mini as st
st.text_input("Type")
lines = [f"2026-01-01 took {n} ms" for n in range(1, 5001)]
lines[70] += " and " * 60
st.code("\\n".join(lines), height=300, line_numbers=True)
st.markdown("\\n\\n".join(
    f"## Part {n}\\n\\n" + "Some **bold** `code`, [a](https://example.org) :red[b] -> c. " * 8
    for n in range(2200)
))
st.text("The end")
"""


def test_a_text_of_a_megabyte_leaves_the_page_usable(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text(LONG)
    with serve(tmp_path / "long.py") as served:
        page = open_page(served.url)
        expect(page.get_by_text("The end")).to_be_attached()
        field = page.get_by_label("Type")
        field.fill("abc")
        field.press("Enter")
        settled(page)
        expect(field).to_have_value("abc")
        expect(page.locator("#part-99")).to_be_attached(timeout=60_000)
        # A log of thousands of lines is laid out in parts; in one, it stops the page for a minute.
        log = page.get_by_test_id("stCode").locator("pre")
        expect(log.locator(".code-part")).to_have_count(25)
        expect(log.locator(".hljs-number").first).to_be_attached()
        assert log.evaluate("pre => pre.textContent.split('\\n').length") == 5000
        wide = log.evaluate("pre => pre.scrollWidth")
        log.evaluate("pre => pre.scrollTo(0, pre.scrollHeight)")
        expect(log.locator("[data-number='5000']")).to_be_in_viewport()
        assert wide == log.evaluate("pre => pre.scrollWidth") > log.bounding_box()["width"]  # type: ignore[index]
