"""What the trip costs, in the currency that is chosen in the sidebar of every page."""

import mini as st

COSTS = {"Lisbon": 95, "Kyoto": 130, "Valparaíso": 70, "Tbilisi": 60}
RATES = {"EUR": 1.0, "USD": 1.1, "JPY": 160.0}

st.title("Budget")
style = st.radio("Style", ["Modest", "Comfortable"], key="style", persist_state="session")
factor = RATES[st.session_state.currency] * (1 if style == "Modest" else 1.8)
costs = {name: days * COSTS[name] * factor for name, days in st.session_state.trip.items() if days}
st.metric("In all", f"{sum(costs.values()):,.0f} {st.session_state.currency}", border=True)
if costs:
    st.table({"Place": list(costs), "Costs": [f"{cost:,.0f}" for cost in costs.values()]})
