from __future__ import annotations

import pytest

from tests.elements.shown import element, refusal


@pytest.mark.parametrize(
    ("value", "text"),
    [("5", "5"), ("1.5", "1.5"), ("None", "—"), ("'a'", "a"), ("Decimal('1.50')", "1.50"),
     ("__import__('numpy').int64(4)", "4"), ("True", "True")],
)  # fmt: skip
def test_a_value_is_a_number_or_a_text(value: str, text: str) -> None:
    assert element(f"st.metric('a', {value})").value == text


@pytest.mark.parametrize(
    ("delta", "text", "direction", "tone"),
    [
        ("2", "2", "up", "good"),
        ("-2.5", "-2.5", "down", "bad"),
        ("'-3 %'", "-3 %", "down", "bad"),
        ("' - 3'", "- 3", "down", "bad"),
        ("'\\u22123'", "\u22123", "down", "bad"),
        ("'3'", "3", "up", "good"),
        ("0", "0", "none", "neutral"),
        ("-0.0", "-0.0", "none", "neutral"),
        ("'0'", "0", "none", "neutral"),
        ("float('nan')", "nan", "none", "neutral"),
        ("None", None, "none", "neutral"),
        ("''", None, "none", "neutral"),
        ("Decimal(-1)", "-1", "down", "bad"),
    ],
)
def test_the_sign_of_a_delta_is_its_arrow_and_colour(
    delta: str, text: str | None, direction: str, tone: str
) -> None:
    shown = element(f"st.metric('a', 1, {delta})")
    assert (shown.delta, shown.direction, shown.tone) == (text, direction, tone)


@pytest.mark.parametrize(
    ("arguments", "direction", "tone"),
    [
        ("2, 'inverse'", "up", "bad"),
        ("-2, 'inverse'", "down", "good"),
        ("2, 'off'", "up", "neutral"),
        ("-2, 'red'", "down", "red"),
        ("-2, 'grey'", "down", "gray"),
        ("0, 'blue'", "none", "blue"),
        ("None, 'red'", "none", "neutral"),
        ("-2, delta_arrow='up'", "up", "bad"),
        ("2, delta_arrow='off'", "none", "good"),
        ("None, delta_arrow='up'", "none", "neutral"),
    ],
)
def test_colour_and_arrow_can_be_set(arguments: str, direction: str, tone: str) -> None:
    shown = element(f"st.metric('a', 1, {arguments})")
    assert (shown.direction, shown.tone) == (direction, tone)


@pytest.mark.parametrize(
    ("value", "format", "text"),
    [
        ("1234567.891", "compact", "1.2M"),
        ("999", "compact", "999"),
        ("999_999", "compact", "1M"),
        ("0.25", "percent", "25%"),
        ("-5", "dollar", "-$5.00"),
        ("5", "euro", "€5.00"),
        ("1234.5", "yen", "¥1,234"),
        ("1234567.5", "localized", "1,234,567.5"),
        ("1234.5", "plain", "1234.5"),
        ("-5", "accounting", "(5.00)"),
        ("12345", "scientific", "1.234E+04"),
        ("12345", "engineering", "12.345E3"),
        ("0", "engineering", "0E0"),
        ("2048", "bytes", "2KB"),
        ("5.75", "%d kg", "5 kg"),
        ("5.75", "%.1f %%", "5.8 %"),
        ("5", "%03d", "005"),
        ("'x'", "percent", "x"),
        ("float('nan')", "%d", "nan"),
    ],
)
def test_a_format_writes_the_number(value: str, format: str, text: str) -> None:
    assert element(f"st.metric('a', {value}, format={format!r})").value == text


def test_a_small_chart_has_numbers_and_gaps() -> None:
    shown = element("st.metric('a', 1, chart_data=[1, None, 2.5], chart_type='bar')")
    assert shown.chart == (1.0, "#NaN", 2.5)
    assert shown.chart_type == "bar"


def test_the_rest_of_its_props() -> None:
    shown = element(
        "st.metric('a', 1, 2, help='h', icon='🔥', label_visibility='hidden', border=True,"
        " width=200, height='stretch', delta_description='since May')"
    )
    assert (shown.help, shown.icon, shown.label_visibility, shown.border) == (
        "h",
        "🔥",
        "hidden",
        True,
    )
    assert (shown.width, shown.height, shown.delta_description) == (200, "stretch", "since May")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("'a', [1]", "`metric` cannot use value=[1]. It is a number, a text or None"),
        ("'a', 1, [1]", "`metric` cannot use delta=[1]. It is a number, a text or None"),
        ("'a', 1, 2, 'pink'", "`metric` cannot use delta_color='pink'. It is 'normal', 'inverse'"),
        ("'a', 1, delta_arrow='left'", "`metric` cannot use delta_arrow='left'. It is 'auto'"),
        (
            "'a', 1, chart_data=['x']",
            "`metric` cannot use chart_data=['x']. It is a list of numbers",
        ),
        ("'a', 1, chart_type='pie'", "`metric` cannot use chart_type='pie'. It is 'line', 'bar'"),
        (
            "'a', 1, format='often'",
            "`metric` cannot use format='often'. It is 'plain', 'localized'",
        ),
        ("'a', 1, format='%d of %d'", "with one place for the number."),
    ],
)
def test_what_is_refused(arguments: str, sentence: str) -> None:
    assert sentence in refusal(f"st.metric({arguments})")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("pd.Series([4])", "4"), ("np.array([1.5])", "1.5"), ("np.array(3)", "3"), ("1+2j", "(1+2j)")],
)
def test_a_value_can_be_the_only_one_of_an_array(value: str, expected: str) -> None:
    code = "import numpy as np\nimport pandas as pd\n"
    assert element(code + f"st.metric('a', {value}, {value})").value == expected


def test_the_numbers_of_its_chart_can_be_a_table() -> None:
    code = "import pandas as pd\nst.metric('a', 1, chart_data=pd.DataFrame({'n': [1, 2]}))"
    assert element(code).chart == (1.0, 2.0)


def test_an_empty_format_is_none() -> None:
    assert element("st.metric('a', 0.5, format='')").value == "0.5"
