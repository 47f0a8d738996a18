"""Inputs in cached functions: each comes back as if the function had run, and can be used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mini.testing import AppTest
from tests.caching.guide_support import errors, shown, times, two_sessions, visit

INPUTS = [
    ("toggle", "st.toggle('a')", "True"),
    ("multiselect", "st.multiselect('a', ['x', 'y', 5], ['x'], key='k')", "['y', 5]"),
    ("multiselect", "st.multiselect('a', [1, 2], format_func=lambda n: f'no {n}')", "[2]"),
    ("date_input", "st.date_input('a', None)", "dt.date(2026, 3, 3)"),
    ("date_input", "st.date_input('a', ['2026-01-01'])", "(dt.date(2026, 3, 3),)"),
    ("date_input", "st.date_input('a', min_value='2020-01-01')", "dt.date(2026, 3, 3)"),
    ("time_input", "st.time_input('a', step=30, value=None)", "dt.time(9, 15)"),
    ("datetime_input", "st.datetime_input('a', None)", "dt.datetime(2026, 3, 3, 9, 15)"),
    ("pills", "st.pills('a', ['x', 'y'], default='x')", "'y'"),
    ("segmented_control", "st.segmented_control('a', 'xy', selection_mode='multi')", "['xy']"),
    ("pills", "st.pills('a', ['x', 'y'], disabled=True)", "'y'"),
    ("select_slider", "st.select_slider('a', [1, 2, 3], (1, 3))", "(2, 3)"),
    ("select_slider", "st.select_slider('a', [1, 2, 3], key='k')", "2"),
    ("color_picker", "st.color_picker('a')", "'#123456'"),
    ("feedback", "st.feedback('stars')", "2"),
    ("multiselect", "st.multiselect('a', [[1], [2]], [[1]], max_selections=1)", "[[2]]"),
]
"""A kind, a call, and what it is set to, as an expression."""
APP = """
@st.cache_data(SETTING)
def panel():
    ran("panel")
    return CALL

st.text(repr(panel()))
"""
BY_EACH = pytest.mark.parametrize(("kind", "call", "new"), INPUTS, ids=[i[1] for i in INPUTS])


def written(call: str, setting: str = "") -> str:
    return APP.replace("SETTING", setting).replace("CALL", call)


def after(app: AppTest, kind: str, new: str) -> list[object]:
    """The page of a session once its widget was set."""
    value = eval(new, {"dt": __import__("datetime")})
    app.get(kind)[0].set_value(value).run()
    assert errors(app) == []
    return [app.text[0].value, *shown(app)]


@BY_EACH
def test_it_comes_back_and_can_be_used(kind: str, call: str, new: str) -> None:
    head = "import datetime as dt\n"
    live = visit(head + written(call).replace("@st.cache_data()", ""))
    before, expected = shown(live), after(live, kind, new)
    first, second = two_sessions(head + written(call))
    assert times("panel") == 1
    assert shown(first) == shown(second) == before
    if "format_func" in call:  # a test of a session that hit has the texts alone
        assert after(first, kind, str([f"no {each}" for each in eval(new)])) == expected
        return
    assert after(second, kind, new) == expected
    assert after(first, kind, new) == expected
    assert times("panel") == 2


RUN = """
import builtins, json, sys
import datetime as dt
from mini.testing import AppTest
builtins.RUNS = []
kinds = json.loads(sys.argv[2])
app = AppTest.from_file(sys.argv[1]).run()
out = [[app.text[0].value, len(builtins.RUNS), [error.value for error in app.exception]]]
for key, (kind, new) in enumerate(kinds):
    app.get(kind)(key=f"i{key}").set_value(eval(new))
app.run()
out.append([app.text[0].value, len(builtins.RUNS), [error.value for error in app.exception]])
print(json.dumps(out))
"""


def test_another_process_finds_all_of_them_on_the_disk(tmp_path: Path) -> None:
    inputs = [each for each in INPUTS if "key=" not in each[1] and "format_func" not in each[1]]
    calls = [f"{call[:-1]}, key='i{at}')" for at, (_, call, _) in enumerate(inputs)]
    app = tmp_path / "app.py"
    app.write_text(
        "import builtins\nimport datetime as dt\nimport mini as st\n"
        "@st.cache_data(persist='disk')\ndef panel():\n    builtins.RUNS.append(1)\n"
        f"    return [{', '.join(calls)}]\nst.text(repr(panel()))\n"
    )
    kinds = json.dumps([(kind, new) for kind, _, new in inputs])
    known = {**os.environ, "MINI_CACHE_DIR": str(tmp_path / "cache"), "MINI_CACHE_KEY": "k" * 32}
    seen = []
    for _ in range(2):
        out = subprocess.run(
            [sys.executable, "-W", "error", "-c", RUN, str(app), kinds],
            env=known, capture_output=True, text=True, timeout=50, check=False,
        )  # fmt: skip
        assert out.returncode == 0, out.stderr
        seen.append(json.loads(out.stdout))
    (first, set_), (again, set_again) = seen
    assert [first[1], set_[1], again[1], set_again[1]] == [1, 2, 0, 0]
    assert (first[0], first[2]) == (again[0], [])
    assert (set_[0], set_[2]) == (set_again[0], [])
    values = [eval(new, {"dt": __import__("datetime")}) for _, _, new in inputs]
    assert set_[0] == repr(values)
