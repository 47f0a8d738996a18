"""The apps that are measured: the same script for every product, but for its import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROWS = 1000


@dataclass(frozen=True)
class App:
    """A script, where its page is clicked, and which of its texts changes with every click."""

    name: str
    source: str
    target: str
    """The CSS selector of what is clicked; of several, each click takes the next."""
    text: int
    """The place of the changing text among the texts of the page."""

    def write(self, folder: Path, module: str) -> Path:
        """Write the script that imports `module`."""
        path = folder / f"{self.name}_{module}.py"
        path.write_text(f"import {module} as st\n\n{self.source}")
        return path


BUTTON = '[data-testid="stButton"] button'
CHECKBOX = '[data-testid="stCheckbox"] input'

COUNTER = App(
    "counter",
    """\
st.session_state.setdefault("count", 0)
if st.button("Count"):
    st.session_state.count += 1
st.text(f"count {st.session_state.count}")
""",
    BUTTON,
    0,
)

TEXTS = App(
    "texts",
    f"""\
st.session_state.setdefault("count", 0)
if st.button("Count"):
    st.session_state.count += 1
for row in range({ROWS}):
    st.text(f"count {{st.session_state.count}}" if row == {ROWS // 2} else f"row {{row}}")
""",
    BUTTON,
    ROWS // 2,
)

CHECKBOXES = App(
    "checkboxes",
    f"""\
ticked = [st.checkbox(f"box {{row}}") for row in range({ROWS})]
st.text(f"count {{sum(ticked)}}")
""",
    CHECKBOX,
    0,
)
