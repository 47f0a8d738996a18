"""What the page says to do about errors that Python raises."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.testing import AppTest

KNOWN = [
    ("st.button('x', tpye='primary')", "Did you mean `type`? `st.button` takes label, key, help,"),
    ("st.sidebar.button('x', tpye='primary')", "Did you mean `type`? `st.button` takes label,"),
    ("st.divider(zebra=1)", "`st.divider` takes width."),
    ("st.slider()", "`st.slider` takes label, min_value, max_value, value, step,"),
    ("st.slider()", "What it needs is label."),
    ("st.columns(2).write('x')", "`st.columns` and `st.tabs` give a list of places. Take one of"),
    ("st.checkbox('x').write('x')", "A widget gives its value, not a place, so `write` cannot be"),
    ("with st.columns(2): pass", "Write `left, right = st.columns(2)`, then `with left:`."),
    ("with st.button('x'): pass", "Write `if st.button(...):` instead."),
    ("import zebra_package", "`python -m pip install zebra_package`"),
    ("open('missing.csv')", "Relative paths start at the folder in which mini was started."),
    ("del st\nst.text('x')", "Write `import mini as st` first."),
]
UNKNOWN = [
    "def button(a): pass\nbutton(b=1)",
    "raise ModuleNotFoundError('no module of mine', name='mine')",
    "[].zebra",
    "[].append(1, 2)",
    "open('/missing.csv')",
    "1 / 0",
    "unknown",
]


@pytest.mark.parametrize(("source", "sentence"), KNOWN)
def test_a_known_mistake_has_a_hint(source: str, sentence: str) -> None:
    app = AppTest.from_string(f"import mini as st\n{source}").run()
    assert sentence in (app.exception[0].hint or "")


@pytest.mark.parametrize("source", UNKNOWN)
def test_other_errors_have_none(source: str) -> None:
    app = AppTest.from_string(f"import mini as st\n{source}").run()
    assert len(app.exception) == 1
    assert not app.exception[0].element.hint


def test_a_file_beside_the_script_is_found_by_its_folder(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a\n1\n")
    script = tmp_path / "app.py"
    for read in ("open('data.csv')", "pd.read_csv('data.csv')"):
        script.write_text(f"import pandas as pd\nimport mini as st\n{read}")
        app = AppTest.from_file(script).run()
        assert "Write `Path(__file__).parent / 'data.csv'`" in app.exception[0].hint
