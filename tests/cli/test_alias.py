"""`mini run --alias streamlit`: scripts of others, unchanged; and the older names of tutorials."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import mini as st
from mini.older import LACKING as LACKING_IN_MINI
from mini.session.alias import PLACES
from mini.testing import AppTest, Client
from tests.cli.test_cli import mini
from tests.serving import Served, serve_source

UNCHANGED = """
    import streamlit
    import streamlit as st
    from streamlit import session_state as state
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.errors import StreamlitAPIException
    from streamlit.logger import get_logger
    from streamlit.runtime import exists
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.testing.v1 import AppTest

    @st.cache_data
    def double(number):
        return 2 * number

    state.setdefault("clicks", 0)
    st.title("Unchanged")
    if st.button("more"):
        state.clicks += 1
    box = streamlit.container()
    box.text(f"{double(state.clicks)} {isinstance(box, DeltaGenerator)} {exists()}")
    try:
        st.progress(7.5)
    except StreamlitAPIException as error:
        st.text("refused")
    st.text(f"{st.__version__.split('.')[0]} {get_script_run_ctx() is not None}")
"""
BELOW = """
    import streamlit
    import streamlit as st
    import streamlit.web.cli as stcli
    from streamlit import config, runtime
    from streamlit.deprecation_util import show_deprecation_warning
    from streamlit.runtime.metrics_util import gather_metrics
    from streamlit.elements.widgets.chat import ChatInputValue
    from streamlit.runtime.state import SessionStateProxy
    from streamlit.runtime.uploaded_file_manager import UploadedFile
    from streamlit.typing import ChatInputValue as Said

    @gather_metrics("badge")
    def badge(text: str, place: st.delta_generator.DeltaGenerator = st) -> None:
        place.text(text)

    gather_metrics("badge", badge)("badge")
    show_deprecation_warning("`badge` of the library is older.", show_in_browser=False)
    st.text(st.errors.StreamlitAPIException is streamlit.errors.StreamlitAPIException)
    st.text(isinstance(st.session_state, SessionStateProxy))
    st.text(callable(st.navigation))
    st.text(UploadedFile is st.typing.UploadedFile and Said is ChatInputValue)
    st.text(config.get_option("server.port") == st.get_option("server.port"))
    st.text(hasattr(st, "zebra"))
    if runtime.exists():
        stcli.main()
"""
LACKING = """
    import streamlit as st
    if hasattr(st, "zebra_chart"):
        st.zebra_chart([1])
    st.text("before")
    st.giraffe_chart([1])
    st.zebra_chart([2])
    st.sliderr("typo")
"""


async def visited(served: Served, clicks: int = 0) -> Client:
    async with Client(served.url) as tab:
        await tab.settled()
        for _ in range(clicks):
            await tab.click(tab.find("button"))
            await tab.settled()
    return tab


def bodies(tab: Client) -> list[str]:
    return [node.props["body"] for node in tab.all("text")]


def test_an_unchanged_script_runs(tmp_path: Path) -> None:
    with serve_source(tmp_path, UNCHANGED, "--alias", "streamlit") as served:
        tab = asyncio.run(visited(served, clicks=2))
        assert bodies(tab) == ["4 True True", "refused", "1 True"]
    assert "does not have" not in served.output


def test_modules_below_the_name_are_attributes_of_it(tmp_path: Path) -> None:
    with serve_source(tmp_path, BELOW, "--alias", "streamlit") as served:
        tab = asyncio.run(visited(served))
        assert bodies(tab) == ["badge", *(["True"] * 5), "False"]
        assert "mini has started one to run it" in tab.find("exception").props["message"]
    assert "`badge` of the library is older." in served.output


def test_what_is_lacking_says_so_and_is_listed_in_the_last_line(tmp_path: Path) -> None:
    with serve_source(tmp_path, LACKING, "--alias", "streamlit") as served:
        tab = asyncio.run(visited(served))
        assert bodies(tab) == ["before"]
        box = tab.find("exception").props
        assert box["type"] == "AttributeError"
        assert "mini has no `st.giraffe_chart`." in box["message"]
        assert box["frames"][-1]["code"] == "st.giraffe_chart([1])"
    served.close()
    assert served.lines[-1].endswith(
        "mini does not have these names of streamlit yet: zebra_chart (app.py, line 3), "
        "giraffe_chart (app.py, line 6), sliderr (app.py, line 8).\n"
    )


def test_a_module_that_is_lacking_says_so(tmp_path: Path) -> None:
    source = "import streamlit.zoo\n"
    with serve_source(tmp_path, source, "--alias", "streamlit") as served:
        tab = asyncio.run(visited(served))
        message = tab.find("exception").props["message"]
        assert message.startswith("mini does not have the module `zoo` of `streamlit` yet")
    served.close()
    assert "zoo (app.py, line 1)" in served.lines[-1]


def test_the_alias_is_of_its_process_only() -> None:
    code = (
        "from mini.session.alias import make; make('streamlit').install()\n"
        "import mini, streamlit as st; assert st.slider is mini.slider\n"
        "from streamlit import *; assert text is mini.text and 'textwrap' not in globals()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    done = subprocess.run(
        [sys.executable, "-c", "import mini, sys; print('streamlit' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "False"


def test_an_alias_that_cannot_be_is_refused(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text("")
    for name in ("mini", "json", "no-name"):
        done = mini("run", str(app), "--headless", "--alias", name)
        assert done.returncode == 2
        assert f"--alias {name} cannot be: it is the name of a module that scripts" in done.stderr


OLDER = """
    import mini as st
    left, right = st.beta_columns(2)
    left.text("left")
    with st.beta_expander("more"):
        st.text("inside")
    st.sidebar.beta_expander("aside").text("aside")
    st.beta_container().text("boxed")

    @st.experimental_memo(suppress_st_warning=True)
    def memo(n):
        return [n]

    @st.experimental_singleton
    def single():
        return object()

    st.text(f"{memo(1)} {single() is single()}")
    st.experimental_memo.clear()
    st.experimental_set_query_params(a=1, b=["x", "y"])
    st.text(st.experimental_get_query_params())
    st.session_state.setdefault("runs", 0)
    st.session_state.runs += 1
    if st.session_state.runs == 1:
        st.experimental_rerun()
    st.text(f"{st.session_state.runs} runs")
"""


def test_older_names_work() -> None:
    app = AppTest.from_string(OLDER).run()
    assert not app.exception
    shown = [text.body for text in app.text]
    assert shown == ["left", "inside", "boxed", "[1] True", "{'a': ['1'], 'b': ['x', 'y']}",
                     "2 runs", "aside"]  # fmt: skip


def test_older_names_are_told_of_once_in_the_terminal(tmp_path: Path) -> None:
    with serve_source(tmp_path, OLDER) as served:
        asyncio.run(visited(served))
        asyncio.run(visited(served))
    served.close()
    told = [line for line in served.lines if "is an older name" in line]
    assert len(told) == len(set(told)) == 8
    assert told[0].endswith(
        "`st.beta_columns` is an older name (app.py, line 3). It works; write `st.columns` now.\n"
    )


def test_a_name_that_is_none_says_what_may_be_meant() -> None:
    for source, sentence in (
        ("st.slidr('x')", "mini has no `st.slidr`. Did you mean `st.slider`?"),
        ("st.xyzzy", "mini has no `st.xyzzy`. Look its name up in the docs."),
        ("st.bokeh_chart(1)", "mini does not have `st.bokeh_chart` yet. Leave this call out"),
        ("st.sidebar.xyzzy()", "A container has no `xyzzy`. It has every command"),
    ):
        app = AppTest.from_string(f"import mini as st\n{source}").run()
        assert sentence in app.exception[0].message


def test_no_module_below_the_name_hides_a_command() -> None:
    commands = {name for name, value in vars(st).items() if callable(value)} | LACKING_IN_MINI
    assert not {place.partition(".")[0] for place in PLACES} & commands - {"components", "typing"}
