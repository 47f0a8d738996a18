"""`toast`: a message that comes up at the edge of the page and goes away."""

from __future__ import annotations

from typing import Any, Final, Literal

from mini.errors import ArgumentError
from mini.model.element import Element
from mini.page.node import Node
from mini.run import checks
from mini.run.container import Container
from mini.run.context import Frame, current
from mini.run.emit import event

Duration = int | Literal["short", "long", "infinite"]
SECONDS: Final = {"short": 4.0, "long": 10.0, "infinite": 0.0}


class Toast(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A message; `duration` is in seconds, 0 for until it is closed."""

    body: str
    icon: str | None = None
    duration: float = 4.0


class ToastContainer(Container):
    """A toast that was shown: its method `toast` changes it."""

    __slots__ = ()

    def toast(
        self, body: object, *, icon: str | None = None, duration: Duration = "short"
    ) -> ToastContainer:
        """Change the toast; the parameters are those of `toast`."""
        frame = current("toast")
        return _show(frame, body, icon, duration, self.node(frame))


def toast(body: object, *, icon: str | None = None, duration: Duration = "short") -> ToastContainer:
    """Show a message at the edge of the page for a while; `toast` of what is given changes it.

    `body` may hold Markdown. `icon` is an emoji or `":material/name:"`. `duration` is `"short"` (4
    seconds), `"long"` (10 seconds), `"infinite"` or whole seconds. Raises `ArgumentError`.

        import mini as st

        message = st.toast("Saving")
        message.toast("Saved", icon=":material/check:")
    """
    return _show(current("toast"), body, icon, duration)


def _show(
    frame: Frame, body: object, icon: str | None, duration: Any, before: Node | None = None
) -> ToastContainer:
    element = Toast(body=_body(body), icon=checks.icon("toast", icon), duration=_seconds(duration))
    return ToastContainer(event(frame, element, before))


def _body(body: object) -> str:
    text = checks.text(body)
    if text:
        return text
    raise ArgumentError("toast", "body", body, "It is a text that is not empty.")


def _seconds(duration: Any) -> float:
    if isinstance(duration, str) and duration in SECONDS:
        return SECONDS[duration]
    seconds = checks.whole(duration)
    if seconds is not None and seconds > 0:
        return float(seconds)
    fix = "It is 'short', 'long', 'infinite' or a whole number of seconds above 0."
    raise ArgumentError("toast", "duration", duration, fix)
