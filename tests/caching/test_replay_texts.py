"""Texts, trees and help that a cached function shows come back as if it had run."""

from __future__ import annotations

import pytest

from tests.caching.guide_support import kinds, shown, times, two_sessions

SHOWN = {
    "json": ("st.json({'a': [1, 2]}, expanded=1)", ["json"]),
    "latex": ("st.latex('x^2', help='A square.')", ["latex"]),
    "html": ("st.html('<style>p{}</style>'); st.html('<b>a</b>')", ["html", "html"]),
    "html with a script": (
        "st.html('<script>1</script>', unsafe_allow_javascript=True)",
        ["iframe"],
    ),
    "help": ("st.help(value)", ["help"]),
    "badge": ("st.badge('New', icon=':material/check:')", ["markdown"]),
    "echo": ("with st.echo():\n        st.text('a')", ["code", "text"]),
    "echo below": ("with st.echo('below'):\n        st.text('a')", ["text", "code"]),
    "write": ("st.write('a', 1, {'b': 2}, value)", ["markdown", "json", "markdown"]),
    "in a place": ("st.sidebar.json([1]); st.expander('a').help(value)", ["expander"]),
}


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("decorator", ["cache_data", "cache_resource"])
def test_what_a_cached_function_shows_is_shown_again(name: str, decorator: str) -> None:
    code, expected = SHOWN[name]
    source = f"""
@st.{decorator}
def show(value):
    ran("show")
    {code}

show(5)
"""
    first, second = two_sessions(source)
    assert times("show") == 1
    assert kinds(first) == kinds(second) == expected
    assert shown(first) == shown(second)
    live, _ = two_sessions(source.replace(f"@st.{decorator}\n", ""))
    assert shown(live) == shown(second)


def test_what_of_the_session_is_shown_as_a_tree_is_looked_at_again() -> None:
    first, second = two_sessions("""
@st.cache_data
def show():
    ran("show")
    st.json(st.session_state)

st.session_state.setdefault("a", 1)
show()
""")
    assert times("show") == 1
    assert first.json[0].value == second.json[0].value == '{"a": 1}'
    second.session_state["a"] = 2
    second.run()
    assert second.json[0].value == '{"a": 2}'
    assert times("show") == 2
