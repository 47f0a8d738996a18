"""Every element in its main variants, to look at and to test in a browser: `mini run` it."""

import datetime as dt
import math

import pandas as pd

import mini as st

st.set_page_config("Gallery", ":material/palette:", menu_items={"About": "The *gallery*."})
days = pd.date_range("2026-01-01", periods=60, freq="D")
table = pd.DataFrame(
    {
        "name": [f"Bird {number}" for number in range(200)],
        "mass": [None if number % 7 == 3 else 30 + number / 3 for number in range(200)],
        "seen": [dt.date(2026, 1, 1) + dt.timedelta(number) for number in range(200)],
        "ringed": [number % 3 == 0 for number in range(200)],
    }
)
waves = pd.DataFrame({"sine": [math.sin(n / 6) for n in range(60)]}, index=days)
waves["cosine"] = [math.nan if 20 <= n < 26 else math.cos(n / 6) for n in range(60)]

with st.sidebar:
    st.header("Sidebar")
    st.radio("Page", ["Overview", "Details", "Settings"], captions=["All of it", "", "Yours"])
    st.selectbox("Region", ["North", "East", "South", "West"], key="region", help="One of *four*.")
    st.slider("Years", 1990, 2026, (2000, 2020), format="%d", key="years")
    st.checkbox("Only rare ones", help="Fewer than 100 seen.")

st.title("Gallery", help="All that there is.")
st.header("Words", divider="rainbow", icon=":material/edit:")
st.write("Plain words with **bold**, *italic*, `code`, a [link](https://example.org), :red[red],")
st.write("and numbers:", 42, 3.14, None)
st.markdown(
    "1. first\n2. second\n   - inner\n\n> A quotation.\n\n| left | right |\n|---|---:|\n"
    "| a | 1 |\n| b | 2 |\n\n$e^{i\\pi} = -1$ and :material/star: :tada:"
)
st.caption("A caption, with help.", help="It *helps*.")
st.text("fixed   width\n  text")
st.code("def area(radius):\n    # of a circle\n    return 3.14159 * radius**2", line_numbers=True)
st.write({"name": "Ada", "langs": ["Python", "TypeScript"]})

st.header("Fields", divider=True)
left, right = st.columns(2)
left.text_input("Name", placeholder="Ada", help="The first name.")
left.text_input("Password", "secret", type="password")
left.text_input("Mail", "no mail", type="email", validate=(r".+@.+", "This is no address."))
left.text_area("Notes", "Two\nlines", max_chars=100)
left.number_input("Count", 0, 10, 3)
left.number_input("Price", value=9.5, step=0.5, format="%.2f", icon=":material/euro:")
right.selectbox("Fruit", ["Apple", "Banana", "Cherry", "Dragon fruit"], key="fruit")
right.selectbox("Nothing yet", ["a", "b"], index=None, placeholder="Pick one", key="none")
right.slider("Level", 0, 100, 40, help="From 0 to 100.")
right.slider("Span", 0.0, 1.0, (0.2, 0.8))
right.slider("Day", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
right.radio("Size", ["S", "M", "L"], horizontal=True)
right.checkbox("Agree", value=True)
right.checkbox("Hidden label", label_visibility="collapsed")

st.subheader("Disabled")
one, two = st.columns(2)
one.text_input("Name", "Ada", disabled=True, key="d1")
one.number_input("Count", value=3, disabled=True, key="d2")
one.text_area("Notes", "Words", disabled=True, key="d3")
one.checkbox("Agree", value=True, disabled=True, key="d4")
two.selectbox("Fruit", ["Apple"], disabled=True, key="d5")
two.slider("Level", disabled=True, key="d6")
two.radio("Size", ["S", "M"], disabled=True, key="d7")
two.button("Never", disabled=True, key="d8")

st.header("Buttons")
with st.container(horizontal=True):
    st.button("Rerun", key="rerun")
    st.button("Primary", type="primary", icon=":material/send:")
    st.button("Tertiary", type="tertiary")
    st.button("With help", help="What it *does*.", shortcut="Ctrl+K")
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.caption(f"Run {st.session_state.runs}")
if st.button("Toast", width="stretch"):
    st.toast("Saved **three** rows.", icon="🎉", duration="infinite")
    st.toast("A second one.", duration="infinite")

st.header("Messages")
st.success("It is saved.")
st.info("Did *you* know?", icon=":material/lightbulb:")
st.warning("This takes long.", title="Careful")
st.error("It did not work.")
st.progress(0.4, "Loading 40 %")
st.progress(100)
with st.status("Downloading", expanded=True) as status:
    st.write("Found the file.")
    status.update(label="Downloaded", state="complete")
st.status("Still at it")
st.status("Broken", state="error")
try:
    table["mass"].loc["nowhere"]
except KeyError as error:
    st.exception(error)

st.header("Data")
a, b, c = st.columns(3)
a.metric("Birds", 344, 12, border=True, help="Counted.")
b.metric("Mass", "4.2 kg", "-0.3 kg", border=True, chart_data=[3, 5, 4, 6, 2], chart_type="area")
c.metric("Rank", 7, "same", delta_color="off", delta_arrow="off", border=True)
st.dataframe(table, height=260)
st.dataframe(pd.DataFrame({"empty": []}))
st.table(table.head(3))
st.table(table.head(2), border="horizontal")
st.line_chart(waves, x_label="Day", y_label="Height")
st.line_chart({"month": ["Jan", "Feb", "Mar", "Apr"], "sold": [3, 7, 4, 9]}, x="month")
st.line_chart(pd.DataFrame({"nothing": []}))

st.header("Places")
first, second = st.tabs(["First tab", "Second tab"])
first.write("In the first.")
second.write("In the second.")
with st.expander("More", icon=":material/info:"):
    st.write("Inside.")
    st.text_input("Inner")
with st.form("form"):
    st.text_input("Town", value="Bergen")
    st.form_submit_button("Send", type="primary")
with st.container(border=True, height=120):
    for number in range(10):
        st.write(f"Scrolled line {number}")
st.divider()
st.empty().write("The end.")
