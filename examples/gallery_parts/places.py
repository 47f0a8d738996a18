"""Places: what holds other elements, what opens above the page, and what is said."""

import time
from collections.abc import Iterator

import mini as st

ANSWER = """There are **344 penguins** on three islands:

| island | penguins |
|---|--:|
| Biscoe | 168 |
| Dream | 124 |
| Torgersen | 52 |

```python
penguins.groupby("island").size()
```
"""


def answer() -> Iterator[str]:
    for word in ANSWER.split(" "):
        yield word + " "
        time.sleep(0.02)


@st.dialog("Add a sighting", icon=":material/visibility:")
def sighting() -> None:
    st.text_input("Where?", placeholder="Dream")
    st.number_input("How many?", 1, 100, 3)
    if st.button("Add", type="primary"):
        st.session_state.sightings = st.session_state.get("sightings", 0) + 1
        st.rerun()


@st.dialog("All islands", width="large", position="right")
def islands() -> None:
    st.table({"island": ["Biscoe", "Dream", "Torgersen"], "penguins": [168, 124, 52]})


def show() -> None:
    """Show them in their main variants."""
    containers()
    openings()
    conversation()
    messages()


def containers() -> None:
    st.header("Side by side")
    for place, (island, count) in zip(
        st.columns(3, border=True),
        {"Biscoe": 168, "Dream": 124, "Torgersen": 52}.items(),
        strict=True,
    ):
        place.metric(island, count)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Earlier", icon=":material/arrow_back:")
        st.space("stretch")
        st.write("Page 2 of 9")
        st.button("Later")
    with st.container(border=True, height=140):
        st.write("A place that scrolls:")
        for number in range(1, 9):
            st.write(f"{number}. sighting")
    first, second = st.tabs(["Map", "List"])
    first.write("In the first tab.")
    second.write("In the second tab.")
    with st.expander("How this was counted", icon=":material/info:"):
        st.write("By hand, twice.")
    with st.form("visit", clear_on_submit=True):
        st.text_input("Your name", key="visitor")
        st.form_submit_button("Sign the book", type="primary")


def openings() -> None:
    st.header("Above the page")
    with st.container(horizontal=True):
        if st.button("Add a sighting", type="primary"):
            sighting()
        if st.button("All islands"):
            islands()
        with st.popover("Filter", icon=":material/tune:"):
            st.multiselect("Islands", ["Biscoe", "Dream", "Torgersen"], default=["Dream"])
            st.slider("Years", 2007, 2009, (2007, 2008))
        st.popover("Not now", disabled=True)
        if st.button("Toast"):
            st.toast("A penguin has been seen.", icon="🐧")
        if st.button("Balloons"):
            st.balloons()
        if st.button("Snow"):
            st.snow()
    st.caption(f"Sightings added: {st.session_state.get('sightings', 0)}")


def conversation() -> None:
    st.header("What is said")
    st.chat_message("user").write("How many penguins are there?")
    with st.chat_message("assistant"):
        st.markdown(ANSWER)
    st.chat_message("Ranger", avatar="🐧").write("I counted them *twice*.")
    st.chat_message("Zoe").write("Thank you!")
    with st.container(border=True):
        if asked := st.chat_input("Ask about penguins", key="ask", submit_mode="stop"):
            st.chat_message("user").write(asked)
            with st.chat_message("assistant"):
                st.write_stream(answer, cursor="▌")


def messages() -> None:
    st.header("How it goes")
    st.success("All islands have answered.")
    st.info("The next count is in *November*.", icon=":material/event:")
    st.warning("Two cameras are silent.")
    st.error("One has fallen into the sea.")
    st.progress(0.62, "Photos read: 62 %")
    with st.status("Reading photos", expanded=True) as status:
        st.write("Biscoe: 168")
        status.update(label="Read all photos", state="complete")
    st.empty().caption("A place for one element at a time.")
    with st.spinner("Looking once more"):
        time.sleep(0.05)
