"""The inputs in their variants, to use and to look at in a browser."""

import mini as st

st.title("Inputs")
st.toggle("Night", key="night")
st.toggle("Fixed", True, disabled=True, help="It *stays*.")
fruit = st.multiselect("Fruit", ["Apple", "Banana", "Cherry"], ["Apple"], key="fruit")
st.multiselect("Many", range(10_000), key="many")
st.multiselect("Off", ["x", "y"], ["x"], disabled=True)
st.text(f"Night: {st.session_state.night}")
st.text(f"Fruit: {fruit}")
