"""Errors that the app did not catch: how much of them a page shows, and what the log says."""

from __future__ import annotations

import logging
import secrets
import traceback
from typing import Final

import msgspec

from mini.config.config import CONFIG
from mini.config.secrets import SECRETS
from mini.elements.exception import ExceptionBox, exception_element
from mini.run.emit import emit

_OLDER: Final = {True: "full", False: "stacktrace"}
_LOG = logging.getLogger("mini")


def uncaught(error: BaseException) -> None:
    """Show an error as `client.showErrorDetails` says, and log all of it, but for secrets."""
    details = CONFIG.get("client.showErrorDetails")
    id_ = secrets.token_hex(4)
    text = SECRETS.scrub("".join(traceback.format_exception(error)).rstrip())
    _LOG.error(
        "An error that the app did not catch (id %s):\n%s", id_, text,
        extra={"error": id_, "trace": text},
    )  # fmt: skip
    emit(_cut(exception_element(error), _OLDER.get(details, details), id_))


def _cut(element: ExceptionBox, details: str, id_: str) -> ExceptionBox:
    message = f"The server's log says more, under the id {id_}."
    if details == "stacktrace":
        return msgspec.structs.replace(element, message=message)
    if details == "type":
        return ExceptionBox(type=element.type, message=message)
    if details == "none":
        return ExceptionBox(type="", message="", id=id_)
    return element
