"""Pages: links in all their forms, and a switch by a button."""

import mini as st


def show() -> None:
    """Show links to pages, inside and elsewhere."""
    st.header("Links to pages", divider=True)
    st.write("A link to a page of the app needs no reload, and can be copied and opened in a tab.")
    texts, charts = st.session_state.gallery["text"], st.session_state.gallery["charts"]
    left, right = st.columns(2)
    with left:
        st.page_link(texts)
        st.page_link(charts, label="Charts, with **bold** words", icon="📈")
        st.page_link(charts, icon_position="right", label="The icon on the right")
        st.page_link(charts, label="With help", help="What is behind this link.")
        st.page_link(charts, label="Not now", disabled=True)
    with right:
        st.page_link("https://www.python.org", label="Elsewhere", icon="🐍")
        st.page_link(texts, label="As wide as there is room", width="stretch")
        st.page_link(texts, label="With parameters", query_params={"from": "pages"}, icon="🔖")
        st.page_link(st.session_state.gallery["pages"], label="The page that is open")

    st.header("By a button", divider=True)
    st.write("`st.switch_page` leaves the run and goes elsewhere, from callbacks, too.")
    if st.button("To the charts", icon=":material/arrow_forward:"):
        st.switch_page(charts)

    st.header("What pages keep", divider=True)
    st.write("A widget is forgotten when its page is left, unless it is to be kept.")
    st.text_input("Forgotten", key="pages_forgotten")
    st.text_input("Kept for the session", key="pages_kept", persist_state="session")
    st.write("In the state:", st.session_state.pages_kept or "nothing yet")
