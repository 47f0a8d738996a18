"""`st.context`: what is known of the visitor."""

from __future__ import annotations

import pytest

import mini
from mini.testing import AppTest

APP = """
    import mini as st
    context = st.context

    @st.cache_data
    def cached():
        return context.locale, context.headers.get("X-Team")

    st.text(context.headers["user-agent"] + context.headers["USER-AGENT"])
    st.text(context.headers.get_all("Accept"))
    st.text(context.headers.to_dict())
    st.text(context.cookies.to_dict())
    st.text([context.ip_address, context.timezone, context.timezone_offset, context.locale])
    st.text([context.url, context.theme.type, context.theme["type"], context["is_embedded"]])
    st.text(cached())
"""


def test_all_of_it() -> None:
    app = AppTest.from_string(APP).set_context(
        headers={"User-Agent": "Fox", "Cookie": 'a=1; b="x y"; broken[=2; c=3'},
        ip_address="10.0.0.7", theme="dark", timezone="Europe/Berlin", timezone_offset=-60,
        locale="de-DE", url="https://example.org/app", is_embedded=True,
    )  # fmt: skip
    texts = app.run().text.values
    assert not app.exception
    assert texts == [
        "FoxFox", "[]", str({"User-Agent": "Fox", "Cookie": 'a=1; b="x y"; broken[=2; c=3'}),
        "{'a': '1', 'b': 'x y', 'c': '3'}", "['10.0.0.7', 'Europe/Berlin', -60, 'de-DE']",
        "['https://example.org/app', 'dark', 'dark', True]", "('de-DE', None)",
    ]  # fmt: skip
    app.set_context(locale="fr", headers={"user-agent": "Fox", "x-team": "blue"}).run()
    assert app.text.values[-1] == "('fr', 'blue')"


def test_outside_of_a_run_there_is_nobody() -> None:
    context = mini.context
    assert dict(context.headers) == {} == dict(context.cookies)
    assert context.theme.type is None
    assert context.url is None
    assert "headers" in context
    assert "nothing" not in context
    with pytest.raises(KeyError, match="it has no 'nothing'"):
        context["nothing"]
    with pytest.raises(TypeError):
        iter(context)  # type: ignore[call-overload]
    with pytest.raises(AttributeError):
        context.locale = "x"  # type: ignore[misc]


def test_a_cached_function_is_kept_for_each_visitor_who_differs() -> None:
    source = """
        import mini as st
        @st.cache_data
        def page(n):
            st.session_state.ran = True
            st.markdown(f"{n} {st.context.theme.type}")
            return st.context.theme.type
        st.session_state.ran = False
        st.text(page(1))
        st.text(st.session_state.ran)
    """
    seen = []
    for theme in ("light", "dark", "light", "dark"):
        app = AppTest.from_string(source).set_context(theme=theme).run()
        seen.append((app.text[0].value, app.markdown[0].value))
    assert seen == [("light", "1 light"), ("dark", "1 dark")] * 2
