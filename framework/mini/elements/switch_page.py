"""`switch_page`: leave the run and go to another page."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from mini.errors import SwitchRequested
from mini.page.routes import Going
from mini.run.app_page import Page
from mini.run.context import current
from mini.run.destination import QueryInput, destination, query_text


def switch_page(page: str | Path | Page, *, query_params: QueryInput | None = None) -> NoReturn:
    """End the run here and go to another page of the app, as a click on its link does.

    `page` is a `st.Page`, or the path of a page's file, which starts at the script's folder.
    `query_params` is what the address says there; without it, it says nothing. Works in callbacks,
    too. Raises `ArgumentError` for what is no page of the app.

        import mini as st

        def home():
            if st.button("To the plans"):
                st.switch_page(second)

        def plans():
            st.title("Plans")

        second = st.Page(plans)
        st.navigation([home, second]).run()
    """
    frame = current("switch_page")
    there = destination(frame, "switch_page", page)
    raise SwitchRequested(Going(name=there.name, query=query_text("switch_page", query_params)))
