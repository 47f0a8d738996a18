"""Pictures, players, files and frames in cached functions: as if the function had run."""

from __future__ import annotations

import pytest

from tests.caching.guide_support import kinds, shown, times, two_sessions

SHOWS = {
    "image": "st.image([np.zeros((4, 4)), np.ones((4, 4))], caption=['a', 'b'])",
}


@pytest.mark.parametrize("decorator", ["cache_data", "cache_resource"])
@pytest.mark.parametrize("kind", SHOWS)
def test_it_is_shown_again(kind: str, decorator: str) -> None:
    code = f"""
import numpy as np
{"@st." + decorator}
def show():
    ran("show")
    {SHOWS[kind]}

show()
"""
    first, second = two_sessions(code)
    assert times("show") == 1
    assert kinds(first) == kinds(second) == [kind]
    live, _ = two_sessions(code.replace(f"@st.{decorator}", ""))
    assert shown(live) == shown(second)
    sources = [
        [part.source for part in app.page.tree.roots[1].payloads()] for app in (live, second)
    ]
    assert sources[0] == sources[1]
