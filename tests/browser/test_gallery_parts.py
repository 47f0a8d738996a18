"""Each part of the gallery: quiet, accessible, and as wide as the window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, product

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Open, until
from tests.browser.test_gallery import ALL, LOOKS, OTHER_LOOKS, overflow, violations
from tests.serving import serve

EXAMPLE = ROOT / "examples/gallery.py"
PARTS = sorted(path.stem for path in (ROOT / "examples/gallery_parts").glob("*.py"))
# In turn, unless all looks are asked for: looking takes seconds.
TURNS = product(PARTS, LOOKS) if ALL else zip(PARTS, cycle(OTHER_LOOKS), strict=False)
CASES = [(part, *look) for part, look in TURNS]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(EXAMPLE) as served:
        yield served.url


@pytest.mark.parametrize(("part", "width", "scheme"), CASES)
def test_a_part_of_the_gallery_is_whole(
    url: str, open_page: Open, part: str, width: int, scheme: str
) -> None:
    page = open_page(f"{url}/{part}", width=width, scheme=scheme)
    expect(page.get_by_role("heading", name=part.capitalize(), level=1)).to_have_count(1)
    expect(page.locator(".skeleton")).to_have_count(0)
    until(page, "document.fonts.status === 'loaded'")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert violations(page) == []
    assert overflow(page) == 0
