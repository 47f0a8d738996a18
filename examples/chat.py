"""A conversation: its history in the session's state, and answers that come word by word."""

import random
import time
from collections.abc import Iterator

import mini as st

FACTS = (
    "An emperor penguin can stay under water for **22 minutes**.",
    "Gentoo penguins swim at up to *36 km/h*, faster than any other bird.",
    "They court each other with pebbles.\n\n1. They find one\n2. They lay it down\n3. They bow",
    "They are counted.\n\n| species | birds |\n|---|--:|\n| Adelie | 152 |\n| Gentoo | 124 |",
)


def answer(question: str) -> Iterator[str]:
    """Stands for a language model."""
    yield f"You ask: *{question.strip()}* "
    for word in random.choice(FACTS).split(" "):
        yield word + " "
        time.sleep(0.03)


st.title("Penguin talk")
history = st.session_state.setdefault("history", [])
for role, text in history:
    st.chat_message(role).markdown(text)

if question := st.chat_input("Ask about penguins", submit_mode="stop"):
    history.append(("user", question))
    st.chat_message("user").markdown(question)
    with st.chat_message("assistant"):
        history.append(("assistant", st.write_stream(answer(question), cursor="▌")))
elif not history:
    st.chat_message("assistant").write("Hello! Ask me anything about penguins.")
