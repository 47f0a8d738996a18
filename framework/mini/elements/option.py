"""`get_option` and `set_option`: the options of the app."""

from __future__ import annotations

from typing import Any

from mini.run.configured import read_option, write_option
from mini.run.context import FRAME

_GONE = "deprecation."
"""Options of older apps that silenced warnings which nothing gives any more."""


def get_option(key: str) -> Any:
    """Give the value of an option, such as `"server.port"`.

    `mini config show` lists all names. Raises `OptionError` for others.

        import mini as st

        st.write("This page is served on port", st.get_option("server.port"))
    """
    return read_option(key)


def set_option(key: str, value: Any) -> None:
    """Change an option for all sessions, until the server ends.

    Only those that concern what is shown can change: `client.*`, `theme.*`, `ui.*` and a few
    others. A page shows it in its next run. Raises `OptionError` for others, for unknown names,
    and for a value that the option cannot have.

        import mini as st

        st.set_option("client.showErrorDetails", "none")
    """
    if not str(key).startswith(_GONE):
        write_option(FRAME.get(), key, value)
