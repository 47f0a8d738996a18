from __future__ import annotations

from tests.elements.shown import run


def test_older_apps_may_silence_warnings_that_are_no_more() -> None:
    app = run("st.set_option('deprecation.showPyplotGlobalUse', False)\nst.text('on')")
    assert app.text[0].value == "on"
