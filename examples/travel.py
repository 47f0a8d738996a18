"""A travel planner of several pages: sections, icons, and what all pages share."""

import mini as st

st.session_state.setdefault("trip", {})

places = st.Page("travel_pages/places.py", title="Places", icon=":material/map:", default=True)
trip = st.Page("travel_pages/your_trip.py", title="Your trip", icon=":material/flight:")
budget = st.Page("travel_pages/budget.py", title="Budget", icon=":material/payments:")
about = st.Page("travel_pages/about.py", title="About this app", visibility="hidden")
guide = st.Page("https://en.wikivoyage.org", title="Wikivoyage", icon=":material/public:")

page = st.navigation({"Plan": [places, trip, budget], "Read": [guide, about]})

with st.sidebar:
    st.metric("Days planned", sum(st.session_state.trip.values()))
    st.selectbox("Currency", ["EUR", "USD", "JPY"], key="currency")
    st.page_link(about, icon=":material/info:")

page.run()
