from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import matplotlib.pyplot as plt
import pytest

from mini.testing import AppTest
from tests.elements.shown import HEAD, refusal, run

FIGURE = """
import matplotlib.pyplot as plt
fig, ax = plt.subplots(figsize=(3, 2))
ax.plot([1, 2, 3])
ax.set_title("Up")
"""
PNG = b"\x89PNG"


@pytest.fixture(autouse=True)
def _closed() -> Any:
    yield

    plt.close("all")


def shown(code: str) -> tuple[Any, bytes]:
    node: Any = run(FIGURE + code).pyplot[0]
    return node.element, node._node.payload.data


def test_a_figure_is_a_picture_of_its_size() -> None:
    element, data = shown("st.pyplot(fig)")
    assert (element.media_type, element.alt, element.width) == ("image/png", "Up", "stretch")
    assert data.startswith(PNG)
    assert 480 < element.size[0] < 640
    assert 320 < element.size[1] < 440


def test_savefig_is_told_what_it_is_given() -> None:
    element, data = shown("st.pyplot(fig, dpi=100, bbox_inches=None, width=200, alt='a line')")
    assert (element.size, element.width, element.alt) == ((300, 200), 200, "a line")
    element, data = shown("st.pyplot(fig, format='svg', bbox_inches=None)")
    assert (element.media_type, element.size) == ("image/svg+xml", (288, 192))
    assert b"<svg" in data
    assert shown("st.pyplot(fig, format='jpg')")[0].media_type == "image/jpeg"


@pytest.mark.parametrize(
    "given",
    ["ax", "[ax]", "plt.subplots(2, 2)[1]", "pd.DataFrame({'a': [1]}).plot()",
     "type('Grid', (), {'fig': fig})()"],
)  # fmt: skip
def test_what_knows_its_figure_will_do(given: str) -> None:
    _, data = shown(f"import pandas as pd\nst.pyplot({given})")
    assert data.startswith(PNG)


def test_pyplot_itself_stands_for_its_current_figure() -> None:
    element, data = shown("plt.figure()\nplt.title('Now')\nst.pyplot(plt)")
    assert element.alt == "Now"
    assert data.startswith(PNG)


def test_a_figure_is_cleared_where_that_is_asked_for() -> None:
    app = run(FIGURE + "st.pyplot(fig, clear_figure=True)\nst.text(len(fig.axes))")
    assert app.text[0].value == "0"
    app = run(FIGURE + "st.pyplot(fig)\nst.text(len(fig.axes))")
    assert app.text[0].value == "1"


def test_the_current_figure_is_shown_cleared_and_called_an_older_way(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mini.run.older._TOLD", set())
    with caplog.at_level(logging.WARNING):
        app = run(FIGURE + "st.pyplot()\nst.pyplot()\nst.text(len(fig.axes))")
    assert len(app.pyplot) == 2
    assert app.text[0].value == "0"
    (line,) = [r.message for r in caplog.records if "older name" in r.message]
    assert "write `st.pyplot(fig)` now" in line


def test_write_shows_figures_and_axes() -> None:
    assert len(run(FIGURE + "st.write('a', fig, ax)").pyplot) == 2


def test_one_can_be_a_method_of_a_container_or_stand_within_it() -> None:
    app = run(FIGURE + "box = st.container()\nbox.pyplot(fig)\nwith box:\n    st.pyplot(fig)")
    assert [child.kind for child in app.main[0].children] == ["pyplot", "pyplot"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("st.pyplot(3)", "`pyplot` cannot use fig=3. It is a figure of matplotlib, as `fig` is"),
        ("st.pyplot(fig, format='pdf')", "cannot use format='pdf'. A page shows pictures of the"),
        ("st.pyplot(fig, width='wide')", "cannot use width='wide'."),
    ],
)
def test_what_is_refused(code: str, sentence: str) -> None:
    assert sentence in refusal(FIGURE + code)


def test_many_sessions_draw_at_the_same_time() -> None:
    source = HEAD + FIGURE.replace("Up", "$\\\\sqrt{x}$") + "st.pyplot(fig)"
    with ThreadPoolExecutor(4) as threads:
        apps = list(threads.map(lambda _: AppTest.from_string(source).run(), range(8)))
    assert {app.pyplot[0].element.source for app in apps} == {apps[0].pyplot[0].element.source}


def test_it_is_shown_again_by_a_cached_function() -> None:
    source = (
        HEAD
        + """
import matplotlib.pyplot as plt
@st.cache_data
def draw():
    fig, ax = plt.subplots()
    ax.plot([1, 2])
    st.pyplot(fig)
    return 1
draw()
st.text(draw.info().entries)
"""
    )
    first, second = (AppTest.from_string(source).run() for _ in range(2))
    assert [app.text[0].value for app in (first, second)] == ["1", "1"]
    assert first.pyplot[0].element == second.pyplot[0].element
    payload: Any = second.pyplot[0]._node.payload
    assert payload.data.startswith(PNG)
