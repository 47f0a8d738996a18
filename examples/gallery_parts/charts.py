"""Charts: of mini itself, and of the libraries that draw them."""

import altair as alt
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.express as px

import mini as st

SPECIES = {"Adelie": (38.8, 3700), "Chinstrap": (48.8, 3733), "Gentoo": (47.5, 5076)}
ISLANDS = pd.DataFrame(
    {
        "island": ["Torgersen", "Biscoe", "Dream"],
        "female": [24, 80, 61],
        "male": [23, 83, 62],
    }
)


@st.cache_data
def measured() -> pd.DataFrame:
    chance = np.random.default_rng(7)
    parts = [
        pd.DataFrame(
            {
                "species": species,
                "bill length (mm)": chance.normal(length, 2.9, 110).round(1),
                "body mass (g)": chance.normal(mass, 380, 110).round(-1),
            }
        )
        for species, (length, mass) in SPECIES.items()
    ]
    return pd.concat(parts, ignore_index=True)


@st.cache_data
def counted() -> pd.DataFrame:
    chance = np.random.default_rng(3)
    days = pd.date_range("2024-01-01", periods=120, name="day")
    walks = np.abs(chance.normal(0, 4, (120, 3)).cumsum(axis=0)) + np.array([30, 20, 12])
    return pd.DataFrame(walks.round(1), index=days, columns=list(SPECIES))


def show() -> None:
    st.header("Lines and areas")
    left, right = st.columns(2)
    left.line_chart(counted(), y_label="Visits a day", height=280)
    right.area_chart(counted(), y_label="Visits a day", stack="normalize", height=280)

    st.header("Bars")
    left, right = st.columns(2)
    left.bar_chart(ISLANDS, x="island", y=["female", "male"], height=260)
    right.bar_chart(ISLANDS, x="island", y=["female", "male"], stack=False, height=260)
    st.bar_chart(ISLANDS, x="island", y="female", horizontal=True, sort="-female", height=200)

    st.header("Dots")
    mass, length = "body mass (g)", "bill length (mm)"
    st.scatter_chart(measured(), x=length, y=mass, color="species", height=340)
    st.scatter_chart(measured(), x=length, y=mass, color=mass, size=mass, height=300)

    st.header("Altair and Vega-Lite")
    points = alt.Chart(measured()).encode(
        x=alt.X(length).scale(zero=False), y=alt.Y(mass).scale(zero=False), color="species"
    )
    st.altair_chart(points.mark_circle(opacity=0.6).interactive(), alt="Bills and masses")
    spec = {
        "mark": "bar",
        "encoding": {
            "x": {"field": mass, "type": "quantitative", "bin": {"maxbins": 30}},
            "y": {"aggregate": "count"},
            "color": {"field": "species"},
        },
    }
    st.vega_lite_chart(measured(), spec, height=240, alt="How heavy penguins are")

    st.header("Plotly")
    figure = px.scatter(measured(), x=length, y=mass, color="species")
    st.plotly_chart(figure, height=380, alt="Bills and masses, with Plotly")

    st.header("Matplotlib")
    fig, ax = plt.subplots(figsize=(7, 2.6))
    ax.hist([measured()[length][measured()["species"] == species] for species in SPECIES], 20)
    ax.set_title("Bill lengths by species")
    st.pyplot(fig)
    plt.close(fig)
