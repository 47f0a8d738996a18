"""Every kind of chart, for the tests."""

import altair as alt
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.express as px

import mini as st

FRAME = pd.DataFrame({"x": ["b", "a", "c"], "up": [1, 3, 2], "down": [-2, 4, 1]})
st.title("Charts")
if st.button("Again"):
    st.text("ran")
runs = st.session_state.setdefault("runs", [0])
runs[0] += 1
st.line_chart({"n": list(range(50)), "m": [runs[0]] * 50}, x="n", alt="line")
st.area_chart(FRAME, x="x", y=["up", "down"], alt="area")
st.bar_chart(FRAME, x="x", y=["up", "down"], stack=False)
st.bar_chart(FRAME, x="x", y="up", horizontal=True, alt="lying")
st.scatter_chart(FRAME, x="up", y="down", color="x", size=100, alt="dots")
st.scatter_chart(FRAME, x="up", y="down", color="up", size="up", alt="shades")
st.bar_chart([])
st.altair_chart(
    alt.Chart(FRAME).mark_bar().encode(x="x", y="up", tooltip=["x", "up"]), alt="altair", height=200
)
st.vega_lite_chart(
    {"n": np.arange(4000.0), "m": np.arange(4000.0)},
    {"mark": "line", "encoding": {
        "x": {"field": "n", "type": "quantitative"}, "y": {"field": "m", "type": "quantitative"},
    }},
    alt="fetched", height=200,
)  # fmt: skip
st.plotly_chart(px.bar(FRAME, x="x", y="up"), alt="plotly", height=300)
fig, ax = plt.subplots(figsize=(4, 2))
ax.plot([1, 2])
st.pyplot(fig, alt="figure")
plt.close(fig)
