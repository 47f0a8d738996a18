"""What a button without words is called: its help, else its icon."""

from __future__ import annotations

from typing import Any

import pytest

from mini.testing import AppTest

SAVE = '"Save", icon=":material/save:", help="To disk"'


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ('"Save"', ""),
        (SAVE, ""),
        ('"*Save* it"', ""),
        ('"🗑️"', ""),
        ('"", icon=":material/arrow_upward:"', "arrow upward"),
        ('" ", icon="🗑️"', "🗑️"),
        ('"", icon=":wastebasket:"', "wastebasket"),
        ('"", icon=":material/close:", help="Delete **this** note"', "Delete this note"),
        ('":material/close:", help="""\n    Delete it\n\n    for ever"""', "Delete it"),
        (
            '":red[:material/close:]", help="[Delete](https://example.org) :material/close:"',
            "Delete",
        ),
        ('":material/close:"', ""),  # the icon in the text says so itself
        ('""', ""),
    ],
)
@pytest.mark.parametrize(
    "command", ["button", "download_button", "link_button", "popover", "form_submit_button"]
)
def test_a_button_without_words_is_called_by_its_help_or_icon(
    command: str, arguments: str, name: Any
) -> None:
    call = {
        "button": f"st.button({arguments})",
        "download_button": f"st.download_button({arguments}, data='x')",
        "link_button": f"st.link_button({arguments}, url='https://example.org')",
        "popover": f"st.popover({arguments})",
        "form_submit_button": f"st.form('f').form_submit_button({arguments})",
    }[command]
    app = AppTest.from_string(f"import mini as st\n{call}").run()
    assert not app.exception
    (element,) = [
        node.element for node in app.page.tree.roots[1].walk() if node.element.kind == command
    ]
    assert getattr(element, "spoken", "") == name
