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

day = st.date_input("Day", "2026-11-05", min_value="2026-10-03", format="DD.MM.YYYY", key="day")
stay = st.date_input("Stay", ["2026-11-05", "2026-11-09"], key="stay")
st.date_input("Fixed day", "2026-11-05", disabled=True)
alarm = st.time_input("Alarm", "06:45", key="alarm")
talk = st.datetime_input("Talk", None, key="talk")
st.text(f"Day: {day}")
st.text(f"Stay: {[str(each) for each in stay]}")
st.text(f"Alarm: {alarm}")
st.text(f"Talk: {talk}")
