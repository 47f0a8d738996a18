"""`dialog`: a function whose elements stand in a window above the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, Literal, ParamSpec, TypeVar

from mini.elements.fragment import fragment_of
from mini.errors import ArgumentError, PlacementError
from mini.model.element import ContainerElement, Element
from mini.page.node import Node
from mini.run import checks
from mini.run.container import Container
from mini.run.context import Frame, current
from mini.run.emit import emit, event
from mini.run.widget import Callback, draw

P = ParamSpec("P")
R = TypeVar("R")
DialogWidth = int | Literal["small", "medium", "large"]
WIDTHS: Final = ("small", "medium", "large")
POSITIONS: Final = ("left", "center", "right")
_MAIN: Final = Container("main")


class Dialog(ContainerElement, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A window above the page. With `tells` it is a trigger that fires when it is dismissed."""

    title: str
    size: Any = "small"
    position: Literal["left", "center", "right"] = "center"
    dismissible: bool = True
    icon: str | None = None
    tells: bool = False


class DialogCall(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The script has called a dialog: one that was dismissed opens again."""

    title: str


def dialog(
    title: str,
    *,
    width: DialogWidth = "small",
    position: Literal["left", "center", "right"] = "center",
    dismissible: bool = True,
    icon: str | None = None,
    on_dismiss: Callback | Literal["ignore", "rerun"] = "ignore",
) -> Callable[[Callable[P, R]], Callable[P, None]]:
    """Make a function open a window above the page, with what it shows.

    The window is a fragment: a change of a widget in it runs the function only. It closes when the
    user dismisses it (unless `dismissible=False`), and with the next run that does not call the
    function, such as after `st.rerun()`. `width` is `"small"` (500 pixels), `"medium"` (750),
    `"large"` (1280) or pixels. `position` is `"center"`, `"left"` or `"right"`. With
    `on_dismiss="rerun"`, or a function that is called before it, a dismissal starts a run. One
    dialog can be open at a time. Raises `ArgumentError`, and `PlacementError` when a second one is
    called.

        import mini as st

        @st.dialog("Cast your vote")
        def vote(item):
            reason = st.text_input(f"Why {item}?")
            if st.button("Vote"):
                st.session_state.vote = (item, reason)
                st.rerun()

        if st.button("Vote for A"):
            vote("A")
    """
    element = Dialog(
        title=_title(title),
        size=_size(width),
        position=checks.one_of("dialog", "position", position, POSITIONS),
        dismissible=bool(dismissible),
        icon=checks.icon("dialog", icon),
        tells=_tells(on_dismiss),
    )
    callback = on_dismiss if callable(on_dismiss) else None

    def decorate(function: Callable[P, R]) -> Callable[P, None]:
        inside = fragment_of(function, None, None)

        @wraps(function)
        def called(*args: P.args, **kwargs: P.kwargs) -> None:
            _only_one(current("dialog"), element.title)
            with _MAIN, _shown(element, callback):
                inside(*args, **kwargs)

        return called

    return decorate


def _shown(element: Dialog, callback: Callback | None) -> Container:
    event(current("dialog"), DialogCall(title=element.title))
    if not element.tells:
        return emit(element)
    drawn = draw(element, key=None, read=bool, on_change=callback, trigger=True)
    return Container(drawn.node)


def _only_one(frame: Frame, title: str) -> None:
    node: Node | None = frame.node
    while node is not None:
        if isinstance(node.element, Dialog):
            raise PlacementError(
                f"The dialog {title!r} was called inside of the dialog {node.element.title!r}, and "
                "only one can be open. Keep what it is for in `st.session_state`, call "
                "`st.rerun()` to close this one, and call the other one then."
            )
        node = node.parent
    if frame.count("dialog"):
        raise PlacementError(
            f"The dialog {title!r} is the second one in this run, and only one can be open. Call "
            "one dialog in a run, for example after `if` and `elif`."
        )


def _title(title: Any) -> str:
    if isinstance(title, str) and title.strip():
        return checks.exact(title)
    fix = 'It needs a title, which is not empty: `@st.dialog("Title")`.'
    raise ArgumentError("dialog", "title", title, fix)


def _tells(on_dismiss: Any) -> bool:
    if on_dismiss in ("ignore", "rerun") or callable(on_dismiss):
        return bool(on_dismiss != "ignore")
    fix = "It is a function, 'rerun' or 'ignore'."
    raise ArgumentError("dialog", "on_dismiss", on_dismiss, fix)


def _size(width: Any) -> Any:
    if isinstance(width, str):
        return checks.one_of("dialog", "width", width, WIDTHS)
    return checks.pixels("dialog", "width", width)
