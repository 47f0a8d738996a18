"""Pages: links in all their forms, and a switch by a button."""

import mini as st


def show() -> None:
    """Show links to pages, inside and elsewhere."""
    st.header("Links to pages")
    st.write("A link to a page of the app needs no reload, and can be copied and opened in a tab.")
    every, here = [*st.session_state.gallery.values()], st.session_state.gallery["pages"]
    first, second = every[0], every[len(every) // 2]
    left, right = st.columns(2)
    with left:
        st.page_link(first)
        st.page_link(second, label="A label with **bold** words", icon="📈")
        st.page_link(second, icon_position="right", label="The icon on the right")
        st.page_link(second, label="With help", help="What is behind this link.")
        st.page_link(second, label="Not now", disabled=True)
    with right:
        st.page_link("https://www.python.org", label="Elsewhere", icon="🐍")
        st.page_link(first, label="As wide as there is room", width="stretch")
        st.page_link(first, label="With parameters", query_params={"from": "pages"}, icon="🔖")
        st.page_link(here, label="The page that is open")

    st.header("By a button")
    st.write("`st.switch_page` leaves the run and goes elsewhere, from callbacks, too.")
    if st.button("To another page", icon=":material/arrow_forward:"):
        st.switch_page(second)

    st.header("What pages keep")
    st.write("A widget is forgotten when its page is left, unless it is to be kept.")
    st.text_input("Forgotten", key="pages_forgotten")
    st.text_input("Kept for the session", key="pages_kept", persist_state="session")
    st.write("In the state:", st.session_state.pages_kept or "nothing yet")
