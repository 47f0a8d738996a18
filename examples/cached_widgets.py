"""Cached widgets: a whole dashboard, with its panel of controls, in one cached function."""

import time

import numpy as np
import pandas as pd

import mini as st


@st.cache_data(show_spinner="Simulating …")
def dashboard() -> int:
    """Draw the controls and the plots. Each setting is a result of its own."""
    with st.sidebar:
        st.header("Simulation")
        model = st.radio("Model", ["Random walk", "Savings"])
        steps = st.slider("Steps", 50, 500, 200, step=50)
        runs = st.slider("Runs", 1, 5, 3)
        if model == "Random walk":
            drift = st.slider("Drift", -1.0, 1.0, 0.0, step=0.1)
        else:
            rate = st.number_input("Interest (% a year)", 0.0, 20.0, 5.0, step=0.5)
            risk = st.checkbox("With risk", value=True)

    time.sleep(0.7)  # stands for a long simulation
    noise = np.random.default_rng(7).normal(size=(steps, runs))
    if model == "Random walk":
        paths = (noise + drift).cumsum(axis=0)
    else:
        growth = 1 + rate / 100 / 12 + (noise * 0.03 if risk else 0 * noise)
        paths = 100 * growth.cumprod(axis=0)
    data = pd.DataFrame(paths, columns=[f"Run {number + 1}" for number in range(runs)])

    st.subheader(f"{model}: {steps} steps")
    st.line_chart(data, x_label="Step", y_label="Value")
    low, mean, high = st.columns(3)
    low.metric("Lowest", f"{data.min().min():.1f}", border=True)
    mean.metric("Mean at the end", f"{data.iloc[-1].mean():.1f}", border=True)
    high.metric("Highest", f"{data.max().max():.1f}", border=True)
    return steps * runs


st.set_page_config(page_title="Cached widgets", page_icon="🎛️", layout="wide")
st.title("Cached widgets 🎛️")
st.caption(
    "Try a setting, then come back to it: it is there at once. It is in a second tab, too, "
    "which has settings of its own."
)

begun = time.perf_counter()
points = dashboard()
took = (time.perf_counter() - begun) * 1000

info = dashboard.info()
st.caption(
    f"{points:,} points in {took:,.1f} ms. Settings kept for everyone: {info.entries}, "
    f"in {info.bytes / 1000:,.0f} kB. Hits: {info.hits}, which saved {info.time_saved:.1f} s."
)
