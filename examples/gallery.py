"""Every command, one page for each kind: `mini run examples/gallery.py`."""

from importlib import import_module
from importlib.util import find_spec

import mini as st

PARTS = {
    "Elements": {"text": "📝", "media": "🎞️", "charts": "📈"},
    "Interaction": {"inputs": "🎛️", "uploads": "📤", "places": "🧩"},
    "The app": {"pages": "🧭", "config": "🔧"},
}


def part(name: str, icon: str) -> st.Page:
    """Make a page of one part; its module is imported when the page is opened."""

    def show() -> None:
        st.title(name.capitalize())
        import_module(f"gallery_parts.{name}").show()

    return st.Page(show, title=name.capitalize(), icon=icon, url_path=name)


pages = {
    section: {
        name: part(name, icon) for name, icon in parts.items() if find_spec(f"gallery_parts.{name}")
    }
    for section, parts in PARTS.items()
}
st.session_state.gallery = {name: page for parts in pages.values() for name, page in parts.items()}
st.navigation({section: list(parts.values()) for section, parts in pages.items() if parts}).run()
