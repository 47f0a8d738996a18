"""A cached resource: one database connection that all sessions share."""

import sqlite3
import threading
from datetime import datetime

import mini as st


class GuestBook:
    """A table of entries. One connection, and a lock so that sessions take turns."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.opened = datetime.now()
        self.connection = sqlite3.connect(":memory:", check_same_thread=False)
        self.connection.execute("CREATE TABLE entries (name TEXT, text TEXT, written TEXT)")

    def write(self, name: str, text: str) -> None:
        with self.lock, self.connection:
            written = datetime.now().strftime("%H:%M:%S")
            self.connection.execute("INSERT INTO entries VALUES (?, ?, ?)", (name, text, written))

    def read(self) -> list[tuple[str, str, str]]:
        with self.lock:
            rows = self.connection.execute("SELECT * FROM entries ORDER BY rowid DESC LIMIT 50")
            return rows.fetchall()


@st.cache_resource(on_release=lambda book: book.connection.close())
def guest_book() -> GuestBook:
    return GuestBook()


st.set_page_config(page_title="Guest book", page_icon="📖")
st.title("Guest book 📖")
book = guest_book()
st.caption(
    f"One connection for everyone, opened at {book.opened:%H:%M:%S}. "
    "Open this page in a second tab: it is the same book."
)

with st.form("entry", clear_on_submit=True):
    name = st.text_input("Name", placeholder="Ada")
    text = st.text_area("Entry", placeholder="A fine place.")
    sent = st.form_submit_button("Sign the book", type="primary")

if sent and name.strip() and text.strip():
    book.write(name.strip(), text.strip())
    st.toast(f"Thank you, {name.strip()}!")
elif sent:
    st.warning("Fill in both fields.")

entries = book.read()
if entries:
    names, texts, times = zip(*entries, strict=True)
    st.dataframe({"Name": names, "Entry": texts, "Written": times})
else:
    st.info("The book is empty. Be the first to sign it.")
