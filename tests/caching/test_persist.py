"""`persist="disk"`: another process finds what was kept, with its elements and widgets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

APP = """
import builtins
from datetime import date

import pandas as pd

import mini as st


class Point:
    def __init__(self, x):
        self.x = x


def add(by):
    st.session_state.n = st.session_state.get("n", 0) + by


@st.fragment
def part(name):
    st.text(f"{name} {st.slider(name, 0, 3)}")


@st.cache_data(persist="disk")
def panel(number):
    builtins.RUNS.append(number)
    n = st.slider("n", 0, 10)
    st.selectbox("day", [date(2020, 1, 1), date(2021, 1, 1)])
    st.number_input("age", 0, 9)
    st.button("add", on_click=add, args=(number,))
    st.dataframe(pd.DataFrame({"a": range(5)}))
    with st.sidebar:
        st.text("side")
    st.session_state["kept"] = [1]
    part("inside")
    return Point(n), pd.DataFrame({"x": range(1000)})


@st.cache_data(persist="disk")
def items(count):
    for number in range(count):
        builtins.RUNS.append(number)
        st.text(f"made {number}")
        yield number


point, table = panel(2)
st.text((point.x, len(table), isinstance(point, Point), st.session_state.get("n")))
for item in items(2):
    st.text(item)
"""
RUN = """
import builtins, json, sys
from mini.testing import AppTest
builtins.RUNS = []
app = AppTest.from_file(sys.argv[1]).run()
out = []
def note():
    out.append([[text.value for text in app.text], len(app.dataframe), len(builtins.RUNS),
                [error.value for error in app.exception]])
note()
app.slider[0].set_value(3).run(); note()
app.slider[1].set_value(2).run(); note()
app.button[0].click().run(); note()
print(json.dumps(out))
"""
FIRST = ["inside 0", "(0, 1000, True, None)", "made 0", "0", "made 1", "1", "side"]


def run(app: Path, **environ: str) -> list[Any]:
    """Use the app in a process of its own; what was seen after each step."""
    known = {**os.environ, "MINI_CACHE_DIR": str(app.parent / "cache"), "MINI_CACHE_KEY": "k" * 32}
    out = subprocess.run(
        [sys.executable, "-W", "error", "-c", RUN, str(app)],
        env={**known, **environ}, capture_output=True, text=True, timeout=50, check=False,
    )  # fmt: skip
    assert out.returncode == 0, out.stderr
    return list(json.loads(out.stdout))


def test_a_new_process_is_warm_and_all_widgets_work(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text(APP)
    cold, warm = run(app), run(app)
    assert cold[0] == [FIRST, 1, 3, []]
    assert [step[:2] for step in warm] == [step[:2] for step in cold]
    assert warm[1][0][1] == "(3, 1000, True, None)"
    assert warm[2][0][0] == "inside 2"
    assert warm[3][0][1] == "(3, 1000, True, 2)"
    assert [step[2] for step in warm[:2]] == [0, 0]


def test_other_code_another_key_and_broken_files_are_misses(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text(APP)
    run(app)
    app.write_text(APP.replace("self.x = x", "self.x = x + 100"))
    assert run(app)[0][0][1] == "(100, 1000, True, None)"
    assert run(app, MINI_CACHE_KEY="another")[0][2] == 3
    for file in (tmp_path / "cache").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-7] + b"1234567")
    again = run(app)
    assert again[0][0][1] == "(100, 1000, True, None)"
    assert again[0][3] == []
