"""Palmer penguins: filters, figures, a chart and a table over a real data set."""

from pathlib import Path

import pandas as pd

import mini as st

DATA = Path(__file__).parent / "data" / "penguins.csv"

st.set_page_config(page_title="Penguins", page_icon="🐧", layout="wide")
penguins = pd.read_csv(DATA)

with st.sidebar:
    st.header("Filter")
    species = st.radio("Species", ["All", *sorted(penguins.species.unique())])
    island = st.selectbox("Island", ["All", *sorted(penguins.island.unique())])
    low, high = st.slider("Body mass (g)", 2500, 6500, (2500, 6500), step=100)
    unknown = st.checkbox("Keep birds without a weight", value=True)

weight = penguins.body_mass_g
kept = weight.between(low, high) | (weight.isna() & unknown)
if species != "All":
    kept &= penguins.species == species
if island != "All":
    kept &= penguins.island == island
shown = penguins[kept]

st.title("Palmer penguins 🐧")
st.caption("344 birds of three species, measured near Palmer Station, Antarctica, 2007 to 2009.")

if shown.empty:
    st.warning("No penguin is left. Widen the filters in the sidebar.")
    st.stop()

count, bill, flipper, mass = st.columns(4)
count.metric("Birds", len(shown), border=True)
bill.metric("Bill length", f"{shown.bill_length_mm.mean():.1f} mm", border=True)
flipper.metric("Flipper length", f"{shown.flipper_length_mm.mean():.0f} mm", border=True)
mass.metric("Body mass", f"{shown.body_mass_g.mean() / 1000:.2f} kg", border=True)

st.subheader("Body mass by flipper length")
means = shown.pivot_table("body_mass_g", index="flipper_length_mm", columns="species")
st.line_chart(means, x_label="Flipper length (mm)", y_label="Body mass (g)")

st.subheader("All measurements")
st.dataframe(shown, hide_index=True)
