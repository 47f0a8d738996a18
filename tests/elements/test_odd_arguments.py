"""Arguments out of arrays and tables: numpy's texts and numbers, and pandas' missing times."""

from __future__ import annotations

import pytest

from mini.model.element import encode
from tests.elements.shown import element, refusal

HEAD = "import numpy as np\nimport pandas as pd\n"
SAME = [
    ("st.text_input('a', max_chars=np.int64(5))", "st.text_input('a', max_chars=5)"),
    ("st.text_area('a', height=np.int32(200))", "st.text_area('a', height=200)"),
    ("st.button('a', width=np.int64(100))", "st.button('a', width=100)"),
    ("st.button('a', type=np.str_('primary'))", "st.button('a', type='primary')"),
    ("st.container(height=np.int64(200))", "st.container(height=200)"),
    ("st.json({}, expanded=np.int64(1))", "st.json({}, expanded=1)"),
    ("st.time_input('a', '09:00', step=np.int64(60))", "st.time_input('a', '09:00', step=60)"),
    (
        "st.audio(np.zeros(4), sample_rate=np.int64(8000))",
        "st.audio(np.zeros(4), sample_rate=8000)",
    ),
    ("st.video(np.str_('https://a.b/c.mp4'))", "st.video('https://a.b/c.mp4')"),
    ("st.iframe(np.str_('https://a.b'))", "st.iframe('https://a.b')"),
    ("st.number_input('a', format=np.str_('%d'))", "st.number_input('a', format='%d')"),
    (
        "st.date_input('a', None, format=np.str_('DD.MM.YYYY'))",
        "st.date_input('a', None, format='DD.MM.YYYY')",
    ),
    ("st.badge('a', color=np.str_('red'))", "st.badge('a', color='red')"),
    ("st.status('a', state=np.str_('complete'))", "st.status('a', state='complete')"),
]


@pytest.mark.parametrize(("odd", "plain"), SAME, ids=[odd for odd, _ in SAME])
def test_a_scalar_of_numpy_is_as_good_as_a_plain_one(odd: str, plain: str) -> None:
    assert encode(element(HEAD + odd)) == encode(element(HEAD + plain))


@pytest.mark.parametrize("command", ["date_input", "time_input", "datetime_input"])
def test_a_missing_time_is_refused(command: str) -> None:
    said = refusal(f"{HEAD}st.{command}('a', pd.NaT)")
    assert said.startswith(f"`{command}` cannot use value=NaT. It is a ")


@pytest.mark.parametrize("size", ["True", "np.int64(0)", "np.float64(5)", "np.array([1, 2])"])
def test_what_is_no_size_is_refused(size: str) -> None:
    said = refusal(f"{HEAD}st.button('a', width={size})")
    assert "It is 'stretch' or 'content', or a whole number of pixels above 0." in said
