"""A thousand elements, of which a click changes one."""

import mini as st

st.title("A thousand lines")
st.session_state.setdefault("clicks", 0)
if st.button("Change one"):
    st.session_state.clicks += 1

for number in range(1000):
    changed = number == st.session_state.clicks % 1000
    st.text(f"{'→' if changed else ' '} line {number}")
