"""The smallest app: what is typed comes back."""

import mini as st

st.title("Hello")

name = st.text_input("Your name", placeholder="Ada")
if name:
    st.write(f"Hello, **{name}**. You have {len(name)} letters.")
else:
    st.info("Type your name and press Enter.")
