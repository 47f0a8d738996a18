"""The options of the theme: one row each, for the sections that have it."""

from __future__ import annotations

from typing import Any, Final

THEME_SECTIONS: Final = (
    "theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar",
    "theme.dark.sidebar",
)  # fmt: skip
HUES: Final = ("red", "orange", "yellow", "green", "blue", "violet", "gray")
Row = tuple[str, str, str, str, tuple[Any, ...]]


def _hues() -> tuple[Row, ...]:
    rows: list[Row] = []
    for hue in HUES:
        rows += [
            (f"{hue}Color", "colour", "all", f"The palette's {hue}.", ()),
            (f"{hue}BackgroundColor", "colour", "all", f"Behind {hue} texts.", ()),
            (f"{hue}TextColor", "colour", "all", f"Of {hue} texts.", ()),
        ]
    return tuple(rows)


# Name, kind, whether it is for `theme` alone, also for light and dark (`schemes`), or for `all`
# sections; what it does; and what it can be.
THEME: Final[tuple[Row, ...]] = (
    ("base", "choice", "theme", "The colours that a page starts with.", ("light", "dark")),
    ("primaryColor", "colour", "all", "Of what stands out: primary buttons, chosen things.", ()),
    ("backgroundColor", "colour", "all", "Behind everything.", ()),
    ("secondaryBackgroundColor", "colour", "all", "Behind the sidebar and in fields.", ()),
    ("textColor", "colour", "all", "Of texts.", ()),
    *_hues(),
    ("linkColor", "colour", "all", "Of links.", ()),
    ("linkUnderline", "switch", "all", "Underline links.", ()),
    ("codeTextColor", "colour", "all", "Of code.", ()),
    ("codeBackgroundColor", "colour", "all", "Behind code.", ()),
    ("font", "text", "all",
     ('Of texts: "sans-serif", "serif", "monospace", a family of `fontFaces`, "Name:address of a '
      'CSS file", or several with commas.'), ()),
    ("fontFaces", "fonts", "theme", "Fonts that the app brings, each with `family`, `url`.", ()),
    ("baseFontSize", "size", "theme", "Size that all others follow, in pixels; by default 16.", ()),
    ("baseFontWeight", "weight", "theme", "Weight of texts; by default 400.", (600,)),
    ("metricValueFontSize", "size", "theme", "Size of the value of a metric.", ()),
    ("metricValueFontWeight", "weight", "theme", "Weight of the value of a metric.", ()),
    ("headingFont", "text", "all", "Of headings, as `font`.", ()),
    ("headingFontSizes", "sizes", "all", "Of headings: one, or one for each level.", ()),
    ("headingFontWeights", "weights", "all", "Of headings: one, or one for each level.", ()),
    ("codeFont", "text", "all", "Of code, as `font`.", ()),
    ("codeFontSize", "size", "all", "Size of blocks of code.", ()),
    ("codeFontWeight", "weight", "all", "Weight of code.", (600,)),
    ("baseRadius", "radius", "all", "Of the corners of most things.", ()),
    ("buttonRadius", "radius", "all", "Of the corners of buttons; by default `baseRadius`.", ()),
    ("paddingTop", "size", "all", "Gap above the first element.", ()),
    ("paddingBottom", "size", "all", "Gap below the last element.", ()),
    ("borderColor", "colour", "all", "Of borders.", ()),
    ("dataframeBorderColor", "colour", "all", "Of the borders of tables.", ()),
    ("dataframeHeaderBackgroundColor", "colour", "all", "Behind the heads of tables.", ()),
    ("dataframeHeaderTextColor", "colour", "all", "Of texts in the heads of tables.", ()),
    ("showWidgetBorder", "switch", "all", "Draw borders around fields.", ()),
    ("showSidebarBorder", "switch", "theme", "Draw a line beside the sidebar.", ()),
    ("chartCategoricalColors", "colours", "all", "Of the series of charts.", ()),
    ("chartSequentialColors", "colours", "all", "Of charts' scales from low to high.", (10,)),
    ("chartDivergingColors", "colours", "all", "Of charts' scales with a middle.", (10,)),
)  # fmt: skip
