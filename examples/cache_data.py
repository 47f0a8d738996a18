"""Cached data: what is slow runs once for each choice, for everyone who uses the app."""

import time
from pathlib import Path

import pandas as pd

import mini as st

DATA = Path(__file__).parent / "data" / "penguins.csv"
MEASURES = {
    "Body mass (g)": "body_mass_g",
    "Flipper length (mm)": "flipper_length_mm",
    "Bill length (mm)": "bill_length_mm",
}


@st.cache_data
def load(path: Path) -> pd.DataFrame:
    return pd.read_csv(path)


@st.cache_data(ttl="1h", max_entries=100, show_spinner="Asking the slow server …")
def summary(penguins: pd.DataFrame, island: str, column: str) -> pd.DataFrame:
    time.sleep(0.8)  # stands for a slow query
    kept = penguins if island == "All" else penguins[penguins.island == island]
    table = kept.groupby("species")[column].agg(["count", "min", "mean", "max"]).round(1)
    return table.reset_index()


st.set_page_config(page_title="Cached data", page_icon="🐧")
st.title("Cached data 🐧")
st.caption("Each choice is slow once. After that it is quick, for you and for everyone else.")

penguins = load(DATA)
left, right = st.columns(2)
island = left.selectbox("Island", ["All", *sorted(penguins.island.unique())])
measure = right.selectbox("Measure", list(MEASURES))

why = summary.explain(penguins, island, MEASURES[measure])
begun = time.perf_counter()
table = summary(penguins, island, MEASURES[measure])
took = (time.perf_counter() - begun) * 1000
st.dataframe(table, hide_index=True)

info = summary.info()
time_taken, hits, misses, saved = st.columns(4)
time_taken.metric("This call (ms)", f"{took:,.1f}", border=True)
hits.metric("Hits", info.hits, border=True)
misses.metric("Misses", info.misses, border=True)
saved.metric("Time saved", f"{info.time_saved:.1f} s", border=True)
(st.success if why.reason == "hit" else st.info)(why.text)

if st.button("Forget all results"):
    summary.clear()
    st.toast("The next look at each choice is slow again.")
