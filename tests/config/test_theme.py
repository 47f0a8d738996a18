"""Themes: what follows from the author's colours can be read, and what is written is safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mini.config.colours import Colour
from mini.config.config import CONFIG
from mini.config.palette import BASES, palette
from mini.config.table import options
from mini.config.theme import Theme, theme
from mini.testing import AppTest
from tests.config.conftest import write

ROOT = Path(__file__).parents[2]
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def themed(**flags: object) -> Theme:
    CONFIG.begin(None, {f"theme.{name.replace('__', '.')}": value for name, value in flags.items()})
    return theme()


@pytest.mark.parametrize(
    ("text", "css"),
    [
        ("#abc", "#aabbcc"), ("#ABCD", "#aabbccdd"), ("#12345678", "#12345678"),
        ("rgb(255, 0, 128)", "#ff0080"), ("rgba(255 0 0 / 50%)", "#ff000080"),
        ("hsl(120, 100%, 25%)", "#008000"), ("SeaGreen", "#2e8b57"), ("rgb(300, -1, 0)", "#ff0000"),
        ("#12", None), ("rgb(1, 2)", None), ("rgb(a, b, c)", None), ("red; }", None), ("", None),
    ],
)  # fmt: skip
def test_colours_are_read_as_css_writes_them(text: str, css: str | None) -> None:
    found = Colour.read(text)
    assert (None if found is None else found.css()) == css


@given(st.sampled_from(["light", "dark"]), COLOURS, COLOURS)
def test_whatever_the_colours_texts_on_them_can_be_read(
    scheme: str, ground: str, primary: str
) -> None:
    tokens = palette(scheme, {"backgroundColor": ground, "primaryColor": primary})
    read = {name: Colour.read(value) for name, value in tokens.items()}
    for ink, on, ratio in (
        ("on-accent", "accent-fill", 4.5), ("accent", "background", 4.5),
        ("text", "background", 4.5), ("muted", "background", 4.5),
        ("line-strong", "background", 3.0),
    ):  # fmt: skip
        one, two = read[ink], read[on]
        assert one is not None
        assert two is not None
        assert one.contrast(two) >= ratio, (ink, on, tokens)


def test_the_bases_are_those_of_the_page() -> None:
    css = (ROOT / "frontend/src/tokens.css").read_text()
    for scheme, at in (("light", 1), ("dark", 2)):
        for name, value in BASES[scheme]._asdict().items():
            found = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", css)
            assert found is not None
            assert found[at] == value


def test_without_options_there_is_no_theme() -> None:
    assert themed() == Theme()
    assert theme().digest == ""


def test_the_ground_says_whether_a_page_starts_light_or_dark() -> None:
    assert themed(backgroundColor="#111").base == "dark"
    assert themed(backgroundColor="#fff").base == "light"
    assert themed(textColor="#fff").base == "dark"
    assert themed(primaryColor="red").base is None
    assert themed(base="light", backgroundColor="#111").base == "light"
    assert ":root:not([data-theme]){color-scheme:dark}" in themed(base="dark").css


def test_light_dark_and_the_sidebar_have_their_own() -> None:
    css = themed(
        primaryColor="#800000", dark__primaryColor="#ff8080", sidebar__backgroundColor="#001020",
        dark__sidebar__textColor="#ffff00",
    ).css  # fmt: skip
    light = css.split(':root[data-theme="light"]{')[1].split("}")[0]
    dark = css.split(':root[data-theme="dark"]{')[1].split("}")[0]
    beside = css.split(':root[data-theme="light"] .stSidebar{')[1].split("}")[0]
    assert "--accent-fill:#800000" in light
    assert "--accent-fill:#ff8080" in dark
    assert beside.startswith("color-scheme:dark;")
    assert "--background:#001020" in beside
    assert "--text:#ffff00" in css.split(':root[data-theme="dark"] .stSidebar{')[1].split("}")[0]


def test_shapes_fonts_and_scales() -> None:
    css = themed(
        font="Inter:https://fonts.example.org/inter.css, serif", codeFont="monospace",
        fontFaces=[{"family": "Own", "url": "app/static/own.woff2", "weight": "400 700"}],
        baseFontSize="14px", headingFontSizes=["3rem", "2rem"], headingFontWeights=[500] * 6,
        baseRadius="large", buttonRadius="full", paddingTop="2rem", linkUnderline=False,
        showWidgetBorder=False, chartCategoricalColors=["red", "blue"], metricValueFontSize="3rem",
    ).css  # fmt: skip
    assert css.startswith('@import url("https://fonts.example.org/inter.css");')
    for part in (
        '--sans:"Inter", ui-serif', "--heading-font:", "--mono:ui-monospace", "--h2-size:2rem",
        "--h6-weight:500", "--radius:1rem", "--button-radius:99px", "--padding-top:2rem",
        "--link-line:none", "--field-line:transparent", "--chart-1:#ff0000", "--chart-8:#0000ff",
        "html{font-size:14px}", "--metric-size:3rem",
        '@font-face{font-family:"Own";src:url("/app/static/own.woff2");',
        "font-display:swap;font-weight:400 700}",
    ):  # fmt: skip
        assert part in css
    assert theme().origins == ("https://fonts.example.org",)


@pytest.mark.parametrize("bad", ['x"};</style><script>alert(1)</script>', "a\\", "b{}", "c\n"])
def test_no_text_of_a_theme_ends_the_style(bad: str) -> None:
    css = themed(
        font=bad, headingFont=f"x:https://e.org/{bad}",
        fontFaces=[{"family": bad, "url": bad, "weight": bad, "unicodeRange": bad}],
    ).css  # fmt: skip
    assert "<" not in css
    assert "\\" not in css
    assert css.count("{") == css.count("}")
    assert css.count('"') % 2 == 0


def test_every_colour_option_changes_something() -> None:
    for option in options().values():
        if option.name.startswith("theme.") and option.kind != "fonts":
            value = {
                "colour": "#a05020", "colours": ["#a05020"] * 10, "size": "3px", "sizes": ["3px"],
                "weight": 500, "weights": [500], "radius": "small", "switch": False,
                "text": "serif", "choice": "dark",
            }[option.kind]  # fmt: skip
            CONFIG.begin(None, {option.name: value})
            assert theme().digest != "", option.name
            assert len(theme().css) > 40, option.name


def test_a_saved_theme_is_told_to_the_page_at_the_next_run(folder: Path) -> None:
    app = AppTest.from_string("import mini as st\nst.text('x')\n").run()
    assert "theme" not in app.page.facts
    write(folder, ".mini/config.toml", '[theme]\nprimaryColor = "seagreen"\n')
    app.run()
    assert app.page.facts["theme"] == theme().digest != ""
    write(folder, ".mini/config.toml", "")
    assert app.run().page.facts["theme"] == ""
