"""A counter: a click is one run of this script, and none is ever lost."""

import mini as st

st.title("Counter")
st.session_state.setdefault("count", 0)


def reset() -> None:
    st.session_state.count = 0


step = st.slider("Step", 1, 10, 1)
left, right = st.columns(2)
if left.button("Count", type="primary", width="stretch"):
    st.session_state.count += step
right.button("Reset", on_click=reset, width="stretch")

st.metric("Count", st.session_state.count)
