"""`text_input` and `text_area`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.elements.shown import element, refusal, run, value


@pytest.fixture(params=["text_input", "text_area"])
def command(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [("'a'", ""), ("'a', 5", "5"), ("'a', None", None), ("'a', ' x'", " x"),
     ("'a', 'long text', max_chars=3", "lon"), ("'a', 'x', max_chars=0", "x")],
)  # fmt: skip
def test_a_field_holds_a_text_at_first(command: str, arguments: str, expected: str | None) -> None:
    assert value(f"st.{command}({arguments})") == expected


def test_what_is_typed_comes_back(command: str) -> None:
    app = run(f"st.text(repr(st.{command}('a', None)))")
    assert app.text[0].value == "None"
    app.get(command)[0].set_value("ä\n😀").run()
    assert app.text[0].value == repr("ä\n😀")


@pytest.mark.parametrize("wire", [5, True, ["x"], {"a": 1}, "abcde"])
def test_what_cannot_be_typed_is_the_default(command: str, wire: Any) -> None:
    app = run(f"st.text(st.{command}('a', 'abc', max_chars=4))")
    app.get(command)[0].set_wire("xyz").run()
    assert app.text[0].value == "xyz"
    app.get(command)[0].set_wire(wire).run()
    assert app.text[0].value == "abc"


@pytest.mark.parametrize(
    ("set_to", "expected"), [("'x'", "x"), ("None", None), ("'abcdef'", "abc")]
)
def test_session_state_sets_it(command: str, set_to: str, expected: str | None) -> None:
    code = f"st.session_state.k = {set_to}\nst.text(repr(st.{command}('a', max_chars=3, key='k')))"
    assert run(code).text[0].value == repr(expected)


def test_a_password_and_its_kin_bring_their_hints() -> None:
    mail = element("st.text_input('a', type='email')")
    assert (mail.autocomplete, mail.icon) == ("email", ":material/mail:")
    assert mail.validate is not None
    own = element("st.text_input('a', type='url', placeholder='', autocomplete='on', icon='🔥')")
    assert (own.placeholder, own.autocomplete, own.icon) == ("", "on", "🔥")
    assert element("st.text_input('a', type='password')").autocomplete == "new-password"


@pytest.mark.parametrize(
    ("type", "text", "fits"),
    [
        ("email", "ada@example.com", True),
        ("email", "ada", False),
        ("url", "example.com/x", True),
        ("url", "HTTPS://example.com", True),
        ("url", "a b", False),
        ("phone", "anything", True),
    ],
)
def test_a_browser_cannot_send_what_does_not_fit(type: str, text: str, fits: bool) -> None:
    app = run(f"st.text(st.text_input('a', type='{type}'))")
    app.text_input[0].set_wire(text).run()
    assert app.text[0].value == (text if fits else "")


def test_an_expression_that_only_browsers_read_is_left_to_them() -> None:
    app = run("st.text(st.text_input('a', validate=r'^(?<name>a)$'))")
    app.text_input[0].set_wire("b").run()
    assert app.text[0].value == "b"


@pytest.mark.parametrize(
    ("live", "expected"),
    [("False", None), ("True", 250), ("'500ms'", 500), ("'0.5s'", 500), ("'1m'", 60_000)],
)
def test_live_is_a_pause(live: str, expected: int | None) -> None:
    assert element(f"st.text_input('a', live={live})").live == expected


@pytest.mark.parametrize("height", ["200", "'content'", "'stretch'", "None"])
def test_a_text_area_has_a_height(height: str) -> None:
    assert repr(element(f"st.text_area('a', height={height})").height) == height


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("'a', max_chars=-1", "cannot use max_chars=-1. It is the most characters"),
        ("'a', max_chars=2.5", "cannot use max_chars=2.5. It is the most characters"),
        ("'a', width='content'", "cannot use width='content'. It is 'stretch', or"),
    ],
)
def test_what_is_refused(command: str, arguments: str, sentence: str) -> None:
    assert sentence in refusal(f"st.{command}({arguments})")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("st.text_input('a', type='date')", "cannot use type='date'. It is 'default', 'password'"),
        ("st.text_input('a', live=5)", "cannot use live=5. It is True, False, or a duration with"),
        ("st.text_input('a', live='soon')", "cannot use live='soon'. It is True, False, or"),
        ("st.text_input('a', validate=5)", "cannot use validate=5. It is a regular expression"),
        ("st.text_input('a', validate=('a',))", "or a pair of one and the message"),
        ("st.text_area('a', height='big')", "cannot use height='big'. It is 'content' or"),
        (
            "st.session_state.k = 5\nst.text_area('a', key='k')",
            "Set it to a text or None in session",
        ),
    ],
)
def test_what_one_of_them_refuses(code: str, sentence: str) -> None:
    assert sentence in refusal(code)
