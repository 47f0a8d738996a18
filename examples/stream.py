"""Text that is written as it comes, into one place."""

import time

import mini as st

STORY = (
    "A script runs from its first line to its last. What it emits is on the page at once, "
    "and what it adds to a text travels alone: never the whole text again. "
)

st.title("Stream")
words = st.slider("Words", 10, 300, 60)
place = st.empty()

if st.button("Write", type="primary"):
    text = ""
    for number in range(words):
        text += STORY.split()[number % len(STORY.split())] + " "
        place.markdown(text)
        time.sleep(0.02)
    st.success(f"{words} words, {len(text)} characters.")
