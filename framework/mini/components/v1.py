"""`mini.components.v1`: HTML with scripts, and other sites, in frames of their own.

import mini.components.v1 as components

components.html("<p id=p></p><script>p.textContent = 'Hello'</script>", height=60)
"""

from __future__ import annotations

from mini.elements.iframe import show
from mini.run import checks
from mini.run.container import Container

HEIGHT = 150


def html(
    html: str,
    width: int | None = None,
    height: int | None = None,
    scrolling: bool = False,
    *,
    tab_index: int | None = None,
) -> Container:
    """Show HTML in a frame of its own, in which its scripts run.

    The frame has no part in the app's page: its scripts cannot read or change anything of it.
    `width` (default: all there is) and `height` (default: 150) are in pixels; without `scrolling`,
    what is larger is cut off. Raises `ArgumentError`.

        import mini.components.v1 as components

        components.html("<h1>Hello</h1><script>console.log('from the frame')</script>", height=80)
    """
    name = "components.v1.html"
    return show(
        name, checks.label(html), True, width, _height(height), bool(scrolling), tab_index, None
    )


def iframe(
    src: str,
    width: int | None = None,
    height: int | None = None,
    scrolling: bool = False,
    *,
    tab_index: int | None = None,
) -> Container:
    """Show another page, by its address; the parameters are those of `html`.

    import mini.components.v1 as components

    components.iframe("https://example.org", height=400)
    """
    name = "components.v1.iframe"
    return show(name, src, False, width, _height(height), bool(scrolling), tab_index, None)


def _height(height: int | None) -> int:
    return HEIGHT if height is None else height
