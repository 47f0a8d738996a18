"""What all buttons take: what is called, and the keys that press them."""

from __future__ import annotations

import pytest

from mini.testing import AppTest

BUTTONS = {
    "button": "st.button('a', {})",
    "download_button": "st.download_button('a', b'x', {})",
    "link_button": "st.link_button('a', 'https://example.com', {})",
    "form_submit_button": "with st.form('f'):\n    st.form_submit_button('a', {})",
}


def run(code: str) -> AppTest:
    return AppTest.from_string("import mini as st\n" + code).run()


@pytest.mark.parametrize("kind", BUTTONS)
@pytest.mark.parametrize("keys", ["Ctrl+K", "cmd+enter", "r", "F2", "Shift + Alt + ArrowUp", "ö"])
def test_keys_press_it(kind: str, keys: str) -> None:
    app = run(BUTTONS[kind].format(f"shortcut={keys!r}"))
    assert not app.exception
    assert app.find(kind)[0].shortcut == keys


@pytest.mark.parametrize("kind", BUTTONS)
@pytest.mark.parametrize("keys", ["bad+x", "Ctrl+", "", "Ctrl", "Ctrl+KK", "K+Ctrl"])
def test_other_keys_do_not(kind: str, keys: str) -> None:
    (error,) = run(BUTTONS[kind].format(f"shortcut={keys!r}")).exception.values[-1:]
    assert error.startswith(f"`{kind}` cannot use shortcut={keys!r}. It is a key such as")


@pytest.mark.parametrize("kind", ["button", "form_submit_button"])
def test_only_functions_are_called(kind: str) -> None:
    error = run(BUTTONS[kind].format("on_click='save'")).exception.values[-1]
    assert error == f"`{kind}` cannot use on_click='save'. It is a function or None."


def test_only_functions_are_called_when_a_message_is_sent() -> None:
    error = run("st.chat_input(on_submit=5)").exception[0].value
    assert error == "`chat_input` cannot use on_submit=5. It is a function or None."
