"""The app of `mini hello`."""

import math

import mini as st

st.title("Hello from mini")
st.write("A script that runs top to bottom, and again whenever you touch something.")

name = st.text_input("Your name", placeholder="Ada")
if name:
    st.success(f"Welcome, {name}.")

waves = st.slider("Waves", 1, 10, 3)
points = [math.sin(2 * math.pi * waves * x / 200) for x in range(201)]
st.line_chart(points)

if "clicks" not in st.session_state:
    st.session_state.clicks = 0
if st.button("Count", type="primary"):
    st.session_state.clicks += 1
st.write("Clicked", st.session_state.clicks, "times.")
