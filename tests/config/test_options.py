"""Options: from where they come, which counts, and what is said of wrong ones."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mini
from mini.config.config import CONFIG
from mini.config.table import options
from mini.errors import OptionError
from mini.testing import AppTest
from tests.config.conftest import write


def test_each_place_counts_more_than_those_before(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = tmp_path / "apps"
    steps: list[Callable[[], object]] = [
        lambda: write(tmp_path / "home", ".streamlit/config.toml", "[server]\nport = 1\n"),
        lambda: write(tmp_path / "home", ".mini/config.toml", "[server]\nport = 2\n"),
        lambda: write(folder, ".streamlit/config.toml", "server.port = 3\n"),
        lambda: write(folder, ".mini/config.toml", "[server]\nport = 4\n"),
        lambda: write(app, ".streamlit/config.toml", "[server]\nport = 5\n"),
        lambda: write(app, ".mini/config.toml", "[server]\nport = 6\n"),
        lambda: monkeypatch.setenv("STREAMLIT_SERVER_PORT", "7"),
        lambda: monkeypatch.setenv("MINI_SERVER_PORT", "8"),
    ]
    seen = []
    for step in steps:
        step()
        CONFIG.begin(app)
        seen.append(CONFIG.look("server.port"))
    assert [value.value for value in seen] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [value.origin for value in seen[:4]] == [
        "~/.streamlit/config.toml", "~/.mini/config.toml", ".streamlit/config.toml",
        ".mini/config.toml",
    ]  # fmt: skip
    assert [value.origin for value in seen[6:]] == ["STREAMLIT_SERVER_PORT", "MINI_SERVER_PORT"]
    CONFIG.begin(app, {"server.port": 9})
    assert CONFIG.look("server.port") == (9, "--server.port")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[server\n", ".mini/config.toml, line 1: Expected ']'"),
        ("a = 1\nb = \n", ".mini/config.toml, line 2: Invalid value (column 5)."),
        ("[server]\nport = '1'\n", "line 2: `server.port` cannot be '1': it is a whole number"),
        ("server.port = 70000\n", "line 1: `server.port` cannot be 70000: it is a whole number"),
        ("[server]\nheadless = 'yes'\n", "line 2: `server.headless` cannot be 'yes': it is true"),
        ("[theme]\n\nprimaryColor = 'rgb(1)'\n", "line 3: `theme.primaryColor` cannot be 'rgb(1)'"),
        ("[theme]\nbase = 'blue'\n", "`theme.base` cannot be 'blue': it is 'light' or 'dark'."),
        ("[theme]\nchartSequentialColors = ['red']\n", "it has 10 colours, and these are 1."),
        ("[theme]\nchartCategoricalColors = ['x']\n", "'x' in it is no colour."),
        ("[theme]\nbaseFontSize = '1em'\n", "it is a size, such as"),
        ("[theme]\nbaseFontWeight = 700\n", "a multiple of 50 from 100 to 600."),
        ("[theme]\nbaseRadius = 'big'\n", "it is 'none', 'small', 'medium', 'large' or 'full'"),
        ("[theme]\nheadingFontSizes = [1, 2, 3, 4, 5, 6, 7]\n", "it has at most six parts"),
        ("[[theme.fontFaces]]\nfamily = 'x'\n", "each of its tables has a `family` and a `url`."),
        ("[theme]\nfontFaces = 1\n", "it is a list of tables"),
        ("[secrets]\nfiles = [1]\n", "it is a list of texts"),
        ("[server]\ntrustedUserHeaders = 1\n", "it is a table."),
        ("[server]\nmaxMessageSize = 0\n", "it is a number above 0."),
        ("[server]\nmaxMessageSize = nan\n", "it is a number above 0."),
        ("[server]\nmaxMessageSize = inf\n", "it is at most 1000000000000."),
        ("[server]\nmaxSessions = 10000000000000\n", "it is at most 1000000000000."),
        ("[runner]\ntriggerGrace = -1\n", "it is a number of seconds, 0 or more."),
        ("[server]\nwatchdogSeconds = nan\n", "it is a number of seconds, 0 or more."),
        ("[runner]\nconnectionDefaultTTL = inf\n", "it is a number."),
        ("[runner]\nconnectionDefaultTTL = 'x'\n", "it is a number."),
        ("[theme]\nfont = 1\n", "it is a text, in quotes."),
        ("[server]\nagentMaxSessions = 1.5\n", "it is a whole number."),
    ],
)
def test_a_wrong_file_gets_a_line_that_says_where(folder: Path, text: str, sentence: str) -> None:
    write(folder, ".mini/config.toml", text)
    with pytest.raises(OptionError, match=re.escape(sentence)):
        CONFIG.begin()


def test_what_is_no_text_is_refused(folder: Path) -> None:
    path = write(folder, ".mini/config.toml", "")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(OptionError, match=r"\.mini/config\.toml is no text in UTF-8\."):
        CONFIG.begin()
    path.unlink()
    path.mkdir()
    with pytest.raises(OptionError, match=r"\.mini/config\.toml cannot be read: Is a directory\."):
        CONFIG.begin()


def test_unknown_names_warn_and_name_the_nearest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, ".mini/config.toml", "[server]\nprot = 1\n\n[nonsense]\nx = 1\n")
    monkeypatch.setenv("MINI_SERVER_HEADLES", "true")
    monkeypatch.setenv("MINI_ENV", "production")
    CONFIG.begin()
    assert CONFIG.warnings == [
        (
            "The environment sets MINI_SERVER_HEADLES, and there is no such option. "
            "Did you mean `server.headless`?"
        ),
        ".mini/config.toml, line 2: There is no option `server.prot`. Did you mean `server.port`?",
        ".mini/config.toml, line 5: There is no option `nonsense.x`.",
    ]


def test_the_environment_names_what_it_sets_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "one/two")
    monkeypatch.setenv("STREAMLIT_SERVER_ENABLE_CORS", "false")
    monkeypatch.setenv("MINI_THEME_CHART_CATEGORICAL_COLORS", "red, rgb(1, 2, 3)")
    CONFIG.begin()
    assert CONFIG.get("server.baseUrlPath") == "one/two"
    assert CONFIG.get("server.enableCORS") is False
    assert CONFIG.get("theme.chartCategoricalColors") == ["red", "rgb(1, 2, 3)"]
    monkeypatch.setenv("MINI_SERVER_PORT", "abc")
    with pytest.raises(OptionError, match=r"MINI_SERVER_PORT: `server.port` cannot be 'abc'"):
        CONFIG.begin()


def test_a_saved_file_counts_in_the_next_run_where_it_can(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = AppTest.from_string("""
        import mini as st
        st.text(st.get_option("theme.primaryColor"))
        st.text(st.get_option("server.port"))
    """)
    assert app.run().text.values == ["None", "8501"]
    write(folder, ".mini/config.toml", "[server]\nport = 1\n[theme]\nprimaryColor = 'red'\n")
    assert app.run().text.values == ["red", "8501"]
    assert "`server.port` has changed; restart mini, and it counts." in caplog.text
    write(folder, ".mini/config.toml", "[theme]\nprimaryColor = 'reddish'\n")
    assert app.run().text.values == ["red", "8501"]
    assert "cannot be 'reddish'" in caplog.text
    assert "The options stay as they were." in caplog.text


def test_a_script_changes_what_can_change() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.set_option("client.showErrorDetails", "none")
        st.text(st.get_option("client.showErrorDetails"))
        for name, value in [("server.port", 1), ("client.toolbarMode", "x"), ("no.such", 1)]:
            try:
                st.set_option(name, value)
            except Exception as error:
                st.text(f"{type(error).__name__}: {error}")
    """).run()
    assert app.text.values == [
        "none",
        (
            "OptionError: `server.port` cannot change while the app is served. Set it before the "
            "start: in `.mini/config.toml`, or with `mini run app.py --server.port ...`."
        ),
        (
            "OptionError: `client.toolbarMode` cannot be 'x': it is 'auto', 'developer', 'viewer' "
            "or 'minimal'."
        ),
        "OptionError: There is no option `no.such`.",
    ]


def test_options_outside_of_a_run() -> None:
    assert mini.get_option("server.port") == 8501
    with pytest.raises(RuntimeError, match=r"There is no option `server.prt`. Did you mean"):
        mini.get_option("server.prt")


def test_a_cached_function_reads_options_live_and_sets_them_again() -> None:
    app = AppTest.from_string("""
        import mini as st

        @st.cache_data
        def shown():
            st.session_state.calls = st.session_state.get("calls", 0) + 1
            return st.get_option("client.toolbarMode")

        @st.cache_data
        def sets():
            st.set_option("ui.hideTopBar", True)
            return st.get_option("ui.hideTopBar")

        st.text(shown())
        if st.button("sets"):
            st.text(sets())
        st.text(st.get_option("ui.hideTopBar"))
    """).run()
    assert app.text.values == ["auto", "False"]
    CONFIG.set("client.toolbarMode", "viewer")
    assert app.run().text.values[0] == "viewer"
    assert app.button[0].click().run().text.values == ["viewer", "True", "True"]
    CONFIG.set("ui.hideTopBar", False)
    assert app.button[0].click().run().text.values == ["viewer", "True", "True"]


def test_every_default_is_a_value_that_the_option_can_have() -> None:
    for option in options().values():
        if option.default is not None:
            assert option.check(option.default) == option.default
        assert option.does.endswith("."), option.name


@given(st.sampled_from(sorted(options())), st.text(max_size=30))
def test_no_text_breaks_the_reading_of_a_flag(name: str, text: str) -> None:
    option = options()[name]
    with contextlib.suppress(OptionError):
        value = option.parse(text)
        json.dumps(value)
        assert option.check(value) == value
