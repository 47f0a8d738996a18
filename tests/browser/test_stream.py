"""A text that grows in a real browser: it keeps what is selected, and never looks half-written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, settled
from tests.serving import serve_source

APP = '''
import time
import mini as st

TEXT = """# Birds

There are **344 penguins** on *three islands* with `4` cameras.

| island | birds |
|---|---|
| Dream | 124 |

```python
print("counted")
```

- first
- last item
"""

def answer():
    for at in range(0, len(TEXT), 3):
        yield TEXT[at : at + 3]
        time.sleep(0.02)

st.title("Stream")
st.write_stream(answer, cursor="▌")
st.write_stream(["still ", "**bold**"])
'''
LOOKS_OF = """
    window.looks = new Set();
    new MutationObserver(() => {
        const text = document.querySelector('.stMain')?.innerText ?? '';
        for (const sign of ['**', '|', '```', '- ']) if (text.includes(sign)) looks.add(sign);
    }).observe(document, { childList: true, subtree: true, characterData: true });
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve_source(Path(tmp_path_factory.mktemp("stream")), APP) as served:
        yield served.url


def test_marks_are_never_seen_and_the_selection_stays(open_page: Open, url: str) -> None:
    page = open_page(url, wait=False, script=LOOKS_OF)
    bold = page.locator("strong", has_text="344 penguins")
    expect(bold).to_be_visible()
    bold.evaluate("(bold) => getSelection().selectAllChildren(bold)")
    expect(page.get_by_text("last item")).to_be_visible()
    expect(page.get_by_text("bold", exact=True)).to_be_visible()
    settled(page)
    assert page.evaluate("getSelection().toString()") == "344 penguins"
    expect(page.get_by_text("▌")).to_have_count(0)
    expect(page.locator(".stCode")).to_have_count(1)
    assert page.evaluate("[...looks]") == []
