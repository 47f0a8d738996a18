"""`info`, `success`, `warning` and `error`: a message in a coloured box."""

from __future__ import annotations

from typing import Any, Literal

from mini.model.element import Element
from mini.run import checks
from mini.run.container import Container, command
from mini.run.emit import emit

Level = Literal["info", "success", "warning", "error"]
AlertWidth = int | Literal["stretch"]


class Alert(Element, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A message of some level."""

    level: Level
    body: str
    icon: str | None = None
    title: str | None = None
    width: Any = "stretch"


@command
def info(
    body: object, *, icon: str | None = None, width: AlertWidth = "stretch", title: object = None
) -> Container:
    """Show a message that tells something; Markdown is allowed.

    `icon` is an emoji or `":material/name:"`, `title` a first line in bold. `width` is `"stretch"`
    or pixels. Raises `ArgumentError`.

        import mini as st

        st.info("The data are from 2009.", icon=":material/info:")
    """
    return _alert("info", body, icon, width, title)


@command
def success(
    body: object, *, icon: str | None = None, width: AlertWidth = "stretch", title: object = None
) -> Container:
    """Show a message that something went well; the parameters are those of `info`.

    Raises `ArgumentError`.

        import mini as st

        st.success("Saved")
    """
    return _alert("success", body, icon, width, title)


@command
def warning(
    body: object, *, icon: str | None = None, width: AlertWidth = "stretch", title: object = None
) -> Container:
    """Show a message that something needs care; the parameters are those of `info`.

    Raises `ArgumentError`.

        import mini as st

        st.warning("Two rows have no date.")
    """
    return _alert("warning", body, icon, width, title)


@command
def error(
    body: object, *, icon: str | None = None, width: AlertWidth = "stretch", title: object = None
) -> Container:
    """Show a message that something went wrong; the parameters are those of `info`.

    Raises `ArgumentError`.

        import mini as st

        st.error("The file holds no table.", title="Nothing to show")
    """
    return _alert("error", body, icon, width, title)


def _alert(
    level: Level, body: object, icon: str | None, width: AlertWidth, title: object
) -> Container:
    return emit(
        Alert(
            level=level,
            body=checks.text(body),
            icon=checks.icon(level, icon),
            title=None if title is None else checks.text(title),
            width=checks.width(level, width, content=False),
        )
    )
