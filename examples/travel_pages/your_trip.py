"""The trip, place by place."""

import mini as st

st.title("Your trip")
chosen = {name: days for name, days in st.session_state.trip.items() if days}

if not chosen:
    st.info("Nothing is planned yet.")
    st.page_link("travel_pages/places.py", label="Choose places")
    st.stop()

for name, days in chosen.items():
    st.metric(name, f"{days} days", border=True)
st.page_link("travel_pages/budget.py", label="What it costs", icon="💶")
