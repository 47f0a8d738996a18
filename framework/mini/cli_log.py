"""What the server says in the terminal: for people, or a line of JSON for each message.

Only its own loggers are touched: how an app logs is the app's choice.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Final

from mini.errors import OptionError
from mini.run.context import FRAME

_OURS: Final = ("mini", "uvicorn", "websockets", "watchfiles", "asyncio")
_PLAIN: Final = logging.makeLogRecord({}).__dict__.keys() | {"asctime", "message", "trace", "ids"}
_FORMAT: Final = "%(levelname)s %(ids)s%(message)s"


def speak(level: str, json_lines: bool, message_format: str | None) -> None:
    """Say what the server has to say on the standard error; raises `OptionError`."""
    spoken = logging.StreamHandler(sys.stderr)
    spoken.addFilter(_identify)
    spoken.setFormatter(JsonLines() if json_lines else _formatter(message_format))
    for name in _OURS:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [spoken], False
        logger.setLevel(level.upper() if name == "mini" else "WARNING")


def session_id(page_name: str) -> str:
    """Give what the log calls a session: enough to find its lines, and of no other use."""
    return page_name[:8]


def _identify(record: logging.LogRecord) -> bool:
    """Note in which run of which session something is said."""
    frame = FRAME.get()
    told = record.__dict__
    if frame is not None:
        told.setdefault("session", frame.run.page.name)
        told.setdefault("run", frame.run.number)
    session, run = told.setdefault("session", ""), told.setdefault("run", "")
    told["session"] = session = session_id(session)
    named = (f"session {session}", f"run {run}") if run else (f"session {session}",)
    told["ids"] = f"[{', '.join(named)}] " if session else ""
    return True


def _formatter(text: str | None) -> logging.Formatter:
    try:
        formatter = logging.Formatter(text or _FORMAT)
        record = logging.makeLogRecord({"msg": ""})
        _identify(record)
        formatter.format(record)
    except (ValueError, KeyError, TypeError) as error:
        raise OptionError(
            "logger.messageFormat",
            f"`logger.messageFormat` cannot be {text!r} ({error}): it is a format of Python's "
            "logging, such as '%(asctime)s %(levelname)s %(session)s %(run)s %(message)s'.",
        ) from None
    return formatter


class JsonLines(logging.Formatter):
    """Writes a message as an object: when, how grave, what, in which session and run, and why."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        extra = {name: value for name, value in record.__dict__.items() if name not in _PLAIN}
        trace = record.__dict__.get("trace") or self._trace(record)
        if trace:
            said["message"] = said["message"].removesuffix(trace).rstrip(":\n")
            extra["exception"] = trace
        said |= {name: value for name, value in extra.items() if value not in ("", None)}
        return json.dumps(said, default=str)

    def _trace(self, record: logging.LogRecord) -> str:
        return self.formatException(record.exc_info) if record.exc_info else ""
