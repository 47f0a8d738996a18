"""Every command once, as an author would write it: `mini run` it."""

import datetime as dt
import time

import altair as alt
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.graph_objects as go

import mini as st
import mini.components.v1 as components

st.set_page_config("Everything", "🧰", menu_items={"About": "All *commands*."})
BIRDS = pd.DataFrame({"day": [1, 2, 3, 4], "seen": [3, 7, 4, 9], "ringed": [1, 2, 2, 5]})
SQUARE = np.tile(np.linspace(0, 255, 60, dtype=np.uint8), (40, 1))
TONE = (np.sin(np.linspace(0, 600, 8000)) * 20_000).astype(np.int16)
FILM = bytes.fromhex("000000186674797069736f6d0000000069736f6d6d703432")


@st.cache_data
def counted(day: int) -> int:
    st.caption(f"Counted on day {day}.")
    return day * 10


@st.cache_resource
def register() -> dict[str, int]:
    return {"birds": 4}


@st.fragment
def fragment() -> None:
    st.button("Inside of a fragment")


@st.dialog("A dialog")
def dialog() -> None:
    st.text_input("Name of the bird")


def words() -> None:
    st.title("Everything")
    st.header("Words")
    st.subheader("In lines")
    st.text("Plain")
    st.markdown("**Bold** and :red[red]")
    st.write("Written", 42)
    "A bare expression is written, too."
    st.caption("A caption")
    st.code("print('code')")
    st.json({"birds": [1, 2]})
    st.badge("New", icon=":material/check:")
    st.divider()
    st.space("small")


def inputs() -> None:
    st.toggle("Toggle")
    st.checkbox("Checkbox")
    st.radio("Radio", ["a", "b"])
    st.selectbox("Selectbox", ["a", "b"])
    st.multiselect("Multiselect", ["a", "b"], ["a"])
    st.slider("Slider")
    st.select_slider("Select slider", ["low", "high"])
    st.pills("Pills", ["a", "b"])
    st.segmented_control("Segments", ["a", "b"])
    st.feedback("stars")
    st.text_input("Text")
    st.text_area("Area")
    st.number_input("Number")
    st.date_input("Date", dt.date(2026, 1, 31))
    st.time_input("Time", dt.time(8, 45))
    st.datetime_input("Moment", dt.datetime(2026, 1, 31, 8, 45))
    st.color_picker("Colour", "#4353c9")
    st.file_uploader("File")
    st.camera_input("Camera")
    st.audio_input("Sound")
    st.download_button("Download", "day,seen", "birds.csv")
    st.link_button("Link", "https://example.org")
    st.button("", icon=":material/delete:", help="Remove it")
    st.page_link(other)
    with st.form("form"):
        st.text_input("In a form")
        st.form_submit_button("Send")


def charts() -> None:
    st.line_chart(BIRDS, x="day")
    st.area_chart(BIRDS, x="day")
    st.bar_chart(BIRDS, x="day")
    st.scatter_chart(BIRDS, x="day")
    st.altair_chart(alt.Chart(BIRDS).mark_bar().encode(x="day:O", y="seen"))
    st.vega_lite_chart(
        BIRDS, {"mark": "point", "encoding": {"x": {"field": "day"}, "y": {"field": "seen"}}}
    )
    st.plotly_chart(go.Figure(go.Bar(x=BIRDS.day, y=BIRDS.seen)))
    figure, axes = plt.subplots()
    axes.plot(BIRDS.day, BIRDS.seen)
    st.pyplot(figure)


def data_and_media() -> None:
    st.metric("Birds", register()["birds"], counted(1))
    st.dataframe(BIRDS)
    st.table(BIRDS)
    st.image(SQUARE, caption="Grey")
    st.audio(TONE, sample_rate=8000)
    st.video(FILM)
    st.iframe("data:text/html,<p>framed</p>")
    components.html("<p>A component</p>", height=60)
    st.logo(SQUARE)


def messages() -> None:
    st.success("Success")
    st.info("Info")
    st.warning("Warning")
    st.error("Error")
    st.exception(ValueError("An exception, shown"))
    st.progress(40)
    with st.spinner("Spinner"):
        time.sleep(0)
    st.status("Status", state="complete")
    with st.chat_message("user"):
        st.write("Hello")
    st.bottom.caption("At the bottom")
    with st.container():  # at the bottom it would keep the page at its end
        st.chat_input("Say something")


def places() -> None:
    left, right = st.columns(2)
    left.write("left")
    right.write("right")
    first, second = st.tabs(["One", "Two"])
    first.write("In one")
    second.write("In two")
    st.container(border=True).write("contained")
    st.empty().write("once empty")
    with st.expander("Expander"):
        st.write("inside")
    with st.popover("Popover"):
        st.write("inside of the popover")
    st.sidebar.write("In the sidebar")
    fragment()


def acts() -> None:
    if st.button("Toast"):
        st.toast("A toast")
        st.balloons()
        st.snow()
    if st.button("Dialog"):
        dialog()
    if st.button("Rerun"):
        st.session_state.rerun = True
        st.rerun()
    if st.button("Switch"):
        st.switch_page(other)
    st.query_params["seen"] = "yes"
    try:
        st.write(len(st.secrets))
    except FileNotFoundError:
        st.write("No secrets")
    st.write(st.context.locale, st.get_option("server.headless"), "rerun" in st.session_state)
    st.set_option("client.showErrorDetails", "full")
    st.button("Last")
    st.stop()


def of_unknown_size() -> None:
    st.html("<p>Some <em>HTML</em></p>")
    st.help(str.upper)
    st.latex(r"\int_0^1 x^2\,dx")
    with st.echo():
        echoed = 1 + 1
    st.write_stream(word for word in ("stream", "ed ", str(echoed)))


def everything() -> None:
    """All of them, in parts."""
    words()
    inputs()
    charts()
    data_and_media()
    messages()
    places()
    of_unknown_size()
    acts()


other = st.Page(lambda: st.write("The other page"), title="Other", url_path="other")
st.navigation([st.Page(everything, title="Everything", default=True), other]).run()
