"""What can change while a widget without a key stays the one that it is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.elements.shown import run

WIDGETS: list[tuple[str, str, Any]] = [
    ("checkbox", "st.checkbox('a'{})", True),
    ("toggle", "st.toggle('a'{})", True),
    ("radio", "st.radio('a', ['x', 'y']{})", "y"),
    ("selectbox", "st.selectbox('a', ['x', 'y']{})", "y"),
    ("multiselect", "st.multiselect('a', ['x', 'y']{})", ["y"]),
    ("pills", "st.pills('a', ['x', 'y']{})", ["y"]),
    ("segmented_control", "st.segmented_control('a', ['x', 'y']{})", ["y"]),
    ("select_slider", "st.select_slider('a', ['x', 'y']{})", ["y"]),
    ("slider", "st.slider('a', 0, 9{})", [7]),
    ("number_input", "st.number_input('a', 0, 9{})", 7),
    ("text_input", "st.text_input('a'{})", "y"),
    ("text_area", "st.text_area('a'{})", "y"),
    ("date_input", "st.date_input('a'{})", ["2026-03-03"]),
    ("time_input", "st.time_input('a'{})", "09:15:00"),
    ("datetime_input", "st.datetime_input('a'{})", "2026-03-03T09:15:00"),
    ("color_picker", "st.color_picker('a'{})", "#123456"),
    ("feedback", "st.feedback('stars'{})", 2),
]
"""A kind, a call with room for more arguments, and a value of its wire that is not the first."""
CHANGES = {
    "disabled": ["disabled=True", "disabled=False"],
    "label": ["label_visibility='collapsed'", "label_visibility='hidden'"],
    "on_change": ["on_change='ignore'", "on_change=lambda: None", "on_change=print, args=(1,)"],
    "wrap": ["wrap=True", "wrap=False"],
    "format_func": ["format_func=lambda each: each", "format_func=str"],
}
TAKES = {
    "label": {kind for kind, _, _ in WIDGETS} - {"feedback"},
    "wrap": {"checkbox", "toggle", "pills", "segmented_control"},
    "format_func": {"radio", "selectbox", "multiselect", "pills", "select_slider"},
}
CASES = [
    pytest.param(kind, call, wire, change, id=f"{kind}-{change}")
    for kind, call, wire in WIDGETS
    for change in CHANGES
    if kind in TAKES.get(change, {kind})
]


@pytest.mark.parametrize(("kind", "call", "wire", "change"), CASES)
@pytest.mark.parametrize("cached", [False, True], ids=["plain", "cached"])
def test_a_widget_keeps_its_value(
    kind: str, call: str, wire: Any, change: str, cached: bool
) -> None:
    calls = [call.format("")] + [call.format(f", {each}") for each in CHANGES[change]]
    branches = "\n    ".join(f"if look == {n}: return {each}" for n, each in enumerate(calls))
    app = run(
        f"{'@st.cache_data' if cached else ''}\ndef draw(look):\n    {branches}\n"
        "st.session_state.shown = draw(st.session_state.get('look', 0))"
    )
    first = app.session_state["shown"]
    getattr(app, kind)[0].set_wire(wire).run()
    chosen = app.session_state["shown"]
    assert chosen != first
    for look in [*range(len(calls)), *range(len(calls))]:
        app.session_state["look"] = look
        app.run()
        assert app.session_state["shown"] == chosen, calls[look]


BUTTONS = [
    ("button", "st.button('a'"),
    ("download_button", "st.download_button('a', 'b'"),
    ("chat_input", "st.chat_input('a'"),
]


@pytest.mark.parametrize(("kind", "call"), BUTTONS, ids=[kind for kind, _ in BUTTONS])
def test_a_button_that_is_switched_off_is_the_same_button(kind: str, call: str) -> None:
    app = run(f"{call}, disabled='off' in st.session_state)")
    before = getattr(app, kind)[0]
    app.session_state["off"] = True
    app.run()
    after = getattr(app, kind)[0]
    assert (after.id, after.element.disabled) == (before.id, True)
