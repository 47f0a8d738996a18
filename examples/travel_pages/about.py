"""A page that is not in the navigation, but linked to."""

import mini as st

st.title("About this app")
st.write("Each page is a file. The sidebar is drawn by `travel.py`, around the page that is open.")
st.page_link("https://github.com", label="Elsewhere", icon=":material/public:")
