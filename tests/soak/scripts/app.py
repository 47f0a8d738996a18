"""The app of the hostile tests: `?do=name` runs what is named so in `hostile.py` beside it."""

import hostile
import mini as st

if st.button("count"):
    st.session_state.n = st.session_state.get("n", 0) + 1
st.text(f"n={st.session_state.get('n', 0)}")
do = st.query_params.get("do")
if do:
    getattr(hostile, do)()
    st.text("the end")
