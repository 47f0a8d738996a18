"""Inputs: what a person can press, choose, type and pick, in all the main variants."""

import datetime as dt

import mini as st

ISLANDS = ["Biscoe", "Dream", "Torgersen"]
SPECIES = ["Adélie", "Chinstrap", "Gentoo"]
TOPICS = [":material/pets: Birds", ":material/sunny: Weather", ":material/map: Maps", "News"]


def show() -> None:
    """Show the inputs."""
    st.header("Press")
    press()
    st.header("Choose one")
    choose_one()
    st.header("Choose several")
    choose_several()
    st.header("Type")
    type_in()
    st.header("Days and times")
    days_and_times()
    st.header("Slide, pick and rate")
    slide_and_rate()
    st.header("Send together")
    send_together()
    st.header("Disabled")
    disabled()


def press() -> None:
    with st.container(horizontal=True):
        st.button("Count again", icon=":material/refresh:", type="primary")
        st.button("Copy", icon=":material/content_copy:", help="Copies the *last* count.")
        st.button("Not now", type="tertiary")
    left, right = st.columns(2)
    left.checkbox("Only ringed birds", value=True)
    left.checkbox("With chicks", help="Counted from a distance.")
    right.toggle("Live updates", value=True)
    right.toggle("Weekly mail", help="Every Monday at eight.")


def choose_one() -> None:
    left, right = st.columns(2)
    left.selectbox("Island", ISLANDS, index=1)
    right.selectbox("Nest", range(1, 10_001), index=None, placeholder="Find one of 10,000")
    left.radio("Species", SPECIES, captions=["Black head", "A thin line", "An orange bill"])
    right.segmented_control("View", ["Map", "List", "Chart"], default="Map", required=True)
    right.pills("Season", ["Spring", "Summer", "Autumn", "Winter"], default="Summer")
    right.select_slider("Size", ["XS", "S", "M", "L", "XL"], value="M")


def choose_several() -> None:
    chosen = st.multiselect("Islands", ISLANDS, default=ISLANDS[:2])
    st.caption(f"{len(chosen)} of {len(ISLANDS)} islands")
    left, right = st.columns(2)
    left.multiselect("Rings", range(10_000), [7, 42], max_selections=3, help="At most three.")
    right.multiselect("Tags", ["new", "rare"], accept_new_options=True)
    left.pills("Topics", TOPICS, selection_mode="multi", default=TOPICS[:2])
    right.segmented_control("Days", ["Mo", "Tu", "We", "Th", "Fr"], selection_mode="multi")


def type_in() -> None:
    left, right = st.columns(2)
    left.text_input("Name", placeholder="Ada Lovelace", icon=":material/person:")
    left.text_input("Password", "correct horse", type="password")
    left.number_input("Adults", 0, 500, 151)
    right.text_area("Remarks", "Windy, and cold.\nNo seals.", max_chars=200, height=120)
    right.number_input("Body mass in g", value=4207.5, step=0.5, format="%.1f")


def days_and_times() -> None:
    left, right = st.columns(2)
    left.date_input("Day of the visit", "2026-11-05", format="DD.MM.YYYY", key="gallery_day")
    season = right.date_input("Season", [dt.date(2026, 11, 3), dt.date(2026, 11, 20)])
    left.time_input("Departure", "06:45")
    right.time_input("Return", "18:30", format="12h", step=1800)
    left.datetime_input("Next count", "2026-11-09 09:30")
    right.date_input("Not planned yet", None)
    st.caption(f"The season has {len(season)} ends.")


def slide_and_rate() -> None:
    left, right = st.columns(2)
    left.slider("Flipper length in mm", 170, 235, 197)
    right.slider("Body mass in g", 2700, 6300, (3500, 4800), step=50)
    color = left.color_picker("Colour of the line", "#4353c9")
    left.caption(f"The line is drawn in `{color}`.")
    right.select_slider("From and to", ["XS", "S", "M", "L", "XL"], value=("S", "L"))
    left.feedback("stars", default=3)
    with right.container(horizontal=True, gap="medium"):
        st.feedback("thumbs", default=1)
        st.feedback("faces", default=3)


def send_together() -> None:
    with st.form("gallery_form", clear_on_submit=True):
        left, right = st.columns(2)
        name = left.text_input("Observer")
        island = right.selectbox("Island", ISLANDS, key="gallery_island")
        if st.form_submit_button("Save the count", type="primary"):
            st.toast(f"Saved for {name or 'nobody'} on {island}.")


def disabled() -> None:
    left, right = st.columns(2)
    left.multiselect("Islands", ISLANDS, ISLANDS[:1], disabled=True, key="off_islands")
    left.date_input("Day", "2026-11-05", disabled=True)
    left.time_input("Departure", "06:45", disabled=True, key="off_time")
    left.toggle("Live updates", value=True, disabled=True, key="off_toggle")
    right.pills("Topics", TOPICS, default=TOPICS[0], disabled=True, key="off_pills")
    right.segmented_control("View", ["Map", "List"], default="Map", disabled=True, key="off_view")
    right.color_picker("Colour", "#4353c9", disabled=True)
    right.feedback("stars", default=2, disabled=True)
