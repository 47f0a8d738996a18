"""Files that are made when a click asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from mini.elements.download_button import DownloadButton
from mini.page.page import Page
from mini.page.payload import Blob
from mini.run.offers import offer


def supply(page: Page, widget: str) -> Callable[[], Blob] | None:
    """Give what makes the file that a widget of a page offers."""
    known = page.widgets.known.get(widget)
    with page.tree.lock:
        node = page.tree.find(widget)
    if known is None or known.supply is None or node is None:
        return None
    make, element = known.supply, cast("DownloadButton", node.element)
    return lambda: offer(make(), element.name, element.media_type)
