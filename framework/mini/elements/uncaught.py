"""Errors that the app did not catch: how much of them a page shows, and what the log says."""

from __future__ import annotations

import logging
import secrets
import traceback
from typing import Any, Final

import msgspec

from mini.config.config import CONFIG
from mini.config.secrets import SECRETS
from mini.elements.exception import MOST, ExceptionBox, exception_element, said, shortened
from mini.run.emit import emit

_DEEP: Final = 200
"""Lines of a traceback that are logged, from where it happened outwards."""
_OLDER: Final = {True: "full", False: "stacktrace"}
_SCRIPT: Final = "An error that the app did not catch"
_THREAD: Final = "An error has ended a thread that the app started"
_LOG = logging.getLogger("mini")


def uncaught(error: BaseException) -> None:
    """Show an error as `client.showErrorDetails` says, and log all of it, but for secrets."""
    id_ = _logged(error, _SCRIPT)
    try:
        element = exception_element(error)
    except BaseException as worse:  # noqa: BLE001  an author's error may refuse to be looked at
        element = ExceptionBox(type=type(error).__name__, message=_unreadable(worse))
    emit(_cut(element, _details(), id_))


def in_a_line(error: BaseException, session: str) -> str:
    """Log an error of a session, but for secrets; give as much as the page may say in a line."""
    id_, details = _logged(error, _SCRIPT, {"session": session}), _details()
    if details == "full":
        return SECRETS.scrub(f"{type(error).__name__}: {said(error)}")
    kind = "" if details == "none" else f"{type(error).__name__}. "
    return f"{kind}The server's log says more, under the id {id_}."


def _details() -> str:
    details = CONFIG.get("client.showErrorDetails")
    return str(_OLDER.get(details, details))


def in_a_thread(error: BaseException, session: str, run: int) -> None:
    """Log an error that has ended a thread of the app: no page waits for it."""
    _logged(error, _THREAD, {"session": session, "run": run})


def _logged(error: BaseException, what: str, extra: dict[str, Any] | None = None) -> str:
    id_, text = secrets.token_hex(4), logged_text(error)
    told = {**(extra or {}), "error": id_, "trace": text}
    _LOG.error("%s (id %s):\n%s", what, id_, text, extra=told)
    return id_


def logged_text(error: BaseException) -> str:
    """Write an error with its traceback, but for secrets."""
    try:
        text = "".join(traceback.format_exception(error, limit=-_DEEP)).rstrip()
    except BaseException as worse:  # noqa: BLE001  an author's error may refuse to be looked at
        return f"{type(error).__name__}: {_unreadable(worse)}"
    return shortened(SECRETS.scrub(text[: 2 * MOST]))


def _unreadable(worse: BaseException) -> str:
    return f"<it cannot be shown: {type(worse).__name__}>"


def _cut(element: ExceptionBox, details: str, id_: str) -> ExceptionBox:
    message = f"The server's log says more, under the id {id_}."
    if details == "stacktrace":
        return msgspec.structs.replace(element, message=message)
    if details == "type":
        return ExceptionBox(type=element.type, message=message)
    if details == "none":
        return ExceptionBox(type="", message="", id=id_)
    return element
