"""Places to go to; each is added to the trip with its days."""

import mini as st

PLACES = {
    "Lisbon": "Hills, tiles and trams by the Tagus.",
    "Kyoto": "Temples, gardens and the best of tofu.",
    "Valparaíso": "Painted houses above the Pacific.",
    "Tbilisi": "Sulphur baths, wine and balconies.",
}

st.title("Places")
st.write("Choose where to go, and for how long.")

for name, text in PLACES.items():
    with st.container(border=True):
        st.subheader(name)
        st.write(text)
        days = st.slider("Days", 0, 14, key=name, persist_state="session")
        st.session_state.trip[name] = days

if st.button("See the trip", type="primary"):
    st.switch_page("travel_pages/your_trip.py")
